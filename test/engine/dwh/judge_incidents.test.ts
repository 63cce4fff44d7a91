import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kill } from '../../support/hops.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { lastRun, startRun } from '../../support/runs.ts';
import { fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables, untilHeldAt, untilIdle } from '../../support/waiting.ts';
import { incidentsOf } from './incidents.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());
beforeEach(() => warehouse.query('dwh', 'delete from engine.incidents'));

const { judge, incidents, alerts, set, breakSource, mend, runAnyway, cancelMaster } = incidentsOf(
    () => warehouse,
);

describe('a failure', () => {
    afterEach(async () => {
        await mend();
        await runAnyway();
    });

    test('is one incident with one alert, however often it happens, until it is made good', async () => {
        await breakSource();
        await runAnyway();
        const first = await lastRun(warehouse);
        expect(await incidents()).toEqual(['failure sales open']);
        const [opened] = await warehouse.query('dwh', 'select * from engine.incidents');
        expect(opened).toMatchObject({
            opened_by: first.run_id,
            summary: expect.stringMatching(/^extract sales failed: permission denied for table/),
        });

        await runAnyway();
        expect(await alerts()).toEqual(['failure sales opened']);
        const [again] = await warehouse.query('dwh', 'select * from engine.incidents');
        expect(again).toMatchObject({ opened_at: opened?.opened_at, closed_at: null });
        expect(String(again?.last_seen_at) > String(opened?.last_seen_at)).toBe(true);

        await mend();
        await warehouse.run();
        const last = await lastRun(warehouse);
        expect(await incidents()).toEqual(['failure sales closed']);
        expect(await alerts()).toEqual(['failure sales opened', 'failure sales closed']);
        const payload = await warehouse.value(
            'dwh',
            `select payload from engine.alerts where event = 'closed'`,
        );
        expect(payload).toMatchObject({
            event: 'closed',
            kind: 'failure',
            entity: 'sales',
            run_id: Number(last.run_id),
            closed_at: expect.any(String),
            detail: { steps: [{ process_name: 'extract sales', sqlstate: '42501' }] },
        });
        expect(await judge()).toBe(0);
    });

    test('is not over because the next run was cancelled', async () => {
        await breakSource();
        await runAnyway();
        await mend();
        await sell(warehouse);
        const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
        const run = await startRun(warehouse);
        await blockedHop(warehouse, 'mrr');
        await cancelMaster(run.pid);
        await run.error;
        await held.release();
        await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
        expect((await lastRun(warehouse)).status).toBe('CANCELLED');
        await judge();
        expect(await incidents()).toEqual(['failure sales open']);
        await warehouse.run();
        expect(await incidents()).toEqual(['failure sales closed']);
    });

    test('of an entity that is left out of the runs is over, and whoever was skipped has not ended it', async () => {
        await breakSource();
        await runAnyway();
        const { run_id } = await lastRun(warehouse);
        await warehouse.query('dwh', `select engine.skip_run(null, 'schedule', null, null)`);
        await warehouse.query('dwh', `call set_entity_enabled('sales', false)`);
        await judge();
        expect(
            await warehouse.query('dwh', 'select entity, closed_by from engine.incidents'),
        ).toEqual([{ entity: 'sales', closed_by: run_id }]);
        await warehouse.query('dwh', `call set_entity_enabled('sales', true)`);
    });

    test('is none where a run was cancelled', async () => {
        await sell(warehouse);
        const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
        const run = await startRun(warehouse);
        await blockedHop(warehouse, 'mrr');
        await cancelMaster(run.pid);
        await run.error;
        await held.release();
        await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
        await judge();
        expect(await incidents()).toEqual([]);
    });
});

test('a run whose session was killed is an incident before the next run, and once', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await untilHeldAt(warehouse, 'stg');
    await kill(warehouse, 'dwh', run.pid);
    await run.error;
    expect(await judge()).toBe(1);
    expect(await incidents()).toEqual(['failure sales open']);
    expect(await warehouse.value('dwh', 'select summary from engine.incidents')).toBe(
        'stage sales failed: the session that ran it is gone',
    );
    expect(await judge()).toBe(0);
    // Nor is it another one once it is written down, which a worker does without the next run.
    const dead = await lastRun(warehouse);
    expect(dead.status).toBe('RUNNING');
    await warehouse.query('dwh', 'select engine.settle_crashed()');
    expect((await lastRun(warehouse)).status).toBe('CRASHED');
    expect(await judge()).toBe(0);
    await held.release();
    await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
    await warehouse.run();
    expect(await alerts()).toEqual(['failure sales opened', 'failure sales closed']);
});

test('a run that is alive is not taken for dead', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    await warehouse.query('dwh', 'select engine.settle_crashed()');
    expect((await lastRun(warehouse)).status).toBe('RUNNING');
    await held.release();
    await run.ended;
    expect((await lastRun(warehouse)).status).toBe('SUCCEEDED');
});

describe('data that is too old', () => {
    const enableLongAgo = () =>
        warehouse.query(
            'dwh',
            `update engine.entities set enabled_since = now() - interval '1 year'`,
        );
    beforeEach(enableLongAgo);
    afterEach(async () => {
        await set('freshness_limit', '12 hours');
        await warehouse.query('dwh', `call set_entity_enabled('products', true)`);
    });

    test('is an incident for each entity, which a run closes', async () => {
        await set('freshness_limit', '1 hour');
        const age = `update high_water_mark set last_updated = now() - interval '2 hours'
                      where table_name in ('products', 'sales')`;
        await warehouse.query('dwh', age);
        expect(await judge()).toBe(2);
        expect((await incidents()).sort()).toEqual([
            'freshness products open',
            'freshness sales open',
        ]);
        expect(await warehouse.value('dwh', 'select min(summary) from engine.incidents')).toMatch(
            /^products was last confirmed \d{4}-/,
        );
        await warehouse.run();
        expect(new Set(await alerts())).toEqual(
            new Set([
                ...['freshness products opened', 'freshness products closed'],
                ...['freshness sales opened', 'freshness sales closed'],
            ]),
        );
    });

    test('is none of an entity that is left out of the runs', async () => {
        await set('freshness_limit', '1 hour');
        await warehouse.query(
            'dwh',
            `update high_water_mark set last_updated = now() - interval '2 hours' where table_name = 'products'`,
        );
        await judge();
        expect(await incidents()).toEqual(['freshness products open']);
        await warehouse.query('dwh', `call set_entity_enabled('products', false)`);
        await judge();
        expect(await incidents()).toEqual(['freshness products closed']);
        // Enabled again, it has its time to be loaded.
        await warehouse.query('dwh', `call set_entity_enabled('products', true)`);
        await judge();
        expect(await incidents()).toEqual(['freshness products closed']);
        await enableLongAgo();
        await judge();
        expect(await incidents()).toEqual(['freshness products closed', 'freshness products open']);
        await warehouse.run();
    });

    test('is none of an entity that was only just declared', async () => {
        await warehouse.query(
            'dwh',
            `with gone as (delete from high_water_mark where table_name = 'products' returning *)
             select set_config('test.mark', (select jsonb_agg(g) from gone g)::text, false)`,
        );
        await warehouse.query('dwh', 'update engine.entities set enabled_since = now()');
        expect(await judge()).toBe(0);
        await enableLongAgo();
        expect(await judge()).toBe(1);
        expect(await warehouse.value('dwh', 'select summary from engine.incidents')).toBe(
            'products was last confirmed never',
        );
        await warehouse.query(
            'dwh',
            `insert into high_water_mark
             select * from jsonb_populate_recordset(null::high_water_mark, current_setting('test.mark')::jsonb)`,
        );
    });
});

describe('rejects over their share', () => {
    beforeEach(async () => {
        await set('rejects_limit_rows', '4');
        await set('rejects_limit_percent', '50');
    });
    afterEach(() => set('rejects_limit_rows', '100'));

    /** A run with so many sales, of which the first are bad. */
    const load = async (bad: number, good: number) => {
        await warehouse.query(
            'operational',
            `insert into sales (sale_id, customer_id, product_id, quantity, unit_price, total_amount,
                                transaction_date)
             select (select max(sale_id) from sales) + g, 1, 1, case when g <= $1 then -1 else 1 end, 1, 1, now()
               from generate_series(1, $1::int + $2::int) g`,
            [bad, good],
        );
        await warehouse.run();
    };

    test('are an incident, until enough rows are good again', async () => {
        await load(3, 1);
        expect(await incidents()).toEqual(['rejects sales open']);
        expect(await warehouse.value('dwh', 'select summary from engine.incidents')).toMatch(
            /^staging of sales rejected 3 of the last 4 rows$/,
        );
        // One row says nothing about the share.
        await load(0, 1);
        expect(await incidents()).toEqual(['rejects sales open']);
        await load(0, 4);
        expect(await alerts()).toEqual(['rejects sales opened', 'rejects sales closed']);
    });

    test('count over several runs, where each has few rows', async () => {
        await load(0, 4);
        for (let run = 0; run < 2; run++) await load(1, 0);
        expect(await incidents()).toEqual([]);
        for (let run = 0; run < 2; run++) await load(1, 0);
        expect(await incidents()).toEqual(['rejects sales open']);
        await load(0, 4);
        expect(await incidents()).toEqual(['rejects sales closed']);
    });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kill, until } from '../../support/hops.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { lastRun, startRun } from '../../support/runs.ts';
import { fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables, untilIdle } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());
beforeEach(() => warehouse.query('dwh', 'delete from engine.incidents'));

const judge = () => warehouse.value<number>('dwh', 'select engine.judge_incidents()');

/** Each incident as kind, entity, and whether it is open. */
const incidents = async () => {
    const rows = await warehouse.query<{ line: string }>(
        'dwh',
        `select concat_ws(' ', kind, nullif(entity, ''), case when closed_at is null then 'open' else 'closed' end) as line
           from engine.incidents order by incident_id`,
    );
    return rows.map(({ line }) => line);
};

/** What was said, in order. */
const alerts = async () => {
    const rows = await warehouse.query<{ line: string }>(
        'dwh',
        `select concat_ws(' ', payload ->> 'kind', payload ->> 'entity', event) as line
           from engine.alerts order by alert_id`,
    );
    return rows.map(({ line }) => line);
};

const set = (name: string, value: string) =>
    warehouse.query('dwh', 'call engine.set_setting($1, $2)', [name, value]);

/** The source refuses to be read until `mend`. */
const breakSource = () =>
    warehouse.query('operational', 'revoke select on sales from pgstrata_link');
const mend = () => warehouse.query('operational', 'grant select on sales to pgstrata_link');
const runAnyway = () => warehouse.run().catch(() => undefined);

/** While it sleeps, and so within what it guards. */
const cancelMaster = (pid: number) =>
    until('the master is cancelled in its sleep', () =>
        warehouse.value<boolean>(
            'dwh',
            `select pg_cancel_backend(pid) from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`,
            [pid],
        ),
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
    await blockedHop(warehouse, 'stg');
    await until('only one step is left', () =>
        warehouse.value('dwh', `select count(*) = 1 from etl_logs where status = 'RUNNING'`),
    );
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

describe('whoever wants to be told', () => {
    const replace = (body: string) =>
        warehouse.query(
            'dwh',
            `create or replace procedure public.on_alert(p_alert jsonb) language plpgsql
                 set search_path = pg_catalog, pg_temp as $$ begin ${body} end $$`,
        );
    beforeEach(breakSource);
    afterEach(async () => {
        await mend();
        await replace('null;');
        await warehouse.run();
    });

    test('replaces on_alert, which is called once for each alert', async () => {
        await warehouse.query('dwh', 'create table public.told (alert jsonb)');
        await warehouse.query('dwh', 'grant insert on public.told to pgstrata_pipeline');
        await replace('insert into public.told values (p_alert);');
        await runAnyway();
        await runAnyway();
        await mend();
        await warehouse.run();
        const told = await warehouse.query<{ alert: { event: string } }>(
            'dwh',
            'select alert from public.told',
        );
        expect(told.map(({ alert }) => alert.event)).toEqual(['opened', 'closed']);
        const payloads = await warehouse.query(
            'dwh',
            'select payload as alert from engine.alerts order by alert_id',
        );
        expect(told).toEqual(payloads);
    });

    test('fails no run with what on_alert raises; it is kept, also when the alert was delivered', async () => {
        await replace(`raise exception 'nobody is home' using errcode = 'XX123';`);
        await runAnyway();
        expect((await lastRun(warehouse)).error_sqlstate).toBe('PS011');
        const kept = 'on_alert: nobody is home (SQLSTATE XX123)';
        const error = 'select error_message from engine.alerts';
        expect(await warehouse.value('dwh', error)).toBe(kept);
        const settle = 'select engine.settle_alert((select alert_id from engine.alerts), $1)';
        await warehouse.query('dwh', settle, [null]);
        expect(await warehouse.value('dwh', error)).toBe(kept);
    });

    test.for([
        ['an assertion', 'assert false;'],
        ['a cancel', `raise exception 'enough' using errcode = 'query_canceled';`],
    ] as const)('fails no run with %s in on_alert either', async ([, body]) => {
        await replace(body);
        await runAnyway();
        expect((await lastRun(warehouse)).error_sqlstate).toBe('PS011');
        await mend();
        await warehouse.run();
        expect((await lastRun(warehouse)).status).toBe('SUCCEEDED');
        expect(await alerts()).toEqual(['failure sales opened', 'failure sales closed']);
    });

    test('holds up no run: who judges at the same time, or for long, delays only the judgement', async () => {
        const session = await warehouse.connect('dwh');
        await session.query('begin');
        await session.query(`select pg_advisory_xact_lock(engine.lock_key('incidents'))`);
        await mend();
        await warehouse.run();
        const run = await lastRun(warehouse);
        expect(run.status).toBe('SUCCEEDED');
        expect(
            await warehouse.value(
                'dwh',
                'select message from engine.run_messages where run_id = $1 order by message_id desc limit 1',
                [run.run_id],
            ),
        ).toMatch(/^incidents could not be judged: canceling statement due to lock timeout/);
        await session.end();
        await judge();
        expect(await incidents()).toEqual([]);
    });

    test('listens on channel pgstrata_alert', async () => {
        const session = await warehouse.connect('dwh');
        const heard: string[] = [];
        session.on('notification', ({ payload }) => heard.push(payload ?? ''));
        await session.query('listen pgstrata_alert');
        await runAnyway();
        await until('it is heard', async () => heard.length > 0);
        await session.end();
        const [payload] = await warehouse.query<{ payload: object }>(
            'dwh',
            'select payload from engine.alerts',
        );
        expect(heard.map((text) => JSON.parse(text))).toEqual([payload?.payload]);
    });
});

test('a notification that would be too long leaves its detail out', async () => {
    const session = await warehouse.connect('dwh');
    const heard: string[] = [];
    session.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await session.query('listen pgstrata_alert');
    await warehouse.query(
        'dwh',
        `insert into engine.incidents (kind, entity, summary, detail)
         values ('rejects', 'sales', repeat('ä', 5000), jsonb_build_object('message', repeat('ö', 9000)))`,
    );
    await warehouse.query(
        'dwh',
        `select engine.raise_alert(max(incident_id), 'opened') from engine.incidents`,
    );
    await until('it is heard', async () => heard.length > 0);
    await session.end();
    const alert = JSON.parse(heard.at(-1) ?? '');
    expect(alert.summary).toHaveLength(1000);
    expect(alert).not.toHaveProperty('detail');
    const kept = await warehouse.value<number>(
        'dwh',
        `select length(payload #>> '{detail, message}') from engine.alerts order by alert_id desc limit 1`,
    );
    expect(kept).toBe(9000);
});

test('an alert that was taken comes back when its delivery failed, or when nobody said how it went', async () => {
    await warehouse.query(
        'dwh',
        `insert into engine.incidents (kind, entity, summary, detail) values ('failure', 'sales', 's', '{}')`,
    );
    await warehouse.query(
        'dwh',
        `select engine.raise_alert(max(incident_id), 'opened') from engine.incidents`,
    );
    const worker = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
    const take = async () => (await worker.query('select * from engine.take_alerts(20)')).rows;
    const pass = (time: string) =>
        warehouse.query(
            'dwh',
            'update engine.alerts set next_attempt_at = next_attempt_at - $1::interval',
            [time],
        );
    const [taken] = await take();
    expect(taken).toMatchObject({ attempts: 1 });
    expect(await take()).toEqual([]);
    await pass('1 minute');
    expect(await take()).toMatchObject([{ attempts: 2 }]);
    await worker.query('select engine.settle_alert($1, $2)', [taken.alert_id, 'away']);
    await pass('59 seconds');
    expect(await take()).toEqual([]);
    await pass('2 seconds');
    expect(await take()).toMatchObject([{ attempts: 3, error_message: 'away' }]);
    await worker.query('select engine.settle_alert($1, null)', [taken.alert_id]);
    await pass('1 day');
    expect(await take()).toEqual([]);
    await worker.end();
});

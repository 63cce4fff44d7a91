import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { lastRun, startRun } from '../../support/runs.ts';
import { fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables, untilIdle } from '../../support/waiting.ts';

let warehouse: Warehouse;
const heard: Record<string, unknown>[] = [];
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    const listener = await warehouse.connect('dwh', { user: 'pgstrata_web' });
    listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '{}')));
    await listener.query('listen pgstrata');
});
afterAll(() => warehouse?.drop());

const ended = (status: string) =>
    until(`a run is heard to end as ${status}`, async () =>
        heard.some((event) => event.event === 'run' && event.status === status),
    );

test('whoever listens hears a run begin, each step begin and end, and the run end', async () => {
    await warehouse.run();
    await ended('SUCCEEDED');
    const steps = heard.filter(({ event }) => event === 'step');
    for (const layer of ['mrr', 'stg', 'dwh']) {
        for (const entity of ['customers', 'products', 'sales']) {
            const of = steps.filter((step) => step.layer === layer && step.entity === entity);
            expect(of.map(({ status }) => status)).toEqual(['RUNNING', 'SUCCEEDED']);
        }
    }
    expect(heard[0]).toEqual({ event: 'run', run_id: 1, status: 'RUNNING' });
    expect(heard.at(-1)).toEqual({ event: 'run', run_id: 1, status: 'SUCCEEDED' });
});

test('and failures, blocked steps, requests, pauses and counts', async () => {
    heard.length = 0;
    await warehouse.query('operational', `update customers set city = 'Moss'`);
    await warehouse.query('stg', 'alter table stg_dim_customers rename to away');
    await raisedBy(warehouse.run());
    await ended('FAILED');
    expect(heard).toContainEqual(
        expect.objectContaining({
            event: 'step',
            layer: 'stg',
            entity: 'customers',
            status: 'FAILED',
        }),
    );
    expect(heard).toContainEqual(
        expect.objectContaining({
            event: 'step',
            layer: 'dwh',
            entity: 'sales',
            status: 'BLOCKED',
        }),
    );
    await warehouse.query('stg', 'alter table away rename to stg_dim_customers');
    await warehouse.query(
        'dwh',
        'select request_run(), pause_schedule(), engine.record_row_counts(true)',
    );
    await until('all is heard', async () =>
        ['request', 'schedule', 'row_counts', 'incident'].every((name) =>
            heard.some(({ event }) => event === name),
        ),
    );
});

test('and a run that is cancelled, with what had gone wrong in it before', async () => {
    await warehouse.query('operational', `update customers set city = 'Oslo'`);
    await warehouse.run();
    expect(
        await warehouse.value(
            'dwh',
            'select count(*) from engine.incidents where closed_at is null',
        ),
    ).toBe('0');
    await warehouse.query('operational', `update customers set city = 'Moss'`);
    await sell(warehouse);
    await warehouse.query('stg', 'alter table stg_dim_customers rename to away');
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    await until('a step has failed', () =>
        warehouse.value('dwh', `select count(*) > 0 from vw_open_failures where status = 'FAILED'`),
    );
    heard.length = 0;
    await warehouse.query('dwh', 'select request_cancel($1)', [(await lastRun(warehouse)).run_id]);
    expect((await run.error).code).toBe('57014');
    await ended('CANCELLED');
    // Nobody but the master has looked.
    expect(
        await warehouse.query(
            'dwh',
            'select kind, entity from engine.incidents where closed_at is null',
        ),
    ).toEqual([{ kind: 'failure', entity: 'customers' }]);
    await held.release();
    await warehouse.query('stg', 'alter table away rename to stg_dim_customers');
    await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
});

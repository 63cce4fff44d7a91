import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
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

const active = () => warehouse.value('dwh', 'select engine.active_run()');

test('is the run whose session works, and nothing before, after, or once it was killed', async () => {
    expect(await active()).toBe(null);
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    expect(await active()).toBe((await lastRun(warehouse)).run_id);
    await warehouse.query('dwh', 'select pg_terminate_backend($1)', [run.pid]);
    await run.error;
    await until('nobody is taken to be active', async () => (await active()) === null);
    await held.release();
    await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
    await warehouse.run();
    expect(await active()).toBe(null);
});

test('a lock that no run holds is no run', async () => {
    const session = await warehouse.connect('dwh');
    await session.query(`select pg_advisory_lock(engine.lock_key('run'))`);
    expect(await active()).toBe(null);
    await session.end();
});

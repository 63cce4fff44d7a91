import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { startRun } from '../../support/runs.ts';
import { fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables, untilIdle } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const newest = async () => (await warehouse.query('dwh', 'select * from vw_etl_runs limit 1'))[0];

test('a run says what it read from the source and wrote to the warehouse, each row once', async () => {
    expect(await newest()).toMatchObject({
        status: 'SUCCEEDED',
        origin: 'call',
        requested_by: null,
        steps: '9',
        failed_steps: '0',
        blocked_steps: '0',
        rows_read: '11',
        rows_inserted: '11',
        rows_updated: '0',
        rows_rejected: '0',
    });
});

test('a run says on whose behalf it was called', async () => {
    const worker = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
    await worker.query(
        `select set_config('pgstrata.origin', 'request', false), set_config('pgstrata.requested_by', 'Ada', false),
                set_config('pgstrata.job_id', '3f4e0c3a-51f4-4a66-9d0f-1d9b6c1f0001', false)`,
    );
    await worker.query('call run_master_pipeline()');
    await worker.end();
    expect(await newest()).toMatchObject({ origin: 'request', requested_by: 'Ada' });
    expect(await warehouse.value('dwh', 'select job_id from etl_runs order by 1 limit 1')).toBe(
        '3f4e0c3a-51f4-4a66-9d0f-1d9b6c1f0001',
    );
});

test('failed and blocked steps are counted apart', async () => {
    await warehouse.query(
        'operational',
        `update customers set city = 'Moss' where customer_id = 1`,
    );
    await warehouse.query('stg', 'alter table stg_dim_customers rename to away');
    await raisedBy(warehouse.run());
    await warehouse.query('stg', 'alter table away rename to stg_dim_customers');
    expect(await newest()).toMatchObject({
        status: 'FAILED',
        failed_steps: '1',
        blocked_steps: '2',
        error_sqlstate: 'PS011',
    });
    await warehouse.run();
});

test('a run whose session is gone shows as CRASHED at once', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    expect((await newest())?.status).toBe('RUNNING');
    await warehouse.query('dwh', 'select pg_terminate_backend($1)', [run.pid]);
    await run.error;
    await until('it shows', async () => (await newest())?.status === 'CRASHED');
    await held.release();
    await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
});

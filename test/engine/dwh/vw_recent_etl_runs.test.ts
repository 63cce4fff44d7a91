import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { startRun } from '../../support/runs.ts';
import { fillShop } from '../../support/shop.ts';
import { blockedHop, holdTables } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

test('shows every step of the run, newest first, with what it did', async () => {
    const shown = await warehouse.query('dwh', 'select * from vw_recent_etl_runs');
    const logged = await warehouse.query(
        'dwh',
        `select run_id, log_id, process_name, layer, table_name, status, start_time,
                end_time - start_time as duration, rows_read, rows_inserted, rows_updated,
                rows_rejected, rows_deleted, error_message
           from etl_logs order by log_id desc`,
    );
    expect(logged).toHaveLength(9);
    expect(shown).toEqual(logged);
    const names = shown.map(({ process_name, table_name }) => `${process_name}: ${table_name}`);
    expect(names.sort()).toEqual([
        'extract customers: mrr_dim_customers',
        'extract products: mrr_dim_products',
        'extract sales: mrr_fact_sales',
        'load customers: dwh_dim_customers',
        'load products: dwh_dim_products',
        'load sales: dwh_fact_sales',
        'stage customers: stg_dim_customers',
        'stage products: stg_dim_products',
        'stage sales: stg_fact_sales',
    ]);
});

test('shows a step that works as RUNNING, with the time since it began', async () => {
    const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'mrr');
    const running = await warehouse.query(
        'dwh',
        `select status, layer, duration > '0' and duration < clock_timestamp() - start_time as so_far
           from vw_recent_etl_runs where status = 'RUNNING'`,
    );
    await held.release();
    await run.ended;
    expect(running).toEqual([{ status: 'RUNNING', layer: 'mrr', so_far: true }]);
});

test('shows a hop into the warehouse that someone called by hand, without a run', async () => {
    await warehouse.query('dwh', `call run_hop('products')`);
    const [newest] = await warehouse.query('dwh', 'select * from vw_recent_etl_runs limit 1');
    expect(newest).toMatchObject({
        run_id: null,
        process_name: 'load products',
        status: 'SUCCEEDED',
        rows_read: '0',
    });
});

test('shows the error of a step, and why another is blocked', async () => {
    await warehouse.query('operational', 'update products set unit_price = 7 where product_id = 1');
    await warehouse.query(
        'stg',
        'alter table stg_dim_products add constraint no check (unit_price < 7) not valid',
    );
    await raisedBy(warehouse.run({ entities: ['products'] }));
    await warehouse.query('stg', 'alter table stg_dim_products drop constraint no');
    const shown = await warehouse.query(
        'dwh',
        'select status, error_message from vw_recent_etl_runs order by log_id desc limit 2',
    );
    expect(shown).toEqual([
        { status: 'BLOCKED', error_message: 'it needs stg products, which did not succeed' },
        { status: 'FAILED', error_message: expect.stringContaining('check constraint "no"') },
    ]);
});

test('shows no more than the last 100 steps', async () => {
    await warehouse.query(
        'dwh',
        `insert into etl_logs (process_name, layer, entity, table_name, status)
         select 'load ' || n, 'dwh', 'sales', 'dwh_fact_sales', 'FAILED' from generate_series(1, 120) n`,
    );
    const shown = await warehouse.query<{ process_name: string }>(
        'dwh',
        'select process_name from vw_recent_etl_runs',
    );
    expect(shown).toHaveLength(100);
    expect(shown[0]?.process_name).toBe('load 120');
    expect(shown[99]?.process_name).toBe('load 21');
});

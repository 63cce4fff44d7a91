import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { fillShop } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const failures = () =>
    warehouse.query(
        'dwh',
        `select process_name, status, failures, run_id, last_success is not null as succeeded_before
           from vw_open_failures order by process_name`,
    );
const move = (city: string) =>
    warehouse.query('operational', `update customers set city = $1 where customer_id = 1`, [city]);

test('where all is well there is none', async () => {
    expect(await failures()).toEqual([]);
});

test('a failure stays until a later success, and is counted', async () => {
    await move('Moss');
    await warehouse.query('stg', 'alter table stg_dim_customers rename to away');
    await raisedBy(warehouse.run());
    await raisedBy(warehouse.run());
    const open = { failures: '2', run_id: '3', succeeded_before: true };
    expect(await failures()).toEqual([
        { process_name: 'load customers', status: 'BLOCKED', ...open },
        { process_name: 'load sales', status: 'BLOCKED', ...open },
        { process_name: 'stage customers', status: 'FAILED', ...open },
    ]);
    // Of another entity alone, a success makes nothing of this good.
    await warehouse.query('dwh', `call run_master_pipeline('{products}')`);
    expect(await failures()).toHaveLength(3);

    await warehouse.query('stg', 'alter table away rename to stg_dim_customers');
    await warehouse.run();
    expect(await failures()).toEqual([]);
});

test('it names the error and when it began', async () => {
    await move('Oslo');
    await warehouse.query('stg', 'alter table stg_dim_customers rename to away');
    await raisedBy(warehouse.run());
    const [failure] = await warehouse.query(
        'dwh',
        `select *, first_failed_at <= last_failed_at as in_order from vw_open_failures where status = 'FAILED'`,
    );
    expect(failure).toMatchObject({
        layer: 'stg',
        entity: 'customers',
        table_name: 'stg_dim_customers',
        in_order: true,
        error_message: 'relation "public.stg_dim_customers" does not exist',
        error_sqlstate: '42P01',
    });
    await warehouse.query('stg', 'alter table away rename to stg_dim_customers');
    await warehouse.run();
});

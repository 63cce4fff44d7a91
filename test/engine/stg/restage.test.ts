import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HopResult, hop, hopAll, physicalRows } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query(
        'operational',
        `insert into customers (last_name, country) values
             ('First', 'Utopia'), ('Second', 'Germany'), ('Third', ' UTOPIA'), ('Fourth', null), (' ', 'Utopia')`,
    );
    await hopAll(warehouse, 'mrr', 'stg');
});

afterAll(() => warehouse?.drop());

async function restage(entity = 'customers'): Promise<HopResult> {
    const result = await warehouse.value('stg', 'call public.restage($1, null)', [entity]);
    return result as HopResult;
}

test('after nothing has changed it reads every row and writes none', async () => {
    const before = await physicalRows(warehouse, 'stg');
    expect(await restage()).toMatchObject({ rows_read: 5, rows_inserted: 0, rows_updated: 0 });
    const after = await physicalRows(warehouse, 'stg');
    expect(after.stg_dim_customers).toEqual(before.stg_dim_customers);
    expect(after.stg_rejects).toEqual(before.stg_rejects);
});

test('after a mapping has changed it writes what comes out differently, in a new batch', async () => {
    await warehouse.query(
        'stg',
        `insert into country_codes (country_name, country_code) values ('Utopia', 'UT')`,
    );
    const before = await physicalRows(warehouse, 'stg');
    const result = await restage();
    expect(result).toMatchObject({ rows_read: 5, rows_inserted: 0, rows_updated: 2 });
    expect(
        await warehouse.query(
            'stg',
            `select customer_id, country_code, batch_id = $1 as is_new
               from stg_dim_customers order by customer_id`,
            [result.batch_id],
        ),
    ).toEqual([
        { customer_id: '1', country_code: 'UT', is_new: true },
        { customer_id: '2', country_code: 'DE', is_new: false },
        { customer_id: '3', country_code: 'UT', is_new: true },
        { customer_id: '4', country_code: null, is_new: false },
    ]);
    const after = await physicalRows(warehouse, 'stg');
    expect(after.stg_rejects).toEqual(before.stg_rejects);
});

test('after a rule has been eased, what it had rejected is staged', async () => {
    const file = path.join(import.meta.dirname, '../../../plpgsql/sales/stg/clean_customers.sql');
    const view = fs.readFileSync(file, 'utf8');
    const eased = view
        .replace(/(nullif\(concat_ws.*\)) as full_name/, `coalesce($1, 'Nobody') as full_name`)
        .replace(`'{missing_name}'`, `'{}'`);
    await warehouse.query('stg', eased);
    expect(await restage()).toMatchObject({ rows_inserted: 1, rejects_resolved: 1 });
    expect(
        await warehouse.value(
            'stg',
            'select full_name from stg_dim_customers where customer_id = 5',
        ),
    ).toBe('Nobody');
});

test('what is new in the raw layer comes along', async () => {
    await warehouse.query('operational', `insert into customers (last_name) values ('Sixth')`);
    await hop({ warehouse, layer: 'mrr' }, 'customers');
    expect(await restage()).toMatchObject({ rows_read: 6 });
    expect(
        await warehouse.value(
            'stg',
            'select full_name from stg_dim_customers where customer_id = 6',
        ),
    ).toBe('Sixth');
});

test('of an entity that is not declared is PS004', async () => {
    expect(await raisedBy(restage('invoices'))).toMatchObject({ code: 'PS004' });
});

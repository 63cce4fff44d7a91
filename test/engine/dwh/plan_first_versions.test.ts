import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { customer, customerRows, hop, hopInPhases, instant, sale, stage } from './staging.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
beforeEach(async () => {
    await warehouse.query('dwh', 'delete from dwh_dim_customers where customer_key <> 0');
    await warehouse.query('dwh', 'truncate dwh_fact_sales');
    await warehouse.query('dwh', 'delete from engine.batch_marks');
    await warehouse.query('stg', 'truncate stg_dim_customers, stg_fact_sales');
});

const staged = [
    customer(1, 10, { city: 'Paris', email: 'ada@example.com', phone: '+331', country_code: 'FR' }),
    customer(2, 20, { created_at: instant(5) }),
    customer(3, 30, { is_deleted: true, loaded_at: instant(40) }),
    customer(4, 30, { is_deleted: true, loaded_at: instant(20), city: 'Rome' }),
];

/** All that a version has, but for what differs between any two loads. */
const dimension = () =>
    warehouse.query(
        'dwh',
        `select to_jsonb(d) - '{customer_key, batch_id, loaded_at}'::text[] as version
           from dwh_dim_customers d
          where customer_id in (1, 2, 3, 4)
          order by customer_id, effective_at`,
    );

test('a first load has the result of a splice', async () => {
    await stage(warehouse, 'customers', staged);
    expect(await hop(warehouse, 'customers')).toMatchObject({
        rows_read: 4,
        rows_inserted: 4,
        rows_updated: 0,
    });
    const filled = await dimension();
    expect(filled).toHaveLength(4);
    expect((await customerRows(warehouse)).get(3)).toMatchObject([
        { validTo: 40, isDeleted: true, isCurrent: false },
    ]);

    await warehouse.query('dwh', 'delete from dwh_dim_customers where customer_key <> 0');
    await warehouse.query('dwh', 'delete from engine.batch_marks');
    // With a member that is there already the same rows are spliced.
    await warehouse.query(
        'dwh',
        `insert into dwh_dim_customers (customer_id, effective_at, seen_at, valid_from, valid_to, batch_id)
         values (5, '-infinity', '-infinity', '-infinity', 'infinity', 0)`,
    );
    await hop(warehouse, 'customers');
    expect(await dimension()).toEqual(filled);
});

test('what comes after it is spliced into what it has written', async () => {
    await stage(warehouse, 'customers', staged);
    await hop(warehouse, 'customers');
    await stage(warehouse, 'customers', [customer(1, 50, { city: 'Lyon' })]);
    expect(await hop(warehouse, 'customers')).toMatchObject({ rows_inserted: 1, rows_updated: 1 });
    expect((await customerRows(warehouse)).get(1)).toMatchObject([
        { validFrom: -Infinity, validTo: 50 },
        { validFrom: 50, validTo: Infinity },
    ]);
});

test('a member that a fact infers meanwhile makes it fail, and the next hop gives it its version', async () => {
    await stage(warehouse, 'customers', staged);
    await stage(warehouse, 'sales', [sale(1, 15, { customer_id: 1 })]);
    const client = await warehouse.connect('dwh');
    const inferring = hopInPhases(client, 'customers', async (phase) => {
        if (phase === 'load') await hop(warehouse, 'sales');
    });
    expect(await raisedBy(inferring)).toMatchObject({
        code: '23505',
        message: expect.stringContaining('dwh_dim_customers_current'),
    });
    await client.query('select engine.unlock_hop($1)', ['customers']);

    await hop(warehouse, 'customers');
    expect((await customerRows(warehouse)).get(1)).toMatchObject([
        { values: { city: 'Paris' }, isInferred: false, validFrom: -Infinity },
    ]);
    expect((await customerRows(warehouse)).size).toBe(4);
    await client.end();
});

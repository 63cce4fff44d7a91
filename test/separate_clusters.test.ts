import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSeparateClusters, layers, type Warehouse } from './support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createSeparateClusters();
});
afterAll(() => warehouse?.drop());

/** What has to be equal in the source and in the warehouse, where no row is bad. */
async function expectArrived(): Promise<void> {
    const source = await warehouse.query(
        'operational',
        `select sale_id, customer_id, product_id, quantity, transaction_date from sales order by 1`,
    );
    const facts = await warehouse.query(
        'dwh',
        `select f.sale_id, c.customer_id, p.product_id, f.quantity, f.transaction_date
           from dwh_fact_sales f
           join dwh_dim_customers c using (customer_key)
           join dwh_dim_products p using (product_key)
          order by 1`,
    );
    expect(facts).toEqual(source);
}

test('the four layers are on servers of their own', async () => {
    const ports = layers.map((layer) => warehouse.urls[layer].url.port);
    expect(new Set(ports).size).toBe(4);
    const identifier = 'select system_identifier from pg_control_system()';
    const servers = await Promise.all(layers.map((layer) => warehouse.value(layer, identifier)));
    expect(new Set(servers).size).toBe(4);
});

test('a first load goes over the links, started by an operator', async () => {
    await warehouse.query(
        'operational',
        `insert into customers (first_name) select 'Ann' from generate_series(1, 20);
         insert into products (product_name) select 'Atlas' from generate_series(1, 10);
         insert into sales (customer_id, product_id, quantity, unit_price, transaction_date)
         select 1 + i % 20, 1 + i % 10, 1 + i % 3, 9.99, '2025-01-01'::timestamptz + i * interval '1 h'
           from generate_series(1, 300) i`,
    );
    await warehouse.run({ user: 'pgstrata_operator' });
    await expectArrived();
});

test('a delta follows, with history', async () => {
    await warehouse.query(
        'operational',
        `update customers set city = 'Wien' where customer_id = 7;
         update sales set quantity = 9 where sale_id = 7;
         insert into sales (customer_id, product_id, quantity, unit_price, transaction_date)
         values (7, 3, 1, 1, now())`,
    );
    await warehouse.run({ user: 'pgstrata_operator' });
    await expectArrived();
    const versions = await warehouse.query(
        'dwh',
        `select city, is_current from dwh_dim_customers where customer_id = 7 order by valid_from`,
    );
    expect(versions).toEqual([
        { city: null, is_current: false },
        { city: 'Wien', is_current: true },
    ]);
});

test('a run without news reads the source and writes nothing', async () => {
    // What the guard of the first mark still holds is read again, and found equal.
    const written = () => warehouse.query('dwh', 'select max(batch_id) from engine.batches');
    const before = await written();
    await warehouse.run();
    expect(await written()).toEqual(before);
});

test('a plan fetches the statements and the marks of every layer over the links', async () => {
    const operator = await warehouse.connect('dwh', { user: 'pgstrata_operator' });
    const { rows } = await operator.query(
        `select layer, count(*) > 3 as has_statements, bool_and(m.step is not null) as has_marks
           from public.plan_run() p left join public.marks_of_run() m using (layer, entity)
          group by layer order by layer`,
    );
    await operator.end();
    expect(rows).toEqual(
        ['dwh', 'mrr', 'stg'].map((layer) => ({ layer, has_statements: true, has_marks: true })),
    );
});

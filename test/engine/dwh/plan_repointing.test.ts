import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import {
    customer,
    hop,
    hopInPhases,
    instant,
    product,
    type StagedRow,
    sale,
    stage,
} from './staging.ts';

let warehouse: Warehouse;
/** Each test has a customer of its own, with sales at 10, 20 and 30. */
let id = 0;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
beforeEach(async () => {
    id++;
    await arrive(5, { city: 'Paris' });
    await sell(10, 20, 30);
});

async function arrive(at: number, values: StagedRow = {}) {
    await stage(warehouse, 'customers', [customer(id, at, values)]);
    return hop(warehouse, 'customers');
}

async function sell(...times: number[]) {
    const rows = times.map((at) => sale(id * 1000 + at, at, { customer_id: id }));
    await stage(warehouse, 'sales', rows);
    return hop(warehouse, 'sales');
}

/** Where the customer lived at each sale, as the facts have it. */
async function cities(customerId = id) {
    const rows = await warehouse.query(
        'dwh',
        `select d.city
           from public.dwh_fact_sales f left join public.dwh_dim_customers d using (customer_key)
          where f.customer_id = $1 order by f.transaction_date`,
        [customerId],
    );
    return rows.map(({ city }) => city);
}

const facts = () =>
    warehouse.query('dwh', 'select xmin, f.* from public.dwh_fact_sales f order by sale_id');

/** How far the fact has consumed its dimension, and how far that is. */
const consumed = () =>
    warehouse.query<{ mark: string; upto: string }>(
        'dwh',
        `select m.batch_id as mark, c.batch_id as upto
           from engine.batch_marks m join engine.completed_batches c on c.entity = m.upstream_entity
          where m.entity = 'sales' and m.upstream_layer = 'dwh' and m.upstream_entity = 'customers'`,
    );

test('a version that is effective before facts that were loaded reaches them', async () => {
    await arrive(15, { city: 'Rome' });
    expect(await cities()).toEqual(['Paris', 'Paris', 'Paris']);
    expect(await hop(warehouse, 'sales')).toMatchObject({ rows_inserted: 0, rows_updated: 2 });
    expect(await cities()).toEqual(['Paris', 'Rome', 'Rome']);
});

test('a version that arrives late between others reaches only the facts of its interval', async () => {
    await arrive(25, { city: 'Oslo' });
    await hop(warehouse, 'sales');
    await arrive(15, { city: 'Rome' });
    expect(await hop(warehouse, 'sales')).toMatchObject({ rows_updated: 1 });
    expect(await cities()).toEqual(['Paris', 'Rome', 'Oslo']);
});

test('versions of several hops reach the facts in one', async () => {
    await arrive(25, { city: 'Oslo' });
    await arrive(15, { city: 'Rome' });
    await arrive(12, { city: 'Nice' });
    await hop(warehouse, 'sales');
    expect(await cities()).toEqual(['Paris', 'Rome', 'Oslo']);
});

test('a later change of type 1 does not hide a version from facts that have not followed it yet', async () => {
    await arrive(15, { city: 'Rome' });
    await arrive(16, { city: 'Rome', phone: '+391' });
    await hop(warehouse, 'sales');
    expect(await cities()).toEqual(['Paris', 'Rome', 'Rome']);
});

test('a fact in a gap that opens stays with the last version before it', async () => {
    await arrive(15, { city: 'Rome' });
    await hop(warehouse, 'sales');
    await arrive(15, { city: 'Rome', is_deleted: true, loaded_at: instant(25) });
    expect(await hop(warehouse, 'sales')).toMatchObject({ rows_updated: 0 });
    expect(await cities()).toEqual(['Paris', 'Rome', 'Rome']);
});

test('a first version that arrives late takes the facts before the next', async () => {
    await arrive(2, { city: 'Lyon' });
    await hop(warehouse, 'sales');
    expect(await cities()).toEqual(['Paris', 'Paris', 'Paris']);
    await sell(1);
    expect(await cities()).toEqual(['Lyon', 'Paris', 'Paris', 'Paris']);
});

test('a change that moves no boundary moves no fact', async () => {
    await arrive(5, { city: 'Rome', phone: '+391' });
    const before = await facts();
    expect(await hop(warehouse, 'sales')).toMatchObject({ rows_updated: 0 });
    expect(await facts()).toEqual(before);
});

test('only the facts from the earliest changed boundary on are looked up', async () => {
    const misplace = `update public.dwh_fact_sales set customer_key = 0 where sale_id = any ($1)`;
    await warehouse.query('dwh', misplace, [[id * 1000 + 10, id * 1000 + 20]]);
    await arrive(15, { city: 'Rome' });
    await hop(warehouse, 'sales');
    expect(await cities()).toEqual([null, 'Rome', 'Rome']);
});

test('facts of members that did not change are not looked up', async () => {
    const misplaced = id++;
    await warehouse.query(
        'dwh',
        'update public.dwh_fact_sales set customer_key = 0 where sale_id = $1',
        [misplaced * 1000 + 30],
    );
    await arrive(5, { city: 'Paris' });
    await arrive(15, { city: 'Rome' });
    await hop(warehouse, 'sales');
    expect(await cities(misplaced)).toEqual(['Paris', 'Paris', null]);
});

test('a hop that only follows its dimensions stamps the moved facts with its batch, and the second does nothing', async () => {
    await arrive(15, { city: 'Rome' });
    const { batch_id } = await hop(warehouse, 'sales');
    const stamped = 'select sale_id from public.dwh_fact_sales where batch_id = $1 order by 1';
    expect(await warehouse.query('dwh', stamped, [batch_id])).toEqual([
        { sale_id: String(id * 1000 + 20) },
        { sale_id: String(id * 1000 + 30) },
    ]);
    const before = await facts();
    await hop(warehouse, 'sales');
    expect(await facts()).toEqual(before);
});

test('every dimension of a fact is followed', async () => {
    const rows = [10, 20].map((at) => sale(id * 1000 + at, at, { customer_id: id, product_id: 1 }));
    await stage(warehouse, 'products', [product(1, 5, { product_group: 'Tools' })]);
    await stage(warehouse, 'sales', rows);
    await hop(warehouse, 'products');
    await hop(warehouse, 'sales');
    await stage(warehouse, 'products', [product(1, 15, { product_group: 'Toys' })]);
    await hop(warehouse, 'products');
    await hop(warehouse, 'sales');
    const groups = await warehouse.query(
        'dwh',
        `select d.product_group
           from public.dwh_fact_sales f join public.dwh_dim_products d using (product_key)
          where f.product_id = 1 order by f.transaction_date`,
    );
    expect(groups.map(({ product_group }) => product_group)).toEqual(['Tools', 'Toys']);
});

test.each(['survey', 'load'])(
    'a version that commits before the %s of a hop that has begun is consumed by the next hop',
    async (phase) => {
        const leader = await warehouse.connect('dwh');
        await stage(warehouse, 'sales', [sale(id * 1000 + 40, 40, { customer_id: id })]);
        await hopInPhases(leader, 'sales', async (next) => {
            if (next === phase) await arrive(15, { city: 'Rome' });
        });
        // The new fact saw the version, those that were there did not, and the mark says so.
        expect(await cities()).toEqual(['Paris', 'Paris', 'Paris', 'Rome']);
        const [{ mark, upto } = { mark: '', upto: '' }] = await consumed();
        expect(Number(mark)).toBeLessThan(Number(upto));

        await hop(warehouse, 'sales');
        expect(await cities()).toEqual(['Paris', 'Rome', 'Rome', 'Rome']);
        expect(await consumed()).toEqual([{ mark: upto, upto }]);
    },
);

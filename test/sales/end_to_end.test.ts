import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { cents, Model, type Version } from './model.ts';

// A sale in the evening of UTC is one of the next day there.
const zone = 'Pacific/Auckland';

let warehouse: Warehouse;
let model: Model;
beforeAll(async () => {
    warehouse = await createWarehouse({ timeZone: zone });
    model = new Model(zone);
});
afterAll(() => warehouse?.drop());

async function run(): Promise<void> {
    await model.observe(warehouse);
    await warehouse.run({ user: 'pgstrata_operator' });
}

/** What the fill has by chance, made certain; each line is one sale. */
const oddSales = `
    insert into sales (customer_id, product_id, quantity, unit_price, total_amount, transaction_date)
    values (1, 1, 0, 1, 0, '2025-05-01'), (1, 1, -2, 1, -2, '2025-05-01'),
           (1, 1, 1, -1, 1, '2025-05-01'), (1, 1, 1, null, -1, '2025-05-01'),
           (1, 1, 1, null, null, '2025-05-01'), (1, 1, 1, 1, 1, null),
           (1, 1, 1, 1, 1, now() + interval '25 hours'), (1, 1, 1, 1, 1, now() + interval '23 hours'),
           (1, 1, 0, -1, null, null),
           (1, 1, 3, 1.10, null, '2025-05-01'), (1, 1, 3, null, 10, '2025-05-01'),
           (1, 1, 3, 1.10, 3.31, '2025-05-01'), (1, 1, 3, 1.10, 3.32, '2025-05-01'),
           (1, 1, 3, 1.10, 3.28, '2025-05-01'), (1, 1, 1, 0, 0, '2025-05-01'),
           (1, 1, 1, 1, 1, '2024-12-31 10:59:59.999999+00'), (1, 1, 1, 1, 1, '2024-12-31 11:00+00')`;

/** A customer and a product that are never good, with a sale of each. */
const orphans = `
    insert into customers (customer_id, first_name, last_name) values (-1, ' ', null);
    insert into products (product_id, product_name, unit_price) values (-1, 'Void', -1);
    insert into sales (customer_id, product_id, quantity, unit_price, transaction_date)
    values (-1, 1, 1, 1, '2025-05-01'), (1, -1, 1, 1, '2025-05-01')`;

// Each test of the list sees the warehouse after the same run.
describe.for([
    [
        'after the first run',
        async () => {
            await warehouse.query(
                'operational',
                `call seed_operational(400, 60, 3000, p_today => '2025-12-31')`,
            );
            await warehouse.query('operational', oddSales);
            await warehouse.query('operational', orphans);
            await run();
        },
    ],
    [
        'after a day of activity',
        async () => {
            await warehouse.query('operational', 'call seed_activity()');
            await warehouse.query(
                'operational',
                `update customers set city = 'wien', country = 'Österreich' where customer_id < 9;
                 update customers set email = 'NEW@example.org' where customer_id = 9;
                 update products set unit_price = unit_price + 1 where product_id < 9`,
            );
            await run();
        },
    ],
    [
        'after another day, when those who were rejected become good, and good ones bad',
        async () => {
            await warehouse.query('operational', 'call seed_activity()');
            await warehouse.query(
                'operational',
                `update customers set first_name = 'late' where customer_id = -1;
                 update products set unit_price = 1 where product_id = -1;
                 update customers set first_name = null, last_name = '' where customer_id = 2;
                 update sales set quantity = 0 where sale_id = 1`,
            );
            await run();
        },
    ],
] as const)('%s', ([, work]) => {
    beforeAll(work);

    test('every customer stands in the warehouse with its history', () =>
        expectHistory('dwh_dim_customers', 'customer_id', model.customers));

    test('every product stands in the warehouse with its history', () =>
        expectHistory('dwh_dim_products', 'product_id', model.products));

    test('every good sale is there, at the versions of its time and on its day', expectSales);

    test('members that are missing are inferred, one for each', expectInferred);

    test('what was extracted is staged or has an open reject, with every reason', expectEquation);

    test('the marks are those of the source', expectMarks);
});

test('the model saw customers move and products change their price', () => {
    const changed = (all: Map<string, Version[]>) =>
        [...all.values()].filter((versions) => versions.length > 1).length;
    expect(changed(model.customers)).toBeGreaterThan(1);
    expect(changed(model.products)).toBeGreaterThan(1);
});

async function expectHistory(table: string, key: string, all: Map<string, Version[]>) {
    const rows = await warehouse.query(
        'dwh',
        `select * from ${table} where not is_inferred and ${key} is not null
          order by ${key}, effective_at`,
    );
    const found = rows.map((row) => ({ ...row, unit_price: cents(row.unit_price ?? null) }));
    const inOrder = [...all].sort(([a], [b]) => Number(a) - Number(b));
    const expected = inOrder.flatMap(([id, versions]) =>
        versions.map(({ since, history, latest, created_at }, at) => ({
            [key]: id,
            ...history,
            ...latest,
            unit_price: cents(history.unit_price ?? null),
            created_at,
            effective_at: since,
            valid_from: at === 0 ? '-infinity' : since,
            valid_to: versions[at + 1]?.since ?? 'infinity',
            is_current: at === versions.length - 1,
            is_deleted: false,
        })),
    );
    expect(found).toHaveLength(expected.length);
    for (const [at, row] of found.entries()) expect(row).toMatchObject(expected[at] as object);
}

async function expectSales() {
    const rows = await warehouse.query<Record<string, string>>(
        'dwh',
        `select f.*, c.customer_id as "customerOfKey", c.effective_at as "customerSince",
                p.product_id as "productOfKey", p.effective_at as "productSince",
                d.full_date::text as day
           from dwh_fact_sales f
           left join dwh_dim_customers c using (customer_key)
           left join dwh_dim_products p using (product_key)
           left join dwh_dim_date d using (date_key)
          order by f.sale_id`,
    );
    expect(rows.map(({ sale_id }) => sale_id)).toEqual(
        [...model.sales.keys()].sort((a, b) => Number(a) - Number(b)),
    );
    for (const row of rows) {
        const sale = model.sales.get(row.sale_id as string);
        if (!sale) throw new Error('the list above was compared');
        const customer = Model.at(model.customers.get(sale.customer_id), sale.transaction_date);
        const product = Model.at(model.products.get(sale.product_id), sale.transaction_date);
        expect({
            ...row,
            unit_price: cents(row.unit_price),
            total_amount: cents(row.total_amount),
        }).toMatchObject({
            ...sale,
            date_key: Number(sale.day.replaceAll('-', '')),
            customerOfKey: sale.customer_id,
            customerSince: customer?.since ?? '-infinity',
            productOfKey: sale.product_id,
            productSince: product?.since ?? '-infinity',
            is_deleted: false,
        });
    }
}

async function expectInferred() {
    for (const entity of ['customer', 'product'] as const) {
        const known = model[`${entity}s`];
        const missing = [...model.sales.values()]
            .map((sale) => sale[`${entity}_id`])
            .filter((id) => !known.has(id));
        const rows = await warehouse.query(
            'dwh',
            `select ${entity}_id as id from dwh_dim_${entity}s where is_inferred order by 1`,
        );
        const expected = [...new Set(missing)].sort((a, b) => Number(a) - Number(b));
        expect(rows).toEqual(expected.map((id) => ({ id })));
    }
}

async function expectEquation() {
    const key = { customers: 'customer_id', products: 'product_id', sales: 'sale_id' };
    for (const [entity, id] of Object.entries(key)) {
        const table = entity === 'sales' ? 'fact_sales' : `dim_${entity}`;
        const source = await warehouse.query('operational', `select ${id} as id from ${entity}`);
        const staged = await warehouse.query('stg', `select ${id} as id from stg_${table}`);
        const open = await warehouse.query<{ id: string; reasons: string[] }>(
            'stg',
            `select business_key ->> $2 as id, reasons from stg_rejects
              where entity = $1 and resolved_at is null order by (business_key ->> $2)::bigint`,
            [entity, id],
        );
        const rejected = Object.fromEntries(
            open.map((row) => [`${entity} ${row.id}`, row.reasons]),
        );
        const expected = [...model.rejects].filter(([name]) => name.startsWith(`${entity} `));
        expect(rejected).toEqual(Object.fromEntries(expected));
        const kept = new Set(staged.map((row) => row.id));
        const never = open.filter((row) => !kept.has(row.id)).map((row) => row.id);
        const all = [...kept, ...never].map(Number).sort((a, b) => a - b);
        expect(all).toEqual(source.map((row) => Number(row.id)).sort((a, b) => a - b));
        const good = entity === 'sales' ? model.sales : model[entity as 'customers' | 'products'];
        expect(kept).toEqual(new Set(good.keys()));
    }
}

async function expectMarks() {
    for (const entity of ['customers', 'products', 'sales']) {
        const newest = await warehouse.value(
            'operational',
            `select max(updated_at) from ${entity}`,
        );
        const [mark] = await warehouse.query(
            'dwh',
            `select high_water_mark::timestamptz, loaded_through::timestamptz <= now() as "isPast",
                    last_updated > $2 as "isConfirmed"
               from high_water_mark where table_name = $1`,
            [entity, newest],
        );
        expect(mark).toEqual({ high_water_mark: newest, isPast: true, isConfirmed: true });
    }
}

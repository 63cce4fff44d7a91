import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { fillShop } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
    await warehouse.query(
        'operational',
        `update customers set city = 'Moss' where customer_id = 2`,
    );
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const find = (entity: string, key: unknown) =>
    warehouse.query<{ version: Record<string, unknown> }>(
        'dwh',
        'select version from engine.find_versions($1, $2)',
        [entity, key],
    );

test('the versions of a member come oldest first, with every column', async () => {
    const versions = (await find('customers', ['2'])).map(({ version }) => version);
    expect(versions).toMatchObject([
        { customer_id: 2, city: 'Bergen', is_current: false },
        { customer_id: 2, city: 'Moss', is_current: true, valid_to: 'infinity' },
    ]);
    const columns = await warehouse.value<string[]>(
        'dwh',
        `select array_agg(attname::text order by attname) from pg_attribute
          where attrelid = 'dwh_dim_customers'::regclass and attnum > 0 and not attisdropped`,
    );
    expect(Object.keys(versions[0] ?? {}).sort()).toEqual(columns?.toSorted());
});

test('the page may look, though it may not read the table', async () => {
    const page = await warehouse.connect('dwh', { user: 'pgstrata_web' });
    expect(
        (await page.query(`select * from engine.find_versions('products', '{1}')`)).rows,
    ).toHaveLength(1);
    expect((await raisedBy(page.query('select * from dwh_dim_products'))).code).toBe('42501');
    await page.end();
});

test('a member that does not exist has none', async () => {
    expect(await find('customers', ['999'])).toEqual([]);
    expect(await find('customers', [null])).toEqual([]);
});

test.for<[string, unknown, string, string]>([
    ['sales', ['1'], 'PS004', `there is no dimension 'sales'`],
    ['clients', ['1'], 'PS004', `there is no dimension 'clients'`],
    ['customers', ['one'], 'PS006', 'that is not a business key of customers'],
    ['customers', [`1' or true --`], 'PS006', 'that is not a business key of customers'],
    ['customers', ['1', '2'], 'PS006', 'that is not a business key of customers'],
    ['customers', null, 'PS006', 'that is not a business key of customers'],
])('find_versions(%s, %s) is refused with %s', async ([entity, key, code, message]) => {
    const error = await raisedBy(find(entity, key));
    expect(error).toMatchObject({ code, message });
    expect(error.hint).not.toBe('');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { fillShop } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.query(
        'operational',
        `insert into products (product_id, product_name, product_group, unit_price)
         values (11, null, 'Books', 1), (12, null, 'Books', -1), (13, 'Pen', 'Books', -1), (14, '', 'Books', 1)`,
    );
    await warehouse.run();
    await warehouse.query(
        'operational',
        `update products set product_name = 'Ink' where product_id = 14`,
    );
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

test('open rejects are counted by reason, each in all of its own', async () => {
    const page = await warehouse.connect('dwh', { user: 'pgstrata_web' });
    const { rows } = await page.query(
        'select entity, reason, rejects, oldest = newest as at_once from engine.open_rejects() order by 2',
    );
    expect(rows).toEqual([
        { entity: 'products', reason: 'missing_name', rejects: '2', at_once: true },
        { entity: 'products', reason: 'negative_price', rejects: '2', at_once: true },
    ]);
    expect((await page.query(`select * from engine.open_rejects('sales')`)).rows).toEqual([]);
    await page.end();
});

test('the rows behind a reason come newest first, page by page, raw as they were', async () => {
    const rows = (args: string) =>
        warehouse.query<{ reject_id: string; business_key: { product_id: number } }>(
            'dwh',
            `select * from engine.reject_rows(${args})`,
        );
    const keys = (found: { business_key: { product_id: number } }[]) =>
        found.map(({ business_key }) => business_key.product_id).sort();
    const all = await rows(`'products'`);
    expect(keys(all)).toEqual([11, 12, 13]);
    expect(all.map(({ reject_id }) => Number(reject_id))).toEqual(
        all.map(({ reject_id }) => Number(reject_id)).sort((a, b) => b - a),
    );
    expect(keys(await rows(`'products', 'missing_name'`))).toEqual([11, 12]);
    const first = await rows(`'products', null, 1`);
    expect(first).toEqual(all.slice(0, 1));
    expect(await rows(`'products', null, 5, ${first[0]?.reject_id}`)).toEqual(all.slice(1));
    expect(all.find((row) => row.business_key.product_id === 12)).toMatchObject({
        reasons: expect.arrayContaining(['missing_name', 'negative_price']),
        payload: { product_id: 12, product_name: null, unit_price: -1 },
    });
    expect(await rows(`'products'' or true --'`)).toEqual([]);
});

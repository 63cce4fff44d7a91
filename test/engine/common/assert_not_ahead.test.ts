import { afterAll, beforeAll, expect, test } from 'vitest';
import { hop, hopAll } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 5, products: 5, sales: 20 });
    await hopAll(warehouse, 'mrr', 'stg', 'dwh');
});

afterAll(() => warehouse?.drop());

test.for([
    ['stg', 'mrr'],
    ['dwh', 'stg'],
] as const)(
    'a hop into %s refuses with PS013 to read from an older %s',
    async ([layer, upstream]) => {
        const consumed = await warehouse.value<string>(
            layer,
            `update engine.batch_marks set batch_id = batch_id + 5
          where entity = 'products' and upstream_layer = $1 returning batch_id::text`,
            [upstream],
        );
        const last = await warehouse.value(
            upstream,
            `select batch_id::text from engine.completed_batches where entity = 'products'`,
        );
        expect(await raisedBy(hop({ warehouse, layer }, 'products'))).toEqual({
            code: 'PS013',
            message: `"products" in ${layer} is ahead of "products" in ${upstream}`,
            detail: `batch ${consumed} was consumed, but the last complete batch is ${last}`,
            hint: expect.stringContaining(
                `delete from engine.batch_marks where entity = 'products'`,
            ),
        });
    },
);

test('what the hint says reads everything again, and nothing is written twice', async () => {
    await warehouse.query('stg', `delete from engine.batch_marks where entity = 'products'`);
    const result = await hop({ warehouse, layer: 'stg' }, 'products');
    expect(result).toMatchObject({ rows_read: 5, rows_inserted: 0, rows_updated: 0 });
});

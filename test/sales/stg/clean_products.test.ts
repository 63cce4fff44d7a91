import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

/** What the view makes of one raw product. */
async function clean(name: string | null, group: string | null, price: string | null) {
    await warehouse.query('mrr', 'truncate mrr_dim_products');
    await warehouse.query(
        'mrr',
        `insert into mrr_dim_products
                (product_id, product_name, product_group, unit_price, batch_id, loaded_at)
         values (1, $1, $2, $3, 1, now())`,
        [name, group, price],
    );
    const [row] = await warehouse.query('stg', 'select * from public.clean_products');
    return row as Record<string, unknown>;
}

test('a name loses its spaces and keeps its case', async () => {
    expect(await clean(" USB-C\u00a0 Cable\t'Pro' ", null, '9.99')).toMatchObject({
        product_name: "USB-C Cable 'Pro'",
        unit_price: '9.99',
        reject_reasons: [],
    });
});

describe('the group', () => {
    test.for([
        ['Electronics', 'Electronics'],
        ['elec.', 'Electronics'],
        ['ELEKTRONIK', 'Electronics'],
        ['home&garden', 'Home & Garden'],
        ['Home and  Garden', 'Home & Garden'],
        ['toys', 'Toys & Games'],
        ['sports/outdoors', 'Sports & Outdoors'],
        ['  pet   supplies ', 'Pet Supplies'],
        ['n/a', 'N/A'],
        [' ', null],
        [null, null],
    ] as const)('%o is %o', async ([group, product_group]) => {
        expect(await clean('Lamp', group, '1')).toMatchObject({
            product_group,
            reject_reasons: [],
        });
    });
});

describe('a product is rejected', () => {
    test.for<[string | null, string | null, string | null, string[]]>([
        [' ', '1', '1', ['missing_name']],
        [null, '1', '1', ['missing_name']],
        ['Lamp', '-0.01', '-0.01', ['negative_price']],
        [null, '-1', '-1', ['missing_name', 'negative_price']],
    ])('with the name %o and the price %o', async ([name, price, unit_price, reject_reasons]) => {
        const row = await clean(name, null, price);
        expect({ ...row, unit_price: Number(row.unit_price) }).toMatchObject({
            unit_price: Number(unit_price),
            reject_reasons,
        });
    });

    test.for([
        ['0', '0.00'],
        [null, null],
        ['NaN', null],
    ] as const)('but not with the price %o', async ([price, unit_price]) => {
        expect(await clean('Lamp', null, price)).toMatchObject({ unit_price, reject_reasons: [] });
    });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query(
        'stg',
        `create view public.no_reasons as
             select product_id, product_name, product_group, unit_price, created_at, updated_at,
                    is_deleted, batch_id
               from public.clean_products;
         create table public.no_mark (product_id bigint primary key, batch_id bigint, loaded_at timestamptz)`,
    );
});

afterAll(() => warehouse?.drop());

const good = {
    entity: 'products',
    source: 'public.clean_products',
    raw: 'mrr.mrr_dim_products',
    target: 'public.stg_dim_products',
    business_key: ['product_id'],
};

const declare = (changes: Partial<typeof good>) => {
    const { entity, source, raw, target, business_key } = { ...good, ...changes };
    return warehouse.query('stg', 'call engine.declare_staging($1, $2, $3, $4, $5)', [
        entity,
        source,
        raw,
        target,
        business_key,
    ]);
};

const registry = () =>
    warehouse.query('stg', 'select ctid::text, e.* from engine.entities e order by entity');

test('a declaration that says the same again changes nothing', async () => {
    const before = await registry();
    await declare({});
    expect(await registry()).toEqual(before);
});

test('a view that says when to judge again is noticed by its column', async () => {
    expect(
        await warehouse.query(
            'stg',
            'select entity, is_judged_again from engine.entities order by 1',
        ),
    ).toEqual([
        { entity: 'customers', is_judged_again: false },
        { entity: 'products', is_judged_again: false },
        { entity: 'sales', is_judged_again: true },
    ]);
});

describe('a declaration that does not fit the catalog is PS005 and changes nothing:', () => {
    test.for<[string, Partial<typeof good>, RegExp]>([
        [
            'a view that is not there',
            { source: 'public.nothing' },
            /^source 'public.nothing' of entity "products" does not exist in stg$/,
        ],
        [
            'a raw table that is not there',
            { raw: 'mrr.nothing' },
            /^raw table 'mrr.nothing' of entity "products" does not exist in stg$/,
        ],
        [
            'a view without reject_reasons',
            { source: 'public.no_reasons' },
            /^source public.no_reasons of entity "products" lacks column reject_reasons$/,
        ],
        [
            'a view without columns of the target',
            { source: 'public.clean_customers' },
            /lacks column product_id, product_name, product_group, unit_price$/,
        ],
        [
            'a target without is_deleted',
            { target: 'public.no_mark' },
            /^target public.no_mark of entity "products" lacks column is_deleted$/,
        ],
        [
            'another business key than the primary key',
            { business_key: ['product_id', 'product_name'] },
            /^primary key of target public.stg_dim_products .* is not its business key$/,
        ],
    ])('%s', async ([, changes, message]) => {
        const before = await registry();
        const refused = await raisedBy(declare(changes));
        expect(refused.code).toBe('PS005');
        expect(refused.message).toMatch(message);
        expect(refused.detail).toMatch(/./);
        expect(refused.hint).toMatch(/./);
        expect(await registry()).toEqual(before);
    });
});

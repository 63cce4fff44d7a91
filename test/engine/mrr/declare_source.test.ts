import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query(
        'mrr',
        `create table public.no_batch as select * from public.mrr_dim_products;
         alter table public.no_batch drop column batch_id;
         create table public.no_key (like public.mrr_dim_products);
         create foreign table operational.opaque (product_id bigint, payload json, at timestamptz)
             server operational;
         create table public.mrr_opaque (product_id bigint primary key, payload json, at timestamptz,
             batch_id bigint, loaded_at timestamptz, is_deleted boolean)`,
    );
});

afterAll(() => warehouse?.drop());

const good = {
    entity: 'products',
    source: 'operational.products',
    target: 'public.mrr_dim_products',
    business_key: ['product_id'],
    watermark: 'updated_at',
    capture: 'timestamp',
};

const declare = (changes: Partial<typeof good>) => {
    const { entity, source, target, business_key, watermark, capture } = { ...good, ...changes };
    return warehouse.query('mrr', 'call engine.declare_source($1, $2, $3, $4, $5, $6)', [
        entity,
        source,
        target,
        business_key,
        watermark,
        capture,
    ]);
};

const registry = () =>
    warehouse.query('mrr', 'select ctid::text, e.* from engine.entities e order by entity');

test('a declaration that says the same again changes nothing', async () => {
    const before = await registry();
    await declare({});
    expect(await registry()).toEqual(before);
});

describe('a declaration that does not fit the catalog is PS005 and changes nothing:', () => {
    test.for<[string, Partial<typeof good>, RegExp, RegExp]>([
        [
            'a source that is not there',
            { source: 'operational.nothing' },
            /^source 'operational.nothing' of entity "products" does not exist in mrr$/,
            /pgstrata_link may SELECT/,
        ],
        [
            'a target that is not there',
            { target: 'public.nothing' },
            /^target 'public.nothing' of entity "products" does not exist in mrr$/,
            /migration of the model/,
        ],
        [
            'a watermark that the source lacks',
            { watermark: 'changed_at' },
            /^source operational.products of entity "products" lacks column changed_at$/,
            /correct the declaration/,
        ],
        [
            'a target without batch_id',
            { target: 'public.no_batch' },
            /^target public.no_batch of entity "products" lacks column batch_id$/,
            /add the column in a migration/,
        ],
        [
            'a target without a primary key',
            { target: 'public.no_key' },
            /^primary key of target public.no_key of entity "products" is not its business key$/,
            /primary key of the target/,
        ],
        [
            'another business key than the primary key',
            { business_key: ['product_id', 'product_name'] },
            /^primary key of target public.mrr_dim_products .* is not its business key$/,
            /primary key of the target/,
        ],
        [
            'a column that cannot be compared',
            { source: 'operational.opaque', target: 'public.mrr_opaque', watermark: 'at' },
            /has a column without equality: payload json$/,
            /jsonb instead of json/,
        ],
        [
            'a counter that is a time',
            { capture: 'counter' },
            /^watermark "updated_at" of entity "products" does not fit capture 'counter'$/,
            /capture counter an integer type/,
        ],
        [
            'a time that is a number',
            { watermark: 'product_id' },
            /^watermark "product_id" of entity "products" does not fit capture 'timestamp'$/,
            /capture timestamp takes timestamptz/,
        ],
        [
            'a way of capture that does not exist',
            { capture: 'magic' },
            /does not fit capture 'magic'$/,
            /capture timestamp takes/,
        ],
    ])('%s', async ([, changes, message, hint]) => {
        const before = await registry();
        const refused = await raisedBy(declare(changes));
        expect(refused.code).toBe('PS005');
        expect(refused.message).toMatch(message);
        expect(refused.detail).toMatch(/./);
        expect(refused.hint).toMatch(hint);
        expect(await registry()).toEqual(before);
    });
});

test.for([['pgstrata_operator'], ['pgstrata_link']] as const)(
    '%s may not declare',
    async ([user]) => {
        const session = await warehouse.connect('mrr', { user });
        const refused = session.query(
            `call engine.declare_source('products', 'operational.products', 'public.mrr_dim_products',
              '{product_id}', 'updated_at')`,
        );
        expect(await raisedBy(refused)).toMatchObject({ code: '42501' });
        await session.end();
    },
);

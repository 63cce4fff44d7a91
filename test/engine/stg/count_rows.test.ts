import { afterAll, beforeAll, expect, test } from 'vitest';
import { entities, hop, hopAll } from '../../support/hops.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { replayableRandom } from '../../support/random.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const bad = {
    customers: `first_name = null, last_name = '  '`,
    products: 'unit_price = -abs(coalesce(unit_price, 1)) - 1',
    sales: 'quantity = -abs(quantity)',
};
const good = {
    customers: `last_name = 'Good'`,
    products: `product_name = 'Good', unit_price = abs(unit_price)`,
    sales: `quantity = abs(quantity) + 1, unit_price = 7, transaction_date = '2025-01-01'`,
};
const keys = { customers: 'customer_id', products: 'product_id', sales: 'sale_id' };
const raw = {
    customers: 'mrr_dim_customers',
    products: 'mrr_dim_products',
    sales: 'mrr_fact_sales',
};

test('rows of the raw layer are staged or were never good, whatever happens', async () => {
    const random = replayableRandom();
    await warehouse.seed({ customers: 60, products: 30, sales: 200 });
    for (let round = 1; round <= 8; round++) {
        for (const entity of entities) {
            for (const change of [bad[entity], good[entity]]) {
                await warehouse.query(
                    'operational',
                    `update ${entity} set ${change} where ${keys[entity]} % 9 = ${random.integer(0, 8)}`,
                );
            }
        }
        if (random.chance(0.5)) await warehouse.query('operational', 'call seed_activity()');
        await hopAll(warehouse, 'mrr');
        const entity = random.pick(entities);
        await warehouse.query(
            'mrr',
            `with batch as (
                 insert into engine.batches (entity, batch_id, parameters, completed_at)
                 values ('${entity}', nextval('engine.batch_id_seq'), '{}', now()) returning batch_id)
             update ${raw[entity]} t set is_deleted = true, batch_id = batch.batch_id
               from batch where ${keys[entity]} % 11 = ${random.integer(0, 10)}`,
        );
        // Not every hop sees every batch by itself.
        for (const name of entities) {
            if (random.chance(0.7)) await hop({ warehouse, layer: 'stg' }, name);
        }
    }
    await hopAll(warehouse, 'stg');

    const counts = await warehouse.query<{
        entity: keyof typeof raw;
        staged: string;
        never_good: string;
    }>('stg', 'select entity, staged, never_good from engine.count_rows() order by entity');
    expect(counts.map(({ entity }) => entity)).toEqual([...entities]);
    for (const { entity, staged, never_good } of counts) {
        const rows = await warehouse.value('mrr', `select count(*) from ${raw[entity]}`);
        expect(Number(staged) + Number(never_good), entity).toBe(Number(rows));
        expect(Number(staged), entity).toBeGreaterThan(0);
    }
    const open = await warehouse.value('stg', 'select sum(open_rejects) from engine.count_rows()');
    expect(Number(open)).toBeGreaterThan(0);

    // What is staged beside no open reject is what the cleansing makes of the newest raw row.
    for (const [entity, view, target] of [
        ['customers', 'clean_customers', 'stg_dim_customers'],
        ['products', 'clean_products', 'stg_dim_products'],
        ['sales', 'clean_sales', 'stg_fact_sales'],
    ] as const) {
        const ignored = `'{batch_id, loaded_at, reject_reasons, judge_again_at}'::text[]`;
        const stale = await warehouse.query(
            'stg',
            `select t.${keys[entity]} from ${target} t join ${view} v using (${keys[entity]})
              where v.reject_reasons = '{}' and to_jsonb(t) - ${ignored} <> to_jsonb(v) - ${ignored}`,
        );
        expect(stale, entity).toEqual([]);
    }
});

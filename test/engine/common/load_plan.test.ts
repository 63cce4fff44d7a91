import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { differences, fillShop, sell } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
});
afterAll(() => warehouse?.drop());

/** Of the last run, what wrote the sales into each layer: whether it looked for rows that are there. */
const looked = () =>
    warehouse.query(
        'dwh',
        `select l.layer, s.sql ~ 'on conflict \\(sale_id\\)' as looked
           from etl_logs l
           join engine.step_statements s using (log_id)
          where l.run_id = (select max(run_id) from etl_runs) and l.entity = 'sales'
            and s.purpose !~ 'again$' and s.sql ~ 'insert into public.(mrr|stg|dwh)_fact_sales\\M'
          order by l.log_id`,
    );

test('what is empty is filled without a look at it, and known to the planner then; what is not with one', async () => {
    await warehouse.run();
    expect(await looked()).toEqual(
        ['mrr', 'stg', 'dwh'].map((layer) => ({ layer, looked: false })),
    );
    expect(await differences(warehouse)).toEqual([]);
    for (const layer of ['mrr', 'stg', 'dwh'] as const) {
        // Autovacuum would not have come by yet.
        const known = `select n_distinct from pg_stats where tablename = $1 and attname = 'sale_id'`;
        expect(await warehouse.value(layer, known, [`${layer}_fact_sales`])).toBe(-1);
    }

    await sell(warehouse);
    await warehouse.run();
    expect(await looked()).toEqual(['mrr', 'stg', 'dwh'].map((layer) => ({ layer, looked: true })));
    expect(await differences(warehouse)).toEqual([]);
});

test('staging of which every row was rejected has something to look at: its open rejects', async () => {
    await warehouse.query('operational', 'update products set product_name = null');
    await warehouse.query('stg', 'truncate stg_dim_products');
    await warehouse.run();
    const rejects = () =>
        warehouse.query(
            'stg',
            `select resolved_at is not null as is_resolved, payload ->> 'product_id' as id
               from stg_rejects where entity = 'products' order by reject_id`,
        );
    expect(await rejects()).toEqual([
        { is_resolved: false, id: '1' },
        { is_resolved: false, id: '2' },
    ]);
    expect(await warehouse.value('stg', 'select count(*) from stg_dim_products')).toBe('0');

    await warehouse.query('operational', `update products set product_name = 'Lamp'`);
    await warehouse.run();
    expect(await rejects()).toEqual([
        { is_resolved: true, id: '1' },
        { is_resolved: true, id: '2' },
    ]);
    expect(await warehouse.value('stg', 'select count(*) from stg_dim_products')).toBe('2');
});

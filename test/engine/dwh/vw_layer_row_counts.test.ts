import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { fillShop } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

const shown = () => warehouse.query('dwh', 'select * from vw_layer_row_counts order by entity');

test('shows every entity with zeros before anything is there', async () => {
    const nothing = {
        operational: '0',
        mrr: '0',
        stg: '0',
        rejects: '0',
        never_good: '0',
        dwh: '0',
    };
    expect(await shown()).toEqual([
        { entity: 'customers', ...nothing, dwh_versions: '0' },
        { entity: 'products', ...nothing, dwh_versions: '0' },
        { entity: 'sales', ...nothing, dwh_versions: null },
    ]);
});

test('counts every layer by itself: rows, rejects, members and their versions', async () => {
    await fillShop(warehouse);
    // Never good: a product with a negative price.
    await warehouse.query(
        'operational',
        `insert into products (product_id, product_name, unit_price) values (9, 'Debt', -1)`,
    );
    await warehouse.run();
    // Once good: a product that gets a negative price; one more version; a sale not yet extracted.
    await warehouse.query(
        'operational',
        'update products set unit_price = -2 where product_id = 2',
    );
    await warehouse.query(
        'operational',
        `update customers set city = 'Voss' where customer_id = 1`,
    );
    await warehouse.run();
    await warehouse.query(
        'operational',
        `insert into sales (customer_id, product_id, quantity, unit_price, sale_id)
         values (1, 1, 1, 1, 100)`,
    );
    expect(await shown()).toEqual([
        {
            entity: 'customers',
            ...{ operational: '3', mrr: '3', stg: '3', rejects: '0', never_good: '0' },
            ...{ dwh: '3', dwh_versions: '4' },
        },
        {
            entity: 'products',
            ...{ operational: '3', mrr: '3', stg: '2', rejects: '2', never_good: '1' },
            ...{ dwh: '2', dwh_versions: '2' },
        },
        {
            entity: 'sales',
            ...{ operational: '7', mrr: '6', stg: '6', rejects: '0', never_good: '0' },
            ...{ dwh: '6', dwh_versions: null },
        },
    ]);
});

test('agrees with counts that are taken in the layers', async () => {
    const count = (layer: 'operational' | 'mrr' | 'stg' | 'dwh', from: string) =>
        warehouse.value(layer, `select count(*) from ${from}`);
    const [products] = await warehouse.query(
        'dwh',
        `select * from vw_layer_row_counts where entity = 'products'`,
    );
    expect(products).toEqual({
        entity: 'products',
        operational: await count('operational', 'products'),
        mrr: await count('mrr', 'mrr_dim_products'),
        stg: await count('stg', 'stg_dim_products'),
        rejects: await count(
            'stg',
            `stg_rejects where entity = 'products' and resolved_at is null`,
        ),
        never_good: await count(
            'stg',
            `stg_rejects where entity = 'products' and resolved_at is null
                and (business_key ->> 'product_id')::bigint not in (select product_id from stg_dim_products)`,
        ),
        dwh: await count(
            'dwh',
            '(select distinct product_id from dwh_dim_products where product_key <> 0) p',
        ),
        dwh_versions: await count('dwh', 'dwh_dim_products where product_key <> 0'),
    });
});

test('does not count a member that is only inferred', async () => {
    await warehouse.query(
        'operational',
        `insert into customers (customer_id, last_name) values (50, 'Later');
         insert into sales (sale_id, customer_id, product_id, quantity, unit_price, transaction_date)
         values (101, 50, 1, 1, 1, now())`,
    );
    await warehouse.run({ entities: ['sales'] });
    expect((await shown())[0]).toMatchObject({
        operational: '4',
        mrr: '3',
        dwh: '3',
        dwh_versions: '4',
    });
});

test('says which layer cannot be reached', async () => {
    const port = await warehouse.value<string>(
        'dwh',
        `select option_value from pg_foreign_server s, pg_options_to_table(srvoptions)
          where srvname = 'stg' and option_name = 'port'`,
    );
    await warehouse.query('dwh', `alter server stg options (set port '1')`);
    const error = await raisedBy(shown());
    await warehouse.query('dwh', `alter server stg options (set port '${port}')`);
    expect(error.code).toBe('08001');
    expect(await shown()).toHaveLength(3);
});

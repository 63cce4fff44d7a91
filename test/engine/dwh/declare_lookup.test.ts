import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
beforeEach(() => warehouse.query('dwh', 'begin'));
afterEach(() => warehouse.query('dwh', 'rollback'));

const declare = (fact: string, dimension: string, columns: string, surrogateKey: string) =>
    warehouse.query('dwh', 'call engine.declare_lookup($1, $2, $3, $4)', [
        fact,
        dimension,
        columns,
        surrogateKey,
    ]);

test('a declaration repeated changes nothing', async () => {
    const registry = () => warehouse.query('dwh', 'select xmin, l.* from engine.lookups l');
    const before = await registry();
    await declare('sales', 'customers', '{customer_id}', 'customer_key');
    await declare('sales', 'products', '{product_id}', 'product_key');
    expect(await registry()).toEqual(before);
});

test('one dimension may be looked up in several roles', async () => {
    for (const sql of [
        'alter table dwh_fact_sales add column product_id_2 bigint, add column buyer_key bigint',
        'alter foreign table stg.stg_fact_sales add column product_id_2 bigint',
        'create index on dwh_fact_sales (product_id_2, transaction_date)',
    ]) {
        await warehouse.query('dwh', sql);
    }
    await declare('sales', 'customers', '{product_id_2}', 'buyer_key');
    const plan = await warehouse.query(
        'dwh',
        `select purpose from engine.plan_repointing('sales') order by step`,
    );
    expect(plan.map(({ purpose }) => purpose)).toEqual([
        'point facts to the changed versions of "customers"',
        'point facts to the changed versions of "customers"',
        'point facts to the changed versions of "products"',
    ]);
});

test.each(['visits', 'customers'])(
    'a fact that is not declared as one is refused: %s',
    async (fact) => {
        expect(await raisedBy(declare(fact, 'products', '{product_id}', 'product_key'))).toEqual({
            code: 'PS005',
            message: `fact "${fact}" is not declared in dwh`,
            detail: 'its keys are declared after it',
            hint: 'call engine.declare_fact first',
        });
    },
);

test.each(['shops', 'sales'])(
    'a dimension that is not declared as one is refused: %s',
    async (dimension) => {
        expect(await raisedBy(declare('sales', dimension, '{customer_id}', 'shop_key'))).toEqual({
            code: 'PS005',
            message: `fact "sales" cannot look up dimension "${dimension}"`,
            detail: 'that dimension is not declared in dwh',
            hint: 'declare the dimension first, and name one column of the fact for each column of its key',
        });
    },
);

test('a number of columns other than that of the business key is refused', async () => {
    const columns = '{customer_id, product_id}';
    expect(await raisedBy(declare('sales', 'customers', columns, 'customer_key'))).toEqual({
        code: 'PS005',
        message: 'fact "sales" cannot look up dimension "customers"',
        detail: 'its business key is (customer_id), not (customer_id, product_id)',
        hint: 'declare the dimension first, and name one column of the fact for each column of its key',
    });
});

test.each([
    [
        'source stg.stg_fact_sales of entity "sales" lacks column buyer_id',
        'buyer_id',
        'customer_key',
    ],
    [
        'target public.dwh_fact_sales of entity "sales" lacks column buyer_key',
        'customer_id',
        'buyer_key',
    ],
])('%s', async (message, column, surrogateKey) => {
    const raised = await raisedBy(declare('sales', 'customers', `{${column}}`, surrogateKey));
    expect(raised).toMatchObject({ code: 'PS005', message });
});

test('a fact without an index on business key and event time is refused', async () => {
    await warehouse.query('dwh', 'drop index dwh_fact_sales_customer_id');
    await warehouse.query('dwh', 'create index on dwh_fact_sales (transaction_date, customer_id)');
    const raised = await raisedBy(declare('sales', 'customers', '{customer_id}', 'customer_key'));
    expect(raised).toEqual({
        code: 'PS005',
        message:
            'target public.dwh_fact_sales of entity "sales" lacks an index on (customer_id, transaction_date)',
        detail: 'without it a hop would read the whole table',
        hint: 'add to a migration of the model: create index on public.dwh_fact_sales (customer_id, transaction_date)',
    });
});

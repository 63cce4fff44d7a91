import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
beforeEach(() => warehouse.query('dwh', 'begin'));
afterEach(() => warehouse.query('dwh', 'rollback'));

const sales = {
    source: 'stg.stg_fact_sales',
    target: 'public.dwh_fact_sales',
    business_key: '{sale_id}',
    happens_at: 'transaction_date',
};

/** The declaration of the bundled model, with some arguments changed. */
function declare(changed: Partial<typeof sales> = {}) {
    const { source, target, business_key, happens_at } = { ...sales, ...changed };
    return warehouse.query('dwh', `call engine.declare_fact('sales', $1, $2, $3, $4)`, [
        source,
        target,
        business_key,
        happens_at,
    ]);
}

const alter = (change: string) =>
    warehouse.query('dwh', `alter table public.dwh_fact_sales ${change}`);

test('a declaration repeated changes nothing', async () => {
    const registry = () =>
        warehouse.query('dwh', `select xmin, e.* from engine.entities e where entity = 'sales'`);
    const before = await registry();
    await declare();
    expect(await registry()).toEqual(before);
});

test('a declaration that differs replaces the one before, and the next plan follows it', async () => {
    await alter('alter column loaded_at set not null');
    await warehouse.query('dwh', 'create index on dwh_fact_sales (customer_id, loaded_at)');
    await declare({ happens_at: 'loaded_at' });
    const sql = await warehouse.value<string>(
        'dwh',
        `select string_agg(sql, '') from engine.plan_repointing('sales')`,
    );
    expect(sql).toContain('n.loaded_at >= m._from');
});

test('a source or target that does not exist is refused', async () => {
    expect(await raisedBy(declare({ source: 'stg.stg_fact_visits' }))).toMatchObject({
        code: 'PS005',
        message: `source 'stg.stg_fact_visits' of entity "sales" does not exist in dwh`,
        hint: 'a foreign table appears once pgstrata_link may SELECT it upstream',
    });
});

test('a source without the time of the event is refused', async () => {
    expect(await raisedBy(declare({ happens_at: 'sold_at' }))).toMatchObject({
        code: 'PS005',
        message: 'source stg.stg_fact_sales of entity "sales" lacks column sold_at',
        hint: 'correct the declaration, or add the column in a migration of the model',
    });
});

test.each(['is_deleted', 'batch_id', 'loaded_at'])(
    'a target without %s is refused',
    async (column) => {
        await alter(`drop column ${column}`);
        expect(await raisedBy(declare())).toMatchObject({
            code: 'PS005',
            message: `target public.dwh_fact_sales of entity "sales" lacks column ${column}`,
        });
    },
);

test('a time of the event that may be NULL is refused', async () => {
    await alter('alter column transaction_date drop not null');
    expect(await raisedBy(declare())).toEqual({
        code: 'PS005',
        message:
            'column "transaction_date" of target public.dwh_fact_sales of entity "sales" may be NULL',
        detail: 'it is the time of the event, which decides the versions that a fact points to',
        hint: 'declare it NOT NULL, and reject rows without it in staging',
    });
});

test('a primary key that is not the business key is refused', async () => {
    expect(await raisedBy(declare({ business_key: '{sale_id, customer_id}' }))).toEqual({
        code: 'PS005',
        message:
            'primary key of target public.dwh_fact_sales of entity "sales" is not its business key',
        detail: 'business key: sale_id, customer_id; primary key: sale_id',
        hint: 'declare the primary key of the target on exactly the columns of the business key',
    });
});

test('a business key that is not the one of staging is refused', async () => {
    await alter(
        'drop constraint dwh_fact_sales_pkey, alter customer_id set not null, add primary key (sale_id, customer_id)',
    );
    expect(await raisedBy(declare({ business_key: '{sale_id, customer_id}' }))).toEqual({
        code: 'PS005',
        message: 'the business key of "sales" is not the one that it has in stg',
        detail: 'declared here: sale_id, customer_id; in stg: sale_id',
        hint: 'declare the same columns, or another entity in stg with a row for each of its members',
    });
});

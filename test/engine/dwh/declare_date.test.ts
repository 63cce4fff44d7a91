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
    fact: 'sales',
    date_column: 'sale_date',
    date_key: 'date_key',
    calendar: 'public.dwh_dim_date',
};

/** The declaration of the bundled model, with some arguments changed. */
function declare(changed: Partial<typeof sales> = {}) {
    const { fact, date_column, date_key, calendar } = { ...sales, ...changed };
    return warehouse.query('dwh', 'call engine.declare_date($1, $2, $3, $4)', [
        fact,
        date_column,
        date_key,
        calendar,
    ]);
}

test('a declaration repeated changes nothing', async () => {
    const registry = () => warehouse.query('dwh', 'select xmin, l.* from engine.date_lookups l');
    const before = await registry();
    await declare();
    expect(await registry()).toEqual(before);
});

test('a fact that is not declared is refused', async () => {
    expect(await raisedBy(declare({ fact: 'visits' }))).toMatchObject({
        code: 'PS005',
        message: 'fact "visits" is not declared in dwh',
        hint: 'call engine.declare_fact first',
    });
});

test('a calendar that does not exist is refused', async () => {
    expect(await raisedBy(declare({ calendar: 'public.dwh_dim_day' }))).toEqual({
        code: 'PS005',
        message: `calendar 'public.dwh_dim_day' of entity "sales" does not exist in dwh`,
        detail: 'a relation is named with its schema, and in double quotes where SQL needs them',
        hint: 'create it in a migration of the model',
    });
});

test('a day that is not a date is refused', async () => {
    expect(await raisedBy(declare({ date_column: 'transaction_date' }))).toEqual({
        code: 'PS005',
        message:
            'column "transaction_date" of source stg.stg_fact_sales of entity "sales" is not a date',
        detail: 'it is of type timestamp with time zone',
        hint: 'derive the day in staging, in the business time zone',
    });
});

test.each([
    ['source stg.stg_fact_sales of entity "sales" lacks column day', { date_column: 'day' }],
    [
        'target public.dwh_fact_sales of entity "sales" lacks column day_key',
        { date_key: 'day_key' },
    ],
])('%s', async (message, changed) => {
    expect(await raisedBy(declare(changed))).toMatchObject({ code: 'PS005', message });
});

test('a calendar without a column that the load fills is refused', async () => {
    await warehouse.query('dwh', 'alter table dwh_dim_date drop column iso_week');
    expect(await raisedBy(declare())).toMatchObject({
        code: 'PS005',
        message: 'calendar public.dwh_dim_date of entity "sales" lacks column iso_week',
    });
});

test.each([
    ['date_key', 'dwh_dim_date_pkey'],
    ['full_date', 'dwh_dim_date_full_date_key'],
])('a calendar that could hold a day twice by its %s is refused', async (column, constraint) => {
    await warehouse.query('dwh', `alter table dwh_dim_date drop constraint ${constraint}`);
    expect(await raisedBy(declare())).toEqual({
        code: 'PS005',
        message: `calendar public.dwh_dim_date of entity "sales" lacks an index on (${column})`,
        detail: 'without it two sessions could write one version twice',
        hint: `add to a migration of the model: create unique index on public.dwh_dim_date (${column})`,
    });
});

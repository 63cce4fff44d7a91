import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
beforeEach(() => warehouse.query('dwh', 'begin'));
afterEach(() => warehouse.query('dwh', 'rollback'));

const customers = {
    entity: `'customers'`,
    source: `'stg.stg_dim_customers'`,
    target: `'public.dwh_dim_customers'`,
    business_key: `'{customer_id}'`,
    effective_at: `'updated_at'`,
    type_1: `'{email, has_valid_email, phone}'`,
    type_2: `'{full_name, city, country_code}'`,
    fixed: `'{created_at}'`,
};

/** The declaration of the bundled model, with some arguments changed. */
function declare(changed: Partial<typeof customers> = {}) {
    const named = Object.entries({ ...customers, ...changed })
        .map(([name, value]) => `p_${name} => ${value}`)
        .join(', ');
    return warehouse.query('dwh', `call engine.declare_dimension(${named})`);
}

const registry = () =>
    warehouse.query('dwh', `select xmin, e.* from engine.entities e where entity = 'customers'`);

test('a declaration repeated changes nothing', async () => {
    const before = await registry();
    await declare();
    expect(await registry()).toEqual(before);
});

test('a relation may be named as SQL would find it', async () => {
    const before = await registry();
    await declare({ target: `'PUBLIC.dwh_dim_customers'`, source: `'"stg".stg_dim_customers'` });
    expect(await registry()).toEqual(before);
});

test('a declaration that differs replaces the one before, and the next plan follows it', async () => {
    await declare({
        type_1: `'{email, has_valid_email}'`,
        type_2: `'{full_name, city, country_code, phone}'`,
    });
    expect(await registry()).toMatchObject([
        {
            type_1: ['email', 'has_valid_email'],
            type_2: ['full_name', 'city', 'country_code', 'phone'],
        },
    ]);
    const splice = await warehouse.value<string>(
        'dwh',
        `select sql from engine.plan_splice('customers') where step = 1`,
    );
    expect(splice).toContain('(full_name, city, country_code, phone) is distinct from');
});

describe('a declaration is refused with PS005 when', () => {
    test('its source does not exist', async () => {
        expect(await raisedBy(declare({ source: `'stg.visitors'` }))).toEqual({
            code: 'PS005',
            message: `source 'stg.visitors' of entity "customers" does not exist in dwh`,
            detail: 'a relation is named with its schema, and in double quotes where SQL needs them',
            hint: 'a foreign table appears once pgstrata_link may SELECT it upstream',
        });
    });

    test('its target does not exist', async () => {
        expect(await raisedBy(declare({ target: 'null' }))).toEqual({
            code: 'PS005',
            message: 'target NULL of entity "customers" does not exist in dwh',
            detail: 'a relation is named with its schema, and in double quotes where SQL needs them',
            hint: 'create it in a migration of the model',
        });
    });

    test('staging does not declare the entity', async () => {
        await warehouse.query('dwh', 'delete from engine.entities');
        expect(await raisedBy(declare({ entity: `'visitors'` }))).toEqual({
            code: 'PS005',
            message: 'entity "visitors" is not declared in stg',
            detail: 'an entity has the same name in every layer',
            hint: 'declare it in plpgsql/<model>/stg/declarations.sql with engine.declare_staging',
        });
    });

    test('its business key is not the one of staging, where a member would be several rows', async () => {
        expect(await raisedBy(declare({ business_key: `'{country_code}'` }))).toEqual({
            code: 'PS005',
            message: 'the business key of "customers" is not the one that it has in stg',
            detail: 'declared here: country_code; in stg: customer_id',
            hint: 'declare the same columns, or another entity in stg with a row for each of its members',
        });
    });

    test('its source lacks a column', async () => {
        const raised = await raisedBy(declare({ type_2: `'{full_name, nickname, shoe_size}'` }));
        expect(raised).toEqual({
            code: 'PS005',
            message:
                'source stg.stg_dim_customers of entity "customers" lacks column nickname, shoe_size',
            detail: expect.stringMatching(/^it has customer_id, .*, loaded_at$/),
            hint: 'correct the declaration, or add the column in a migration of the model',
        });
    });

    test('the time of its versions is no column', async () => {
        expect(await raisedBy(declare({ effective_at: `'modified_at'` }))).toMatchObject({
            code: 'PS005',
            message: 'source stg.stg_dim_customers of entity "customers" lacks column modified_at',
        });
    });

    test.each([
        'effective_at',
        'seen_at',
        'valid_from',
        'valid_to',
        'is_inferred',
        'is_deleted',
        'changed_from',
        'batch_id',
        'loaded_at',
        'phone',
        'customer_id',
    ])('its target lacks column %s', async (column) => {
        await alter(`drop column ${column} cascade`);
        expect(await raisedBy(declare())).toMatchObject({
            code: 'PS005',
            message: `target public.dwh_dim_customers of entity "customers" lacks column ${column}`,
        });
    });

    test('a column of the target cannot be compared', async () => {
        await alter('drop column phone, add column phone json');
        expect(await raisedBy(declare())).toEqual({
            code: 'PS005',
            message:
                'target public.dwh_dim_customers of entity "customers" has a column without equality: phone json',
            detail: 'a hop writes only what differs, so it must be able to compare',
            hint: 'use jsonb instead of json, text instead of xml',
        });
    });

    test('a column of the target is not declared', async () => {
        expect(await raisedBy(declare({ type_1: `'{email, has_valid_email}'` }))).toEqual({
            code: 'PS005',
            message:
                'target public.dwh_dim_customers of entity "customers" has a column that is not declared: phone',
            detail: 'no hop would ever fill it',
            hint: 'declare it, or keep columns of your own in a table beside this one',
        });
    });

    test('no column describes a member', async () => {
        const none = { type_1: `'{}'`, type_2: `'{}'`, fixed: `'{}'` };
        expect(await raisedBy(declare(none))).toEqual({
            code: 'PS005',
            message: 'dimension "customers" has no column that describes its members',
            detail: 'type 1, type 2 and fixed are all empty',
            hint: 'declare at least one column, or keep the key in the fact alone',
        });
    });

    test('a column is declared twice', async () => {
        expect(
            await raisedBy(declare({ type_1: `'{email, has_valid_email, phone, city}'` })),
        ).toEqual({
            code: 'PS005',
            message: 'dimension "customers" declares a column twice: city',
            detail: 'a column is of the business key, type 1, type 2 or fixed, or one that every dimension has',
            hint: 'decide what a change of it means, and name it once',
        });
    });

    test('the target has no surrogate key', async () => {
        await alter('drop constraint dwh_dim_customers_pkey');
        expect(await raisedBy(declare())).toEqual({
            code: 'PS005',
            message:
                'target public.dwh_dim_customers of dimension "customers" has no surrogate key',
            detail: 'its primary key is missing',
            hint: 'give it a primary key of one column: bigint generated by default as identity',
        });
    });

    test('the primary key does not number itself', async () => {
        await alter('alter column customer_key drop identity');
        expect(await raisedBy(declare())).toMatchObject({
            code: 'PS005',
            detail: 'its primary key is customer_key',
        });
    });

    test.each([
        [
            '(customer_id, effective_at)',
            'constraint dwh_dim_customers_customer_id_effective_at_key',
        ],
        ['(customer_id) where is_current', 'dwh_dim_customers_current'],
        ['(customer_id) where is_inferred', 'dwh_dim_customers_inferred'],
    ])('the target lacks a unique index on %s', async (columns, name) => {
        if (name.startsWith('constraint')) await alter(`drop ${name}`);
        else await warehouse.query('dwh', `drop index ${name}`);
        expect(await raisedBy(declare())).toMatchObject({
            code: 'PS005',
            message: `target public.dwh_dim_customers of entity "customers" lacks an index on ${columns.replace(/ where .*/, '')}`,
            detail: 'without it two sessions could write one version twice',
            hint: `add to a migration of the model: create unique index on public.dwh_dim_customers ${columns}`,
        });
    });

    test('the target lacks an index on the batch', async () => {
        await warehouse.query('dwh', 'drop index dwh_dim_customers_batch_id');
        expect(await raisedBy(declare())).toEqual({
            code: 'PS005',
            message:
                'target public.dwh_dim_customers of entity "customers" lacks an index on (batch_id)',
            detail: 'without it a hop would read the whole table',
            hint: 'add to a migration of the model: create index on public.dwh_dim_customers (batch_id)',
        });
    });

    test.each([
        [
            'computes is_current by itself',
            `alter column is_current drop expression`,
            `is_current boolean not null generated always as (valid_to = 'infinity') stored`,
        ],
        [
            'refuses an empty interval',
            'drop constraint dwh_dim_customers_check',
            'check (valid_from < valid_to)',
        ],
        [
            'has the unknown member',
            undefined,
            'a row with customer_key = 0, the unknown member, valid to a day before infinity',
        ],
    ])('the target no longer %s', async (_, change, lacking) => {
        if (change) await alter(change);
        else await warehouse.query('dwh', 'delete from dwh_dim_customers where customer_key = 0');
        expect(await raisedBy(declare())).toEqual({
            code: 'PS005',
            message: `target public.dwh_dim_customers of dimension "customers" lacks ${lacking}`,
            detail: 'the table itself must refuse a wrong history',
            hint: 'add it in a migration of the model; the bundled one shows how',
        });
    });
});

function alter(change: string) {
    return warehouse.query('dwh', `alter table public.dwh_dim_customers ${change}`);
}

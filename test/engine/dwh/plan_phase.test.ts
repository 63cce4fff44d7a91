import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

interface PlanRow {
    phase: string;
    step: number;
    purpose: string;
    sql: string;
}

const plan = (entity: string) =>
    warehouse.query<PlanRow>('dwh', 'select * from engine.plan_hop($1)', [entity]);

const outline = async (entity: string) =>
    (await plan(entity)).map(({ phase, step, purpose }) => `${phase} ${step}: ${purpose}`);

const statement = async (entity: string, purpose: string) =>
    (await plan(entity)).find((row) => row.purpose === purpose)?.sql;

describe('the plan of', () => {
    test('a dimension is spliced, or filled where it has no member', async () => {
        expect(await outline('customers')).toMatchInlineSnapshot(`
          [
            "survey 1: count what is new in staging",
            "survey 2: see whether anything is here",
            "cut 1: find where the key ranges end",
            "load 1: keep facts from inferring members meanwhile",
            "load 2: fetch the delta",
            "load 3: count the delta for the planner",
            "load 4: refuse versions that cannot be placed",
            "load 5: give inferred members their first real version",
            "load 6: splice the new versions into the history",
            "load 7: refuse a history that overlaps",
            "fill 1: keep facts from inferring members meanwhile",
            "fill 2: write the first version of every member",
          ]
        `);
    });

    test('a fact writes members and days first, and follows its dimensions last', async () => {
        expect(await outline('sales')).toMatchInlineSnapshot(`
          [
            "survey 1: count what is new in staging",
            "survey 2: see whether anything is here",
            "cut 1: find where the key ranges end",
            "prepare 1: keep "customers" from writing versions meanwhile",
            "prepare 2: keep "products" from writing versions meanwhile",
            "prepare 3: infer members of "customers" that have not arrived",
            "prepare 4: infer members of "products" that have not arrived",
            "prepare 5: grow the calendar",
            "load 1: fetch the delta",
            "load 2: count the delta for the planner",
            "load 3: look up the keys and write the facts",
            "fill 1: look up the keys and write all facts",
            "finish 1: point facts to the changed versions of "customers"",
            "finish 2: point facts to the changed versions of "products"",
          ]
        `);
    });

    test.each(['customers', 'products', 'sales'])(
        '%s is the same text each time',
        async (entity) => {
            expect(await plan(entity)).toEqual(await plan(entity));
        },
    );

    test('an entity that is not declared is empty', async () => {
        expect(await plan('nobody')).toEqual([]);
    });
});

test('the delta is read by batch and range, so that its conditions can go upstream', async () => {
    expect(await statement('products', 'fetch the delta')).toMatchInlineSnapshot(`
      "
      create temporary table pgstrata_delta on commit drop as
      select s.product_id, s.product_group, s.unit_price, s.product_name, s.created_at, e.effective_at, e.is_deleted
        from stg.stg_dim_products s
       cross join lateral (
                 select s.updated_at::timestamptz, false
                  union all
                 select greatest(s.updated_at::timestamptz + interval '1 microsecond', s.loaded_at), true
                  where s.is_deleted) e (effective_at, is_deleted)
       where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
         and (:'range_from' is null or s.product_id >= :'range_from'::bigint)
             and (:'range_to' is null or s.product_id < :'range_to'::bigint)"
    `);
});

test('facts are looked up over the index on business key and event time', async () => {
    expect(
        await statement('sales', 'point facts to the changed versions of "products"'),
    ).toMatchInlineSnapshot(`
      "
      with changed as (
          select d.product_id, min(d.changed_from) as _from
            from public.dwh_dim_products d
           where d.batch_id > :'product_key_mark'::bigint and d.batch_id <= :'product_key_upto'::bigint
             and d.changed_from is not null
           group by d.product_id
      ), looked_up as (
          select n.sale_id, case when n.product_id is null then 0 else coalesce(d2.product_key, (
                     select g.product_key from public.dwh_dim_products g
                      where g.product_id = n.product_id and g.valid_from <= n.transaction_date
                      order by g.valid_from desc limit 1)) end as _key
            from changed m
            join public.dwh_fact_sales n
              on n.product_id = m.product_id and n.transaction_date >= m._from
        left join public.dwh_dim_products d2
               on d2.product_id = n.product_id
              and d2.valid_from <= n.transaction_date and d2.valid_to > n.transaction_date
      ), moved as (
          update public.dwh_fact_sales f
             set product_key = u._key, batch_id = :'batch_id'::bigint, loaded_at = now()
            from looked_up u
           where f.sale_id = u.sale_id
             and f.product_key <> u._key
          returning 1
      )
      select jsonb_build_object('rows_updated', count(*)) from moved"
    `);
});

test('every value that only a run knows is one that a hop has', async () => {
    const texts = [
        ...(await plan('customers')),
        ...(await plan('products')),
        ...(await plan('sales')),
    ];
    const names = texts.flatMap(({ sql }) => sql.match(/:'\w+'/g) ?? []);
    expect([...new Set(names)].toSorted()).toMatchInlineSnapshot(`
      [
        ":'batch_id'",
        ":'consumed'",
        ":'customer_key_mark'",
        ":'customer_key_upto'",
        ":'fractions'",
        ":'mark'",
        ":'product_key_mark'",
        ":'product_key_upto'",
        ":'range_from'",
        ":'range_to'",
        ":'upto'",
      ]
    `);
});

test('a plan is made in a transaction that may not write, by a role that may not either', async () => {
    const client = await warehouse.connect('dwh', { user: 'pgstrata_web' });
    await client.query('begin read only');
    const { rows } = await client.query(
        `select count(*)::integer as statements, pg_current_xact_id_if_assigned() as xid
           from unnest(array['customers', 'products', 'sales']) e
          cross join lateral engine.plan_hop(e)`,
    );
    await client.query('commit');
    expect(rows).toEqual([{ statements: expect.any(Number), xid: null }]);
    expect(rows[0].statements).toBeGreaterThan(20);
});

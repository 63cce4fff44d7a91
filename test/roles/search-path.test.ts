import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../support/index.ts';
import { differences, fillShop, sell } from '../support/shop.ts';

/**
 * A schema full of traps: a function of the same name and types for every one of pg_catalog that
 * the routines mention, and an operator for every one on the types that they work with. Each raises
 * when it is called. A caller who puts the schema first must not get one of them called with the
 * rights of the pipeline, or in the middle of a run.
 */
const functions = `
do $do$
declare v_trap text;
begin
    for v_trap in
        select format('create function trap.%I(%s) returns %s%s language plpgsql as
                       $$begin raise ''the trap %s was sprung'' using errcode = ''TRAP1''; end$$',
                      p.proname, pg_get_function_identity_arguments(p.oid),
                      case when p.proretset then 'setof ' end, p.prorettype::regtype, p.proname)
          from pg_proc p
         where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f'
           and p.provariadic = 0 and p.prorettype <> 'record'::regtype
           and not exists (select from unnest(p.proargtypes) a join pg_type t on t.oid = a
                            where t.typtype = 'p')
           and (select typtype from pg_type where oid = p.prorettype) <> 'p'
           and exists (select from pg_proc r
                        where r.proowner = 'pgstrata_pipeline'::regrole
                          and r.prosrc ~ ('\\m' || p.proname || '\\M'))
    loop
        execute v_trap;
    end loop;
end $do$`;

const operators = `
do $do$
declare v_operator record;
begin
    for v_operator in
        select o.oid, o.oprname as name, o.oprleft::regtype as l, o.oprright::regtype as r,
               o.oprresult::regtype as result
          from pg_operator o
         where o.oprnamespace = 'pg_catalog'::regnamespace
           and o.oprleft = any ('{jsonb,text,text[],bigint,integer,boolean,timestamptz,interval}'::regtype[])
           and o.oprright = any ('{jsonb,text,text[],bigint,integer,boolean,timestamptz,interval}'::regtype[])
    loop
        execute format('create function trap.sprung_%s(%s, %s) returns %s language plpgsql as
                        $$begin raise ''the trap %s was sprung'' using errcode = ''TRAP1''; end$$',
                       v_operator.oid, v_operator.l, v_operator.r, v_operator.result, replace(v_operator.name, '%', '%%'));
        execute format('create operator trap.%s (leftarg = %s, rightarg = %s, function = trap.sprung_%s)',
                       v_operator.name, v_operator.l, v_operator.r, v_operator.oid);
    end loop;
end $do$`;

/** Of those with arguments of any type, the forms in which the procedures call them; and relations. */
const others = `
create function trap.jsonb_build_object(text, text, text, timestamptz, text, jsonb, text, jsonb)
    returns jsonb language plpgsql as $$begin raise 'the trap was sprung' using errcode = 'TRAP1'; end$$;
create view trap.etl_runs as select null::text as status;
create view trap.etl_logs as select null::text as status;
create view trap.entities as select null::text as entity;
create view trap.pg_locks as select 0 as pid;
grant usage on schema trap to public`;

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    for (const layer of ['mrr', 'stg', 'dwh'] as const) {
        await warehouse.query(layer, 'create schema trap');
        for (const sql of [functions, operators, others]) await warehouse.query(layer, sql);
    }
});
afterAll(() => warehouse?.drop());

async function trapped(layer: Layer, role: string, ...statements: string[]) {
    const session = await warehouse.connect(layer, { user: role });
    await session.query('set search_path = trap, pg_catalog, public, engine');
    try {
        for (const statement of statements) await session.query(statement);
    } finally {
        await session.end();
    }
}

test.for([
    'select clock_timestamp()',
    `select '{}'::jsonb -> 'a'`,
    `select 'a'::text = 'a'::text`,
    `select format('a')`,
])('the traps are set: %s springs one', async (statement) => {
    const error = await raisedBy(trapped('dwh', 'pgstrata_operator', statement));
    expect(error).toMatchObject({ code: 'TRAP1' });
});

test('a run springs no trap of its caller', async () => {
    await trapped('dwh', 'pgstrata_operator', 'call public.run_master_pipeline()');
    expect(await differences(warehouse)).toEqual([]);
});

test('a run that fails springs none either', async () => {
    await sell(warehouse);
    await warehouse.query(
        'mrr',
        'alter table mrr_fact_sales add constraint no check (false) not valid',
    );
    const error = await raisedBy(
        trapped('dwh', 'pgstrata_operator', 'call public.run_master_pipeline()'),
    );
    await warehouse.query('mrr', 'alter table mrr_fact_sales drop constraint no');
    expect(error.code).toBe('PS011');
});

test.for(['mrr', 'stg', 'dwh'] as const)(
    'a hop into %s springs no trap, small or in key ranges',
    async (layer) => {
        await sell(warehouse);
        await sell(warehouse);
        await warehouse.query(layer, `call engine.set_setting('rows_per_range', '1')`);
        await trapped(
            layer,
            'pgstrata_operator',
            `call public.run_hop('sales')`,
            `call public.run_hop('customers')`,
        );
        await warehouse.query(layer, `call engine.set_setting('rows_per_range', '500000')`);
        await trapped(layer, 'pgstrata_operator', `call public.run_hop('sales')`);
        await warehouse.run();
        expect(await differences(warehouse)).toEqual([]);
    },
);

test('rows are judged again without springing one', async () => {
    await trapped('stg', 'pgstrata_operator', `call public.restage('sales')`);
});

test.for([
    `call public.sp_aggregate_sales_report('2025-01-01', '2025-01-31')`,
    'call public.sp_refresh_customer_metrics()',
    'select public.fn_avg_quantity_per_customer(1)',
    'select public.fn_product_sales_velocity(1, 30)',
    'select * from public.fn_top_customers(10)',
    `select public.fn_product_group_performance('Electronics', '2025-01-01', '2025-01-31')`,
    'select * from public.vw_recent_etl_runs',
    'select * from public.vw_layer_row_counts',
    'select * from public.vw_data_freshness',
])('no trap is sprung by: %s', async (statement) => {
    await trapped('dwh', 'pgstrata_operator', statement);
});

test('the sessions behind a run spring none, whatever path they begin with', async () => {
    await warehouse.query(
        'dwh',
        `do $$
         declare v_server text;
         begin
             foreach v_server in array '{mrr, stg, dwh}'::text[] loop
                 execute format(
                     'alter server %I options (set options ''-c search_path=trap,pg_catalog,public'')', v_server);
             end loop;
         end $$`,
    );
    await sell(warehouse);
    await warehouse.run();
    expect(await differences(warehouse)).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Layer, layers, raisedBy, type Warehouse } from '../support/index.ts';
import { fillShop, sell } from '../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

async function call(role: string, layer: Layer, ...statements: string[]) {
    const session = await warehouse.connect(layer, { user: role });
    try {
        let rows: Record<string, unknown>[] = [];
        for (const statement of statements) rows = (await session.query(statement)).rows;
        return rows;
    } finally {
        await session.end();
    }
}

describe('an operator', () => {
    const operator = 'pgstrata_operator';

    test('calls the master, and is named as its caller', async () => {
        const sale = await sell(warehouse);
        await call(operator, 'dwh', 'call run_master_pipeline()');
        const [loaded] = await call(
            operator,
            'dwh',
            `select (select r.called_by = session_user from etl_runs r order by run_id desc limit 1) as mine,
                    exists (select from dwh_fact_sales where sale_id = ${sale}) as loaded`,
        );
        expect(loaded).toEqual({ mine: true, loaded: true });
    });

    test('calls every hop by hand, in the layer of the hop', async () => {
        const sale = await sell(warehouse);
        for (const layer of ['mrr', 'stg', 'dwh'] as const) {
            const [result] = await call(operator, layer, `call run_hop('sales')`);
            expect(result?.p_result).toMatchObject({ rows_inserted: 1 });
        }
        const found = 'select true from dwh_fact_sales where sale_id = $1';
        expect(await warehouse.value('dwh', found, [sale])).toBe(true);
    });

    test('judges staged rows again', async () => {
        const [result] = await call(operator, 'stg', `call restage('customers')`);
        expect(result?.p_result).toMatchObject({ rows_read: 3, rows_inserted: 0, rows_updated: 0 });
    });

    test.for<[Layer, string]>([
        ['dwh', `call set_entity_enabled('sales', true)`],
        ['dwh', `call engine.set_setting('steps_at_once', '2')`],
        ['mrr', `call engine.set_setting('ceiling_guard', '2 s')`],
        ['dwh', `select * from engine.plan_hop('sales')`],
        ['dwh', 'call sp_refresh_customer_metrics()'],
    ])('may in %s: %s', async ([layer, statement]) => {
        await expect(call(operator, layer, statement)).resolves.toBeDefined();
    });
});

describe('a reader', () => {
    test.for([
        'select fn_avg_quantity_per_customer(1)',
        'select fn_product_sales_velocity(1, 30)',
        'select * from fn_top_customers(10)',
        `select fn_product_group_performance('Electronics', '2025-01-01', '2025-01-31')`,
        'select * from vw_layer_row_counts',
        'select count(*) from dwh_dim_customers where is_current',
    ])('may: %s', async (statement) => {
        expect((await call('pgstrata_reader', 'dwh', statement)).length).toBeGreaterThan(0);
    });

    test('gets a report of its own', async () => {
        const [report] = await call(
            'pgstrata_reader',
            'dwh',
            `call sp_aggregate_sales_report(current_date - 9, current_date)`,
            'select sum(sales) as sales from temp_sales_report',
        );
        expect(Number(report?.sales)).toBeGreaterThan(0);
    });
});

test.for<[string, Layer, string]>([
    ['pgstrata_operator', 'dwh', `select engine.execute_plan('{}', '{}')`],
    ['pgstrata_operator', 'dwh', `select engine.send_call('x', 'y', '[]')`],
    ['pgstrata_operator', 'dwh', `select engine.open_link('x', 'mrr')`],
    ['pgstrata_operator', 'dwh', 'select engine.mark_crashed()'],
    ['pgstrata_operator', 'dwh', `select engine.log_step(null, 'dwh', 'sales', now())`],
    ['pgstrata_operator', 'dwh', `select engine.move_marks('sales', '{}', '{}')`],
    ['pgstrata_operator', 'dwh', `call engine.declare_fact('a', 'b', 'c', '{d}', 'e')`],
    ['pgstrata_operator', 'operational', 'select * from engine.watermark_ceiling()'],
    ['pgstrata_operator', 'operational', 'call seed_operational()'],
    ['pgstrata_reader', 'dwh', 'call run_master_pipeline()'],
    ['pgstrata_reader', 'dwh', `call run_hop('sales')`],
    ['pgstrata_reader', 'dwh', `call set_entity_enabled('sales', false)`],
    ['pgstrata_reader', 'dwh', `call engine.set_setting('steps_at_once', '9')`],
    ['pgstrata_reader', 'dwh', 'call sp_refresh_customer_metrics()'],
    ['pgstrata_reader', 'dwh', 'select engine.begin_run(null)'],
    ['pgstrata_web', 'dwh', 'call run_master_pipeline()'],
    ['pgstrata_web', 'dwh', `call run_hop('sales')`],
    ['pgstrata_web', 'dwh', `call set_entity_enabled('sales', false)`],
    ['pgstrata_web', 'dwh', 'select * from fn_top_customers(10)'],
    ['pgstrata_web', 'mrr', 'select * from engine.count_rows()'],
    ['pgstrata_link', 'dwh', 'call run_master_pipeline()'],
    ['pgstrata_link', 'dwh', 'select engine.begin_run(null)'],
    ['pgstrata_link', 'stg', `call engine.set_setting('rows_per_range', '1')`],
    ['pgstrata_link', 'mrr', `select engine.execute_plan('{}', '{}')`],
    ['pgstrata_link', 'stg', `call restage('sales')`],
])('%s in %s is refused: %s', async ([role, layer, statement]) => {
    expect((await raisedBy(call(role, layer, statement))).code).toBe('42501');
});

describe('a link', () => {
    const roles = ['pgstrata_operator', 'pgstrata_reader', 'pgstrata_web', 'pgstrata_link'];

    test.for(roles)('cannot be used by %s', async (role) => {
        for (const statement of [
            `select * from extensions.dblink('mrr', 'select 1') r (one integer)`,
            `select extensions.dblink_connect('x', 'mrr')`,
            `select extensions.dblink_exec('mrr', 'drop table mrr_fact_sales')`,
            `select extensions.dblink_send_query('pgstrata_step_mrr_1', 'select 1')`,
        ]) {
            expect((await raisedBy(call(role, 'dwh', statement))).code).toBe('42501');
        }
    });

    test.for(['mrr', 'stg', 'dwh'] as const)('of %s is for the pipeline alone', async (layer) => {
        const others = await warehouse.query(
            layer,
            `select p.oid::regprocedure, a.grantee::regrole
               from pg_proc p
               join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
               join pg_extension x on d.refclassid = 'pg_extension'::regclass and x.oid = d.refobjid
              cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
              where x.extname = 'dblink' and a.grantee not in (p.proowner, 'pgstrata_pipeline'::regrole)`,
        );
        expect(others).toEqual([]);
        const mapped = await warehouse.query(
            layer,
            'select distinct usename from pg_user_mappings',
        );
        expect(mapped).toEqual([{ usename: 'pgstrata_pipeline' }]);
    });

    test('may be used by so many sessions only', async () => {
        const limit = `select rolconnlimit > 0 as limited, rolcanlogin from pg_roles where rolname = 'pgstrata_link'`;
        expect(await warehouse.query('mrr', limit)).toEqual([{ limited: true, rolcanlogin: true }]);
    });
});

test.for(layers)('the roles of %s that own something cannot log in', async (layer) => {
    const owners = `select rolname from pg_roles
                     where rolname in ('pgstrata_owner', 'pgstrata_pipeline') and rolcanlogin`;
    expect(await warehouse.query(layer, owners)).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Layer, layers, raisedBy, type Warehouse } from '../support/index.ts';
import { fillShop } from '../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const marts = [
    'dwh_dim_customers',
    'dwh_dim_date',
    'dwh_dim_products',
    'dwh_fact_sales',
    'customer_metrics',
];
const views = [
    'vw_data_freshness',
    'vw_entities',
    'vw_etl_performance_summary',
    'vw_layer_row_counts',
    'vw_recent_etl_runs',
];
const raw = ['mrr_dim_customers', 'mrr_dim_products', 'mrr_fact_sales'];
const staged = ['stg_dim_customers', 'stg_dim_products', 'stg_fact_sales'];
const cleansing = ['clean_customers', 'clean_products', 'clean_sales', 'vw_unmapped_countries'];
const mappings = ['country_codes', 'product_group_names'];
const batches = 'engine.completed_batches';
const log = [
    'vw_etl_runs',
    'vw_open_failures',
    'etl_logs',
    'etl_runs',
    'high_water_mark',
    'engine.refused_versions',
    'engine.step_statements',
];
const watch = [
    'engine.alerts',
    'engine.batch_marks',
    'engine.incidents',
    'engine.row_counts',
    'engine.run_messages',
    'engine.run_requests',
    'engine.schedule_pauses',
    'engine.settings',
    'engine.workers',
];

/** What each role may read, and nothing else of what there is. */
const readable: Record<string, Record<Layer, string[]>> = {
    pgstrata_operator: {
        operational: [],
        mrr: [...raw, batches],
        stg: [...staged, ...cleansing, ...mappings, 'stg_rejects', batches],
        dwh: [...marts, ...views, ...log, ...watch, batches],
    },
    pgstrata_reader: {
        operational: [],
        mrr: [],
        stg: [],
        dwh: [...marts, ...views, 'high_water_mark'],
    },
    pgstrata_web: {
        operational: [],
        mrr: [],
        stg: [],
        dwh: [...views, ...log, ...watch, batches],
    },
    pgstrata_worker: { operational: [], mrr: [], stg: [], dwh: [] },
    pgstrata_link: {
        operational: ['customers', 'products', 'sales', 'engine.open_transactions'],
        mrr: [...raw, batches],
        stg: [...staged, 'engine.lineage', batches],
        dwh: [batches],
    },
};

const cases = Object.keys(readable).flatMap((role) =>
    layers.map((layer) => [role, layer] as const),
);

describe.for(cases)('%s in %s', ([role, layer]) => {
    test('reads what it is for, in a session of its own', async () => {
        const session = await warehouse.connect(layer, { user: role });
        for (const relation of readable[role]?.[layer] ?? []) {
            const { rows } = await session.query(`select count(*) from ${relation}`);
            expect(rows).toHaveLength(1);
        }
        await session.end();
    });

    test('reads nothing else, and writes nothing', async () => {
        const granted = await warehouse.query<{ relation: string; privileges: string[] }>(
            layer,
            `select c.oid::regclass::text as relation, array_agg(p) as privileges
               from pg_class c
               join pg_namespace n on n.oid = c.relnamespace
              cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',
                                      'TRIGGER']) p
              where c.relkind in ('r', 'v', 'f', 'p', 'm')
                and (n.nspname in ('public', 'engine', 'extensions') or n.nspname = any ($2))
                and has_table_privilege($1, c.oid, p)
                and has_schema_privilege($1, n.oid, 'USAGE')
              group by c.oid order by 1`,
            [role, layers],
        );
        expect(granted).toEqual(
            [...(readable[role]?.[layer] ?? [])]
                .sort()
                .map((relation) => ({ relation, privileges: ['SELECT'] })),
        );
    });

    test('owns nothing, creates nothing, and advances no sequence', async () => {
        const [may] = await warehouse.query(
            layer,
            `select has_database_privilege($1, current_database(), 'CREATE')
                    or has_schema_privilege($1, 'public', 'CREATE')
                    or has_schema_privilege($1, 'engine', 'CREATE') as create_objects,
                    (select coalesce(bool_or(has_sequence_privilege($1, c.oid, 'USAGE, UPDATE')), false)
                       from pg_class c where c.relkind = 'S') as advance,
                    exists (select from pg_class c where pg_get_userbyid(c.relowner) = $1) as own,
                    (select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls
                       from pg_roles where rolname = $1) as administer`,
            [role],
        );
        expect(may).toEqual({
            create_objects: false,
            advance: false,
            own: false,
            administer: false,
        });
    });
});

test.for<[string, Layer, string]>([
    ['pgstrata_operator', 'dwh', 'delete from dwh_fact_sales'],
    ['pgstrata_operator', 'dwh', `update etl_logs set status = 'SUCCEEDED'`],
    ['pgstrata_operator', 'dwh', 'update engine.entities set is_enabled = false'],
    ['pgstrata_operator', 'dwh', 'delete from high_water_mark'],
    ['pgstrata_operator', 'stg', 'update stg_rejects set resolved_at = now()'],
    ['pgstrata_operator', 'mrr', 'insert into mrr_fact_sales (sale_id) values (1)'],
    ['pgstrata_operator', 'operational', 'select * from customers'],
    ['pgstrata_operator', 'dwh', 'select * from stg.stg_fact_sales'],
    ['pgstrata_reader', 'dwh', 'insert into customer_metrics (customer_id) values (1)'],
    ['pgstrata_reader', 'dwh', 'truncate dwh_fact_sales'],
    ['pgstrata_reader', 'dwh', 'select * from etl_logs'],
    ['pgstrata_reader', 'dwh', 'select * from engine.step_statements'],
    ['pgstrata_reader', 'stg', 'select * from stg_rejects'],
    ['pgstrata_web', 'dwh', 'select * from dwh_dim_customers'],
    ['pgstrata_web', 'dwh', 'select * from customer_metrics'],
    ['pgstrata_web', 'dwh', 'delete from etl_runs'],
    ['pgstrata_web', 'mrr', 'select * from mrr_dim_customers'],
    ['pgstrata_link', 'dwh', 'select * from etl_logs'],
    ['pgstrata_link', 'dwh', 'select * from dwh_fact_sales'],
    ['pgstrata_link', 'stg', 'select * from stg_rejects'],
    ['pgstrata_link', 'stg', 'select * from clean_sales'],
    ['pgstrata_link', 'mrr', 'select * from operational.customers'],
    ['pgstrata_link', 'operational', 'update customers set city = null'],
])('%s in %s is refused: %s', async ([role, layer, statement]) => {
    const session = await warehouse.connect(layer, { user: role });
    expect((await raisedBy(session.query(statement))).code).toBe('42501');
    await session.end();
});

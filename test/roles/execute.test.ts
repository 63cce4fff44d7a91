import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Layer, layers, type Warehouse } from '../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

/** Locks, names and settings: nothing that they tell or take is worth a secret. */
const harmless = ['layer', 'lock_holders', 'lock_key', 'setting'];
/** What run_hop calls as its caller; each works only under the lock of the hop. */
const hop = [
    ...['abandon_hop', 'advance_hop', 'describe_result', 'load_range', 'lock_hop', 'lock_range'],
    ...['marks_of', 'plan_hop', 'run_hop', 'run_range', 'unlock_hop', 'unlock_range'],
];
const cleansing = ['clean_email', 'clean_name', 'clean_phone', 'clean_text', 'mapping_key'];
const reports = [
    ...['_require_date_range', 'fn_avg_quantity_per_customer', 'fn_product_group_performance'],
    ...['fn_product_sales_velocity', 'fn_top_customers', 'sp_aggregate_sales_report'],
];
const states = ['count_rows', 'source_state'];
/** What a person and the page may both do and look at. */
const watch = [
    ...['find_versions', 'health', 'live_status', 'open_rejects', 'probe_layer', 'probe_layers'],
    ...['process_name', 'queue_depth', 'reject_rows', 'schedule_state', 'vital_signs'],
];
const requests = ['pause_schedule', 'request_cancel', 'request_run', 'resume_schedule'];
const upkeep = [
    ...['apply_retention', 'delete_expired', 'delete_expired_rejects', 'judge_incidents'],
    'record_row_counts',
    ...['settle_crashed', 'was_paused'],
];
const master = ['abort_run', 'advance_run', 'begin_run', 'run_master_pipeline', 'unlock_run'];

/** What each role may call, and nothing else of what there is. */
const callable: Record<string, Record<Layer, string[]>> = {
    pgstrata_operator: {
        operational: [],
        mrr: [...harmless, ...hop, ...states, 'set_setting'],
        stg: [
            ...[...harmless, ...hop, ...cleansing, 'count_rows', 'open_rejects', 'reject_rows'],
            ...['restage', 'set_setting'],
        ],
        dwh: [
            ...[...harmless, ...hop, ...states, ...reports, ...master],
            ...[...watch, ...requests, ...upkeep],
            ...['marks_of_run', 'plan_run'],
            ...['set_entity_enabled', 'set_setting', 'sp_refresh_customer_metrics'],
        ],
    },
    pgstrata_reader: {
        operational: [],
        mrr: harmless,
        stg: harmless,
        dwh: [...harmless, ...states, ...reports, 'live_status', 'process_name'],
    },
    pgstrata_web: {
        operational: [],
        mrr: [],
        stg: [],
        dwh: [...harmless, ...states, ...watch, ...requests, 'plan_hop'],
    },
    pgstrata_worker: {
        operational: [],
        mrr: [],
        stg: [],
        dwh: [
            ...[
                ...master,
                ...requests,
                ...upkeep,
                'setting',
                'health',
                'probe_layer',
                'probe_layers',
                'vital_signs',
            ],
            ...['queue_depth', 'schedule_state', 'beat', 'retire', 'skip_run', 'active_run'],
            ...['take_request', 'settle_request', 'take_alerts', 'settle_alert', 'datasets'],
            'describe_event',
        ],
    },
    pgstrata_link: {
        operational: ['watermark_ceiling'],
        mrr: [...harmless, ...hop, ...states, 'source_tables'],
        stg: [
            ...[...harmless, ...hop, 'count_rows', 'delete_expired', 'open_rejects'],
            'reject_rows',
        ],
        dwh: [...harmless, ...hop],
    },
};

describe.for(Object.keys(callable))('%s', (role) => {
    test.for(layers)('may call in %s what it is for, and nothing else', async (layer) => {
        const granted = await warehouse.query<{ name: string }>(
            layer,
            `select distinct p.proname as name
               from pg_proc p join pg_namespace n on n.oid = p.pronamespace
              where n.nspname in ('public', 'engine') and p.proowner = 'pgstrata_pipeline'::regrole
                and has_function_privilege($1, p.oid, 'EXECUTE')
                -- Without that on its schema, nobody finds it.
                and has_schema_privilege($1, n.oid, 'USAGE')`,
            [role],
        );
        expect(granted.map(({ name }) => name).sort()).toEqual(callable[role]?.[layer].toSorted());
    });
});

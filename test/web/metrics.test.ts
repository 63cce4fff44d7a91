import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { Relay } from './relay.ts';
import { groupOf, samplesOf } from './samples.ts';
import { openTestPage, type TestPage } from './support.ts';

let warehouse: Warehouse;
let page: TestPage;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 30, products: 10, sales: 100 });
    await warehouse.run();
    page = await openTestPage(warehouse);
    await page.metrics.begin();
});
afterAll(async () => {
    await page?.close();
    await warehouse?.drop();
});

const samples = (of = page) => samplesOf(of);

const read = 'pgstrata_step_rows_total{layer="mrr",entity="customers",kind="read"}';
const steps = 'pgstrata_step_duration_seconds_count{layer="dwh",entity="sales"}';
const loaded = 'pgstrata_steps_total{layer="dwh",entity="sales",status="SUCCEEDED"}';
const succeeded = 'pgstrata_runs_total{status="SUCCEEDED"}';

test('runs before the process began do not count, those after it once', async () => {
    const before = await samples();
    expect(before.get(succeeded)).toBe(0);
    expect(before.get(steps)).toBe(0);
    expect(before.get(read)).toBe(0);
    expect(before.get(loaded)).toBe(0);
    await warehouse.query(
        'operational',
        `update customers set city = 'Graz' where customer_id <= 7`,
    );
    await warehouse.run();
    const after = await samples();
    expect(after.get(succeeded)).toBe(1);
    expect(after.get(steps)).toBe(1);
    expect(after.get(loaded)).toBe(1);
    expect(after.get(read)).toBeGreaterThanOrEqual(7);
    const again = await samples();
    expect([succeeded, steps, read].map((name) => again.get(name))).toEqual(
        [succeeded, steps, read].map((name) => after.get(name)),
    );
});

test('two that read at once count a step once', async () => {
    const before = (await samples()).get(steps) ?? 0;
    await warehouse.run();
    await Promise.all([samples(), samples(), samples()]);
    expect((await samples()).get(steps)).toBe(before + 1);
});

test('a step that was running when it was first seen counts when it has ended', async () => {
    await samples();
    const insert = `insert into etl_logs (process_name, layer, entity, table_name, status)
                    values ('stage slow', 'stg', 'slow', 'slow', 'RUNNING') returning log_id`;
    const id = await warehouse.value('dwh', insert);
    const count = 'pgstrata_step_duration_seconds_count{layer="stg",entity="slow"}';
    expect((await samples()).get(count)).toBeUndefined();
    // Many later ones must not push it out of sight.
    await warehouse.query(
        'dwh',
        `insert into etl_logs (process_name, layer, entity, table_name, status, end_time)
         select 'load other', 'dwh', 'other', 'other', 'SUCCEEDED', clock_timestamp()
           from generate_series(1, 500)`,
    );
    await samples();
    await warehouse.query(
        'dwh',
        `update etl_logs set status = 'SUCCEEDED', end_time = start_time + interval '3 s',
                rows_read = 11 where log_id = $1`,
        [id],
    );
    const after = await samples();
    expect(after.get(count)).toBe(1);
    expect(after.get('pgstrata_step_duration_seconds_sum{layer="stg",entity="slow"}')).toBe(3);
    expect(after.get('pgstrata_step_rows_total{layer="stg",entity="slow",kind="read"}')).toBe(11);
});

test('a step that never ran, or ended when somebody noticed, has no duration', async () => {
    const label = '{layer="stg",entity="customers"}';
    const before = await samples();
    await warehouse.query(
        'dwh',
        `insert into etl_logs (process_name, layer, entity, table_name, status, start_time, end_time)
         select 'stage customers', 'stg', 'customers', 'customers', s, now() - interval '2 h', now()
           from unnest(array['BLOCKED', 'CRASHED', 'CRASHED', 'CANCELLED', 'FAILED']) s`,
    );
    const after = await samples();
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(grown(`pgstrata_step_duration_seconds_count${label}`)).toBe(1);
    const status = (name: string) =>
        grown(`pgstrata_steps_total{layer="stg",entity="customers",status="${name}"}`);
    expect(['BLOCKED', 'CRASHED', 'CANCELLED', 'FAILED', 'SUCCEEDED'].map(status)).toEqual([
        1, 2, 1, 1, 0,
    ]);
});

test('without a worker it was never seen', async () => {
    expect((await samples()).get('pgstrata_worker_last_seen_seconds')).toBe(
        Number.POSITIVE_INFINITY,
    );
});

test('states are those of the warehouse now', async () => {
    await warehouse.query('dwh', `select engine.beat(gen_random_uuid(), 'here', 1, '0.1.0')`);
    await warehouse.query('dwh', 'select public.request_run()');
    await warehouse.query('dwh', 'select engine.record_row_counts(true)');
    await warehouse.query(
        'dwh',
        `insert into engine.incidents (kind, entity, summary, detail)
         values ('rejects', 'sales', 'many', '{}')`,
    );
    const found = await samples();
    expect(found.get('pgstrata_up')).toBe(1);
    for (const layer of ['operational', 'mrr', 'stg', 'dwh']) {
        expect(found.get(`pgstrata_layer_up{layer="${layer}"}`)).toBe(1);
    }
    expect(found.get('pgstrata_freshness_seconds{entity="sales"}')).toBeGreaterThan(0);
    expect(found.get('pgstrata_confirmed_seconds{entity="sales"}')).toBeLessThan(600);
    expect(found.get('pgstrata_open_rejects{entity="customers"}')).toBeGreaterThanOrEqual(0);
    expect(found.get('pgstrata_queue_jobs{queue="request",state="created"}')).toBe(1);
    expect(found.get('pgstrata_worker_last_seen_seconds')).toBeLessThan(60);
    expect(found.get('pgstrata_incidents_open{kind="rejects"}')).toBe(1);
    expect(found.get('pgstrata_incidents_open{kind="failure"}')).toBe(0);
    await warehouse.query('dwh', 'update engine.incidents set closed_at = now()');
    await warehouse.query('dwh', 'delete from engine.row_counts');
    const later = await samples();
    expect(later.get('pgstrata_incidents_open{kind="rejects"}')).toBe(0);
    expect(later.has('pgstrata_open_rejects{entity="customers"}')).toBe(false);
});

test('only what is enabled is late, and what was never loaded is late for ever', async () => {
    const ofFreshness = (found: Map<string, number>, entity: string) =>
        ['freshness', 'confirmed'].map((name) =>
            found.get(`pgstrata_${name}_seconds{entity="${entity}"}`),
        );
    await warehouse.query(
        'dwh',
        `update engine.entities set is_enabled = false where entity = 'sales'`,
    );
    await warehouse.query('dwh', `create table marks as select * from public.high_water_mark`);
    await warehouse.query(
        'dwh',
        `delete from public.high_water_mark where table_name = 'products'`,
    );
    try {
        page.db.forget();
        const found = await samples();
        expect(ofFreshness(found, 'sales')).toEqual([undefined, undefined]);
        const never = Number.POSITIVE_INFINITY;
        expect(ofFreshness(found, 'products')).toEqual([never, never]);
    } finally {
        await warehouse.query('dwh', 'update engine.entities set is_enabled = true');
        await warehouse.query(
            'dwh',
            'insert into public.high_water_mark select * from marks on conflict do nothing',
        );
        await warehouse.query('dwh', 'drop table marks');
        page.db.forget();
    }
});

const groups = (found: Map<string, number>) => new Set([...found.keys()].map(groupOf));

test.each([
    ['function engine.queue_depth()', 'function engine.away()', ['pgstrata_queue_jobs']],
    ['table engine.incidents', 'table engine.away', ['pgstrata_incidents_open']],
    ['table engine.row_counts', 'table engine.away', ['pgstrata_open_rejects']],
    ['table engine.workers', 'table engine.away', ['pgstrata_worker_last_seen_seconds']],
    ['view public.vw_data_freshness', 'view public.away', ['pgstrata_freshness_seconds']],
    ['table public.high_water_mark', 'table public.away', ['pgstrata_confirmed_seconds']],
])('without %s nothing else is missing', async (there, away, missing) => {
    await warehouse.query('dwh', 'select engine.record_row_counts(true)');
    const before = groups(await samples());
    const rename = (from: string, to: string) =>
        warehouse.query('dwh', `alter ${from} rename to ${to.replace(/.*\.|\(\)/g, '')}`);
    await rename(there, away);
    try {
        page.db.forget();
        const found = await samples();
        const left = groups(found);
        expect([...before].filter((name) => !left.has(name))).toEqual(missing);
        expect(found.get('pgstrata_up')).toBe(1);
    } finally {
        await rename(away, there);
        page.db.forget();
    }
    expect(groups(await samples())).toEqual(before);
});

test('a link that hangs takes with it what goes over it alone', async () => {
    const relay = await new Relay(undefined).listen();
    const { port } = warehouse.urls.mrr.link;
    await warehouse.query('dwh', `alter server mrr options (set port '${relay.port}')`);
    try {
        page.db.forget();
        const began = performance.now();
        const found = await samples();
        expect(performance.now() - began).toBeLessThan(3000);
        const up = ['operational', 'mrr', 'stg', 'dwh'].map((layer) =>
            found.get(`pgstrata_layer_up{layer="${layer}"}`),
        );
        expect(up).toEqual([0, 0, 1, 1]);
        expect(found.get('pgstrata_up')).toBe(1);
        expect(found.get('pgstrata_confirmed_seconds{entity="sales"}')).toBeLessThan(600);
        expect(groups(found)).not.toContain('pgstrata_freshness_seconds');
    } finally {
        await warehouse.query('dwh', `alter server mrr options (set port '${port || 5432}')`);
        await relay.close();
        page.db.forget();
    }
});

test('without a warehouse there is an answer, which says so and nothing of what is not known', async () => {
    const alone = await openTestPage(warehouse);
    await samples(alone);
    await alone.close();
    alone.db.forget();
    const found = await samples(alone);
    expect(found.get('pgstrata_up')).toBe(0);
    expect(found.get('pgstrata_layer_up{layer="dwh"}')).toBe(0);
    expect(found.has('pgstrata_layer_up{layer="mrr"}')).toBe(false);
    for (const name of [
        'freshness_seconds',
        'confirmed_seconds',
        'worker_last_seen_seconds',
        'queue_jobs',
        'incidents_open',
    ]) {
        expect(groups(found)).not.toContain(`pgstrata_${name}`);
    }
});

test('a run that dies counts when it is found dead', async () => {
    const count = 'pgstrata_runs_total{status="CRASHED"}';
    const before = (await samples()).get(count) ?? 0;
    await warehouse.query(
        'dwh',
        `insert into etl_runs (status, entities, started_at, backend_pid)
         values ('RUNNING', '{customers}', now() - interval '1 h', 0)`,
    );
    expect((await samples()).get(count)).toBe(before);
    await warehouse.query('dwh', 'select engine.settle_crashed()');
    expect((await samples()).get(count)).toBe(before + 1);
});

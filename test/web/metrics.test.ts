import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
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

/** Every sample by its name and labels; fails on a line that is none. */
async function samples(of = page): Promise<Map<string, number>> {
    const answer = await of.get('/metrics');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const found = new Map<string, number>();
    for (const line of (await answer.text()).split('\n')) {
        if (line === '' || /^# (HELP|TYPE) pgstrata_/.test(line)) continue;
        const match = /^(pgstrata_\w+(?:\{[^}]*\})?) (\S+)$/.exec(line);
        expect(match, line).not.toBeNull();
        found.set(match?.[1] ?? '', Number(match?.[2]?.replace('Inf', 'Infinity')));
    }
    return found;
}

const read = 'pgstrata_step_rows_total{layer="mrr",entity="customers",kind="read"}';
const steps = 'pgstrata_step_duration_seconds_count{layer="dwh",entity="sales"}';
const succeeded = 'pgstrata_runs_total{status="SUCCEEDED"}';

test('runs before the process began do not count, those after it once', async () => {
    const before = await samples();
    expect(before.get(succeeded)).toBe(0);
    expect(before.get(steps)).toBeUndefined();
    await warehouse.query(
        'operational',
        `update customers set city = 'Graz' where customer_id <= 7`,
    );
    await warehouse.run();
    const after = await samples();
    expect(after.get(succeeded)).toBe(1);
    expect(after.get(steps)).toBe(1);
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
    expect(found.get('pgstrata_freshness_seconds{entity="sales"}')).toBeGreaterThan(0);
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

test('without a warehouse there is an answer, which says so', async () => {
    const alone = await openTestPage(warehouse);
    await alone.close();
    expect((await samples(alone)).get('pgstrata_up')).toBe(0);
});

test('the dashboard asks for metrics and labels that there are', async () => {
    const file = path.join(projectRoot, 'grafana/pgstrata.json');
    const dashboard = JSON.parse(fs.readFileSync(file, 'utf8')) as {
        panels: { title: string; targets?: { expr: string }[] }[];
    };
    const names = [...(await samples()).keys()].map((name) => name.replace(/\{.*/, ''));
    const text = await (await page.get('/metrics')).text();
    const declared = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    const expressions = dashboard.panels.flatMap(({ targets }) => targets ?? []);
    expect(expressions.length).toBeGreaterThan(5);
    const used = new Set<string>();
    for (const { expr } of expressions) {
        const found = expr.match(/pgstrata_\w+/g) ?? [];
        expect(found, expr).not.toEqual([]);
        for (const name of found) {
            expect([...names, ...declared], expr).toContain(name);
            used.add(name.replace(/_(bucket|sum|count)$/, ''));
        }
        for (const [, labels = ''] of expr.matchAll(/by \(([^)]*)\)/g)) {
            for (const label of labels.split(/, */)) {
                if (label !== 'le') expect(text, expr).toMatch(new RegExp(`[{,]${label}="`));
            }
        }
    }
    expect([...used].sort()).toEqual([...new Set(declared)].sort());
});

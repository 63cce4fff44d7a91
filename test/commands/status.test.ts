import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { status } from '../../src/commands/status.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { startRun } from '../support/runs.ts';
import { fillShop, sell } from '../support/shop.ts';
import { blockedHop, holdTables } from '../support/waiting.ts';
import { capture } from './capture.ts';
import { Running } from './process.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse({ timeZone: 'Pacific/Auckland' });
    await fillShop(warehouse);
});
afterAll(() => warehouse?.drop());

const screen = async (...args: string[]) => {
    const { code, stdout, stderr } = await pgstrata(['status', ...args], warehouse.env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^times are UTC/) });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(23);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    return stdout;
};

const json = async (...args: string[]) => {
    const { stdout } = await pgstrata(['status', '--json', ...args], warehouse.env);
    return JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
};

const keys = [
    ...['freshness', 'row_counts', 'recent_runs', 'active_steps', 'schedule', 'workers'],
    ...['rejects', 'incidents'],
];

test('before the first run, and without a worker, it says what is not there', async () => {
    const text = await screen();
    expect(text).toMatch(/^customers +- +never$/m);
    expect(text).toMatch(/^rows +not counted yet/m);
    expect(text).toMatch(/^last runs: none yet$/m);
    expect(text).toMatch(
        /^next run +\d{4}-\d\d-\d\d \d\d:00, in .*; then .* \(0 \*\/6 \* \* \* UTC\)$/m,
    );
    expect(text).toMatch(/^worker +none has run yet/m);
    expect(text).toMatch(/^rejects +none open$/m);
    expect(text).toMatch(/^incidents +none open$/m);
});

test('in JSON it is the same under keys that stay, and the time zone is said beside it', async () => {
    const { code, stdout, stderr } = await pgstrata(['status', '--json'], warehouse.env);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(keys);
    expect(stderr).toContain('days are those of time zone Pacific/Auckland');
});

describe('after some runs', () => {
    beforeAll(async () => {
        await warehouse.query(
            'operational',
            `insert into sales (sale_id, customer_id, product_id, quantity, unit_price, total_amount,
                                transaction_date)
             values (1000, 1, 1, -5, 1, -5, now())`,
        );
        for (let run = 0; run < 6; run++) await warehouse.run();
    });

    test('it fits on a screen and shows them, newest first', async () => {
        const text = await screen();
        expect(text).toMatch(/^customers +\S+ s +\d+(\.\d)? s ago$/m);
        const runs = [...text.matchAll(/^(\d+) +SUCCEEDED +call +\d{4}-\d\d-\d\d \d\d:\d\d /gm)];
        expect(runs.map(([, id]) => Number(id))).toEqual([6, 5, 4, 3, 2]);
        expect(text).toMatch(/^rejects +open: sales \S+ 1/m);
    });

    test('rows are those that a worker counted, or are counted now', async () => {
        expect((await json()).row_counts).toEqual([]);
        const [, , sales] = (await json('--count')).row_counts ?? [];
        expect(sales).toMatchObject({
            entity: 'sales',
            operational: 7,
            stg: 6,
            rejects: 1,
            dwh: 6,
        });
        await warehouse.query('dwh', 'select engine.record_row_counts(true)');
        const text = await screen();
        expect(text).toMatch(
            /^rows [\d.]+ s ago +operational +mrr +stg +rejects +dwh +dwh_versions$/m,
        );
        expect(text).toMatch(/^sales +7 +7 +6 +1 +6$/m);
    });

    test('a worker is alive, then dead', async () => {
        const beat = `select engine.beat('11111111-1111-1111-1111-111111111111', 'host-a', 7, '1')`;
        await warehouse.query('dwh', beat);
        expect(await screen()).toMatch(/^worker +alive, heartbeat [\d.]+ s ago from host-a$/m);
        await warehouse.query(
            'dwh',
            `update engine.workers set last_seen_at = now() - interval '2 hours'`,
        );
        expect(await screen()).toMatch(/^worker +dead: last heartbeat 2 h ago from host-a/m);
        expect((await json()).workers).toMatchObject([{ host: 'host-a', is_alive: false }]);
    });

    test('a pause, incidents and skipped runs are said', async () => {
        await warehouse.query('dwh', `select pause_schedule('ada')`);
        await warehouse.query(
            'dwh',
            `select engine.skip_run(null, 'request', 'bo', null, 'no time')`,
        );
        await warehouse.query(
            'dwh',
            `insert into engine.incidents (kind, entity, summary, detail)
             select 'failure', 'e' || n, 'load e' || n || ' failed: ' || repeat('long ', 99), '{}'
               from generate_series(1, 5) n`,
        );
        const text = await screen();
        expect(text).toMatch(/^next run +none: paused by ada at \d{4}/m);
        expect(text).toMatch(/^\d+ +SKIPPED +request .* no time/m);
        expect(text).toMatch(
            /^incidents +since .*: load e1 failed: long .*…\n.*load e2.*…\n +and 3 more$/m,
        );
        const { schedule, incidents } = await json();
        expect(schedule).toMatchObject([{ cron: '0 */6 * * *', paused_by: 'ada', next_runs: [] }]);
        expect(incidents).toHaveLength(5);
        await warehouse.query('dwh', 'select resume_schedule()');
        await warehouse.query('dwh', 'delete from engine.incidents');
    });

    test('who may not read everything sees the rest, and hears why', async () => {
        const url = await warehouse.urlAs('dwh', 'pgstrata_reader');
        const env = { ...warehouse.env, PGSTRATA_DWH_URL: url.href };
        const { code, stdout, stderr } = await pgstrata(['status'], env);
        expect({ code, stdout }).toEqual({
            code: 0,
            stdout: expect.stringMatching(/^incidents +unknown: permission denied/m),
        });
        expect(stdout).toMatch(/^customers +\S+/m);
        expect(stderr).toMatch(/^recent_runs: permission denied/m);
    });
});

test('the database that is not there ends it with 3, also when it would watch', async () => {
    const url = new URL(warehouse.urls.dwh.url);
    url.port = '1';
    const env = { ...warehouse.env, PGSTRATA_DWH_URL: url.href };
    for (const args of [['status'], ['status', '--watch']]) {
        expect(await pgstrata(args, env)).toMatchObject({ code: 3, stdout: '' });
    }
});

describe('--watch', () => {
    let watching: Running | undefined;
    afterEach(() => watching?.kill());

    test('shows how a run goes on, until Ctrl-C', async () => {
        watching = new Running(['status', '--watch', '600'], warehouse.env);
        await watching.says('incidents');
        await sell(warehouse);
        const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
        const run = await startRun(warehouse);
        await blockedHop(warehouse, 'stg');
        await watching.says(
            /^run \d+ is at work\nmrr +.*sales done [\d.]+ s.*\nstg .*sales running/m,
        );
        await held.release();
        await run.ended;
        const id = await warehouse.value('dwh', 'select max(run_id) from etl_runs');
        await watching.says(new RegExp(`^${id} +SUCCEEDED`, 'm'));
        expect(await watching.interrupt()).toBe(130);
        expect(watching.stderr).toBe('');
    });

    test('goes on when the connection was lost', async () => {
        watching = new Running(['status', '--watch', '1'], warehouse.env);
        await watching.says('incidents');
        await warehouse.query(
            'dwh',
            `select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'pgstrata status' and datname = current_database()`,
        );
        await watching.says('connected again');
        expect(watching.stderr).toBe('the connection was lost; trying again\nconnected again\n');
        const before = watching.stdout.length;
        await until('it moves', async () => (watching?.stdout.length ?? 0) > before);
        expect(await watching.interrupt()).toBe(130);
    });

    test('prints a JSON document a line', async () => {
        watching = new Running(['status', '--watch', '1', '--json'], warehouse.env);
        await until('there are two', async () => (watching?.stdout.split('\n').length ?? 0) > 2);
        await watching.interrupt();
        const lines = watching.stdout.trimEnd().split('\n');
        for (const line of lines) expect(Object.keys(JSON.parse(line))).toEqual(keys);
    });
});

test('the function prints what the command does', async () => {
    const { output, written } = capture(warehouse);
    await status(warehouse.databases, output);
    expect(written.stdout).toMatch(/^freshness +behind/);
});

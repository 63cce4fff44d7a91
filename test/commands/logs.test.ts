import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../support/hops.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { startRun } from '../support/runs.ts';
import { fillShop, sell } from '../support/shop.ts';
import { blockedHop, holdTables, untilIdle } from '../support/waiting.ts';
import { Running } from './process.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

let following: Running;
let before: number;
beforeEach(async () => {
    before = Number(await warehouse.value('dwh', 'select max(run_id) from etl_runs'));
});
afterEach(() => following?.kill());

const follow = (...args: string[]) => new Running(['logs', '--follow', ...args], warehouse.env);

/** Waits until it follows: what comes from now on is announced to it. */
const listening = () =>
    until('it listens', () =>
        warehouse.value<boolean>(
            'dwh',
            `select exists (select from pg_stat_activity
                             where application_name = 'pgstrata logs' and datname = current_database()
                               and state = 'idle' and query like '%run_began%')`,
        ),
    );

/** The lines without times and durations. */
const lines = () =>
    following.stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^\S+ \S+ {2}/, '').replace(/ in [\d.]+ s/, ''));

describe('--follow', () => {
    test('begins with the end of the log, and goes on across runs until Ctrl-C', async () => {
        following = follow('--limit', '2');
        await listening();
        await following.says(`run ${before} SUCCEEDED`);
        expect(lines()).toEqual([
            `run ${before} dwh sales SUCCEEDED, 6 read, 6 inserted`,
            `run ${before} SUCCEEDED`,
        ]);
        await sell(warehouse);
        await warehouse.run();
        await following.says(`run ${before + 1} SUCCEEDED`);
        await warehouse.run({ entities: ['customers'] });
        await following.says(`run ${before + 2} SUCCEEDED`);
        expect(await following.interrupt()).toBe(130);
        const second = lines().slice(2, 13);
        expect(second[0]).toBe(`run ${before + 1} began (call): customers, products, sales`);
        expect(second[10]).toBe(`run ${before + 1} SUCCEEDED`);
        expect(
            second.slice(1, 10).filter((line) => / SUCCEEDED, \d+ read/.test(line)),
        ).toHaveLength(9);
        expect(second).toContain(`run ${before + 1} dwh sales SUCCEEDED, 1 read, 1 inserted`);
        expect(lines().slice(13)).toEqual([
            `run ${before + 2} began (call): customers`,
            ...['mrr', 'stg', 'dwh'].map((layer) =>
                expect.stringMatching(
                    new RegExp(`^run ${before + 2} ${layer} customers SUCCEEDED`),
                ),
            ),
            `run ${before + 2} SUCCEEDED`,
        ]);
        expect(following.stderr).toBe('');
    });

    test('says a step as it ends, not when its run does', async () => {
        following = follow('--limit', '1');
        await listening();
        await sell(warehouse);
        const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
        const run = await startRun(warehouse);
        await blockedHop(warehouse, 'stg');
        await following.says(`run ${before + 1} mrr sales SUCCEEDED`);
        await held.release();
        await run.ended;
        await following.says(`run ${before + 1} SUCCEEDED`);
    });

    test('survives a lost connection, and misses nothing of it', async () => {
        following = follow('--limit', '1');
        await listening();
        await warehouse.query(
            'dwh',
            `select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'pgstrata logs' and datname = current_database()`,
        );
        await warehouse.run({ entities: ['customers'] });
        await following.says(`run ${before + 1} SUCCEEDED`);
        expect(following.stderr).toBe('the connection was lost; trying again\nconnected again\n');
        expect(lines().filter((line) => line.startsWith(`run ${before + 1}`))).toHaveLength(5);
    });

    test('with --json is an object a line', async () => {
        following = follow('--limit', '1', '--json');
        await listening();
        await warehouse.run({ entities: ['customers'] });
        await until('both runs have ended', async () => lines().length === 6);
        const objects = following.stdout
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line));
        expect(objects.slice(1)).toMatchObject([
            { event: 'run_began', run_id: before + 1, entities: ['customers'], origin: 'call' },
            { event: 'step', run_id: before + 1, layer: 'mrr', entity: 'customers', rows_read: 0 },
            { event: 'step', layer: 'stg', status: 'SUCCEEDED' },
            { event: 'step', layer: 'dwh', log_id: expect.any(Number) },
            { event: 'run_ended', run_id: before + 1, status: 'SUCCEEDED' },
        ]);
    });

    test('with --run ends when that run has ended', async () => {
        await sell(warehouse);
        const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
        const run = await startRun(warehouse);
        await blockedHop(warehouse, 'stg');
        following = follow('--run', String(before + 1));
        await following.says('mrr sales SUCCEEDED');
        await held.release();
        await run.ended;
        expect(await following.ended).toBe(0);
        expect(lines()).toHaveLength(11);
        expect(lines().at(-1)).toBe(`run ${before + 1} SUCCEEDED`);

        const past = await pgstrata(['logs', '--follow', '--run', String(before)], warehouse.env);
        expect(past).toMatchObject({ code: 0, stderr: '' });
        expect(past.stdout).toMatch(new RegExp(`^\\S+ \\S+  run ${before} began `));
    });

    test('with --run ends when the session of that run was killed, and says so', async () => {
        await sell(warehouse);
        const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
        const run = await startRun(warehouse);
        await blockedHop(warehouse, 'stg');
        following = follow('--run', String(before + 1));
        await following.says('mrr sales SUCCEEDED');
        await warehouse.query('dwh', 'select pg_terminate_backend($1)', [run.pid]);
        await run.error;
        expect(await following.ended).toBe(0);
        expect(lines().at(-1)).toBe(`run ${before + 1} CRASHED`);
        await held.release();
        await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
        await warehouse.run();
    });

    test('with --failed says only what did not succeed, with its error', async () => {
        following = follow('--failed', '--limit', '1');
        await listening();
        await warehouse.query('operational', 'revoke select on sales from pgstrata_link');
        await warehouse.run().catch(() => {});
        await warehouse.query('operational', 'grant select on sales to pgstrata_link');
        await following.says(`run ${before + 1} FAILED`);
        const said = lines().filter((line) => line.startsWith(`run ${before + 1} `));
        expect(said).toEqual([
            `run ${before + 1} mrr sales FAILED: permission denied for table sales (SQLSTATE 42501)`,
            expect.stringMatching(/ stg sales BLOCKED: it needs mrr sales/),
            expect.stringMatching(/ dwh sales BLOCKED: it needs /),
            expect.stringMatching(
                /^run \d+ FAILED: run \d+ failed: 1 of 9 steps failed, 2 blocked/,
            ),
        ]);
    });

    test('of a run that there is not says so', async () => {
        const { code, stderr } = await pgstrata(
            ['logs', '--follow', '--run', '999'],
            warehouse.env,
        );
        expect({ code, stderr }).toEqual({
            code: 1,
            stderr: expect.stringMatching(/^error: run 999 does not exist\nhint: /),
        });
    });
});

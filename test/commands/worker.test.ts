import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/embedded/port.ts';
import {
    masterOf,
    requestRun,
    runs,
    untilJob,
    untilRuns,
    type Working,
    work,
} from '../queue/workers.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { fillShop, sell } from '../support/shop.ts';
import { holdTables, untilHeldAt } from '../support/waiting.ts';
import { Running } from './process.ts';

let warehouse: Warehouse;
let worker: Running | undefined;
let other: Working | undefined;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterEach(async () => {
    await worker?.kill();
    await other?.stop();
    other = undefined;
});
afterAll(() => warehouse?.drop());

/** A worker of its own process in the middle of a run that stops at a table. */
async function heldWorker() {
    await warehouse.query('dwh', 'truncate etl_runs cascade');
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    worker = new Running(['worker'], warehouse.env);
    await worker.says('the worker is ready');
    await requestRun(warehouse);
    // Whatever else it had to say would tell the server that nobody listens.
    await untilHeldAt(warehouse, 'stg');
    return { held, worker };
}

test('Ctrl-C cancels the run, logs that, and is no failure', async () => {
    const { held, worker } = await heldWorker();
    expect(await worker.interrupt()).toBe(0);
    expect(await runs(warehouse)).toMatchObject([
        { status: 'CANCELLED', error_message: expect.stringContaining('was told to end') },
    ]);
    await held.release();
    expect(worker.stdout).toBe('');
    for (const line of worker.stderr.trim().split('\n')) {
        expect(JSON.parse(line)).toMatchObject({
            level: expect.any(String),
            msg: expect.any(String),
        });
    }
    await warehouse.query('dwh', 'delete from pgboss.job');
});

test('a worker that is killed leaves its run to another one', async () => {
    await warehouse.query(
        'dwh',
        `update pgboss.queue set heartbeat_seconds = 3, retry_delay = 0 where name = 'pgstrata_run'`,
    );
    const { held, worker } = await heldWorker();
    const master = await masterOf(warehouse);
    await worker.kill();
    await until(
        'the server has noticed, though nothing is sent',
        () =>
            warehouse.value(
                'dwh',
                'select not exists (select from pg_stat_activity where pid = $1)',
                [master],
            ),
        8,
    );
    await held.release();
    other = await work(warehouse);
    const [crashed, again] = await untilRuns(warehouse, 2);
    expect(crashed).toMatchObject({ status: 'CRASHED', origin: 'request' });
    expect(again).toMatchObject({ status: 'SUCCEEDED', job_id: crashed?.job_id });
    await untilJob(warehouse, 'completed');
});

test('it migrates and serves the page as well, and asks for the very first run', async () => {
    await warehouse.query('dwh', 'truncate etl_runs cascade; delete from pgboss.job');
    const port = await freePort();
    const everything = ['worker', '--migrate', '--serve'];
    const env = { ...warehouse.env, PGSTRATA_LISTEN: `127.0.0.1:${port}` };
    worker = new Running(everything, env);
    await worker.says(`the page is at http://127.0.0.1:${port}`);
    expect(worker.stderr).toContain('asked for a first run');
    await untilRuns(warehouse, 1);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    expect(await worker.interrupt()).toBe(0);

    worker = new Running(everything, env);
    await worker.says('the page is at');
    expect(await worker.interrupt()).toBe(0);
    expect(worker.stderr).toContain('migrate: nothing to change');
    expect(worker.stderr).not.toContain('first run');
});

test('a run of somebody else keeps it from beginning only where there is something to migrate', async () => {
    await warehouse.query('dwh', `call engine.set_setting('hop_lock_timeout', '300 ms')`);
    const session = await warehouse.connect('dwh');
    await session.query(`select pg_advisory_lock(engine.lock_key('run'))`);
    worker = new Running(['worker', '--migrate'], warehouse.env);
    await worker.says('the worker is ready');
    expect(worker.stderr).toContain('nothing is left to migrate');
    expect(await worker.interrupt()).toBe(0);

    await warehouse.query('dwh', 'drop view vw_open_failures');
    const { code, stderr } = await pgstrata(['worker', '--migrate'], warehouse.env);
    expect({ code, stderr }).toMatchObject({
        code: 4,
        stderr: expect.stringContaining('dwh is in use: a run is active'),
    });
    await session.end();
});

test('a page that would be open to everybody keeps it from beginning', async () => {
    const env = { ...warehouse.env, PGSTRATA_LISTEN: '0.0.0.0:1' };
    const { code, stderr } = await pgstrata(['worker', '--serve'], env);
    expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(
            'the page would be open to everybody who can reach 0.0.0.0',
        ),
    });
});

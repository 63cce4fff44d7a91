import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../support/hops.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { fillShop, sell } from '../support/shop.ts';
import { blockedHop, holdTables, untilIdle } from '../support/waiting.ts';
import {
    fallDue,
    jobs,
    masterOf,
    missOne,
    requestRun,
    runs,
    untilJob,
    untilRuns,
    untilSettled,
    type Working,
    work,
} from './workers.ts';

let warehouse: Warehouse;
let workers: Working[] = [];
const start = async () => {
    const worker = await work(warehouse);
    workers.push(worker);
    return worker;
};
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
beforeEach(async () => {
    await warehouse.query('dwh', 'truncate etl_runs, engine.run_requests cascade');
    await warehouse.query('dwh', `delete from pgboss.job`);
    // No run falls due by itself.
    await warehouse.query(
        'dwh',
        `update pgboss.schedule set cron = '0 0 29 2 *', created_on = now();
         update pgboss.queue set retry_delay = 0 where name = 'pgstrata_run'`,
    );
});
afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
});
afterAll(() => warehouse?.drop());

/** A run that stops in the middle, at a table that is held. */
async function heldRun() {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const request = await requestRun(warehouse);
    await blockedHop(warehouse, 'stg');
    return { ...held, request };
}

describe('a run that fell due while no worker was alive', () => {
    test('happens once, also with two workers', async () => {
        await missOne(warehouse);
        await Promise.all([start(), start()]);
        await untilRuns(warehouse, 1);
        await untilJob(warehouse, 'completed');
        // What another worker would have made of it would be there by now.
        await untilJob(warehouse, 'completed', 'pgstrata_due');
        expect(await runs(warehouse)).toMatchObject([
            { status: 'SUCCEEDED', origin: 'schedule', requested_by: null },
        ]);
        expect(await jobs(warehouse, 'pgstrata_due')).toHaveLength(1);
    });

    test('does not happen while the schedule is paused', async () => {
        await warehouse.query('dwh', `select pause_schedule('the test')`);
        await missOne(warehouse);
        const worker = await start();
        const due = await untilJob(warehouse, 'completed', 'pgstrata_due');
        await warehouse.query('dwh', 'select resume_schedule()');
        expect(due.output).toEqual({ paused: true });
        expect(worker.said(/paused by the test/)).toHaveLength(1);
        expect(await runs(warehouse)).toEqual([]);
    });
});

test('a run that falls due while another is active is recorded as skipped, with that one', async () => {
    await start();
    const held = await heldRun();
    await fallDue(warehouse);
    const [active, skipped] = await untilRuns(warehouse, 1);
    await held.release();
    expect(skipped).toMatchObject({
        status: 'SKIPPED',
        origin: 'schedule',
        in_the_way: active?.run_id,
    });
    expect((await untilRuns(warehouse, 2))[0]).toMatchObject({ status: 'SUCCEEDED' });
});

test('a run called by hand is in the way of one in the queue', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const byHand = warehouse.run();
    await blockedHop(warehouse, 'stg');
    await start();
    await requestRun(warehouse);
    const job = await untilJob(warehouse, 'completed');
    await held.release();
    await byHand;
    const [active, skipped] = await runs(warehouse);
    expect(skipped).toMatchObject({
        status: 'SKIPPED',
        origin: 'request',
        job_id: job.id,
        in_the_way: active?.run_id,
    });
    expect(job.output).toEqual({ skipped: skipped?.run_id });
});

describe('what was asked for', () => {
    test('happens once, with two workers, and says who asked', async () => {
        await Promise.all([start(), start()]);
        const id = await requestRun(warehouse, ['customers']);
        const { job_id } = await untilSettled(warehouse, id);
        const [run, ...others] = await untilRuns(warehouse, 1);
        expect(others).toEqual([]);
        expect(run).toMatchObject({
            status: 'SUCCEEDED',
            origin: 'request',
            requested_by: 'postgres',
            entities: ['customers'],
            job_id,
        });
        const job = await untilJob(warehouse, 'completed');
        expect(job).toMatchObject({ id: job_id, output: { run: run?.run_id } });
        await until('the connection of the run is closed', () =>
            warehouse.value(
                'dwh',
                `select not exists (select from pg_stat_activity
                                     where datname = current_database()
                                       and application_name = 'pgstrata worker')`,
            ),
        );
    });

    test('while a run is active it is recorded as skipped, and the request says so', async () => {
        await start();
        const held = await heldRun();
        const { job_id, outcome } = await untilSettled(warehouse, await requestRun(warehouse));
        await held.release();
        const [active, skipped] = await untilRuns(warehouse, 2);
        expect(job_id).toBeNull();
        expect(outcome).toContain(`skipped as run ${skipped?.run_id}`);
        expect(skipped?.in_the_way).toBe(active?.run_id);
    });
});

describe('a run that fails', () => {
    const name = 'customers_are_refused';
    beforeEach(async () => {
        await warehouse.query(
            'operational',
            `insert into customers (customer_id, first_name, last_name, email, city, country)
             select 1 + max(customer_id), 'It', 'Fails', 'it@example.com', 'Oslo', 'NO' from customers`,
        );
        await warehouse.query(
            'dwh',
            `alter table dwh_dim_customers add constraint ${name} check (false) not valid`,
        );
    });
    afterEach(() =>
        warehouse.query('dwh', `alter table dwh_dim_customers drop constraint if exists ${name}`),
    );

    test('is tried once more, and then kept as a dead letter', async () => {
        await start();
        const request = await requestRun(warehouse, ['customers']);
        await untilSettled(warehouse, request);
        const job = await untilJob(warehouse, 'failed');
        expect(job.retry_count).toBe(1);
        expect(await runs(warehouse)).toMatchObject(
            Array(2).fill({ status: 'FAILED', job_id: job.id }),
        );
        expect(await jobs(warehouse, 'pgstrata_dead')).toHaveLength(1);
    });

    test('gives way to what is asked for while it waits to be tried again', async () => {
        await warehouse.query(
            'dwh',
            `update pgboss.queue set retry_delay = 600 where name = 'pgstrata_run'`,
        );
        await start();
        await requestRun(warehouse, ['customers']);
        const failed = await untilJob(warehouse, 'retry');
        await warehouse.query('dwh', `alter table dwh_dim_customers drop constraint ${name}`);
        const { job_id } = await untilSettled(warehouse, await requestRun(warehouse));
        expect(job_id).not.toBe(failed.id);
        await untilRuns(warehouse, 2);
        expect((await runs(warehouse)).map(({ status }) => status)).toEqual([
            'FAILED',
            'SUCCEEDED',
        ]);
    });
});

describe('a run in the middle', () => {
    test('that somebody cancels is not tried again', async () => {
        await start();
        const held = await heldRun();
        const [run] = await runs(warehouse);
        await warehouse.query('dwh', `select request_cancel($1, 'the test')`, [run?.run_id]);
        const job = await untilJob(warehouse, 'completed');
        await held.release();
        expect(job.output).toMatchObject({ run: run?.run_id, cancelled: expect.any(String) });
        expect(await runs(warehouse)).toMatchObject([{ status: 'CANCELLED' }]);
    });

    test('ends in the log before a worker that is stopped does, and another worker tries again', async () => {
        const worker = await start();
        const held = await heldRun();
        await worker.stop('the test ends it');
        workers = [];
        expect(await runs(warehouse)).toMatchObject([
            {
                status: 'CANCELLED',
                cancel_requested_by: expect.stringMatching(/^worker on .*: the test ends it$/),
            },
        ]);
        await held.release();
        await start();
        const [, again] = await untilRuns(warehouse, 2);
        expect(again).toMatchObject({ status: 'SUCCEEDED', origin: 'request' });
    });

    test('that takes longer than run_timeout is cancelled', async () => {
        await warehouse.query('dwh', `call engine.set_setting('run_timeout', '1 s')`);
        await start();
        const held = await heldRun();
        const [run] = await untilRuns(warehouse, 1);
        await held.release();
        await warehouse.query('dwh', `call engine.set_setting('run_timeout', '12 hours')`);
        expect(run).toMatchObject({
            status: 'CANCELLED',
            cancel_requested_by: expect.stringContaining('the job has expired'),
        });
        await untilIdle(warehouse, 'mrr', 'stg');
    });

    test('whose session is killed is tried again', async () => {
        await start();
        const held = await heldRun();
        await warehouse.query('dwh', 'select pg_terminate_backend($1)', [
            await masterOf(warehouse),
        ]);
        await held.release();
        await untilJob(warehouse, 'completed');
        expect((await runs(warehouse)).map(({ status }) => status)).toEqual([
            'CRASHED',
            'SUCCEEDED',
        ]);
    });
});

test('a worker is seen while it lives, and gone once it has ended', async () => {
    const ids = async () => {
        const rows = await warehouse.query('dwh', 'select worker_id as id from engine.workers');
        return rows.map(({ id }) => id);
    };
    const worker = await start();
    await until('it is seen', async () => (await ids()).includes(worker.id));
    await worker.stop();
    workers = [];
    expect(await ids()).not.toContain(worker.id);
});

import { randomUUID } from 'node:crypto';
import net from 'node:net';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectTo } from '../../src/connection/connect.ts';
import { createLog } from '../../src/log.ts';
import type { Patience } from '../../src/queue/ending.ts';
import { type JobContext, runJob } from '../../src/queue/job.ts';
import { RunSessions, sessionOf, signalSession } from '../../src/queue/session.ts';
import { type Service, tasksOf } from '../../src/queue/tasks.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { fillShop, sell } from '../support/shop.ts';
import { blockedHop, holdTables } from '../support/waiting.ts';
import { masterOf, runs } from './workers.ts';

let warehouse: Warehouse;
let held: { release(): Promise<void> } | undefined;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
beforeEach(async () => {
    await warehouse.query('dwh', 'truncate etl_runs, engine.run_requests cascade');
    return async () => {
        await held?.release();
        // A run that was left behind goes on.
        await until('no run is active', async () => {
            const holders = `select count(*) from engine.lock_holders('run')`;
            return (await warehouse.value('dwh', holders)) === '0';
        });
    };
});
afterAll(() => warehouse?.drop());

const connect = () => warehouse.connect('dwh', { user: 'pgstrata_worker' });
const sessions = new RunSessions();
const log = createLog({ sink: { write: () => {} } });

/** A run that stops in the middle, as a job of a worker. */
async function heldJob(options: { context?: Partial<JobContext>; stopping?: AbortSignal } = {}) {
    const job = call(options);
    job.catch(() => {});
    await blockedHop(warehouse, 'stg');
    return { job };
}

async function hold() {
    await sell(warehouse);
    held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
}

function call({
    context,
    stopping = new AbortController().signal,
}: Parameters<typeof heldJob>[0] = {}) {
    return runJob(
        { connect, log, name: 'the test', sessions, ...context },
        {
            id: randomUUID(),
            data: { entities: null, origin: 'request' },
            signal: new AbortController().signal,
        },
        stopping,
    );
}

/** A proxy that drops connections in silence, as a firewall does. */
async function startProxy(to: URL) {
    const pairs: net.Socket[] = [];
    let isDeaf = false;
    const server = net.createServer({ allowHalfOpen: true }, (near) => {
        const far = net.connect({ host: to.hostname, port: Number(to.port), allowHalfOpen: true });
        pairs.push(near, far);
        for (const [from, into] of [
            [near, far],
            [far, near],
        ] as const) {
            from.on('data', (data) => isDeaf || into.write(data));
            from.on('end', () => isDeaf || into.end());
            from.on('error', () => {});
        }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(to);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as net.AddressInfo).port);
    return {
        url,
        goDeaf: () => {
            isDeaf = true;
        },
        stop: async () => {
            for (const socket of pairs) socket.destroy();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}

describe('a session that is lost without a word', () => {
    test('is found, and the job fails', async () => {
        await hold();
        const proxy = await startProxy(await warehouse.urlAs('dwh', 'pgstrata_worker'));
        const pool = await connect();
        const lookAfter = tasksOf({ sessions, pool, log } as unknown as Service).find(
            ({ name }) => name === 'looking after runs',
        );
        const { job } = await heldJob({ context: { connect: () => connectTo(proxy.url, 'dwh') } });
        const settled: unknown[] = [];
        const settling = job.catch((error) => settled.push(error));
        await lookAfter?.work();
        proxy.goDeaf();
        await warehouse.query('dwh', 'select pg_terminate_backend($1)', [
            await masterOf(warehouse),
        ]);
        await until('its process is gone', () =>
            warehouse.value('dwh', 'select engine.active_run() is null'),
        );
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(settled).toEqual([]);
        await lookAfter?.work();
        await settling;
        expect(settled).toMatchObject([
            { message: expect.stringMatching(/^Connection terminated/) },
        ]);
        await pool.end();
        await proxy.stop();
    });

    test('is not taken for one whose number another process has by now', async () => {
        const [mine, other] = await Promise.all([connect(), connect()]);
        const { pid } = await sessionOf(other);
        const { since } = await sessionOf(mine);
        const stale = { client: mine, pid, since };
        await signalSession(stale, mine, 'pg_terminate_backend');
        expect((await other.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
        const both = new RunSessions();
        both.add(stale);
        both.add(await sessionOf(other));
        const lost = new Promise((resolve) => mine.once('end', resolve));
        expect(await both.destroyLost(other)).toEqual([stale]);
        await lost;
        await other.end();
    });
});

describe('a run that is to end', () => {
    const stop = async (patience: Patience, context: Partial<JobContext> = {}) => {
        await hold();
        const stopping = new AbortController();
        const { job } = await heldJob({
            context: { patience, ...context },
            stopping: stopping.signal,
        });
        const [run] = await runs(warehouse);
        const locker = await warehouse.connect('dwh');
        await locker.query('begin');
        await locker.query('select from etl_runs where run_id = $1 for update', [run?.run_id]);
        stopping.abort(new Error('the worker ends'));
        const error = await job.catch((thrown: Error) => thrown);
        await locker.end();
        return error as Error;
    };

    test('ends although its row is locked and it cannot be asked', async () => {
        const error = await stop({ ask: 500, cancel: 1000, terminate: 30_000 });
        expect(error.message).toBe(
            'the worker ends: terminating connection due to administrator command (SQLSTATE 57P01)',
        );
    });

    test('is left behind when nothing ends it', async () => {
        let connections = 0;
        const once = async (): Promise<pg.Client> => {
            if (++connections > 1) throw new Error('no connection left');
            return await connect();
        };
        const error = await stop({ ask: 100, cancel: 200, terminate: 500 }, { connect: once });
        expect(error.message).toMatch(/^the worker ends: Connection terminated/);
    });
});

describe('a time that runs out', () => {
    const limited = (setting: string) => async () => {
        const client = await connect();
        await client.query(`set ${setting}`);
        return client;
    };

    test.for(['statement_timeout = 300', 'idle_in_transaction_session_timeout = 300'])(
        'does not end a run: %s',
        async (setting) => {
            await hold();
            const { job } = await heldJob({ context: { connect: limited(setting) } });
            await new Promise((resolve) => setTimeout(resolve, 500));
            await held?.release();
            expect(await job).toMatchObject({ run: expect.any(String) });
            expect(await runs(warehouse)).toMatchObject([{ status: 'SUCCEEDED' }]);
        },
    );

    test('fails the job, as nobody meant it', async () => {
        const late = Object.assign(new Error('canceling statement due to statement timeout'), {
            code: '57014',
            severity: 'ERROR',
        });
        const client = await connect();
        const query = client.query.bind(client) as (...args: unknown[]) => unknown;
        const failing = (...args: unknown[]) =>
            String(args[0]).startsWith('call') ? Promise.reject(late) : query(...args);
        const context = {
            connect: async () => Object.assign(client, { query: failing }) as pg.Client,
        };
        await expect(call({ context })).rejects.toThrow(/statement timeout .SQLSTATE 57014/);
    });
});

test('what is no run and keeps one from beginning is no skipped run, and the job is tried again', async () => {
    const migrate = await warehouse.connect('dwh');
    await migrate.query(`select pg_advisory_lock(engine.lock_key('run'))`);
    await expect(call()).rejects.toThrow(/another run is active .SQLSTATE PS001/);
    expect(await runs(warehouse)).toEqual([]);
    await migrate.end();
    await call();
    expect(await runs(warehouse)).toMatchObject([{ status: 'SUCCEEDED' }]);
});

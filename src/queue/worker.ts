import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { startAlerting } from '../alerts/index.ts';
import type { Config } from '../config.ts';
import { Listener } from '../connection/listener.ts';
import { refusePooler } from '../connection/pooler.ts';
import { connectAs, openServicePool } from '../connection/service.ts';
import type { Databases } from '../databases.ts';
import { translateServerError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { assertQueueInstalled, createBoss, databaseOf, type Rhythm } from './boss.ts';
import { settleDue } from './due.ts';
import type { RunData } from './enqueue.ts';
import { type JobContext, runJob } from './job.ts';
import { Outage } from './outage.ts';
import { dueQueue, runQueue } from './queues.ts';
import { RunSessions } from './session.ts';
import { hurryAtEvent, type Service, tasksOf } from './tasks.ts';
import { startUpkeep } from './upkeep.ts';

export interface WorkerOptions {
    /** Tests look more often. */
    rhythm?: Rhythm;
    /** How often it asks for jobs, in seconds. */
    poll?: number;
}

export interface RunningWorker {
    id: string;
    /** Cancels the run under way, waits until it has ended, and says goodbye. */
    stop(reason?: string): Promise<void>;
}

/** Longer than a run that was asked to end needs, in milliseconds. */
const grace = 35_000;

/** No statement of the queue takes this long, in milliseconds: the connection must have been lost. */
const answerWithin = 60_000;

/**
 * Works the schedule and what was asked for, until it is stopped. Throws a ConnectionError when dwh
 * cannot be reached at first or has no queue; later it waits for the database to come back.
 */
export async function startWorker(
    databases: Databases,
    config: Config,
    log: Logger,
    options: WorkerOptions = {},
): Promise<RunningWorker> {
    const id = randomUUID();
    const connect = (applicationName: string) =>
        connectAs(databases, config, 'pgstrata_worker', { applicationName });
    const pool = await openServicePool(databases, config, 'pgstrata_worker', {
        max: 6,
        applicationName: 'pgstrata queue',
        queryTimeout: answerWithin,
    });
    const outage = new Outage(log);
    const boss = createBoss(databaseOf(pool), options.rhythm);
    const service: Service = { id, boss, pool, log, outage, sessions: new RunSessions() };
    pool.on('error', (error) => outage.report(error, 'a connection failed'));
    boss.on('error', (error) => outage.report(error, 'the queue failed'));
    boss.on('warning', ({ message, data }) => log.warn({ data }, message));
    try {
        await assertUsable(pool);
        await boss.start();
    } catch (error) {
        await boss.stop({ graceful: false, close: false }).catch(() => {});
        await pool.abandon();
        throw translateServerError(error);
    }
    const upkeep = startUpkeep(tasksOf(service), (error, name) =>
        outage.report(error, `${name} failed`),
    );
    const listener = new Listener({
        connect: () => connect('pgstrata worker listens'),
        // The heartbeat fails in the same outage, and says so.
        log: { info: log.debug.bind(log), warn: log.debug.bind(log) },
    });
    listener.onEvent((event) => hurryAtEvent(upkeep, event));
    const onError = outage.report.bind(outage);
    const alerting = startAlerting({ config, databases, pool, listener, log, onError });
    const work = await takeWork(service, () => connect('pgstrata worker'), options.poll ?? 2);
    log.info({ worker: id }, 'the worker is ready');
    return {
        id,
        stop: async (reason = 'the worker ends') => {
            log.info({ reason }, 'the worker ends');
            work.abort(reason);
            // pg-boss itself does not wait for a run that took too long.
            const stopped = boss.stop({ graceful: true, timeout: grace, close: false });
            await within(grace, Promise.all([stopped, work.settled()]));
            // These may wait for a lock, and their answer is not needed.
            await within(2000, Promise.all([upkeep.stop(), alerting.stop()]));
            await within(2000, listener.close());
            await within(2000, pool.query('select engine.retire($1)', [id]));
            outage.close();
            await pool.abandon();
        },
    };
}

/** A pooler would take a session's settings and what it listens to away from it. */
async function assertUsable(pool: pg.Pool): Promise<void> {
    const client = await pool.connect();
    try {
        await refusePooler(client as unknown as pg.Client, 'dwh');
        await assertQueueInstalled(client);
    } finally {
        client.release();
    }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
    await Promise.race([work.catch(() => {}), sleep(milliseconds, undefined, { ref: false })]);
}

/** Takes what pg-boss hands out: a run that is due goes to the other queue, where it is called. */
async function takeWork(service: Service, connect: () => Promise<pg.Client>, poll: number) {
    const { boss, log, sessions } = service;
    const polling = { pollingIntervalSeconds: poll };
    const context: JobContext = { connect, log, name: `worker on ${hostname()}`, sessions };
    const stopping = new AbortController();
    const calls = new Set<Promise<unknown>>();
    await boss.work(dueQueue, { ...polling, includeMetadata: true }, async ([due]) =>
        due ? await settleDue(service, due) : undefined,
    );
    service.runWorker = await boss.work<RunData>(runQueue, polling, async ([job]) => {
        if (!job) return undefined;
        const call = runJob(context, job, stopping.signal);
        calls.add(call);
        return await call.finally(() => calls.delete(call));
    });
    return {
        abort: (reason: string) => stopping.abort(new Error(reason)),
        settled: () => Promise.allSettled(calls),
    };
}

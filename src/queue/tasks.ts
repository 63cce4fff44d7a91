import { hostname } from 'node:os';
import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import manifest from '../../package.json' with { type: 'json' };
import { withinTime } from '../connection/connect.ts';
import type { PipelineEvent } from '../connection/listener.ts';
import type { Logger } from '../log.ts';
import type { Outage } from './outage.ts';
import { takeRequests } from './requests.ts';
import type { RunSessions } from './session.ts';
import type { Task, Upkeep } from './upkeep.ts';

/** What the parts of a worker share. */
export interface Service {
    id: string;
    boss: PgBoss;
    pool: pg.Pool;
    log: Logger;
    outage: Outage;
    sessions: RunSessions;
    /** pg-boss's name for what takes runs, once it does. */
    runWorker?: string;
}

/** A job that was just made is taken now, not at the next look. */
export function wakeUp({ boss, runWorker }: Service): void {
    if (runWorker !== undefined) boss.notifyWorker(runWorker);
}

/** For what takes as long as the tables are large; nothing else waits for it. */
const unhurried = withinTime(24 * 3600 * 1000);

/** What a worker does besides running the pipeline. */
export function tasksOf(service: Service): Task[] {
    const { pool } = service;
    return [
        { name: 'the heartbeat', every: 10, work: () => beat(service) },
        { name: 'taking requests', every: 5, work: () => take(service) },
        { name: 'looking after runs', every: 30, work: () => lookAfterRuns(service) },
        {
            name: 'settling what has died',
            every: 60,
            work: () => pool.query('select engine.settle_crashed()'),
        },
        {
            name: 'counting rows',
            every: 30,
            work: () => pool.query({ text: 'select engine.record_row_counts()', ...unhurried }),
        },
        {
            name: 'judging incidents',
            every: 60,
            work: () => pool.query('select engine.judge_incidents()'),
        },
        {
            name: 'deleting what is old',
            every: 3600,
            work: () => pool.query({ text: 'call public.apply_retention()', ...unhurried }),
        },
    ];
}

/** What was announced may give a task something to do before its time. */
export function hurryAtEvent(upkeep: Upkeep, { event, status }: PipelineEvent): void {
    if (event === 'request' || event === 'reconnected') upkeep.hurry('taking requests');
    if (event === 'reconnected') upkeep.hurry('the heartbeat');
    if (event === 'run' && status !== 'RUNNING') upkeep.hurry('counting rows');
}

async function beat({ pool, id, outage }: Service): Promise<void> {
    const values = [id, hostname(), process.pid, manifest.version];
    await pool.query('select engine.beat($1, $2, $3, $4)', values);
    outage.end();
}

async function lookAfterRuns({ sessions, pool, log }: Service): Promise<void> {
    for (const { pid } of await sessions.destroyLost(pool)) {
        log.warn({ pid }, 'the session of a run was lost without a word; its job fails');
    }
}

async function take(service: Service): Promise<void> {
    const { boss, pool, log } = service;
    for (const { requestId, jobId, outcome } of await takeRequests(boss, pool)) {
        log.info({ request: requestId, job: jobId }, outcome ?? 'a run was asked for');
        if (jobId !== null) wakeUp(service);
    }
}

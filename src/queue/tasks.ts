import { hostname } from 'node:os';
import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import manifest from '../../package.json' with { type: 'json' };
import type { PipelineEvent } from '../connection/listener.ts';
import type { Logger } from '../log.ts';
import type { Outage } from './outage.ts';
import { takeRequests } from './requests.ts';
import type { Task, Upkeep } from './upkeep.ts';

/** What the parts of a worker share. */
export interface Service {
    id: string;
    boss: PgBoss;
    pool: pg.Pool;
    log: Logger;
    outage: Outage;
    /** pg-boss's name for what takes runs, once it does. */
    runWorker?: string;
}

/** A job that was just made is taken now, not at the next look. */
export function wakeUp({ boss, runWorker }: Service): void {
    if (runWorker !== undefined) boss.notifyWorker(runWorker);
}

/** What a worker does besides running the pipeline. */
export function tasksOf(service: Service): Task[] {
    const { pool } = service;
    return [
        { name: 'the heartbeat', every: 10, work: () => beat(service) },
        { name: 'taking requests', every: 5, work: () => take(service) },
        {
            name: 'counting rows',
            every: 30,
            work: () => pool.query('select engine.record_row_counts()'),
        },
        {
            name: 'judging incidents',
            every: 60,
            work: () => pool.query('select engine.judge_incidents()'),
        },
        {
            name: 'deleting what is old',
            every: 3600,
            work: () => pool.query('call public.apply_retention()'),
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

async function take(service: Service): Promise<void> {
    const { boss, pool, log } = service;
    for (const { requestId, jobId, outcome } of await takeRequests(boss, pool)) {
        log.info({ request: requestId, job: jobId }, outcome ?? 'a run was asked for');
        if (jobId !== null) wakeUp(service);
    }
}

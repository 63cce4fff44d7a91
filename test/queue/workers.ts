import type pg from 'pg';
import { createLog } from '../../src/log.ts';
import { startWorker, type WorkerOptions } from '../../src/queue/worker.ts';
import { until } from '../support/hops.ts';
import type { Warehouse } from '../support/index.ts';

/** Everything that is looked at every few seconds is looked at each second. */
export const quick: WorkerOptions = {
    poll: 0.5,
    rhythm: { supervise: 1, cron: 1, forward: 1 },
};

export interface Line {
    level: string;
    msg: string;
    [key: string]: unknown;
}

/** A worker in this process; what it says is in `lines`. */
export async function work(warehouse: Warehouse, options: WorkerOptions = quick) {
    const lines: Line[] = [];
    const sink = { write: (text: string) => lines.push(JSON.parse(text)) };
    const log = createLog({ sink, level: 'debug' });
    const running = await startWorker(warehouse.databases, warehouse.config, log, options);
    const said = (pattern: RegExp) => lines.filter(({ msg }) => pattern.test(msg));
    return { ...running, lines, said };
}

export type Working = Awaited<ReturnType<typeof work>>;

export interface RunRow {
    run_id: string;
    status: string;
    origin: string;
    requested_by: string | null;
    entities: string[];
    job_id: string | null;
    in_the_way: string | null;
    cancel_requested_by: string | null;
    error_message: string | null;
}

/** Every run, oldest first. */
export async function runs(warehouse: Warehouse): Promise<RunRow[]> {
    return await warehouse.query<RunRow>('dwh', 'select * from etl_runs order by run_id');
}

/** Waits until this many runs have ended; returns all. */
export async function untilRuns(
    warehouse: Warehouse,
    ended: number,
    seconds?: number,
): Promise<RunRow[]> {
    return await until(
        `${ended} runs have ended`,
        async () => {
            const all = await runs(warehouse);
            return all.filter(({ status }) => status !== 'RUNNING').length >= ended && all;
        },
        seconds,
    );
}

export interface JobRow {
    id: string;
    state: string;
    output: Record<string, unknown> | null;
    retry_count: number;
}

/** The jobs of a queue, oldest first. */
export async function jobs(warehouse: Warehouse, queue: string): Promise<JobRow[]> {
    return await warehouse.query<JobRow>(
        'dwh',
        'select id, state::text, output, retry_count from pgboss.job where name = $1 order by created_on',
        [queue],
    );
}

/** Waits until the newest job of the run queue is in a state. */
export async function untilJob(
    warehouse: Warehouse,
    state: string,
    queue = 'pgstrata_run',
): Promise<JobRow> {
    return await until(`the newest job of ${queue} is ${state}`, async () => {
        const job = (await jobs(warehouse, queue)).at(-1);
        return job?.state === state && job;
    });
}

export async function requestRun(warehouse: Warehouse, entities: string[] | null = null) {
    return await warehouse.value<string>('dwh', 'select request_run($1)', [entities]);
}

export interface RequestRow {
    request_id: string;
    job_id: string | null;
    outcome: string | null;
}

export async function untilSettled(warehouse: Warehouse, id?: string): Promise<RequestRow> {
    return await until(`request ${id} is settled`, async () => {
        const [request] = await warehouse.query<RequestRow>(
            'dwh',
            `select * from engine.run_requests
              where request_id = $1 and (job_id is not null or outcome is not null)`,
            [id],
        );
        return request;
    });
}

/** Puts a due job where cron puts it. */
export async function fallDue(warehouse: Warehouse): Promise<void> {
    await warehouse.query('dwh', `insert into pgboss.job (name) values ('pgstrata_due')`);
}

/** As if no worker had looked at the schedule for two hours, in which a run fell due. */
export async function missOne(warehouse: Warehouse): Promise<void> {
    await warehouse.query('dwh', `update pgboss.version set cron_on = now() - interval '2 hours'`);
    await warehouse.query(
        'dwh',
        `update pgboss.schedule
            set cron = to_char(now() at time zone 'utc' - interval '30 minutes', 'FMMI FMHH24 * * *'),
                created_on = now() - interval '3 hours'`,
    );
}

/** Rows of `pg_stat_activity` of the session that calls the master for a worker. */
export async function masterOf(warehouse: Warehouse): Promise<number> {
    return await until('a worker calls the master', () =>
        warehouse.value<number>(
            'dwh',
            `select pid from pg_stat_activity
              where datname = current_database() and query like 'call public.run_master_pipeline%'`,
        ),
    );
}

export type { pg };

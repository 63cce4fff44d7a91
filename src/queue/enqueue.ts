import type { PgBoss } from 'pg-boss';
import { databaseOf } from './boss.ts';
import type { Queryable } from './install.ts';
import { longestRun, runQueue } from './queues.ts';

/** What a job of the run queue is told. */
export interface RunData {
    /** Null: all that are enabled. */
    entities: string[] | null;
    origin: 'schedule' | 'request';
    requestedBy?: string | null;
}

/** The job's id; null when another one waits, is to be tried again, or is active. */
export async function enqueue(
    boss: PgBoss,
    client: Queryable,
    data: RunData,
): Promise<string | null> {
    const { rows } = await client.query<{ seconds: number }>(
        `select ceil(extract(epoch from engine.setting('run_timeout')::interval))::integer as seconds`,
    );
    const seconds = Math.min(Math.max(rows[0]?.seconds ?? longestRun, 1), longestRun);
    const options = { expireInSeconds: seconds, db: databaseOf(client) };
    return await boss.send(runQueue, data, options);
}

/** Records a run that does not happen; returns its id. */
export async function skipRun(
    client: Queryable,
    data: RunData,
    jobId: string | null,
): Promise<string | undefined> {
    const { rows } = await client.query<{ run_id: string }>(
        'select engine.skip_run($1, $2, $3, $4) as run_id',
        [data.entities, data.origin, data.requestedBy ?? null, jobId],
    );
    return rows[0]?.run_id;
}

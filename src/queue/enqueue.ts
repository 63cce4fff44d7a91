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

/**
 * The job's id; null when another one waits, is to be tried again, or is active, or when there was one of
 * that id before.
 */
export async function enqueue(
    boss: PgBoss,
    client: Queryable,
    data: RunData,
    id?: string,
): Promise<string | null> {
    const { rows } = await client.query<{ seconds: number }>(
        `select least(greatest(ceil(extract(epoch from engine.setting('run_timeout')::interval)), 1),
                      $1)::integer as seconds`,
        [longestRun],
    );
    const expireInSeconds = rows[0]?.seconds ?? longestRun;
    const options = { expireInSeconds, db: databaseOf(client), ...(id !== undefined && { id }) };
    return await boss.send(runQueue, data, options);
}

/** Whether a run is under way, whoever called it; a job may be active whose worker has died. */
export async function isRunActive(client: Queryable): Promise<boolean> {
    const { rows } = await client.query<{ run_id: string | null }>(
        'select engine.active_run() as run_id',
    );
    return rows[0]?.run_id != null;
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

import type pg from 'pg';
import { withinTime } from '../connection/connect.ts';
import { destroy } from '../connection/end.ts';
import type { Queryable } from './install.ts';

/** A session of a run, and the process at its other end: its number alone may be another's by now. */
export interface RunSession {
    client: pg.Client;
    pid: number;
    /** `backend_start` of it. */
    since: string;
}

const mine = 'pid = $1 and backend_start = $2::timestamptz';

export async function sessionOf(client: pg.Client): Promise<RunSession> {
    const { rows } = await client.query<{ pid: number; since: string }>({
        text: `select pid, backend_start::text as since
                 from pg_catalog.pg_stat_activity where pid = pg_catalog.pg_backend_pid()`,
        ...withinTime(30_000),
    });
    if (!rows[0]) throw new Error('the session of the run is not to be seen');
    return { client, ...rows[0] };
}

/** Cancels what a session does, or ends it, through another one of the same login. */
export async function signalSession(
    { pid, since }: RunSession,
    by: Queryable,
    how: 'pg_cancel_backend' | 'pg_terminate_backend',
): Promise<void> {
    await by.query(`select ${how}(pid) from pg_catalog.pg_stat_activity where ${mine}`, [
        pid,
        since,
    ]);
}

/** A call whose answer was sent this long ago and has not come will not come. */
const answered = '30 seconds';

/**
 * The sessions of a worker's runs. A proxy, a firewall or a failover can drop a connection without a
 * word; the run would seem to go on for as long as anybody waits for its answer.
 */
export class RunSessions {
    readonly #open = new Set<RunSession>();

    add(session: RunSession): void {
        this.#open.add(session);
    }

    delete(session: RunSession): void {
        this.#open.delete(session);
    }

    /** Makes the calls fail whose process does not exist any more, or waits for the next one. */
    async destroyLost(by: Queryable): Promise<RunSession[]> {
        const lost: RunSession[] = [];
        for (const session of [...this.#open]) {
            const { rows } = await by.query(
                `select from pg_catalog.pg_stat_activity
                  where ${mine}
                    and (state is distinct from 'idle' or state_change > clock_timestamp() - $3::interval)`,
                [session.pid, session.since, answered],
            );
            // It may have ended while this was asked.
            if (rows.length > 0 || !this.#open.has(session)) continue;
            destroy(session.client);
            lost.push(session);
        }
        return lost;
    }
}

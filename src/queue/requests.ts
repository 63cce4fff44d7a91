import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import { databaseOf } from './boss.ts';
import { enqueue, isRunActive, type RunData, skipRun } from './enqueue.ts';
import { queueSchema, runQueue } from './queues.ts';

interface Request {
    request_id: string | null;
    entities: string[] | null;
    requested_by: string;
}

export interface TakenRequest {
    requestId: string;
    jobId: string | null;
    outcome: string | null;
}

/**
 * Takes what was asked for with request_run() into the queue, one transaction each, until one has to wait
 * for the queue.
 */
export async function takeRequests(boss: PgBoss, pool: pg.Pool): Promise<TakenRequest[]> {
    const taken: TakenRequest[] = [];
    for (;;) {
        const client = await pool.connect();
        let failure: Error | undefined;
        try {
            await client.query('begin');
            const request = await takeRequest(boss, client);
            await client.query(request ? 'commit' : 'rollback');
            if (!request) return taken;
            taken.push(request);
        } catch (error) {
            failure = error as Error;
            throw error;
        } finally {
            // With an error, the connection goes, and the transaction with it.
            client.release(failure);
        }
    }
}

/** Undefined: there is none, or it is left where it is. */
async function takeRequest(boss: PgBoss, client: pg.ClientBase): Promise<TakenRequest | undefined> {
    const { rows } = await client.query<Request>('select * from engine.take_request()');
    const [request] = rows;
    if (!request?.request_id) return undefined;
    const { request_id: requestId, entities, requested_by: requestedBy } = request;
    const data: RunData = { entities, origin: 'request', requestedBy };
    const fate = await place(boss, client, data);
    if (!fate) return undefined;
    const { jobId, outcome } = fate;
    await client.query('select engine.settle_request($1, $2, $3)', [requestId, jobId, outcome]);
    return { requestId, ...fate };
}

type Fate = Pick<TakenRequest, 'jobId' | 'outcome'>;

/** A job of its own, a part in the one that waits, or a skipped run that says what was in the way. */
async function place(
    boss: PgBoss,
    client: pg.ClientBase,
    data: RunData,
): Promise<Fate | undefined> {
    // Another worker may put one there at this moment; it is seen once that has committed.
    for (let attempt = 1; attempt <= 2; attempt++) {
        const waiting = await lockWaiting(client);
        if (waiting) return await join(boss, client, data, waiting);
        const jobId = await enqueue(boss, client, data);
        if (jobId !== null) return { jobId, outcome: null };
    }
    // The job of a worker that was killed keeps its place for a while, and nothing runs.
    if (!(await isRunActive(client))) return undefined;
    const runId = await skipRun(client, data, null);
    return {
        jobId: null,
        outcome: `another run is active: skipped as run ${runId}, which names it`,
    };
}

interface Waiting {
    id: string;
    state: 'created' | 'retry';
    data: RunData;
}

/** The job that waits for its first time or for another one. Locked, nobody begins it meanwhile. */
async function lockWaiting(client: pg.ClientBase): Promise<Waiting | undefined> {
    const { rows } = await client.query<Waiting>(
        `select id, state::text as state, data from ${queueSchema}.job
          where name = $1 and state in ('created', 'retry') limit 1 for update`,
        [runQueue],
    );
    return rows[0];
}

/**
 * What waits for its first time does what was asked for as well. What only waits to be tried again gives
 * way to a new job, which does not wait: each hop goes on where it stood.
 */
async function join(
    boss: PgBoss,
    client: pg.ClientBase,
    data: RunData,
    { id, state, data: other }: Waiting,
): Promise<Fate> {
    const db = databaseOf(client);
    const both = { ...data, entities: union(other.entities, data.entities) };
    if (state === 'retry') {
        await boss.cancel(runQueue, id, { db });
        return { jobId: await enqueue(boss, client, both), outcome: null };
    }
    if (covers(other.entities, data.entities)) {
        return { jobId: null, outcome: `a run is queued already: job ${id}` };
    }
    const names = [other.requestedBy, data.requestedBy].filter((name) => name);
    const requestedBy = [...new Set(names)].join(', ');
    await boss.update(runQueue, { ...both, requestedBy }, { id, db });
    return { jobId: id, outcome: null };
}

type Entities = RunData['entities'];

/** Null is all of them. */
function covers(these: Entities, those: Entities): boolean {
    return these === null || (those?.every((entity) => these.includes(entity)) ?? false);
}

function union(these: Entities, those: Entities): Entities {
    return these === null || those === null ? null : [...new Set([...these, ...those])].sort();
}

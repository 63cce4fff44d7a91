import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import { databaseOf } from './boss.ts';
import { enqueue, type RunData, skipRun } from './enqueue.ts';
import { runQueue } from './queues.ts';

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

/** Takes what was asked for with request_run() into the queue, one transaction each. */
export async function takeRequests(boss: PgBoss, pool: pg.Pool): Promise<TakenRequest[]> {
    const taken: TakenRequest[] = [];
    for (;;) {
        const client = await pool.connect();
        let failure: Error | undefined;
        try {
            await client.query('begin');
            const request = await takeRequest(boss, client);
            await client.query('commit');
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

async function takeRequest(boss: PgBoss, client: pg.ClientBase): Promise<TakenRequest | undefined> {
    const { rows } = await client.query<Request>('select * from engine.take_request()');
    const [request] = rows;
    if (!request?.request_id) return undefined;
    const { request_id: requestId, entities, requested_by: requestedBy } = request;
    const data: RunData = { entities, origin: 'request', requestedBy };
    const jobId =
        (await enqueue(boss, client, data)) ?? (await enqueueInsteadOfRetry(boss, client, data));
    const outcome = jobId === null ? await refuse(boss, client, data) : null;
    await client.query('select engine.settle_request($1, $2, $3)', [requestId, jobId, outcome]);
    return { requestId, jobId, outcome };
}

/** A job that only waits to be tried again gives way: the new run goes on where it stood. */
async function enqueueInsteadOfRetry(
    boss: PgBoss,
    client: pg.ClientBase,
    data: RunData,
): Promise<string | null> {
    const db = databaseOf(client);
    const waiting = await boss.findJobs(runQueue, { queued: true, db });
    const retries = waiting.filter((job) => job.state === 'retry');
    if (retries.length === 0) return null;
    await boss.cancel(
        runQueue,
        retries.map((job) => job.id),
        { db },
    );
    return await enqueue(boss, client, data);
}

/** Says what is in the way. What waits already does what was asked for, and is no skipped run. */
async function refuse(boss: PgBoss, client: pg.ClientBase, data: RunData): Promise<string> {
    const waiting = await boss.findJobs(runQueue, { queued: true, db: databaseOf(client) });
    if (waiting[0]) return `a run is queued already: job ${waiting[0].id}`;
    const runId = await skipRun(client, data, null);
    return `another run is active: skipped as run ${runId}, which names it`;
}

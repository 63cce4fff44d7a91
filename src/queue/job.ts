import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from '../log.ts';
import { type RunData, skipRun } from './enqueue.ts';

export interface JobContext {
    /** A connection of its own for the run, and a second one when the run is to be cancelled. */
    connect: () => Promise<pg.Client>;
    log: Logger;
    /** Who cancels, in words for the log of the run. */
    name: string;
}

export interface RunJob {
    id: string;
    data: RunData;
    /** The job has expired, or the queue gave it to another worker. */
    signal: AbortSignal;
}

/** What the queue keeps of a job that has not failed. */
export interface Outcome {
    run?: string;
    skipped?: string;
    cancelled?: string;
}

/**
 * Calls the master once, on a connection of its own, which is closed after it. A failed run is
 * thrown, so that the queue tries it again; what somebody else cancelled or was faster with is not.
 */
export async function runJob(
    context: JobContext,
    job: RunJob,
    stopping: AbortSignal,
): Promise<Outcome> {
    const { log } = context;
    stopping.throwIfAborted();
    const signal = AbortSignal.any([job.signal, stopping]);
    const why = () =>
        stopping.aborted ? (stopping.reason as Error).message : 'the job has expired or was lost';
    const client = await context.connect();
    const run: { id?: string } = {};
    client.on('notice', ({ message, severity }) => {
        run.id ??= /^run (\d+): /.exec(message ?? '')?.[1];
        const isPlain = severity === 'NOTICE' || severity === 'INFO';
        log[isPlain ? 'info' : 'warn']({ run: run.id }, message ?? '');
    });
    try {
        await introduce(client, job);
        const pid = await backendOf(client);
        const called = client.query('call public.run_master_pipeline($1::text[])', [
            job.data.entities,
        ]);
        await endAtSignal(signal, called, (ended) =>
            endRun(context, { pid, ...run, why: why() }, ended),
        );
        return { run: run.id };
    } catch (error) {
        const code = (error as { code?: string }).code;
        if (code === 'PS001') {
            const skipped = await skipRun(client, job.data, job.id);
            log.warn({ run: skipped, err: error }, 'a run was skipped');
            return { skipped };
        }
        if (code === '57014' && !signal.aborted) {
            log.warn({ run: run.id, err: error }, 'the run was cancelled');
            return { run: run.id, cancelled: (error as Error).message };
        }
        log.error({ run: run.id, err: error }, 'the run failed');
        throw forQueue(error, signal.aborted ? why() : undefined);
    } finally {
        await client.end().catch(() => {});
    }
}

/** Tells the master on whose behalf it is called, and the server to notice when this process dies. */
async function introduce(client: pg.Client, { id, data }: RunJob): Promise<void> {
    await client.query(
        `select set_config('pgstrata.origin', $1, false), set_config('pgstrata.requested_by', $2, false),
                set_config('pgstrata.job_id', $3, false)`,
        [data.origin, data.requestedBy ?? '', id],
    );
    // Not every operating system lets a server look.
    await client.query('set client_connection_check_interval = 1000').catch(() => {});
}

async function backendOf(client: pg.Client): Promise<number | undefined> {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid;
}

/** Waits for the call; at the signal it makes it end, and waits until it has. */
async function endAtSignal(
    signal: AbortSignal,
    called: Promise<unknown>,
    end: (ended: AbortSignal) => Promise<void>,
): Promise<void> {
    const ended = new AbortController();
    const onAbort = () => void end(ended.signal);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
        await called;
    } finally {
        signal.removeEventListener('abort', onAbort);
        ended.abort();
    }
}

interface Ending {
    /** The run, once it has said its number. */
    id?: string;
    pid: number | undefined;
    why: string;
}

const polite = 5;
const patience = 30;

/**
 * Asks the run to end, so that its log says why; one that does not hear is cancelled from outside,
 * again each second, since a cancel can miss; in the end its session is terminated.
 */
async function endRun(
    { connect, log, name }: JobContext,
    { id, pid, why }: Ending,
    ended: AbortSignal,
): Promise<void> {
    log.warn({ run: id }, `ending the run: ${why}`);
    for (let second = 0; !ended.aborted; second++) {
        try {
            const client = await connect();
            try {
                if (id !== undefined && second < polite) {
                    const by = `${name}: ${why}`;
                    await client.query('select public.request_cancel($1, $2)', [id, by]);
                } else if (second < patience) {
                    await client.query('select pg_cancel_backend($1)', [pid]);
                } else {
                    await client.query('select pg_terminate_backend($1)', [pid]);
                }
            } finally {
                await client.end();
            }
        } catch (error) {
            // It may not have begun, or have ended in this moment.
            log.debug({ err: error }, 'the run does not end yet');
        }
        await sleep(1000, undefined, { signal: ended }).catch(() => {});
    }
}

/** What the queue keeps of a failure: enough to find it in the log of the pipeline. */
function forQueue(error: unknown, why: string | undefined): Error {
    const { message, code } = error as Error & { code?: string };
    const parts = [why && `${why}:`, message, code && `(SQLSTATE ${code})`];
    return new Error(parts.filter(Boolean).join(' '));
}

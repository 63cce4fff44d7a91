import type pg from 'pg';
import { withinTime } from '../connection/connect.ts';
import { endClient } from '../connection/end.ts';
import type { Logger } from '../log.ts';
import { endAtSignal, endRun, type Patience, type RunState } from './ending.ts';
import { isRunActive, type RunData, skipRun } from './enqueue.ts';
import { type RunSession, type RunSessions, sessionOf } from './session.ts';

export interface JobContext {
    /** A connection of its own for the run, and a second one when the run is to be cancelled. */
    connect: () => Promise<pg.Client>;
    log: Logger;
    /** Who cancels, in words for the log of the run. */
    name: string;
    /** Where the session is known while the run is under way. */
    sessions: RunSessions;
    /** Tests have less. */
    patience?: Patience;
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
    const run: RunState = {};
    client.on('notice', ({ message, severity }) => {
        run.id ??= /^run (\d+): /.exec(message ?? '')?.[1];
        const isPlain = severity === 'NOTICE' || severity === 'INFO';
        log[isPlain ? 'info' : 'warn']({ run: run.id }, message ?? '');
    });
    let session: RunSession | undefined;
    try {
        await introduce(client, job);
        session = await sessionOf(client);
        context.sessions.add(session);
        const called = client.query('call public.run_master_pipeline($1::text[])', [
            job.data.entities,
        ]);
        await endAtSignal(signal, called, (ended) =>
            endRun(context, { run, session: session as RunSession, why: why() }, ended),
        );
        return { run: run.id };
    } catch (error) {
        // What else than a run holds its lock, such as a migrate, soon lets go of it.
        if (codeOf(error) === 'PS001' && (await isRunActive(client))) {
            const skipped = await skipRun(client, job.data, job.id);
            log.warn({ run: skipped, err: error }, 'a run was skipped');
            return { skipped };
        }
        if (isCancel(error) && !signal.aborted) {
            log.warn({ run: run.id, err: error }, 'the run was cancelled');
            return { run: run.id, cancelled: (error as Error).message };
        }
        log.error({ run: run.id, err: error }, 'the run failed');
        throw forQueue(error, signal.aborted ? why() : undefined);
    } finally {
        if (session) context.sessions.delete(session);
        await endClient(client);
    }
}

const codeOf = (error: unknown) => (error as { code?: string }).code;

/** By request_cancel, or by pg_cancel_backend: somebody meant it. A time that has run out is a failure. */
function isCancel(error: unknown): boolean {
    const { message } = error as Error;
    const isMeant = /was cancelled by|canceling statement due to user request/.test(message);
    return codeOf(error) === '57014' && isMeant;
}

/**
 * Tells the master on whose behalf it is called, and the server to notice when this process dies. How
 * long a run may take is up to run_timeout alone; transaction_timeout came with PostgreSQL 17.
 */
async function introduce(client: pg.Client, { id, data }: RunJob): Promise<void> {
    await client.query({
        text: `select set_config('pgstrata.origin', $1, false), set_config('pgstrata.requested_by', $2, false),
                set_config('pgstrata.job_id', $3, false)`,
        values: [data.origin, data.requestedBy ?? '', id],
        ...withinTime(30_000),
    });
    await client.query({
        text: `select set_config(name, '0', false) from pg_catalog.pg_settings
                where name in ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
        ...withinTime(30_000),
    });
    // Not every operating system lets a server look.
    await client.query('set client_connection_check_interval = 1000').catch(() => {});
}

/** What the queue keeps of a failure: enough to find it in the log of the pipeline. */
function forQueue(error: unknown, why: string | undefined): Error {
    const { message, code } = error as Error & { code?: string };
    const parts = [why && `${why}:`, message, code && `(SQLSTATE ${code})`];
    return new Error(parts.filter(Boolean).join(' '));
}

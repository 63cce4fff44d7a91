import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { destroy, endClient } from '../connection/end.ts';
import type { JobContext } from './job.ts';
import { type RunSession, signalSession } from './session.ts';

/** Waits for the call; at the signal it makes it end, and waits until it has. */
export async function endAtSignal(
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

export interface RunState {
    /** Once it has said its number. */
    id?: string | undefined;
}

/** Until when after its beginning what is tried, in milliseconds. */
export interface Patience {
    ask: number;
    cancel: number;
    terminate: number;
}

const patience: Patience = { ask: 5000, cancel: 30_000, terminate: 33_000 };

interface Ending {
    run: RunState;
    session: RunSession;
    why: string;
}

/**
 * Asks the run to end, so that its log says why; one that does not hear is cancelled from outside, again
 * from time to time, since a cancel can miss; then its session is terminated. In the end this side of
 * it is closed, whatever the other side does.
 */
export async function endRun(
    context: JobContext,
    { run, session, why }: Ending,
    ended: AbortSignal,
): Promise<void> {
    const { log, name } = context;
    const { ask, cancel, terminate } = context.patience ?? patience;
    log.warn({ run: run.id }, `ending the run: ${why}`);
    const giveUp = setTimeout(() => {
        log.error({ run: run.id }, 'the session of the run does not end; it is left behind');
        destroy(session.client);
    }, terminate);
    ended.addEventListener('abort', () => clearTimeout(giveUp), { once: true });
    const began = performance.now();
    while (!ended.aborted) {
        const elapsed = performance.now() - began;
        const isAsked = run.id !== undefined && elapsed < ask;
        try {
            await withOther(context, async (client) => {
                if (isAsked) {
                    const by = `${name}: ${why}`;
                    await client.query('select public.request_cancel($1, $2)', [run.id, by]);
                } else if (elapsed < cancel) {
                    await signalSession(session, client, 'pg_cancel_backend');
                } else {
                    await signalSession(session, client, 'pg_terminate_backend');
                }
            });
        } catch (error) {
            // It may not have begun, or have ended in this moment.
            log.debug({ err: error }, 'the run does not end yet');
        }
        // One that was cancelled cancels its hops and writes its log, which a second cancel would end.
        const isCancelled = !isAsked && elapsed < cancel;
        const pause = isCancelled ? Math.max(0, Math.min(5000, cancel - elapsed)) : 1000;
        await sleep(pause, undefined, { signal: ended }).catch(() => {});
    }
}

/** Another session for a moment. Rows that it needs may be locked, by the run itself for one. */
async function withOther(
    { connect }: JobContext,
    work: (client: pg.Client) => Promise<void>,
): Promise<void> {
    const client = await connect();
    try {
        await client.query('set statement_timeout = 1000');
        await work(client);
    } finally {
        await endClient(client);
    }
}

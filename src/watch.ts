import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Databases } from './databases.ts';
import { translateServerError } from './errors.ts';
import { onInterrupt } from './interrupt.ts';
import type { Output } from './output.ts';
import { isConnectionLoss } from './queue/outage.ts';

export interface WatchOptions {
    applicationName: string;
    /** Milliseconds between two looks, if nothing is announced. */
    every: number;
    /** Looks, and shows what is new. True: there will be nothing more. */
    look: (client: pg.Client) => Promise<boolean>;
    output: Pick<Output, 'progress'>;
}

const longestWait = 5000;
const answerWithin = 30_000;
/** What is announced together is looked at together. */
const gather = 50;

/**
 * Looks at dwh whenever the pipeline announces something, until there is nothing more or Ctrl-C, which
 * is exit code 130. A lost connection is replaced, for as long as it takes.
 */
export async function watch(databases: Databases, options: WatchOptions): Promise<void> {
    const { output } = options;
    const interruption = new AbortController();
    const release = onInterrupt(() => {
        process.exitCode = 130;
        interruption.abort();
    });
    const { signal } = interruption;
    let failures = 0;
    try {
        for (;;) {
            try {
                await followOne(databases, options, signal, () => {
                    if (failures > 0) output.progress('connected again');
                    failures = 0;
                });
                return;
            } catch (error) {
                if (signal.aborted) return;
                // Who was never connected hears why.
                if (failures === 0 && error instanceof NeverConnected) throw error.cause;
                const cause = error instanceof NeverConnected ? error.cause : error;
                if (!isConnectionLoss(cause)) throw translateServerError(cause);
                if (failures === 0) output.progress('the connection was lost; trying again');
                failures++;
            }
            await sleep(Math.min(100 * 2 ** failures, longestWait), undefined, { signal }).catch(
                () => {},
            );
            if (signal.aborted) return;
        }
    } finally {
        release();
    }
}

class NeverConnected extends Error {}

async function followOne(
    databases: Databases,
    { applicationName, every, look }: WatchOptions,
    signal: AbortSignal,
    onConnected: () => void,
): Promise<void> {
    const client = await databases.connect('dwh', { applicationName }).catch((cause) => {
        throw new NeverConnected('', { cause });
    });
    const events = new Events(client, signal);
    try {
        await client.query('listen pgstrata');
        onConnected();
        while (!signal.aborted) {
            if (await inTime(look(client), events.lost)) return;
            await events.next(every);
        }
    } finally {
        events.close();
        await Promise.race([client.end().catch(() => {}), sleep(1000, undefined, { ref: false })]);
    }
}

/** What is announced to one connection, and whether it is still there. */
class Events {
    /** Rejects when the connection is gone, or the user wants to leave. */
    readonly lost: Promise<never>;
    readonly #client: pg.Client;
    #isNew = false;
    #wake = () => {};
    #heard = () => {
        this.#isNew = true;
        this.#wake();
    };

    constructor(client: pg.Client, signal: AbortSignal) {
        this.#client = client;
        const { promise, reject } = Promise.withResolvers<never>();
        this.lost = promise;
        promise.catch(() => {});
        client.on('notification', this.#heard);
        client.once('end', () => reject(new Error('connection terminated')));
        client.once('error', () => reject(new Error('connection terminated')));
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }

    async next(most: number): Promise<void> {
        if (!this.#isNew) {
            const { promise, resolve } = Promise.withResolvers<void>();
            this.#wake = resolve;
            const timer = setTimeout(resolve, most);
            await Promise.race([promise, this.lost]).finally(() => clearTimeout(timer));
        }
        if (this.#isNew) await Promise.race([sleep(gather), this.lost]);
        this.#isNew = false;
    }

    close(): void {
        this.#client.off('notification', this.#heard);
    }
}

/** A network can drop a connection in silence. */
async function inTime<T>(work: Promise<T>, lost: Promise<never>): Promise<T> {
    work.catch(() => {});
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('timeout')), answerWithin);
    return await Promise.race([work, lost, promise]).finally(() => clearTimeout(timer));
}

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { ServicePool } from '../connection/pool.ts';
import { ConnectionError } from '../errors.ts';

const shortestWait = 250;
const longestWait = 5000;

/** What trying again does not help: somebody has to change a setting or the server. */
const isFinal = (error: unknown) =>
    !(error instanceof ConnectionError) ||
    /(wrong user or password|does not admit this login|asks for a password|cannot be set|or later)$/.test(
        error.message,
    );

/** The pool of the page, which may begin before its warehouse: it tries until there is one. */
export class Opening {
    /** Rejects when the warehouse will not have the page, or when it is closed. */
    readonly opened: Promise<pg.Pool>;
    readonly closed: Promise<void>;
    /** Settled when the first attempt came to nothing, and others follow. */
    readonly delayed: Promise<void>;
    readonly #closing = new AbortController();
    readonly #log: Pick<Logger, 'info' | 'warn'>;
    #problem: unknown;

    constructor(open: () => Promise<ServicePool>, log: Pick<Logger, 'info' | 'warn'>) {
        this.#log = log;
        const closed = Promise.withResolvers<void>();
        this.closed = closed.promise;
        this.#closing.signal.addEventListener('abort', () => closed.resolve());
        const delayed = Promise.withResolvers<void>();
        this.delayed = delayed.promise;
        this.opened = this.#open(open, delayed.resolve);
        this.opened.catch(() => {});
    }

    /** At once what the last attempt came to; the first one is waited for. */
    async pool(): Promise<pg.Pool> {
        if (this.#problem !== undefined) throw this.#problem;
        return await this.opened;
    }

    async close(): Promise<void> {
        this.#problem = new ConnectionError('the page ends');
        this.#closing.abort();
        const ended = this.opened.then(
            (pool) => (pool as ServicePool).abandon(),
            () => {},
        );
        // An attempt under way may take much longer, and is nobody's concern any more.
        await Promise.race([ended, sleep(1000, undefined, { ref: false })]);
    }

    async #open(open: () => Promise<ServicePool>, onDelay: () => void): Promise<ServicePool> {
        const { signal } = this.#closing;
        for (let wait = shortestWait; ; wait = Math.min(wait * 2, longestWait)) {
            try {
                const pool = await open();
                if (this.#problem && !signal.aborted) this.#log.info('the warehouse answers');
                if (!signal.aborted) this.#problem = undefined;
                return pool;
            } catch (error) {
                if (signal.aborted || isFinal(error)) throw error;
                const text = 'the warehouse does not answer yet; trying again';
                if (!this.#problem) this.#log.warn({ err: error }, text);
                this.#problem = error;
                onDelay();
            }
            await sleep(wait, undefined, { signal });
        }
    }
}

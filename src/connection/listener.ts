import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { withinTime } from './connect.ts';
import { endClient } from './end.ts';

/** What the pipeline announces: see `engine.announce`. */
export interface PipelineEvent {
    /**
     * `lost`: nothing is heard for now; `reconnected`: events may have been missed meanwhile, read
     * again what they would have changed.
     */
    event: 'lost' | 'reconnected' | (string & {});
    [key: string]: unknown;
}

export interface ListenerOptions {
    /** A new connection, which the listener ends. */
    connect: () => Promise<pg.Client>;
    log: Pick<Logger, 'info' | 'warn'>;
    channel?: string;
}

const shortestWait = 100;
const longestWait = 5000;
const checkEvery = 30_000;
const answerWithin = 10_000;

/**
 * One connection that listens for what the pipeline announces, for all that want to hear it. It
 * begins at once, and connects again, for as long as it takes, when the connection is lost.
 */
export class Listener {
    /** Settled once it listens for the first time, or is closed. */
    readonly ready: Promise<void>;
    readonly #options: Required<ListenerOptions>;
    readonly #subscribers = new Set<(event: PipelineEvent) => void>();
    readonly #closing = new AbortController();
    readonly #ended: Promise<void>;
    #client: pg.Client | undefined;

    constructor({ channel = 'pgstrata', ...options }: ListenerOptions) {
        this.#options = { channel, ...options };
        const { promise, resolve } = Promise.withResolvers<void>();
        this.ready = promise;
        this.#ended = this.#listen(resolve).finally(resolve);
    }

    /** Call the result to hear no more. */
    onEvent(subscriber: (event: PipelineEvent) => void): () => void {
        this.#subscribers.add(subscriber);
        return () => this.#subscribers.delete(subscriber);
    }

    async close(): Promise<void> {
        this.#closing.abort();
        if (this.#client) await endClient(this.#client);
        await this.#ended;
    }

    async #listen(onReady: () => void): Promise<void> {
        const { log, channel } = this.#options;
        let failures = 0;
        for (let isFirst = true; !this.#isClosed; ) {
            try {
                const client = await this.#connect();
                const lost = lossOf(client);
                await client.query({
                    text: `listen ${client.escapeIdentifier(channel)}`,
                    ...withinTime(answerWithin),
                });
                if (failures > 0) log.info('listening again');
                failures = 0;
                onReady();
                if (!isFirst) this.#tell({ event: 'reconnected' });
                isFirst = false;
                await lost;
                if (!this.#isClosed) {
                    this.#tell({ event: 'lost' });
                    log.warn('the connection that listens was lost');
                }
            } catch (error) {
                this.#client?.end().catch(() => {});
                if (this.#isClosed) break;
                if (failures === 0) log.warn({ err: error }, 'cannot listen; trying again');
            }
            this.#client = undefined;
            failures++;
            await this.#wait(Math.min(shortestWait * 2 ** (failures - 1), longestWait));
        }
    }

    async #connect(): Promise<pg.Client> {
        const client = await this.#options.connect();
        if (this.#isClosed) {
            await client.end();
            throw new Error('closed');
        }
        this.#client = client;
        client.on('notification', ({ payload }) => {
            const event = parse(payload);
            if (event) this.#tell(event);
        });
        return client;
    }

    #tell(event: PipelineEvent): void {
        for (const subscriber of this.#subscribers) {
            try {
                subscriber(event);
            } catch (error) {
                this.#options.log.warn({ err: error }, 'an event was not dealt with');
            }
        }
    }

    get #isClosed(): boolean {
        return this.#closing.signal.aborted;
    }

    async #wait(milliseconds: number): Promise<void> {
        const { signal } = this.#closing;
        await sleep(milliseconds, undefined, { signal }).catch(() => {});
    }
}

/** Settled when a connection is gone, or answers no more: a network can drop it in silence. */
function lossOf(client: pg.Client): Promise<void> {
    return new Promise((resolve) => {
        const check = setInterval(() => {
            const late = setTimeout(lose, answerWithin);
            client.query('select').then(() => clearTimeout(late), lose);
        }, checkEvery);
        function lose() {
            clearInterval(check);
            client.end().catch(() => {});
            resolve();
        }
        client.once('end', lose);
        client.once('error', lose);
    });
}

function parse(payload: string | undefined): PipelineEvent | undefined {
    try {
        const event: unknown = JSON.parse(payload ?? '');
        const isEvent = typeof event === 'object' && event !== null && 'event' in event;
        return isEvent ? (event as PipelineEvent) : undefined;
    } catch {
        return undefined;
    }
}

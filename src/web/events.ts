import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { PipelineEvent } from '../connection/listener.ts';
import { network } from './access/failures.ts';
import type { Sessions } from './access/sessions.ts';
import { addressOf, type WebContext } from './environment.ts';
import { Waiting } from './waiting.ts';

/** Whatever tells of events: the one listener that all browsers share. */
export interface EventSource {
    /** Call the result to hear no more. */
    onEvent(subscriber: (event: PipelineEvent) => void): () => void;
    /** Settled once it hears something; undefined: it does already. */
    readonly ready?: Promise<void>;
}

/** Each holds a connection open; who comes later looks again by itself now and then. */
export const mostBrowsers = 100;
/** Of one session, or of one address where nobody logs in. */
export const mostOfOne = 8;

/** Passes events on to browsers, as Server-Sent Events. */
export class Broadcast {
    readonly #heartbeat: number;
    readonly #streams = new Map<() => void, { owner: string; waiting: Waiting }>();
    readonly #unsubscribe: () => void;
    #isClosed = false;
    /** The listener has lost its connection: nothing is heard, which browsers should know. */
    #isLost: boolean;

    constructor(source: EventSource, { heartbeat = 20_000 } = {}) {
        this.#heartbeat = heartbeat;
        this.#isLost = source.ready !== undefined;
        this.#unsubscribe = source.onEvent((event) => this.#tell(event));
        source.ready?.then(() => {
            if (this.#isLost) this.#tell({ event: 'reconnected' });
        });
    }

    get browsers(): number {
        return this.#streams.size;
    }

    /** Ends every stream, and lets nobody in. */
    close(): void {
        this.#isClosed = true;
        this.#unsubscribe();
        for (const stop of this.#streams.keys()) stop();
    }

    /** A stream ends with the session that asked for it. */
    answer(c: WebContext, sessions?: Sessions): Response {
        // The stream would begin, and nobody would ever read or end it.
        if (c.req.method !== 'GET') return c.body(null, 405, { Allow: 'GET' });
        const caller = c.get('caller');
        const session = caller?.kind === 'session' ? caller.session : undefined;
        const owner = session ?? network(addressOf(c));
        if (this.#isClosed || this.#isFull(owner)) {
            return c.text('too many browsers listen', 503, { 'Retry-After': '30' });
        }
        const waiting = new Waiting();
        if (this.#isLost) waiting.add({ event: 'lost' });
        const hasEnded = () => session !== undefined && sessions?.isOver(session) === true;
        const unsubscribe = sessions?.onEnd(() => hasEnded() && stop());
        const { signal } = c.req.raw;
        const stop = () => {
            signal.removeEventListener('abort', stop);
            unsubscribe?.();
            this.#streams.delete(stop);
            waiting.stop();
        };
        this.#streams.set(stop, { owner, waiting });
        signal.addEventListener('abort', stop);
        if (signal.aborted) stop();
        // Nginx would hold events back otherwise.
        c.header('X-Accel-Buffering', 'no');
        return streamSSE(c, async (stream) => {
            stream.onAbort(stop);
            try {
                await this.#pass(stream, waiting, hasEnded);
            } finally {
                stop();
            }
        });
    }

    async #pass(stream: SSEStreamingApi, waiting: Waiting, hasEnded: () => boolean): Promise<void> {
        // A browser that reads no more must not keep a stream from ending.
        const write = async (text: string) => {
            const isWritten = stream.write(text).then(() => true);
            const isStopped = waiting.stopped.then(() => false);
            if (!(await Promise.race([isWritten, isStopped]))) stream.abort();
        };
        await write('retry: 2000\n: listening\n\n');
        while (!waiting.isStopped) {
            const events = await waiting.take(this.#heartbeat);
            if (hasEnded() || waiting.isStopped) return;
            await write(events.length === 0 ? ': still here\n\n' : events.map(textOf).join(''));
        }
    }

    #isFull(owner: string): boolean {
        const own = [...this.#streams.values()].filter((stream) => stream.owner === owner);
        return own.length >= mostOfOne || this.#streams.size >= mostBrowsers;
    }

    #tell(event: PipelineEvent): void {
        if (event.event === 'lost') this.#isLost = true;
        if (event.event === 'reconnected') this.#isLost = false;
        for (const { waiting } of this.#streams.values()) waiting.add(event);
    }
}

/** What became of the connection has names of its own; after a gap, the page is read again as well. */
function textOf(event: PipelineEvent): string {
    const data = `data: ${JSON.stringify(event)}\n\n`;
    if (event.event === 'lost') return `event: lost\n${data}`;
    const change = `event: change\n${data}`;
    return event.event === 'reconnected' ? `event: reconnected\n${data}${change}` : change;
}

import { streamSSE } from 'hono/streaming';
import type { PipelineEvent } from '../connection/listener.ts';
import type { WebContext } from './environment.ts';

/** Whatever tells of events: the one listener that all browsers share. */
export interface EventSource {
    /** Call the result to hear no more. */
    onEvent(subscriber: (event: PipelineEvent) => void): () => void;
}

/** Each holds a connection open; who comes later looks again by itself now and then. */
export const mostBrowsers = 100;
const heartbeat = 20_000;

/** Passes events on to browsers, as Server-Sent Events. */
export class Broadcast {
    readonly #source: EventSource;
    readonly #closing = new AbortController();
    #browsers = 0;

    constructor(source: EventSource) {
        this.#source = source;
    }

    get browsers(): number {
        return this.#browsers;
    }

    /** Ends every stream, and lets nobody in. */
    close(): void {
        this.#closing.abort();
    }

    answer(c: WebContext): Response {
        if (this.#browsers >= mostBrowsers || this.#closing.signal.aborted) {
            return c.text('too many browsers listen', 503, { 'Retry-After': '30' });
        }
        this.#browsers++;
        const waiting = new Waiting();
        const unsubscribe = this.#source.onEvent((event) => waiting.add(event));
        const stop = () => waiting.stop();
        this.#closing.signal.addEventListener('abort', stop);
        // Nginx would hold events back otherwise.
        c.header('X-Accel-Buffering', 'no');
        return streamSSE(c, async (stream) => {
            stream.onAbort(stop);
            try {
                await stream.write('retry: 2000\n: listening\n\n');
                while (!waiting.isStopped) {
                    const events = await waiting.take(heartbeat);
                    if (events.length === 0) await stream.write(': still here\n\n');
                    for (const event of events) {
                        await stream.writeSSE({ event: 'change', data: JSON.stringify(event) });
                    }
                }
            } finally {
                this.#closing.signal.removeEventListener('abort', stop);
                unsubscribe();
                this.#browsers--;
            }
        });
    }
}

/** Events that a browser has not read yet: the last one of each subject, so there are never many. */
class Waiting {
    isStopped = false;
    readonly #events = new Map<string, PipelineEvent>();
    #wake = () => {};

    add(event: PipelineEvent): void {
        const key = `${event.event} ${event.run_id ?? ''} ${event.log_id ?? ''}`;
        this.#events.delete(key);
        this.#events.set(key, event);
        if (this.#events.size > 100) {
            this.#events.clear();
            this.#events.set('', { event: 'reconnected' });
        }
        this.#wake();
    }

    stop(): void {
        this.isStopped = true;
        this.#wake();
    }

    /** What has come; nothing if nothing comes for so long. */
    async take(milliseconds: number): Promise<PipelineEvent[]> {
        if (this.#events.size === 0 && !this.isStopped) {
            await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, milliseconds);
                this.#wake = () => {
                    clearTimeout(timer);
                    resolve();
                };
            });
        }
        const events = [...this.#events.values()];
        this.#events.clear();
        return events;
    }
}

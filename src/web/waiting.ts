import type { PipelineEvent } from '../connection/listener.ts';

const most = 100;

/** Events that a browser has not read yet: the last one of each subject, so there are never many. */
export class Waiting {
    readonly stopped: Promise<void>;
    isStopped = false;
    readonly #events = new Map<string, PipelineEvent>();
    readonly #settle: () => void;
    #wake = () => {};

    constructor() {
        const { promise, resolve } = Promise.withResolvers<void>();
        this.stopped = promise;
        this.#settle = resolve;
    }

    add(event: PipelineEvent): void {
        const key = subjectOf(event);
        this.#events.delete(key);
        this.#events.set(key, event);
        if (this.#events.size > most) {
            this.#events.clear();
            this.add({ event: 'reconnected' });
        }
        this.#wake();
    }

    stop(): void {
        this.isStopped = true;
        this.#settle();
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

function subjectOf({ event, run_id, log_id }: PipelineEvent): string {
    const isOfConnection = event === 'lost' || event === 'reconnected';
    return isOfConnection ? 'connection' : `${event} ${run_id ?? ''} ${log_id ?? ''}`;
}

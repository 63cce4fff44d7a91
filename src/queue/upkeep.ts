import { setTimeout as sleep } from 'node:timers/promises';

/** Something that a worker does again and again. */
export interface Task {
    name: string;
    /** Seconds between one end and the next beginning. */
    every: number;
    work: () => Promise<unknown>;
}

export interface Upkeep {
    /** Does a task at once, or once more after the one under way. */
    hurry(name: string): void;
    /** Begins no more, and waits for what is under way. */
    stop(): Promise<void>;
}

/** Does each task in its rhythm, none of them twice at once; what fails is reported and goes on. */
export function startUpkeep(
    tasks: Task[],
    onError: (error: unknown, name: string) => void,
): Upkeep {
    const stopping = new AbortController();
    const wakers = new Map<string, () => void>();
    const loops = tasks.map(async ({ name, every, work }) => {
        while (!stopping.signal.aborted) {
            const waiting = new AbortController();
            wakers.set(name, () => waiting.abort());
            try {
                await work();
            } catch (error) {
                if (!stopping.signal.aborted) onError(error, name);
            }
            const signal = AbortSignal.any([waiting.signal, stopping.signal]);
            await sleep(every * 1000, undefined, { signal }).catch(() => {});
        }
    });
    return {
        hurry: (name) => wakers.get(name)?.(),
        stop: async () => {
            stopping.abort();
            await Promise.all(loops);
        },
    };
}

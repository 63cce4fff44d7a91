/** Something that goes on by itself until it is told to end. */
export interface Service {
    /** Settled once nothing of it is under way. */
    stop(): Promise<void>;
}

/**
 * Does a piece of work now, every so often, and whenever told to; never twice at once. What comes while
 * it is at work makes it do it once more.
 */
export function repeat(
    work: () => Promise<unknown>,
    every: number,
    onError: (error: unknown) => void,
): Service & { now(): void } {
    let current: Promise<void> | undefined;
    let again = false;
    let stopped = false;

    async function go(): Promise<void> {
        do {
            again = false;
            await work().catch(onError);
        } while (again && !stopped);
        current = undefined;
    }

    function now(): void {
        if (stopped) return;
        if (current) again = true;
        else current = go();
    }

    const timer = setInterval(now, every);
    now();
    return {
        now,
        async stop() {
            stopped = true;
            clearInterval(timer);
            await current;
        },
    };
}

/**
 * Wrong secrets that one address may give within `period`. Many addresses together slow everybody's
 * logins down, and lock nobody out.
 */
export const limits = { period: 60_000, ofOne: 5, ofAll: 50, delay: 2000 };

const mostAddresses = 10_000;

/** Counts wrong secrets of one kind, so that nobody can try them by the thousand. */
export class Failures {
    #all: number[] = [];
    readonly #byAddress = new Map<string, number[]>();

    /** Seconds until this address may try again; 0: now. */
    wait(address: string, now = Date.now()): number {
        const times = this.#byAddress.get(network(address)) ?? [];
        const until = (times.at(-limits.ofOne) ?? Number.NEGATIVE_INFINITY) + limits.period;
        return until > now ? Math.ceil((until - now) / 1000) : 0;
    }

    /** Milliseconds for which anybody's attempt is held up. */
    delay(now = Date.now()): number {
        const time = this.#all.at(-limits.ofAll) ?? Number.NEGATIVE_INFINITY;
        return time + limits.period > now ? limits.delay : 0;
    }

    /** An attempt counts from when it is made: call the result if it was right after all. */
    record(address: string, now = Date.now()): () => void {
        const key = network(address);
        this.#forget(now);
        this.#set(key, [...(this.#byAddress.get(key) ?? []), now].slice(-limits.ofOne));
        this.#all = [...this.#all, now].slice(-limits.ofAll);
        return () => {
            this.#set(key, without(this.#byAddress.get(key) ?? [], now));
            this.#all = without(this.#all, now);
        };
    }

    /** Those that failed last stand last. */
    #set(key: string, times: number[]): void {
        this.#byAddress.delete(key);
        if (times.length > 0) this.#byAddress.set(key, times);
    }

    #forget(now: number): void {
        for (const [address, times] of this.#byAddress) {
            const isOld = (times.at(-1) ?? now) <= now - limits.period;
            if (!isOld && this.#byAddress.size < mostAddresses) break;
            this.#byAddress.delete(address);
        }
    }
}

function without(times: number[], time: number): number[] {
    const index = times.indexOf(time);
    return index < 0 ? times : times.toSpliced(index, 1);
}

/** Whoever has one address of version 6 has 2^64 of them. */
export function network(address: string): string {
    if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
    const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
    const groups = head.split(':').filter((group) => group !== '');
    const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length;
    const all = [...groups, ...Array(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')];
    return `${all.slice(0, 4).join(':')}::/64`;
}

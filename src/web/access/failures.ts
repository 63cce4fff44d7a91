/** Wrong passwords that are let pass within `period`, from one address and from all together. */
export const limits = { period: 60_000, ofOne: 5, ofAll: 50 };

/** Counts wrong passwords, so that nobody can try them by the thousand. */
export class Failures {
    readonly #all: number[] = [];
    readonly #byAddress = new Map<string, number[]>();

    /** Seconds until this address may try again; 0: now. */
    wait(address: string, now = Date.now()): number {
        this.#forget(now);
        const own = this.#byAddress.get(network(address)) ?? [];
        const until = Math.max(
            timeOf(own, limits.ofOne) + limits.period,
            timeOf(this.#all, limits.ofAll) + limits.period,
        );
        return until > now ? Math.ceil((until - now) / 1000) : 0;
    }

    record(address: string, now = Date.now()): void {
        const key = network(address);
        this.#byAddress.set(key, [...(this.#byAddress.get(key) ?? []), now]);
        this.#all.push(now);
    }

    /** An old failure counts no more. Nobody gets into the list but by failing, which is limited. */
    #forget(now: number): void {
        const isOld = (time: number | undefined) => (time ?? now) <= now - limits.period;
        while (this.#all.length > 0 && isOld(this.#all[0])) this.#all.shift();
        for (const [address, times] of this.#byAddress) {
            if (isOld(times.at(-1))) this.#byAddress.delete(address);
        }
    }
}

/** When the failure was made that has to get old before another is allowed. */
function timeOf(times: number[], most: number): number {
    return times.at(-most) ?? Number.NEGATIVE_INFINITY;
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

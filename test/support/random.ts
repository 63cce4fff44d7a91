import { onTestFailed } from 'vitest';

/** Random choices that can be made again: a test that fails prints the seed of its own. */
export class Random {
    #state: number;

    constructor(seed: number) {
        this.#state = seed;
    }

    /** From 0 to below 1 (mulberry32). */
    next(): number {
        this.#state = (this.#state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }

    /** A whole number from `least` to `most`, both included. */
    integer(least: number, most: number): number {
        return least + Math.floor(this.next() * (most - least + 1));
    }

    chance(probability: number): boolean {
        return this.next() < probability;
    }

    pick<T>(choices: readonly T[]): T {
        return choices[this.integer(0, choices.length - 1)] as T;
    }
}

/** For the test that calls it. PGSTRATA_TEST_SEED repeats a run that failed. */
export function replayableRandom(): Random {
    const seed = Number(process.env.PGSTRATA_TEST_SEED || Math.floor(Math.random() * 2 ** 32));
    onTestFailed(() => console.error(`repeat this with PGSTRATA_TEST_SEED=${seed}`));
    return new Random(seed);
}

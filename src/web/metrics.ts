import { Registry } from 'prom-client';
import { patience, within } from './answer.ts';
import { Counts } from './metrics/counts.ts';
import { createMetrics } from './metrics/definitions.ts';
import { type State, statesOf } from './metrics/states.ts';
import type { Reader } from './types.ts';

interface MetricsText {
    text: string;
    type: string;
}

/** What Prometheus reads. Counters count what has ended since the process began. */
export class Metrics {
    readonly #db: Reader;
    readonly #registry = new Registry();
    readonly #measures = createMetrics(this.#registry);
    readonly #counts: Counts;
    readonly #states: State[];
    #turn: Promise<unknown> = Promise.resolve();
    #waiting: Promise<MetricsText> | undefined;

    constructor(db: Reader) {
        this.#db = db;
        this.#counts = new Counts(db, this.#measures);
        this.#states = statesOf(db, this.#measures);
    }

    /** From now on steps and runs count. */
    async begin(): Promise<void> {
        await this.#counts.advance();
    }

    /** However many ask, one reads and the others wait for the one that reads after it. */
    read(): Promise<MetricsText> {
        this.#waiting ??= this.#inTurn(() => {
            this.#waiting = undefined;
            return this.#read();
        });
        return this.#waiting;
    }

    async #read(): Promise<MetricsText> {
        await Promise.all([
            this.#readUp(),
            within(this.#counts.advance(), patience),
            ...this.#states.map(refresh),
        ]);
        return { text: await this.#registry.metrics(), type: this.#registry.contentType };
    }

    async #readUp(): Promise<void> {
        const found = await within(this.#db.rows('select'), patience);
        this.#measures.up.set(found ? 1 : 0);
    }

    #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
        const next = this.#turn.then(work, work);
        this.#turn = next.catch(() => {});
        return next;
    }
}

/** What comes too late is not used: the next reading has begun by then. */
async function refresh(state: State): Promise<void> {
    const set = await within(state.read(), patience);
    state.clear();
    set?.();
}

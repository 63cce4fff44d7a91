import type { Reader } from '../types.ts';

/** A step or run whose transaction was still open may get into the log after later ones. */
const overlap = 200;

export interface Log {
    newest: string;
    /** $1: the id to read on from; $2: ids that had not ended. */
    since: string;
}

/** Reads a log on from where it was, rows that end later than others that began after them as well. */
export class Tail<Row extends object> {
    readonly #db: Reader;
    readonly #log: Log;
    readonly #idOf: (row: Row) => number;
    readonly #known = new Set<number>();
    #last: number | undefined;
    #open: number[] = [];

    constructor(db: Reader, log: Log, idOf: (row: Row) => string) {
        this.#db = db;
        this.#log = log;
        this.#idOf = (row) => Number(idOf(row));
    }

    /** Rows that have ended since it was called before; none the first time. */
    async next(): Promise<Row[]> {
        const isFirst = this.#last === undefined;
        const last = this.#last ?? (await this.#newest());
        const { since } = this.#log;
        const rows = await this.#db.rows<Row & { is_open: boolean }>(since, [
            Math.max(0, last - overlap),
            this.#open,
        ]);
        const ended = rows.filter((row) => !row.is_open && !this.#known.has(this.#idOf(row)));
        for (const row of ended) this.#known.add(this.#idOf(row));
        this.#open = rows.filter((row) => row.is_open).map(this.#idOf);
        this.#last = Math.max(last, ...rows.map(this.#idOf));
        for (const id of this.#known) if (id <= this.#last - overlap) this.#known.delete(id);
        return isFirst ? [] : ended;
    }

    async #newest(): Promise<number> {
        const found = await this.#db.row<{ id: string | null }>(this.#log.newest);
        return Number(found?.id ?? 0);
    }
}

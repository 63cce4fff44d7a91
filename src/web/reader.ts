import type pg from 'pg';
import type { Reader } from './types.ts';

/** What a page may ask of the database: a statement that takes longer ends with an error. */
const statementTimeout = '5s';

/** What went wrong is remembered as well, or a server in trouble would be asked all the more. */
const failureKeptFor = 1000;

const mostKept = 500;

interface Kept {
    value: Promise<unknown>;
    /** Infinity while it loads. */
    until: number;
}

/** Reads through a pool that is logged in as pgstrata_web. */
export class PoolReader implements Reader {
    readonly #pool: pg.Pool;
    readonly #kept = new Map<string, Kept>();

    constructor(pool: pg.Pool) {
        this.#pool = pool;
        // Queries of a session run in their order: this comes before the first one of a page.
        pool.on('connect', (client) => {
            client.query(`set statement_timeout = '${statementTimeout}'`).catch(() => {});
        });
    }

    async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
        return (await this.#pool.query(sql, values)).rows as Row[];
    }

    async row<Row extends object>(sql: string, values: unknown[] = []): Promise<Row | undefined> {
        return (await this.rows<Row>(sql, values))[0];
    }

    cached<Value>(key: string, milliseconds: number, load: () => Promise<Value>): Promise<Value> {
        const now = performance.now();
        const found = this.#kept.get(key);
        if (found && found.until > now) return found.value as Promise<Value>;
        const kept: Kept = { value: load(), until: Number.POSITIVE_INFINITY };
        const keep = (time: number) => {
            kept.until = performance.now() + time;
        };
        kept.value.then(
            () => keep(milliseconds),
            () => keep(Math.min(milliseconds, failureKeptFor)),
        );
        this.#kept.delete(key);
        this.#kept.set(key, kept);
        if (this.#kept.size > mostKept) this.#dropOldest();
        return kept.value as Promise<Value>;
    }

    /** Whoever reads next sees what has just changed: all of it, or what goes by a key. */
    forget(key?: string): void {
        if (key === undefined) this.#kept.clear();
        else this.#kept.delete(key);
    }

    #dropOldest(): void {
        const [oldest] = this.#kept.keys();
        if (oldest !== undefined) this.#kept.delete(oldest);
    }
}

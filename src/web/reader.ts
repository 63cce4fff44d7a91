import type pg from 'pg';
import { ConnectionError, isServerError, PgstrataError } from '../errors.ts';
import type { Reader } from './types.ts';

/** For how long a page waits, in milliseconds. */
export interface ReadLimits {
    /** A statement that takes longer ends with an error of the server. */
    statement: number;
    /** What takes longer than that, connecting included, is not waited for. */
    answer: number;
}

const readLimits: ReadLimits = { statement: 5000, answer: 10_000 };

/** What went wrong is remembered as well, or a server in trouble would be asked all the more. */
const failureKeptFor = 1000;

const mostKept = 500;

interface Kept {
    value: Promise<unknown>;
    /** Infinity while it loads. */
    until: number;
}

/** Reads through a pool that is logged in as pgstrata_web, or through one that there will be. */
export class PoolReader implements Reader {
    readonly #source: pg.Pool | (() => Promise<pg.Pool>);
    readonly #limits: ReadLimits;
    readonly #prepared = new WeakSet<pg.Pool>();
    readonly #kept = new Map<string, Kept>();

    constructor(source: pg.Pool | (() => Promise<pg.Pool>), limits: Partial<ReadLimits> = {}) {
        this.#source = source;
        this.#limits = { ...readLimits, ...limits };
    }

    async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
        return await within(this.#rows<Row>(sql, values), this.#limits.answer);
    }

    async row<Row extends object>(sql: string, values: unknown[] = []): Promise<Row | undefined> {
        return (await this.rows<Row>(sql, values))[0];
    }

    cached<Value>(key: string, milliseconds: number, load: () => Promise<Value>): Promise<Value> {
        const now = performance.now();
        const found = this.#kept.get(key);
        if (found && found.until > now) return found.value as Promise<Value>;
        const value = within(load(), this.#limits.answer);
        const kept: Kept = { value, until: Number.POSITIVE_INFINITY };
        const keep = (time: number) => {
            kept.until = performance.now() + time;
        };
        value.then(
            () => keep(milliseconds),
            () => keep(Math.min(milliseconds, failureKeptFor)),
        );
        this.#kept.delete(key);
        this.#kept.set(key, kept);
        if (this.#kept.size > mostKept) this.#dropOldest();
        return value;
    }

    /** Whoever reads next sees what has just changed: all of it, or what goes by a key. */
    forget(key?: string): void {
        if (key === undefined) this.#kept.clear();
        else this.#kept.delete(key);
    }

    async #rows<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
        try {
            return (await (await this.#pool()).query(sql, values)).rows as Row[];
        } catch (error) {
            throw isLoss(error)
                ? new ConnectionError('dwh does not answer', { cause: error })
                : error;
        }
    }

    async #pool(): Promise<pg.Pool> {
        const pool = typeof this.#source === 'function' ? await this.#source() : this.#source;
        if (this.#prepared.has(pool)) return pool;
        this.#prepared.add(pool);
        // Queries of a session run in their order: this comes before the first one of a page.
        pool.on('connect', (client) => {
            client.query(`set statement_timeout = ${this.#limits.statement}`).catch(() => {});
        });
        return pool;
    }

    #dropOldest(): void {
        const [oldest] = this.#kept.keys();
        if (oldest !== undefined) this.#kept.delete(oldest);
    }
}

/** What node-postgres and Node say of a connection that is lost or cannot be had. */
function isLoss(error: unknown): boolean {
    if (!(error instanceof Error) || error instanceof PgstrataError || isServerError(error)) {
        return false;
    }
    const { code = '' } = error as NodeJS.ErrnoException;
    return (
        ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
        /^(Connection terminated|Query read timeout|timeout exceeded when|Client was closed|Client has encountered|Cannot use a pool)/.test(
            error.message,
        )
    );
}

async function within<Value>(work: Promise<Value>, milliseconds: number): Promise<Value> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
        () => reject(new ConnectionError(`dwh does not answer within ${milliseconds / 1000} s`)),
        milliseconds,
    );
    return await Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

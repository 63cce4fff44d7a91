import { ConnectionError } from '../errors.ts';
import type { Logger } from '../log.ts';

/** Says once that the database is away, and once that it is back. */
export class Outage {
    readonly #log: Logger;
    #since: number | undefined;
    #isClosed = false;

    constructor(log: Logger) {
        this.#log = log;
    }

    /** Any error of something that goes on by itself. */
    report(error: unknown, what: string): void {
        if (!isConnectionLoss(error)) {
            this.#log.error({ err: error }, what);
            return;
        }
        if (this.#since !== undefined || this.#isClosed) return;
        this.#since = Date.now();
        this.#log.warn({ err: error }, 'the connection to the database is lost; trying again');
    }

    /** From now on connections are closed on purpose. */
    close(): void {
        this.#isClosed = true;
    }

    /** The database has answered. */
    end(): void {
        if (this.#since === undefined) return;
        const seconds = Math.round((Date.now() - this.#since) / 1000);
        this.#since = undefined;
        this.#log.info({ seconds }, 'the database answers again');
    }
}

const codes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
const messages = /connection (terminated|error|ended)|cannot connect to|not queryable|timeout/i;
/** A server that ends a session, starts or stops, or has no connection left. */
const farewells = /^(57P0[123]|53300)$/;

/** Whether an error comes from the connection and not from a statement. */
export function isConnectionLoss(error: unknown): boolean {
    if (error instanceof ConnectionError) return true;
    const { code, message, severity } = (error ?? {}) as Record<string, unknown>;
    // With a severity it was sent by a server, which may speak of the connection to another one.
    if (severity !== undefined) return farewells.test(String(code));
    return codes.test(String(code ?? '')) || messages.test(String(message ?? ''));
}

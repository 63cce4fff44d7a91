import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Logger } from 'pino';
import { addressOf, type Caller, type Environment, type WebContext } from '../environment.ts';
import { Failures } from './failures.ts';
import { isLoopbackHost, isOwnOrigin } from './origin.ts';
import { isSame, Sessions } from './sessions.ts';

export interface AccessOptions {
    password: string | undefined;
    token: string | undefined;
    isReadOnly: boolean;
}

export const cookieName = 'pgstrata_session';

/** A request that is refused, with what the answer says. */
export class Refusal extends Error {
    override name = 'Refusal';
    readonly status: 401 | 403 | 413 | 429;
    readonly retryAfter: number | undefined;

    constructor(status: 401 | 403 | 413 | 429, message: string, retryAfter?: number) {
        super(message);
        this.status = status;
        this.retryAfter = retryAfter;
    }
}

/** Decides who may do what. */
export class Access {
    readonly sessions = new Sessions();
    readonly isReadOnly: boolean;
    readonly #failures = new Failures();
    readonly #options: AccessOptions;
    readonly #log: Pick<Logger, 'warn'>;

    constructor(options: AccessOptions, log: Pick<Logger, 'warn'>) {
        this.#options = options;
        this.#log = log;
        this.isReadOnly = options.isReadOnly;
    }

    /** Whether one has to log in. */
    get isProtected(): boolean {
        return this.#options.password !== undefined || this.#options.token !== undefined;
    }

    /** A cookie for the right password; the token will do where there is no password. */
    logIn(secret: string, address: string): string {
        const { password, token } = this.#options;
        this.#check(secret, password ?? token, address);
        return this.sessions.issue();
    }

    /** Undefined: somebody who has to log in. */
    caller(c: WebContext): Caller | undefined {
        if (!this.isProtected) return { kind: 'open', session: 'open' };
        const bearer = /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
        if (bearer !== undefined) {
            this.#check(bearer, this.#options.token, addressOf(c));
            return { kind: 'token', session: '' };
        }
        const session = this.sessions.read(getCookie(c, cookieName));
        return session === undefined ? undefined : { kind: 'session', session };
    }

    #check(secret: string, expected: string | undefined, address: string): void {
        const wait = this.#failures.wait(address);
        if (wait > 0) throw new Refusal(429, 'Too many failed logins. Try again later.', wait);
        if (expected !== undefined && isSame(secret, expected)) return;
        this.#failures.record(address);
        this.#log.warn({ address }, 'somebody gave a wrong password or token');
        throw new Refusal(401, 'That is not the right password.');
    }

    /** Before anything else: the name under which the page was called, and who calls. */
    guard(): MiddlewareHandler<Environment> {
        return async (c, next) => {
            // Without a password, a name that somebody else points at this machine must not do.
            if (!this.isProtected && !isLoopbackHost(c.req.header('host'))) {
                throw new Refusal(403, 'This page answers under localhost and 127.0.0.1 alone.');
            }
            c.set('caller', this.caller(c));
            await next();
        };
    }

    /** A POST of a browser comes from a page of ours, with the token of its session. */
    assertOwnForm(c: Context<Environment>, session: string, csrf: string | undefined): void {
        if (!isOwnOrigin(c.req.raw.headers)) {
            throw new Refusal(403, 'The request does not come from a page of this server.');
        }
        if (!this.sessions.isCsrfToken(session, csrf)) {
            throw new Refusal(403, 'The page was too old. Load it again, and try once more.');
        }
    }
}

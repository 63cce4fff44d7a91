import type { BlockList } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Logger } from 'pino';
import {
    addressOf,
    type Caller,
    type Environment,
    peerOf,
    type WebContext,
} from '../environment.ts';
import { clientAddress } from './address.ts';
import { Failures } from './failures.ts';
import { isFromElsewhere, isLoopbackHost, isOwnOrigin } from './origin.ts';
import { isSame, Sessions } from './sessions.ts';

export interface AccessOptions {
    password: string | undefined;
    token: string | undefined;
    isReadOnly: boolean;
    /** Whose X-Forwarded-For is believed; undefined: nobody's. */
    trustedProxies?: BlockList | undefined;
}

/** Cookies know no ports: two pages on one machine would take each other's for their own. */
export function cookieName(c: WebContext): string {
    return `pgstrata_session_${c.env?.incoming?.socket?.localPort ?? 0}`;
}

/** What everybody may see: a token that is wrong does no harm there, and is not counted. */
const isOpen = (path: string) =>
    path.startsWith('/assets/') || ['/login', '/health'].includes(path);

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
    readonly #failures = { password: new Failures(), token: new Failures() };
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
    async logIn(secret: string, address: string): Promise<string> {
        const { password, token } = this.#options;
        const failures = this.#failures.password;
        this.#assertPatience(failures, address);
        const takeBack = failures.record(address);
        await sleep(failures.delay());
        if (!isSecret(secret, password ?? token)) this.#refuse(address);
        takeBack();
        return this.sessions.issue();
    }

    /** Undefined: somebody who has to log in. */
    caller(c: WebContext): Caller | undefined {
        if (!this.isProtected) return { kind: 'open', session: 'open' };
        const bearer = /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
        if (bearer !== undefined) {
            if (isSecret(bearer, this.#options.token)) return { kind: 'token', session: '' };
            if (!isOpen(c.req.path)) this.#refuseToken(addressOf(c));
        }
        const session = this.sessions.read(getCookie(c, cookieName(c)));
        return session === undefined ? undefined : { kind: 'session', session };
    }

    /** The right one is never refused: somebody else may send wrong ones from the same address. */
    #refuseToken(address: string): never {
        const failures = this.#failures.token;
        this.#assertPatience(failures, address);
        failures.record(address);
        this.#refuse(address);
    }

    #assertPatience(failures: Failures, address: string): void {
        const wait = failures.wait(address);
        if (wait > 0) throw new Refusal(429, 'Too many failed logins. Try again later.', wait);
    }

    #refuse(address: string): never {
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
            if (isFromElsewhere(c.req.method, c.req.raw.headers)) {
                throw new Refusal(403, 'The request comes from a page of another server.');
            }
            const forwardedFor = c.req.header('x-forwarded-for');
            const { trustedProxies } = this.#options;
            c.set('address', clientAddress(peerOf(c), forwardedFor, trustedProxies));
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

const isSecret = (given: string, expected: string | undefined) =>
    expected !== undefined && isSame(given, expected);

import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** Who sent a request. */
export interface Caller {
    /** open: there is no password; session: somebody who logged in; token: a program. */
    kind: 'open' | 'session' | 'token';
    session: string;
}

/** What Hono carries through a request. */
export interface Environment {
    /** Undefined in tests that ask the app without a server. */
    Bindings: Partial<HttpBindings>;
    Variables: { caller: Caller | undefined; address: string | undefined };
}

export type WebContext = Context<Environment>;

/** The address at the other end, as far as it can be known. */
export function addressOf(c: WebContext): string {
    return c.get('address') ?? 'unknown';
}

/** The address at the other end of the connection; of a proxy, where there is one. */
export function peerOf(c: WebContext): string {
    return c.env?.incoming?.socket?.remoteAddress ?? 'unknown';
}

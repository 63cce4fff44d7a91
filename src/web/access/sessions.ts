import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a login lasts, in seconds. */
export const sessionLifetime = 12 * 3600;

/**
 * Logins as signed cookies. Nothing is stored: the key is made when the process starts, so a restart
 * asks everybody to log in again. Only those who logged out are remembered, until their cookie ends.
 */
export class Sessions {
    readonly #key = randomBytes(32);
    readonly #ended = new Map<string, number>();
    readonly #subscribers = new Set<(session: string) => void>();

    /** The value of a cookie for somebody who has just proved to know the password. */
    issue(now = Date.now()): string {
        const session = `${Math.floor(now / 1000) + sessionLifetime}.${randomBytes(16).toString('base64url')}`;
        return `${session}.${this.#sign('session', session)}`;
    }

    /** What the cookie is about, if it is one of ours that has not ended. */
    read(cookie: string | undefined, now = Date.now()): string | undefined {
        const [expires, nonce, signature, ...others] = (cookie ?? '').split('.');
        if (!expires || !nonce || !signature || others.length > 0) return undefined;
        const session = `${expires}.${nonce}`;
        if (!isSame(signature, this.#sign('session', session))) return undefined;
        return this.isOver(session, now) ? undefined : session;
    }

    /** Whether its time has come, or somebody logged out. */
    isOver(session: string, now = Date.now()): boolean {
        return expiryOf(session) <= now || this.#ended.has(session);
    }

    end(session: string, now = Date.now()): void {
        for (const [old, expires] of this.#ended) if (expires <= now) this.#ended.delete(old);
        this.#ended.set(session, expiryOf(session));
        for (const subscriber of this.#subscribers) subscriber(session);
    }

    /** Hears of those who log out. Call the result to hear no more. */
    onEnd(subscriber: (session: string) => void): () => void {
        this.#subscribers.add(subscriber);
        return () => this.#subscribers.delete(subscriber);
    }

    /** What a form of this session carries, which a foreign site cannot know. */
    csrfToken(session: string): string {
        return this.#sign('csrf', session);
    }

    isCsrfToken(session: string, token: string | undefined): boolean {
        return token !== undefined && isSame(token, this.csrfToken(session));
    }

    #sign(purpose: string, text: string): string {
        return createHmac('sha256', this.#key).update(`${purpose}\n${text}`).digest('base64url');
    }
}

const expiryOf = (session: string) => Number(session.split('.')[0]) * 1000;

/** Whether two secrets are equal, in a time that tells nothing about where they differ. */
export function isSame(a: string, b: string): boolean {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    return timingSafeEqual(digest(a), digest(b));
}

import type { Handler, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { addressOf, type Environment, type WebContext } from '../environment.ts';
import { formOf } from '../form.ts';
import { loginPage } from '../pages/login.ts';
import { type Access, cookieName, Refusal } from './guard.ts';
import { ownPath } from './origin.ts';
import { sessionLifetime } from './sessions.ts';

/** The form that asks for the password, what becomes of it, and the way out. */
export function addLogin(app: Hono<Environment>, access: Access): void {
    const { sessions } = access;
    const form = (c: WebContext, next: string, error?: Refusal) => {
        if (error?.retryAfter) c.header('Retry-After', String(error.retryAfter));
        const csrf = sessions.csrfToken('login');
        return c.html(loginPage({ csrf, next, problem: error?.message }), error?.status ?? 200);
    };
    app.get('/login', (c) => {
        const next = ownPath(c.req.query('next')) ?? '/';
        return c.get('caller') ? c.redirect(next, 303) : form(c, next);
    });
    app.post('/login', async (c) => {
        const fields = await formOf(c);
        const next = ownPath(fields.get('next')) ?? '/';
        if (!access.isProtected) return c.redirect(next, 303);
        access.assertOwnForm(c, 'login', fields.get('csrf') ?? undefined);
        try {
            const cookie = await access.logIn(fields.get('password') ?? '', addressOf(c));
            setCookie(c, cookieName(c), cookie, { ...cookieOptions(c), maxAge: sessionLifetime });
            return c.redirect(next, 303);
        } catch (error) {
            if (error instanceof Refusal) return form(c, next, error);
            throw error;
        }
    });
    app.post('/logout', async (c) => {
        const session = c.get('caller')?.session;
        if (session) {
            access.assertOwnForm(c, session, (await formOf(c)).get('csrf') ?? undefined);
            sessions.end(session);
        }
        deleteCookie(c, cookieName(c), cookieOptions(c));
        return c.redirect('/login', 303);
    });
}

/**
 * Behind a proxy that speaks https the cookie is never sent without. Whoever lies in that header
 * only makes the own cookie stricter.
 */
function cookieOptions(c: WebContext) {
    const secure = c.req.header('x-forwarded-proto') === 'https';
    return { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const;
}

/** Whoever is not known gets the form, and a program a plain refusal. */
export const requireLogin: Handler<Environment> = async (c, next) => {
    if (c.get('caller')) return next();
    const isReading = ['GET', 'HEAD'].includes(c.req.method);
    const isPage = isReading && !['/events', '/metrics'].includes(c.req.path);
    if (!isPage) throw new Refusal(401, 'Log in, or send a token.');
    const { pathname, search } = new URL(c.req.url);
    const target = ownPath(`${pathname}${search}`) ?? '/';
    return c.redirect(`/login?next=${encodeURIComponent(target)}`, 303);
};

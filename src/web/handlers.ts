import type { Handler } from 'hono';
import { type Access, Refusal } from './access/guard.ts';
import { ownPath } from './access/origin.ts';
import { type Action, flashOf } from './actions.ts';
import { assetPaths } from './assets.ts';
import { addressOf, type Environment, type WebContext } from './environment.ts';
import { formOf } from './form.ts';
import type { PoolReader } from './reader.ts';
import type { Page, PageContext } from './types.ts';

/** Answers with a page. */
export function pageHandler(db: PoolReader, access: Access, page: Page): Handler<Environment> {
    return async (c) => {
        const caller = c.get('caller');
        const query = new URL(c.req.url).searchParams;
        const context: PageContext = {
            db,
            now: await readClock(db),
            path: c.req.path,
            isReadOnly: access.isReadOnly,
            isLoggedIn: caller?.kind === 'session',
            csrf: access.sessions.csrfToken(caller?.session ?? ''),
            flash: flashOf(query.get('done')),
            assets: assetPaths,
        };
        return c.html(await page(context, { params: c.req.param(), query }));
    };
}

/** The clocks of two machines differ: every age on a page is measured by that of the database. */
async function readClock(db: PoolReader): Promise<string> {
    const ahead = await db.cached('clock', 60_000, async () => {
        const found = await db.row<{ now: string }>(
            'select extract(epoch from clock_timestamp()) * 1000 as now',
        );
        return Number(found?.now) - Date.now();
    });
    return new Date(Date.now() + ahead).toISOString();
}

/** Does what a button asks for, then leads back to where it was pressed. */
export function actionHandler(
    db: PoolReader,
    access: Access,
    action: Action,
): Handler<Environment> {
    return async (c) => {
        const caller = c.get('caller');
        const isProgram = caller?.kind === 'token';
        const form = await formOf(c);
        if (!isProgram) {
            access.assertOwnForm(c, caller?.session ?? '', form.get('csrf') ?? undefined);
        }
        if (access.isReadOnly) throw new Refusal(403, 'This page is read-only.');
        const who = isProgram ? 'program' : 'web page';
        const requestedBy = access.isProtected ? `${who} from ${addressOf(c)}` : who;
        const params = c.req.param() as Record<string, string>;
        const { done, data } = await action.perform({ db, params, form, requestedBy });
        db.forget();
        return isProgram
            ? c.json({ outcome: done, ...data }, 202)
            : c.redirect(`${cameFrom(c)}done=${done}`, 303);
    };
}

/** The page whose button was pressed, ready for one more parameter. */
function cameFrom(c: WebContext): string {
    const referer = c.req.header('referer');
    const url = referer && URL.canParse(referer) ? new URL(referer) : undefined;
    const isOurs = url?.host === c.req.header('host')?.toLowerCase();
    const back = new URL(
        (isOurs && url && ownPath(`${url.pathname}${url.search}`)) || '/',
        'http://localhost',
    );
    back.searchParams.delete('done');
    return `${back.pathname}${back.search}${back.search === '' ? '?' : '&'}`;
}

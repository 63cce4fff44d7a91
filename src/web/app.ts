import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { Access, type AccessOptions, Refusal } from './access/guard.ts';
import { addLogin, requireLogin } from './access/login.ts';
import { actions } from './actions.ts';
import { findAsset } from './assets.ts';
import type { Environment, WebContext } from './environment.ts';
import type { Broadcast } from './events.ts';
import { failureOf, failurePage } from './failure.ts';
import { actionHandler, pageHandler } from './handlers.ts';
import { securityHeaders } from './headers.ts';
import { HealthDesk } from './health.ts';
import type { Metrics } from './metrics.ts';
import type { PoolReader } from './reader.ts';
import { answers, routes } from './routes.ts';
import { NotFoundError } from './types.ts';

/** What the page is made of; a test can put it together without a port. */
export interface AppParts {
    db: PoolReader;
    broadcast: Broadcast;
    metrics: Metrics;
    access: AccessOptions;
    log: Pick<Logger, 'error' | 'warn'>;
}

const largestBody = 64 * 1024;

/** Every path with its safeguards before it. */
export function createApp(parts: AppParts): Hono<Environment> {
    const access = new Access(parts.access, parts.log);
    const health = new HealthDesk(parts.db, parts.log);
    const app = new Hono<Environment>();
    app.onError((error, c) => answerFailure(parts, c, error));
    app.notFound((c) => answerFailure(parts, c, new NotFoundError('There is no such page.')));
    app.use(securityHeaders);
    app.use(access.guard());
    app.use(
        bodyLimit({
            maxSize: largestBody,
            onError: () => {
                throw new Refusal(413, 'The request is larger than 64 kB.');
            },
        }),
    );
    app.get('/assets/:name', (c) => {
        const asset = findAsset(c.req.path);
        if (!asset) return c.notFound();
        return c.body(asset.body, 200, {
            'Content-Type': asset.type,
            'Cache-Control': 'public, max-age=31536000, immutable',
        });
    });
    app.get('/health', async (c) => {
        const { status, body } = await health.answer(c.get('caller') !== undefined);
        return c.json(body, status);
    });
    addLogin(app, access);
    app.use(requireLogin);
    app.get('/events', (c) => parts.broadcast.answer(c, access.sessions));
    app.get('/metrics', async (c) => {
        const { text, type } = await parts.metrics.read();
        return c.body(text, 200, { 'Content-Type': type });
    });
    for (const [path, page] of routes) app.get(path, pageHandler(parts.db, access, page));
    for (const [path, answer] of answers) {
        app.get(path, async (c) => c.json(await answer(parts.db, c.req.param())));
    }
    for (const action of actions) app.post(action.path, actionHandler(parts.db, access, action));
    return app;
}

function answerFailure(
    { log }: AppParts,
    c: WebContext,
    error: unknown,
): Response | Promise<Response> {
    const failure = failureOf(error);
    const { path } = c.req;
    if (failure.status === 500) log.error({ err: error, path }, 'a page could not be made');
    if (failure.status === 503) log.warn({ err: error, path }, 'the warehouse does not answer');
    const { status, title, retryAfter, ...rest } = failure;
    if (retryAfter) c.header('Retry-After', String(retryAfter));
    if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="pgstrata"');
    const isForProgram =
        /^Bearer /i.test(c.req.header('authorization') ?? '') ||
        ['/events', '/metrics', '/health'].includes(path);
    return isForProgram
        ? c.json({ error: title, ...rest }, status)
        : c.html(failurePage(failure), status);
}

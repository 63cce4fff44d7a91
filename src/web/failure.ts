import { html } from 'hono/html';
import { ConnectionError, isServerError, PipelineError } from '../errors.ts';
import { Refusal } from './access/guard.ts';
import { assetPaths } from './assets.ts';
import { document } from './layout.ts';
import { type Html, NotFoundError } from './types.ts';

/** What an answer says about what went wrong: nothing of how it is made inside. */
export interface Failure {
    status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503;
    title: string;
    message: string;
    sqlstate?: string | undefined;
    detail?: string | undefined;
    hint?: string | undefined;
    retryAfter?: number | undefined;
}

/** SQLSTATEs of a server that is starting, stopping, or has no connection left. */
const unavailable = /^(08|57P0|53)/;

/** SQLSTATEs of pgstrata that say that a request makes no sense, or not now. */
const conflicts = new Set(['PS001', 'PS004', 'PS006', 'PS017']);

export function failureOf(error: unknown): Failure {
    if (error instanceof Refusal) {
        const { status, message, retryAfter } = error;
        return { status, title: refusals[status], message, retryAfter };
    }
    if (error instanceof NotFoundError) {
        return { status: 404, title: 'Not found', message: error.message };
    }
    const sqlstate = isServerError(error)
        ? error.code
        : error instanceof PipelineError
          ? error.sqlstate
          : undefined;
    if (sqlstate?.startsWith('PS')) {
        const { message, detail, hint } = error as PipelineError;
        const isConflict = conflicts.has(sqlstate);
        return {
            status: isConflict ? 409 : 500,
            title: isConflict ? 'That cannot be done' : 'The warehouse says no',
            message,
            sqlstate,
            detail,
            hint,
        };
    }
    if (isUnreachable(error, sqlstate)) {
        return {
            status: 503,
            title: 'The warehouse cannot be reached',
            message: 'The database dwh does not answer. The page tries again.',
            sqlstate,
            hint: 'see the log of this process, and: npx pgstrata doctor',
        };
    }
    return {
        status: 500,
        title: 'Something went wrong',
        message: 'The page could not be made. The log of this process says why.',
        sqlstate,
        hint: sqlstate === '57014' ? 'the statement took longer than 5 s' : hints[sqlstate ?? ''],
    };
}

const refusals = {
    401: 'Log in',
    403: 'Not allowed',
    413: 'Too large',
    429: 'Too many failed logins',
} as const;

const migrateHint = 'bring the databases up to date with: npx pgstrata migrate';
const hints: Record<string, string> = {
    '42883': migrateHint,
    '42P01': migrateHint,
    '42703': migrateHint,
    '3F000': migrateHint,
};

function isUnreachable(error: unknown, sqlstate: string | undefined): boolean {
    if (error instanceof ConnectionError) return true;
    if (sqlstate !== undefined) return unavailable.test(sqlstate);
    if (!(error instanceof Error)) return false;
    // What node-postgres and Node say of a connection that is lost or cannot be had.
    const { code } = error as NodeJS.ErrnoException;
    return (
        ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code ?? '') ||
        /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
    );
}

/** A document for it, without the navigation, which would need the database. */
export function failurePage(failure: Failure): Html {
    const { status, title, message, sqlstate, detail, hint } = failure;
    return document({
        title,
        context: { assets: assetPaths },
        isMoving: status === 503,
        content: html`<main id="main" class="notice" tabindex="-1" data-moving="${String(status === 503)}">
<h1>${title}</h1>
<div class="error-box"><p class="error-message">${sqlstate ? html`<code class="sqlstate">${sqlstate}</code> ` : ''}${message}</p>
${detail ? html`<p class="error-detail">${detail}</p>` : ''}${hint ? html`<p class="error-hint"><strong>What to do:</strong> ${hint}</p>` : ''}</div>
<p><a href="/">To the overview</a></p></main>`,
    });
}

import { html } from 'hono/html';
import { ConnectionError, isServerError, PgstrataError, PipelineError } from '../errors.ts';
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

/** SQLSTATEs of text that is no number, time or text at all: somebody made up an address. */
const nonsense = new Set(['22003', '22007', '22008', '22021', '22P02']);

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
    if (isCutOff(error) || nonsense.has(sqlstate ?? '')) {
        return {
            status: 400,
            title: 'That makes no sense',
            message: 'There is something in the address or in the form that cannot be read.',
            sqlstate,
        };
    }
    if (isUnreachable(error)) {
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

/** Whether dwh does not answer: a reader says of a lost connection that it is a ConnectionError. */
export function isUnreachable(error: unknown): boolean {
    if (isServerError(error)) return unavailable.test(error.code);
    return error instanceof ConnectionError;
}

/** Whether whoever asked has gone before the request was complete. */
function isCutOff(error: unknown): boolean {
    if (!(error instanceof Error) || error instanceof PgstrataError || isServerError(error)) {
        return false;
    }
    const { code = '', name, message } = error as NodeJS.ErrnoException;
    return (
        ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code) ||
        name === 'AbortError' ||
        /^(aborted|Client connection prematurely closed)/.test(message)
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

import { html } from 'hono/html';
import { isServerError, PgstrataError } from '../../errors.ts';
import { adviceFor } from '../advice.ts';
import { allMarks, classOf } from '../charts/marks.ts';
import { type ErrorFields, errorBox } from '../elements.ts';
import { cellText } from '../json.ts';
import { type Part, settle } from '../queries/part.ts';
import type { Html } from '../types.ts';

/** A number of the log out of a URL; undefined for anything else. */
export const idOf = (text: string | null | undefined): string | undefined =>
    /^[1-9]\d{0,17}$/.test(text ?? '') ? (text as string) : undefined;

/** An error with its hint, or with what is known of errors of its kind where it has none. */
export function explainedError(error: ErrorFields & { status?: string }): Html {
    if (error.status === 'BLOCKED') {
        return html`<p class="blocked">${error.error_message}; ${error.error_hint}</p>`;
    }
    return errorBox({
        ...error,
        error_hint: error.error_hint ?? adviceFor(error.error_sqlstate) ?? null,
    });
}

/** What a part of a page says when only that part could not be read. */
export async function orProblem<Value>(
    read: Promise<Value>,
    show: (value: Value) => unknown,
): Promise<unknown> {
    return showPart(await settle(read), show);
}

/** A part that was read, or what the database said. */
export function showPart<Value>(part: Part<Value>, show: (value: Value) => unknown): unknown {
    if ('value' in part) return show(part.value);
    const { error } = part;
    if (error instanceof PgstrataError) {
        return errorBox({
            error_sqlstate: 'sqlstate' in error ? String(error.sqlstate) : null,
            error_message: error.message,
            error_detail: error.detail,
            error_hint: error.hint,
        });
    }
    if (!isServerError(error)) throw error;
    return errorBox({
        error_sqlstate: error.code,
        error_message: error.message,
        error_detail: error.detail,
        error_hint: error.hint,
    });
}

/** Why a part could not be read, in one line. */
export const problemOf = (part: Part<unknown>): string | undefined =>
    'error' in part ? (part.error as Error).message : undefined;

/** What the signs of the grid mean. */
export const legend = (): Html =>
    html`<ul class="legend" aria-label="Signs">${allMarks.map(
        ([status, mark]) =>
            html`<li><span class="legend-mark ${classOf(status)}" aria-hidden="true">${mark}</span> ${status}</li>`,
    )}</ul>`;

/** Pairs of a term and what it is; those without a value are left out. */
export function facts(pairs: readonly (readonly [term: string, value: unknown])[]): Html {
    return html`<dl class="facts">${pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A timestamp with every digit, since boundaries are compared by eye; without a day that is known. */
export function exactTime(text: string, knownDay?: string): Html {
    const match = /^(\d+-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00(?::00)?|Z)$/.exec(text);
    return match
        ? html`<span class="exact">${match[1] === knownDay ? '' : `${match[1]} `}${match[2]}</span>`
        : html`${text}`;
}

/** A value of a row as it is, and NULL as something else than the text of that name. */
export function value(of: unknown): Html {
    const text = cellText(of);
    if (text === undefined) return html`<span class="null">NULL</span>`;
    return /^\d+-\d\d-\d\dT/.test(text) ? exactTime(text) : html`${text}`;
}

/** The SQL of a statement; it scrolls, so the keyboard must reach it. */
export const code = (sql: string, label: string): Html =>
    html`<pre class="sql" tabindex="0" role="group" aria-label="${label}"><code>${sql.trim()}</code></pre>`;

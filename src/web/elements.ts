import { html } from 'hono/html';
import { classOf, markOf } from './charts/marks.ts';
import { formatCount } from './charts/scale.ts';
import { formatDuration, instant } from './charts/time.ts';
import type { Html, PageContext } from './types.ts';

/** A status by colour, sign and text. */
export function statusBadge(status: string): Html {
    return html`<span class="badge ${classOf(status)}"><span class="mark" aria-hidden="true">${markOf(status)}</span>${status}</span>`;
}

/** A timestamp of PostgreSQL to the second in UTC; its title has every digit. */
export function time(text: string | null | undefined, none = '–'): Html {
    const at = moment(text);
    if (!at) return html`${text ?? none}`;
    return html`<time datetime="${at.iso}" title="${at.full}">${at.short}</time>`;
}

/** How long ago a timestamp was, with the timestamp as its title; in the browser it grows. */
export function ago(text: string | null | undefined, now: string, none = 'never'): Html {
    const at = moment(text);
    if (!at) return html`${text ?? none}`;
    return html`<time datetime="${at.iso}" title="${at.full}" data-age="">${distance(instant(text ?? ''), now)}</time>`;
}

function distance(at: number, now: string): string {
    const age = instant(now) - at;
    if (Math.abs(age) < 1000) return 'now';
    const length = formatDuration(Math.floor(Math.abs(age) / 1000) * 1000);
    return age < 0 ? `in ${length}` : `${length} ago`;
}

function moment(text: string | null | undefined) {
    const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?(?:\+00|Z)/.exec(text ?? '');
    if (!match) return undefined;
    const [, day, clock, fraction = ''] = match;
    return {
        iso: `${day}T${clock}${fraction.slice(0, 4)}Z`,
        full: `${day} ${clock}${fraction} UTC`,
        short: `${day} ${clock} UTC`,
    };
}

/** An interval of PostgreSQL, or milliseconds: `840 ms`, `3 min 12 s`. */
export function duration(value: string | number | null | undefined, none = '–'): Html {
    if (value === null || value === undefined) return html`${none}`;
    const length = typeof value === 'number' ? value : milliseconds(value);
    return Number.isNaN(length) ? html`${value}` : html`${formatDuration(length)}`;
}

/** Of an interval such as `1 day 02:03:04.5`; NaN for one with months. */
export function milliseconds(interval: string): number {
    const match = /^(?:(-?\d+) days?)? ?(?:([-+]?)(\d+):(\d\d):(\d\d(?:\.\d+)?))?$/.exec(interval);
    if (!match || interval === '') return Number.NaN;
    const [, days = '0', sign, hours = '0', minutes = '0', seconds = '0'] = match;
    const clock = (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
    return Number(days) * 86_400_000 + (sign === '-' ? -clock : clock);
}

/** A count with its thousands set apart; nothing is a dash. */
export function count(value: string | number | null | undefined): Html {
    return html`${value === null || value === undefined ? '–' : formatCount(value)}`;
}

export interface Column {
    title: string;
    /** Right-aligned, with digits of one width. */
    isNumber?: boolean;
    /** The title is for screen readers alone. */
    isHidden?: boolean;
}

export interface TableOptions {
    caption: string;
    /** The caption is for screen readers alone, since a heading above says the same. */
    isCaptionHidden?: boolean;
    columns: readonly (string | Column)[];
    /** One cell for each column; the first names the row. */
    rows: readonly (readonly unknown[])[];
    /** What stands in place of a table without rows. */
    none?: string;
}

/** A table in a box of its own, which scrolls where the screen is narrower. */
export function table(options: TableOptions): Html {
    const { caption, rows, none = 'Nothing yet.' } = options;
    if (rows.length === 0) return emptyState(none);
    const columns = options.columns.map((column) =>
        typeof column === 'string' ? { title: column } : column,
    ) as Column[];
    const numeric = (index: number) => (columns[index]?.isNumber ? 'number' : '');
    return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption class="${options.isCaptionHidden ? 'visually-hidden' : ''}">${caption}</caption>
<thead><tr>${columns.map(
        ({ title, isHidden }, index) =>
            html`<th scope="col" class="${numeric(index)}">${isHidden ? html`<span class="visually-hidden">${title}</span>` : title}</th>`,
    )}</tr></thead>
<tbody>${rows.map(
        (cells) =>
            html`<tr>${cells.map((cell, index) =>
                index === 0
                    ? html`<th scope="row" class="${numeric(index)}">${cell}</th>`
                    : html`<td class="${numeric(index)}">${cell}</td>`,
            )}</tr>`,
    )}</tbody></table></div>`;
}

/** What a list says when there is nothing in it. */
export const emptyState = (text: unknown): Html => html`<p class="empty">${text}</p>`;

export interface ButtonOptions {
    context: PageContext;
    /** The path that the form is posted to. */
    action: string;
    label: string;
    /** What the button says to those who do not see what it belongs to. */
    description?: string;
    fields?: Record<string, string>;
    kind?: 'primary' | 'danger';
    isDisabled?: boolean;
}

/** A form that is one button; nothing in read-only mode. */
export function actionButton(options: ButtonOptions): Html {
    const { context, action, label, description, fields = {}, kind } = options;
    if (context.isReadOnly) return html``;
    return html`<form class="action" method="post" action="${action}">
<input type="hidden" name="csrf" value="${context.csrf}">${Object.entries(fields).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}
<button type="submit" class="button ${kind ?? ''}"${options.isDisabled ? html` disabled` : ''}>${label}${
        description ? html`<span class="visually-hidden"> ${description}</span>` : ''
    }</button></form>`;
}

/** Links to the page before and after; nothing where there is neither. */
export function pager({ newer, older }: { newer?: string; older?: string }): Html {
    if (!newer && !older) return html``;
    return html`<nav class="pager" aria-label="Pages">
${newer ? html`<a rel="prev" href="${newer}">← Newer</a>` : html`<span></span>`}
${older ? html`<a rel="next" href="${older}">Older →</a>` : html`<span></span>`}</nav>`;
}

export interface ErrorFields {
    error_sqlstate: string | null;
    error_message: string | null;
    error_detail?: string | null;
    error_hint?: string | null;
}

/** An error of the pipeline with what to do about it. */
export function errorBox(error: ErrorFields): Html {
    if (!error.error_message) return html``;
    return html`<div class="error-box"><p class="error-message"><code class="sqlstate">${error.error_sqlstate ?? 'error'}</code> ${error.error_message}</p>
${error.error_detail ? html`<p class="error-detail">${error.error_detail}</p>` : ''}
${error.error_hint ? html`<p class="error-hint"><strong>What to do:</strong> ${error.error_hint}</p>` : ''}</div>`;
}

/** A part of a page with a heading of its own. */
export function section(id: string, title: string, body: unknown, aside: unknown = ''): Html {
    return html`<section aria-labelledby="${id}"><div class="section-head"><h2 id="${id}">${title}</h2>${aside}</div>
${body}</section>`;
}

import { html } from 'hono/html';
import { type Column, count } from '../elements.ts';
import type { Run } from '../queries/runs.ts';
import type { Html } from '../types.ts';

/** How a run came about, and through whom. */
export function whoCalled({ origin, requested_by, called_by }: Run): string {
    if (origin === 'schedule') return 'schedule';
    if (origin === 'request') return requested_by ?? 'request';
    return `${called_by}, by hand`;
}

/** Why a run did not do all that it was to do; nothing for one that did. */
export function reasonOf({ error_message, in_the_way }: Run): Html {
    if (!error_message && !in_the_way) return html``;
    return html`<span class="reason">${error_message}${
        in_the_way ? html` (in the way: <a href="/runs/${in_the_way}">run ${in_the_way}</a>)` : ''
    }</span>`;
}

interface Rows {
    rows_read: string | null;
    rows_inserted: string | null;
    rows_updated: string | null;
    rows_rejected: string | null;
    rows_deleted: string | null;
}

export const rowColumns: Column[] = ['Read', 'Inserted', 'Updated', 'Rejected', 'Deleted'].map(
    (title) => ({ title, isNumber: true }),
);

/** Of a run: what it read and wrote at its ends. A sum over the layers would count a row in each. */
export const endColumns: Column[] = [
    'Read from source',
    'Inserted in dwh',
    'Updated in dwh',
    'Rejected',
    'Deleted in dwh',
].map((title) => ({ title, isNumber: true }));

export const rowCells = (rows: Rows): Html[] =>
    [
        rows.rows_read,
        rows.rows_inserted,
        rows.rows_updated,
        rows.rows_rejected,
        rows.rows_deleted,
    ].map((value) => count(value));

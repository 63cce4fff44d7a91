import { html } from 'hono/html';
import { count, emptyState, pager, table, time } from '../elements.ts';
import { parseRow } from '../json.ts';
import {
    columnsOf,
    type Entity,
    openRejects,
    type RejectReason,
    type RejectRow,
    rejectRows,
} from '../queries/tables.ts';
import type { Html, Reader } from '../types.ts';
import { urlWith } from './filter.ts';
import { exactTime, idOf, orProblem, value } from './parts.ts';
import { pathOf } from './tables.ts';
import { inOrderOf } from './versions-table.ts';

const pageSize = 25;

/** Why staging rejects rows now, and the rows behind a reason that the URL names; empty: any. */
export async function rejects(db: Reader, entity: Entity, query: URLSearchParams) {
    const { entity: name } = entity;
    const chosen = query.get('reason');
    const before = idOf(query.get('before'));
    const reasons = await orProblem(openRejects(db, name), (found) =>
        reasonTable(found, name, chosen),
    );
    if (chosen === null) return reasons;
    const page = { entity: name, reason: chosen || undefined, limit: pageSize + 1, before };
    const rows = await orProblem(
        Promise.all([rejectRows(db, page), columnsOf(db, entity.warehouse_table)]),
        ([found, columns]) => rowList(found, { ...entity, columns }, chosen, before),
    );
    return html`${reasons}<h3 id="reject-rows">${chosen ? html`Rows rejected for: ${chosen}` : 'All rejected rows'}</h3>${rows}`;
}

function reasonTable(reasons: readonly RejectReason[], name: string, chosen: string | null): Html {
    const link = (reason: string, text: unknown) =>
        html`<a href="${urlWith(pathOf(name), { reason })}#reject-rows"${reason === chosen ? html` aria-current="true"` : ''}>${text}</a>`;
    return html`${table({
        caption: `Open rejects of ${name} by reason`,
        isCaptionHidden: true,
        columns: ['Reason', { title: 'Rows', isNumber: true }, 'Oldest', 'Newest'],
        rows: reasons.map(({ reason, rejects, oldest, newest }) => [
            link(reason, reason),
            count(rejects),
            time(oldest),
            time(newest),
        ]),
        none: 'None: every row that was extracted is staged.',
    })}${reasons.length > 1 ? html`<p class="note">A row with several reasons counts for each. ${link('', 'Show all rows')}</p>` : ''}`;
}

function rowList(
    found: readonly RejectRow[],
    { entity: name, business_key, columns: known }: Entity & { columns: readonly string[] },
    reason: string,
    before: string | undefined,
): Html {
    if (found.length === 0)
        return emptyState(before ? 'No older row.' : 'No row is rejected for that now.');
    const shown = found.slice(0, pageSize).map((row) => ({
        ...row,
        key: Object.values(parseRow(row.business_key)),
        values: parseRow(row.payload),
    }));
    const columns = payloadColumns(
        inOrderOf(known, [...new Set(shown.flatMap(({ values }) => Object.keys(values)))]),
        business_key,
        shown.flatMap(({ reasons }) => reasons),
    );
    const path = pathOf(name);
    const last = shown.at(-1)?.reject_id;
    return html`${table({
        caption: `Rejected rows of ${name}, newest first`,
        isCaptionHidden: true,
        columns: ['Key', 'Reasons', ...columns, 'Rejected'],
        rows: shown.map((row) => [
            row.key.join(', '),
            row.reasons.join(', '),
            ...columns.map((column) => value(row.values[column])),
            exactTime(row.rejected_at),
        ]),
    })}${pager({
        newer: before ? `${urlWith(path, { reason })}#reject-rows` : undefined,
        older:
            found.length > pageSize
                ? `${urlWith(path, { reason, before: last })}#reject-rows`
                : undefined,
    })}`;
}

/**
 * What a reason seems to be about comes first, what the raw layer adds to a row last; the key has a
 * column of its own. A reason is a word or two, and a column that it is about has one of them:
 * quantity in quantity_not_positive.
 */
export function payloadColumns(
    names: readonly string[],
    businessKey: readonly string[],
    reasons: readonly string[],
): string[] {
    const all = names.filter((name) => !businessKey.includes(name));
    const added = ['is_deleted', 'batch_id', 'loaded_at'].filter((name) => all.includes(name));
    const own = all.filter((name) => !added.includes(name));
    const words = new Set(reasons.flatMap(wordsOf));
    const meant = own.filter((name) => wordsOf(name).some((word) => words.has(word)));
    return [...meant, ...own.filter((name) => !meant.includes(name)), ...added];
}

/** Short words (id, at, not) join columns to anything. */
const wordsOf = (name: string) =>
    name
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word.length > 3);

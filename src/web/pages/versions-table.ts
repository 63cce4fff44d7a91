import { html } from 'hono/html';
import { table } from '../elements.ts';
import { cellText, parseRow } from '../json.ts';
import type { Html } from '../types.ts';
import { exactTime, value } from './parts.ts';

export interface Version {
    validFrom: string;
    validTo: string;
    isDeleted: boolean;
    isInferred: boolean;
    columns: Record<string, unknown>;
}

/** How the source and the warehouse know a member. */
interface Keys {
    business_key: readonly string[];
    surrogate_key: string | null;
}

/** What the engine keeps of a version beside the columns of the member. */
const bookkeeping = [
    'effective_at',
    'seen_at',
    'valid_from',
    'valid_to',
    'is_current',
    'is_inferred',
    'is_deleted',
    'changed_from',
    'batch_id',
    'loaded_at',
];

/** A version of engine.find_versions, whose numbers keep every digit. */
export function readVersion(text: string): Version {
    const columns = parseRow(text);
    return {
        validFrom: String(columns.valid_from),
        validTo: String(columns.valid_to),
        isDeleted: columns.is_deleted === true,
        isInferred: columns.is_inferred === true,
        columns,
    };
}

/** The versions, newest first; a column that changed says what it was before. */
export function versionTable(oldestFirst: readonly Version[], member: string, keys: Keys): Html {
    const own = ownColumns(oldestFirst, keys);
    const rest = Object.keys(oldestFirst[0]?.columns ?? {}).filter(
        (column) => !own.includes(column) && !hidden.has(column),
    );
    const rows = oldestFirst.map((version, index) => [
        html`<span class="exact">version ${index + 1}</span>`,
        stateOf(version, oldestFirst[index + 1]),
        exactTime(version.validFrom),
        exactTime(version.validTo),
        ...own.map((column) =>
            changedCell(version.columns[column], oldestFirst[index - 1]?.columns, column),
        ),
        ...rest.map((column) => value(version.columns[column])),
    ]);
    return table({
        caption: `Versions of ${member}, newest first`,
        isCaptionHidden: true,
        columns: ['Version', 'State', 'Valid from', 'Valid to', ...own, ...rest],
        rows: rows.reverse(),
    });
}

/** They have columns of their own, or say nothing here. */
const hidden = new Set([
    'valid_from',
    'valid_to',
    'is_current',
    'is_inferred',
    'is_deleted',
    'changed_from',
]);

/** The columns of the member itself, those of the business key first. */
export function ownColumns(
    versions: readonly Version[],
    { business_key, surrogate_key }: Keys,
): string[] {
    const all = Object.keys(versions[0]?.columns ?? {});
    const others = [...business_key, ...bookkeeping, surrogate_key];
    return [...business_key, ...all.filter((column) => !others.includes(column))];
}

function stateOf(version: Version, next: Version | undefined): string {
    if (version.isInferred) return 'inferred';
    if (version.validTo === 'infinity') return 'current';
    return version.isDeleted || (next ? next.validFrom !== version.validTo : true)
        ? 'past, then deleted'
        : 'past';
}

function changedCell(now: unknown, before: Record<string, unknown> | undefined, column: string) {
    if (!before || cellText(now) === cellText(before[column])) return value(now);
    return html`<mark class="changed">${value(now)}</mark> <span class="was">was ${value(before[column])}</span>`;
}

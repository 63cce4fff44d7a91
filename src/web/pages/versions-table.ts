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
export interface Keys {
    business_key: readonly string[];
    surrogate_key: string | null;
    /** The columns of its table in their order. */
    columns: readonly string[];
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
    const { changed, own } = columnsOfMember(oldestFirst, keys);
    const rest = Object.keys(oldestFirst[0]?.columns ?? {}).filter(
        (column) => !changed.includes(column) && !own.includes(column) && !hidden.has(column),
    );
    const rows = oldestFirst.map((version, index) => [
        html`<span class="exact">version ${index + 1}</span>`,
        stateOf(version, oldestFirst[index + 1]),
        ...changed.map((column) =>
            changedCell(version.columns[column], oldestFirst[index - 1]?.columns, column),
        ),
        exactTime(version.validFrom),
        exactTime(version.validTo),
        ...[...own, ...rest].map((column) => value(version.columns[column])),
    ]);
    return table({
        caption: `Versions of ${member}, newest first`,
        isCaptionHidden: true,
        columns: ['Version', 'State', ...changed, 'Valid from', 'Valid to', ...own, ...rest],
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

/** The columns of the member itself: those that changed, and the others as the table has them. */
function columnsOfMember(
    versions: readonly Version[],
    { business_key, surrogate_key, columns }: Keys,
): { changed: string[]; own: string[] } {
    const others = [...business_key, ...bookkeeping, surrogate_key];
    const own = inOrderOf(columns, Object.keys(versions[0]?.columns ?? {})).filter(
        (column) => !others.includes(column),
    );
    const changed = own.filter((column) =>
        versions.some(
            (version, index) => index > 0 && hasChanged(version, versions[index - 1], column),
        ),
    );
    return {
        changed,
        own: [...business_key, ...own.filter((column) => !changed.includes(column))],
    };
}

/** JSON does not keep the order of the columns. */
export function inOrderOf(known: readonly string[], columns: readonly string[]): string[] {
    return [
        ...known.filter((column) => columns.includes(column)),
        ...columns.filter((column) => !known.includes(column)),
    ];
}

const hasChanged = (version: Version, before: Version | undefined, column: string) =>
    cellText(version.columns[column]) !== cellText(before?.columns[column]);

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

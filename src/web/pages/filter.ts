import type { RunFilter } from '../queries/runs.ts';

/** Statuses that a run can have; a step can also be BLOCKED. */
export const runStatuses = ['SUCCEEDED', 'RUNNING', 'FAILED', 'CANCELLED', 'CRASHED', 'SKIPPED'];
export const origins = ['call', 'schedule', 'request'];

/** The filter that a URL names; what is empty or makes no sense is no condition. */
export function readFilter(query: URLSearchParams, entities: readonly string[]): RunFilter {
    const oneOf = (name: string, allowed: readonly string[]) =>
        allowed.find((value) => value === query.get(name));
    return {
        status: oneOf('status', runStatuses),
        entity: oneOf('entity', entities),
        origin: oneOf('origin', origins),
        from: dayOf(query.get('from')),
        to: dayOf(query.get('to')),
    };
}

/** A day of the calendar as 2026-01-31, of the years 1 to 9999, or undefined. */
function dayOf(text: string | null): string | undefined {
    if (!text || !/^\d{4}-\d\d-\d\d$/.test(text) || text < '0001') return undefined;
    const time = Date.parse(`${text}T00:00:00Z`);
    return new Date(Number.isNaN(time) ? 0 : time).toISOString().startsWith(text)
        ? text
        : undefined;
}

/** A URL with a query of what is given. */
export function urlWith(path: string, parts: Record<string, string | undefined>): string {
    const given = Object.entries(parts).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(given as [string, string][]).toString();
    return query === '' ? path : `${path}?${query}`;
}

import { html } from 'hono/html';
import type { RunFilter } from '../queries/runs.ts';
import type { Html } from '../types.ts';
import { origins, runStatuses } from './filter.ts';

/** The conditions of the list of runs; it sends them as the query of the URL. */
export function filterForm(
    filter: RunFilter,
    entities: readonly string[],
    isFiltered: boolean,
): Html {
    return html`<form class="filter" method="get" action="/runs" aria-label="Filter">
${choice('status', 'Status', runStatuses, filter.status)}
${choice('entity', 'Entity', entities, filter.entity)}
${choice('origin', 'Origin', origins, filter.origin)}
${day('from', 'From day', filter.from)}${day('to', 'To day', filter.to)}
<div class="filter-buttons"><button type="submit" class="button primary">Show</button>${isFiltered ? html`<a href="/runs">Show all</a>` : ''}</div></form>`;
}

function choice(name: string, label: string, values: readonly string[], chosen?: string): Html {
    return html`<div class="field"><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}"><option value="">any</option>${values.map(
        (value) => html`<option${value === chosen ? html` selected` : ''}>${value}</option>`,
    )}</select></div>`;
}

function day(name: string, label: string, value = ''): Html {
    return html`<div class="field"><label for="filter-${name}">${label}</label><input id="filter-${name}" name="${name}" type="date" value="${value}"></div>`;
}

import { html } from 'hono/html';
import { countOf, type FlowOptions, isEarlier } from '../charts/flow.ts';
import { ago, count, duration, emptyState, statusBadge, table, time } from '../elements.ts';
import type { Health } from '../health.ts';
import type { Entity, Freshness, Hop, Incident } from '../queries/overview.ts';
import type { Html, PageContext } from '../types.ts';
import { runButton } from './buttons.ts';

/** What the flow shows, as a table. */
export function flowTable(
    shown: Pick<FlowOptions, 'entities' | 'hops' | 'moving'>,
    now: string,
): Html {
    const { entities } = shown;
    const counted = entities.map(({ counted_at }) => counted_at).sort()[0];
    return html`<details class="as-table" id="flow-table"><summary>As a table</summary>
${table({
    caption: 'Rows of each entity by layer, and its last steps',
    isCaptionHidden: true,
    columns: [
        'Entity',
        ...['operational', 'mrr', 'stg', 'rejects', 'dwh', 'versions'].map((title) => ({
            title,
            isNumber: true,
        })),
        'into mrr',
        'into stg',
        'into dwh',
    ],
    rows: entities.map((entity) => [
        html`<a href="/tables/${encodeURIComponent(entity.entity)}">${entity.entity}</a>${entity.is_enabled ? '' : disabled}`,
        countOf(entity, 'operational'),
        count(entity.mrr),
        count(entity.stg),
        count(entity.rejects),
        count(entity.dwh),
        entity.kind === 'dimension' ? count(entity.dwh_versions) : '',
        ...(['mrr', 'stg', 'dwh'] as const).map((layer) => stepCell(entity, layer, shown)),
    ]),
    none: 'No entity is declared.',
})}</details>
<p class="note">${counted ? html`Rows were counted ${ago(counted, now)}, after a run.` : 'Rows are counted by a worker after a run.'}</p>`;
}

function stepCell(
    entity: Entity,
    layer: Hop['layer'],
    { hops, moving }: Pick<FlowOptions, 'hops' | 'moving'>,
): Html {
    const hop = hops.find((h) => h.layer === layer && h.entity === entity.entity);
    if (!hop) return html`–`;
    const badge = statusBadge(hop.status);
    if (hop.run_id === null) return badge;
    const link = html`<a class="plain" href="/runs/${hop.run_id}">${badge}</a>`;
    return isEarlier(hop, moving)
        ? html`<span class="is-earlier">${link} before this run</span>`
        : link;
}

export function freshnessTable(context: PageContext, found: Freshness[] | undefined): Html {
    if (!found) return emptyState('It cannot be read now. The page tries again.');
    const { now } = context;
    return html`${table({
        caption: 'How far each entity is behind the source',
        isCaptionHidden: true,
        columns: [
            'Entity',
            'Confirmed by a run',
            'Behind',
            'Complete up to',
            'Held back by',
            ...(context.isReadOnly ? [] : [{ title: 'Action', isHidden: true }]),
        ],
        rows: found.map((row) => [
            html`${row.entity}${row.is_enabled ? '' : html`${disabled}<span class="reason">left out of runs that do not name it</span>`}`,
            ago(row.last_updated, now),
            duration(row.behind),
            time(row.loaded_through && asTimestamp(row.loaded_through), 'never loaded'),
            heldBack(row, now),
            ...(context.isReadOnly ? [] : [runOne(context, row)]),
        ]),
        none: 'No entity is declared.',
    })}
<p class="note">A run contains everything that was committed before it was called. What holds a mark back only makes the next run read some rows again.</p>`;
}

/** Marks are text without a zone, in UTC. */
const asTimestamp = (mark: string) =>
    /^\d{4}-\d\d-\d\d [\d:.]+$/.test(mark) ? `${mark}+00` : mark;

function heldBack({ held_back_by, held_back_since }: Freshness, now: string): Html {
    if (held_back_by === null) return html`<span class="note">nothing</span>`;
    const since = held_back_since === null ? '' : html`, begun ${ago(held_back_since, now)}`;
    return html`<span class="holder">${held_back_by}${since}</span>`;
}

const runOne = (context: PageContext, { entity, is_enabled }: Freshness) =>
    runButton(context, {
        entities: [entity],
        label: 'Run',
        description: `${entity} alone${is_enabled ? '' : ', which is disabled'}`,
    });

const disabled = html` <span class="note">disabled</span>`;

export function incidentList(incidents: readonly Incident[], now: string): Html {
    if (incidents.length === 0) return html``;
    return html`<section class="alarm" aria-labelledby="incidents"><h2 id="incidents">Open incidents</h2><ul>${incidents.map(
        ({ kind, summary, opened_at, opened_by }) =>
            html`<li><strong>${kind}</strong> <span class="said">${summary}</span> <span class="note">since ${ago(opened_at, now)}${
                opened_by ? html`, <a href="/runs/${opened_by}">run ${opened_by}</a>` : ''
            }</span></li>`,
    )}</ul></section>`;
}

/** Nothing when all can be reached, or when it is not known yet. */
export function unreachableLayers(health: Health | undefined): Html {
    const lost = (health?.databases ?? []).filter(({ reachable }) => !reachable);
    if (lost.length === 0) return html``;
    return html`<section class="alarm" aria-labelledby="lost"><h2 id="lost">Not reachable</h2><ul>${lost.map(
        ({ layer, problem }) =>
            html`<li><strong>${layer}</strong> <span class="said">${problem ?? ''}</span></li>`,
    )}</ul></section>`;
}

import { html } from 'hono/html';
import type { Entity, Hop } from '../queries/overview.ts';
import type { Html } from '../types.ts';
import { chart } from './chart.ts';
import { classOf, markOf } from './marks.ts';
import { formatCount } from './scale.ts';

export interface FlowOptions {
    id: string;
    entities: readonly Entity[];
    hops: readonly Hop[];
    /** The run that is under way: what an earlier one came to is drawn as such. */
    moving?: MovingRun | undefined;
    /** For a screen too narrow for the names of tables. */
    isCompact?: boolean;
}

export interface MovingRun {
    run_id: string;
    entities: readonly string[];
}

/** Whether a state is that of a run before the one that is under way. */
export const isEarlier = (hop: Hop, moving: MovingRun | undefined): boolean =>
    moving !== undefined && hop.run_id !== moving.run_id && hop.status !== 'RUNNING';

/** What stands for a hop that the run under way has not reached, or does not have. */
function stateOf(hop: Hop, moving: MovingRun | undefined): string {
    if (!isEarlier(hop, moving)) return hop.status;
    const run = hop.run_id === null ? 'by hand' : `in run ${hop.run_id}`;
    const before = `${hop.status} ${run}, before run ${moving?.run_id}`;
    return moving?.entities.includes(hop.entity) ? `waiting; ${before}` : before;
}

const layers = [
    { layer: 'operational', says: 'the source' },
    { layer: 'mrr', says: 'raw copy' },
    { layer: 'stg', says: 'clean, rejects aside' },
    { layer: 'dwh', says: 'keys and history' },
] as const;
type LayerName = (typeof layers)[number]['layer'];

interface Form {
    isCompact: boolean;
    width: number;
    height: number;
    gap: number;
    pitch: number;
    top: number;
    /** Of the circle that shows the state of a hop. */
    radius: number;
}

const wide: Form = {
    isCompact: false,
    width: 200,
    height: 58,
    gap: 88,
    pitch: 76,
    top: 48,
    radius: 10,
};
const compact: Form = {
    isCompact: true,
    width: 64,
    height: 44,
    gap: 23,
    pitch: 78,
    top: 44,
    radius: 8,
};

const leftOf = (form: Form, column: number) => 1 + column * (form.width + form.gap);

/** Every entity from the source to the warehouse: its rows in each layer, and how its hops stand. */
export function flow(options: FlowOptions): Html {
    const { id, entities, isCompact = false } = options;
    const form = isCompact ? compact : wide;
    const body = html`${layers.map(({ layer, says }, column) => {
        const x = leftOf(form, column);
        return isCompact
            ? html`<text class="flow-small" x="${x}" y="14">${layer}</text>`
            : html`<text class="flow-layer" x="${x}" y="16">${layer}</text><text class="chart-label" x="${x}" y="33">${says}</text>`;
    })}${entities.map((entity, row) => line(form, entity, row, options))}`;
    return chart(
        {
            id,
            title: 'The flow from the source to the warehouse',
            description: describe(options),
            width: leftOf(form, layers.length - 1) + form.width + 1,
            height: form.top + Math.max(0, entities.length - 1) * form.pitch + form.height + 2,
            hasLinks: true,
        },
        body,
    );
}

function line(form: Form, entity: Entity, row: number, { hops, moving }: FlowOptions): Html {
    const top = form.top + row * form.pitch;
    return html`<g class="${entity.is_enabled ? '' : 'is-disabled'}">${
        form.isCompact
            ? html`<text class="flow-name" x="1" y="${top - 8}">${entity.entity}</text>`
            : ''
    }${layers.map(({ layer }, column) => {
        const hop = hops.find((h) => h.layer === layer && h.entity === entity.entity);
        const place = { form, x: leftOf(form, column), top, moving };
        return html`${column === 0 ? '' : arrow(place, entity, layer, hop)}${table(place, entity, layer, hop)}`;
    })}</g>`;
}

interface Place {
    form: Form;
    x: number;
    top: number;
    moving: MovingRun | undefined;
}

function table(
    { form, x, top }: Place,
    entity: Entity,
    layer: LayerName,
    hop: Hop | undefined,
): Html {
    const name = nameOf(entity, hop);
    const inner = form.isCompact
        ? compactText(x, top, entity, layer)
        : wideText(x, top, entity, layer, name);
    return html`<a href="/tables/${encodeURIComponent(entity.entity)}"><title>${name}</title>
<rect class="flow-table" x="${x}" y="${top}" width="${form.width}" height="${form.height}" rx="6"/>${inner}</a>`;
}

function wideText(x: number, top: number, entity: Entity, layer: LayerName, name: string): Html {
    const more = moreOf(entity, layer);
    return html`<text class="flow-name" x="${x + 12}" y="${top + 21}">${shorten(name)}</text>
<text class="flow-count" x="${x + 12}" y="${top + 44}">${countOf(entity, layer)}</text>
${more ? html`<text class="${more.css}" x="${x + wide.width - 12}" y="${top + 44}" text-anchor="end">${more.text}</text>` : ''}`;
}

function compactText(x: number, top: number, entity: Entity, layer: LayerName): Html {
    const more = layer === 'stg' ? moreOf(entity, layer) : undefined;
    const middle = x + compact.width / 2;
    const count = entity[layer] === null ? '–' : briefly(Number(entity[layer]));
    return html`<text class="flow-brief" x="${middle}" y="${top + (more ? 20 : 27)}" text-anchor="middle">${count}</text>
${more ? html`<text class="flow-bad flow-tiny" x="${middle}" y="${top + 35}" text-anchor="middle">${briefly(Number(entity.rejects))} rej.</text>` : ''}`;
}

function arrow(
    { form, x, top, moving }: Place,
    { entity }: Entity,
    layer: LayerName,
    hop: Hop | undefined,
): Html {
    const from = x - form.gap;
    const y = top + form.height / 2;
    const middle = form.isCompact ? from + form.gap / 2 : from + form.gap / 2 - 3;
    const movement = hop?.status === 'RUNNING' ? ' is-moving' : '';
    const css = hop && (isEarlier(hop, moving) ? 'is-earlier' : classOf(hop.status));
    const head = form.isCompact
        ? ''
        : html`<path class="flow-head" d="M${x - 10} ${y - 4.5}l7 4.5-7 4.5z"/>`;
    const end = form.isCompact ? x - 1 : x - 9;
    return html`<g><title>${entity} into ${layer}: ${hop ? stateOf(hop, moving) : 'no step yet'}</title>
<path class="flow-line${movement}" d="M${from + (form.isCompact ? 1 : 3)} ${y}H${end}"/>${head}
${
    hop
        ? html`<circle class="flow-state ${css}" cx="${middle}" cy="${y}" r="${form.radius}"/><text class="chart-mark ${css}" x="${middle}" y="${y + 4.5}" text-anchor="middle">${markOf(hop.status)}</text>`
        : ''
}</g>`;
}

/** The table that an entity has in a layer, as the log calls it; the source has none in the log. */
const nameOf = (entity: Entity, hop: Hop | undefined) =>
    (hop?.table_name ?? entity.entity).replace(/^public\./, '');

export function countOf(entity: Entity, layer: LayerName): string {
    return entity[layer] === null ? 'not counted' : formatCount(entity[layer]);
}

function moreOf(entity: Entity, layer: LayerName): { text: string; css: string } | undefined {
    if (layer === 'stg' && Number(entity.rejects ?? 0) > 0) {
        return { text: `${formatCount(entity.rejects)} rejected`, css: 'flow-bad' };
    }
    if (layer === 'dwh' && entity.kind === 'dimension' && entity.dwh_versions !== null) {
        return { text: `${formatCount(entity.dwh_versions)} versions`, css: 'chart-label' };
    }
    return undefined;
}

const shorten = (name: string) => (name.length > 26 ? `${name.slice(0, 25)}…` : name);

/** Up to six digits as they are, more as millions: `12.3 M`. */
export function briefly(count: number): string {
    if (count < 1_000_000) return formatCount(count);
    const [value, unit] = count < 1e9 ? [count / 1e6, 'M'] : [count / 1e9, 'G'];
    // Cut, not rounded: nothing may look like more than there is.
    return `${Math.floor(value * 10) / 10}\u202f${unit}`;
}

function describe({ entities, hops, moving }: FlowOptions): string {
    const lines = entities.map((entity) => {
        const rows = layers.map(({ layer }) => `${layer} ${countOf(entity, layer)}`).join(', ');
        const states = hops
            .filter((hop) => hop.entity === entity.entity)
            .map((hop) => `into ${hop.layer} ${stateOf(hop, moving)}`);
        return `${entity.entity}: ${rows}${states.length > 0 ? `; ${states.join(', ')}` : ''}.`;
    });
    return `Rows of each entity by layer and how its last steps ended. ${lines.join(' ')}`;
}

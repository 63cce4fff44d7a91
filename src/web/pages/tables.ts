import { html } from 'hono/html';
import { ago, count, section, table, time } from '../elements.ts';
import { page } from '../layout.ts';
import { type Entity, listEntities } from '../queries/tables.ts';
import type { Html, PageContext } from '../types.ts';

/** One line for each entity: its rows in every layer, its mark, how fresh it is. */
export async function tables(context: PageContext): Promise<Html> {
    const entities = await listEntities(context.db);
    return page({
        title: 'Tables',
        context,
        refreshOn: ['run', 'row_counts'],
        body: html`<h1>Tables</h1>
${section('entities', 'Entities', html`${entityTable(entities, context.now)}${counted(entities, context.now)}`)}`,
    });
}

function entityTable(entities: readonly Entity[], now: string): Html {
    const number = (title: string) => ({ title, isNumber: true });
    return table({
        caption: 'Rows, marks and freshness by entity',
        isCaptionHidden: true,
        columns: [
            'Entity',
            'Kind',
            number('Source'),
            number('mrr'),
            number('stg'),
            number('Open rejects'),
            number('dwh'),
            number('Versions'),
            'Confirmed by a run',
            'Source complete up to',
        ],
        rows: entities.map((entity) => [
            html`<a href="${pathOf(entity.entity)}">${entity.entity}</a>`,
            `${entity.kind}${entity.is_enabled ? '' : ', disabled'}`,
            count(entity.operational),
            count(entity.mrr),
            count(entity.stg),
            Number(entity.rejects ?? 0) > 0
                ? html`<a href="${pathOf(entity.entity)}#rejects">${count(entity.rejects)}<span class="visually-hidden"> of ${entity.entity}</span></a>`
                : count(entity.rejects),
            count(entity.dwh),
            entity.kind === 'dimension' ? count(entity.dwh_versions) : '–',
            ago(entity.last_updated, now),
            time(entity.loaded_through, 'not loaded yet'),
        ]),
        none: 'No entity is declared.',
    });
}

/** Counting is dear: the numbers are those of the last count. */
export function counted(entities: readonly Pick<Entity, 'counted_at'>[], now: string): Html {
    const [newest] = entities
        .flatMap(({ counted_at }) => counted_at ?? [])
        .sort()
        .reverse();
    return html`<p class="note">${newest ? html`Rows as a worker counted them ${ago(newest, now)}.` : 'A worker counts the rows after the first run.'}</p>`;
}

export const pathOf = (entity: string): string => `/tables/${encodeURIComponent(entity)}`;

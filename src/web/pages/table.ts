import { html } from 'hono/html';
import { ago, count, section } from '../elements.ts';
import { page } from '../layout.ts';
import {
    type BatchMark,
    batchMarks,
    type Entity,
    findEntity,
    type PlannedStatement,
    plannedStatements,
    rowCounts,
    stepVolumes,
} from '../queries/tables.ts';
import { type Html, NotFoundError, type PageContext, type PageRequest } from '../types.ts';
import { runButton } from './buttons.ts';
import { lookupForm } from './member.ts';
import { code, facts } from './parts.ts';
import { historySection, volumeSection } from './table-history.ts';
import { refused } from './table-refused.ts';
import { rejects } from './table-rejects.ts';
import { counted } from './tables.ts';

const mostCounts = 120;
const mostSteps = 30;

/** One entity: its rows over time, its marks, what staging rejects of it, how a hop would load it. */
export async function table(context: PageContext, request: PageRequest): Promise<Html> {
    const { db } = context;
    const entity = await findEntity(db, request.params.entity ?? '');
    if (!entity) throw new NotFoundError(`there is no entity ${request.params.entity}`);
    const { entity: name, kind } = entity;
    const [marks, counts, steps, plan, rejected, tooLate] = await Promise.all([
        batchMarks(db, name),
        rowCounts(db, name, mostCounts),
        stepVolumes(db, name, mostSteps),
        plannedStatements(db, name),
        rejects(db, entity, request.query),
        kind === 'dimension' ? refused(db, name) : '',
    ]);
    return page({
        title: name,
        context,
        refreshOn: ['run', 'step', 'row_counts'],
        isWide: true,
        body: html`<p class="back"><a href="/tables">All tables</a></p>
<div class="page-head"><h1>${name}</h1>
<div class="actions">${entity.is_enabled ? '' : html`<span class="note">disabled: left out of runs that do not name it</span>`}${runButton(context, { entities: [name], label: `Run ${name}` })}</div></div>
${head(entity, marks, context.now)}
${kind === 'dimension' ? section('find', 'Find a member', lookupForm(entity)) : ''}
${historySection(counts)}
${volumeSection(steps)}
${section('rejects', 'Open rejects', rejected)}
${kind === 'dimension' ? section('refused', 'Refused versions', tooLate) : ''}
${section('plan', 'What a hop into the warehouse runs', planList(plan, name))}`,
    });
}

function head(entity: Entity, marks: readonly BatchMark[], now: string): Html {
    return html`${facts(
        [
            ['Kind', `${entity.kind}${entity.is_enabled ? '' : ', disabled'}`],
            ['Business key', entity.business_key.join(', ')],
            ['Tables', `${entity.raw_table}, ${entity.staging_table}, ${entity.warehouse_table}`],
            ['Largest watermark', entity.high_water_mark ?? 'not loaded yet'],
            ['Source complete up to', entity.loaded_through ?? 'not loaded yet'],
            ['Confirmed by a run', entity.last_updated && html`${ago(entity.last_updated, now)}`],
            ...marks.map(({ upstream_layer, upstream_entity, batch_id }): [string, unknown] => [
                `Consumed of ${upstream_layer} ${upstream_entity}`,
                `up to batch ${batch_id}`,
            ]),
            ['Rows at the source', count(entity.operational)],
            ['Rows in the warehouse', count(entity.dwh)],
            ['Versions', entity.kind === 'dimension' && count(entity.dwh_versions)],
        ].filter(([, value]) => value !== false) as [string, unknown][],
    )}${counted([entity], now)}`;
}

function planList(plan: readonly PlannedStatement[], name: string): Html {
    return html`<details id="plan-sql"><summary>SQL: ${plan.length} statements</summary>
<p class="note">Values that only a run knows stand in them as psql variables.</p>
<ol class="statements">${plan.map(
        ({ phase, purpose, sql }, index) =>
            html`<li><p>${purpose} <span class="note">${phase}</span></p>${code(sql, `SQL of ${name}: ${index + 1}. ${purpose}`)}</li>`,
    )}</ol></details>`;
}

import { html } from 'hono/html';
import { durations } from '../charts/durations.ts';
import { grid } from '../charts/grid.ts';
import { duration, milliseconds, pager, section, statusBadge, table, time } from '../elements.ts';
import { page } from '../layout.ts';
import { partValue, settle } from '../queries/part.ts';
import { isWorkerAlive, openRequests } from '../queries/requests.ts';
import { entityNames, type GridCell, listRuns, type Run, stepsOfRuns } from '../queries/runs.ts';
import type { Html, PageContext, PageRequest } from '../types.ts';
import { readFilter, urlWith } from './filter.ts';
import { filterForm } from './filter-form.ts';
import { idOf, legend } from './parts.ts';
import { isUnderWay, requestSection } from './requests.ts';
import { endColumns, reasonOf, rowCells, whoCalled } from './run-text.ts';

const pageSize = 40;
const layers = ['mrr', 'stg', 'dwh'];

/** The runs that match the filter of the URL: step by step, by duration, and as a list. */
export async function runs(context: PageContext, { query }: PageRequest): Promise<Html> {
    const { db } = context;
    const entities = await entityNames(db);
    const filter = readFilter(query, entities);
    const [before, after] = [idOf(query.get('before')), idOf(query.get('after'))];
    // One more than fits on the page: it tells whether there is another page.
    const found = await listRuns(db, { filter, limit: pageSize + 1, before, after });
    const hasMore = found.length > pageSize;
    const list = after && hasMore ? found.slice(1) : found.slice(0, pageSize);
    const [steps, requests, worker] = await Promise.all([
        stepsOfRuns(
            db,
            list.map(({ run_id }) => run_id),
        ),
        settle(openRequests(db)),
        settle(isWorkerAlive(db)),
    ]);
    const alive = partValue(worker) ?? false;
    const url = (parts: Record<string, string | undefined>) =>
        urlWith('/runs', { ...filter, ...parts });
    const isFiltered = Object.values(filter).some((value) => value !== undefined);
    return page({
        title: 'Runs',
        context,
        refreshOn: ['run', 'step', 'request'],
        isMoving:
            list.some(({ status }) => status === 'RUNNING') ||
            isUnderWay(partValue(requests) ?? [], alive),
        isWide: true,
        body: html`<h1>Runs</h1>${requestSection({ requests, isWorkerAlive: alive, now: context.now })}${filterForm(filter, entities, isFiltered)}
${
    list.length === 0
        ? html`<p class="empty">${isFiltered || before || after ? 'No run matches.' : 'There was no run yet.'}</p>`
        : html`${charts(list, steps, entities)}${section('list', 'List', runTable(list, entities))}
${pager({
    newer: (after && hasMore) || before ? url({ after: list[0]?.run_id }) : undefined,
    older: after || hasMore ? url({ before: list.at(-1)?.run_id }) : undefined,
})}`
}`,
    });
}

function charts(
    newestFirst: readonly Run[],
    cells: readonly GridCell[],
    entities: readonly string[],
) {
    const list = [...newestFirst].reverse();
    const rows = layers.flatMap((layer) => entities.map((entity) => ({ layer, entity })));
    return html`${section(
        'grid',
        'Steps',
        html`${grid({
            id: 'grid-chart',
            runs: list.map((run) => ({
                runId: run.run_id,
                status: run.status,
                startedAt: run.started_at,
                reason: run.error_message,
            })),
            steps: cells.map((step) => ({
                runId: step.run_id,
                logId: step.log_id,
                layer: step.layer,
                entity: step.entity,
                status: step.status,
                reason: step.error_message,
            })),
            rows,
        })}${legend()}${gridTable(newestFirst, cells, rows)}`,
    )}${section(
        'durations',
        'Durations',
        html`${durations({
            id: 'durations-chart',
            runs: list
                .filter(({ status }) => status !== 'SKIPPED')
                .map((run) => ({
                    runId: run.run_id,
                    status: run.status,
                    duration: milliseconds(run.duration),
                })),
        })}<p class="note">The list below has the same durations.</p>`,
    )}`;
}

function gridTable(
    list: readonly Run[],
    cells: readonly GridCell[],
    rows: readonly { layer: string; entity: string }[],
): Html {
    const found = new Map(
        cells.map((cell) => [`${cell.run_id} ${cell.layer} ${cell.entity}`, cell.status]),
    );
    return html`<details class="as-table" id="grid-table"><summary>The same as a table</summary>${table(
        {
            caption: 'Steps of the runs by process',
            isCaptionHidden: true,
            columns: ['Run', 'Status', ...rows.map(({ layer, entity }) => `${layer} ${entity}`)],
            rows: list.map((run) => [
                html`<a href="/runs/${run.run_id}">${run.run_id}</a>`,
                run.status,
                ...rows.map(
                    ({ layer, entity }) => found.get(`${run.run_id} ${layer} ${entity}`) ?? '–',
                ),
            ]),
        },
    )}</details>`;
}

function runTable(list: readonly Run[], entities: readonly string[]): Html {
    return table({
        caption: 'Runs, newest first',
        isCaptionHidden: true,
        columns: [
            { title: 'Run', isNumber: true },
            'Status',
            'Started',
            { title: 'Duration', isNumber: true },
            'Called by',
            'Entities',
            ...endColumns,
        ],
        rows: list.map((run) => [
            html`<a href="/runs/${run.run_id}">${run.run_id}</a>`,
            html`${statusBadge(run.status)}${reasonOf(run)}`,
            time(run.started_at),
            run.status === 'SKIPPED' ? '–' : duration(run.duration),
            whoCalled(run),
            run.entities.length === entities.length ? 'all' : run.entities.join(', '),
            ...rowCells(run),
        ]),
    });
}

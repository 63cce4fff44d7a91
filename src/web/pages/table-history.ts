import { html } from 'hono/html';
import { history } from '../charts/history.ts';
import { volumes } from '../charts/volumes.ts';
import { count, section, statusBadge, table } from '../elements.ts';
import type { RowCount, StepVolume } from '../queries/tables.ts';
import type { Html } from '../types.ts';
import { exactTime } from './parts.ts';
import { rowCells, rowColumns } from './run-text.ts';

const series = [
    ['source', 'operational'],
    ['mrr', 'mrr'],
    ['stg', 'stg'],
    ['dwh', 'dwh'],
] as const;
const layers = ['mrr', 'stg', 'dwh'];

/** Rows of each layer over time. */
export function historySection(counts: readonly RowCount[]): Html {
    const number = (title: string) => ({ title, isNumber: true });
    return section(
        'history',
        'Rows over time',
        html`${history({
            id: 'history-chart',
            series: series.map(([name, column]) => ({
                name,
                points: counts.map((row) => ({ at: row.counted_at, value: row[column] })),
            })),
        })}${
            counts.length === 0
                ? ''
                : html`<details class="as-table" id="history-table"><summary>The same as a table</summary>${table(
                      {
                          caption: 'Rows by layer, newest count first',
                          isCaptionHidden: true,
                          columns: [
                              'Counted',
                              number('Source'),
                              number('mrr'),
                              number('stg'),
                              number('Open rejects'),
                              number('dwh'),
                              number('Versions'),
                          ],
                          rows: [...counts]
                              .reverse()
                              .map((row) => [
                                  exactTime(row.counted_at),
                                  ...[
                                      row.operational,
                                      row.mrr,
                                      row.stg,
                                      row.rejects,
                                      row.dwh,
                                      row.dwh_versions,
                                  ].map(count),
                              ]),
                      },
                  )}</details>`
        }`,
    );
}

/** What the last steps wrote to each layer. */
export function volumeSection(steps: readonly StepVolume[]): Html {
    return section(
        'volumes',
        'Rows written by run',
        html`<div class="small-charts">${layers.map(
            (layer) =>
                html`<div><h3>into ${layer}</h3>${volumes({
                    id: `volumes-${layer}`,
                    layer,
                    steps: steps
                        .filter((step) => step.layer === layer)
                        .map((step) => ({
                            logId: step.log_id,
                            runId: step.run_id,
                            inserted: step.rows_inserted,
                            updated: step.rows_updated,
                            rejected: step.rows_rejected,
                        })),
                })}</div>`,
        )}</div>${volumeLegend}${
            steps.length === 0
                ? ''
                : html`<details class="as-table" id="volumes-table"><summary>The same as a table</summary>${table(
                      {
                          caption: 'Rows by step, newest first',
                          isCaptionHidden: true,
                          columns: ['Run', 'Layer', 'Started', 'Status', ...rowColumns],
                          rows: [...steps]
                              .reverse()
                              .map((step) => [
                                  step.run_id
                                      ? html`<a href="/runs/${step.run_id}#step-${step.log_id}">${step.run_id}</a>`
                                      : 'by hand',
                                  step.layer,
                                  exactTime(step.start_time),
                                  statusBadge(step.status),
                                  ...rowCells(step),
                              ]),
                      },
                  )}</details>`
        }`,
    );
}

const volumeLegend = html`<ul class="legend" aria-label="Parts of a bar">${[
    'inserted',
    'updated',
    'rejected',
].map(
    (part) =>
        html`<li><svg class="legend-part" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><rect class="volume is-${part}"${part === 'inserted' ? '' : html` fill="url(#volumes-mrr-${part})"`} width="14" height="14"/></svg> ${part}</li>`,
)}</ul>`;

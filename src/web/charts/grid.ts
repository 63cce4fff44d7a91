import { html } from 'hono/html';
import type { Html } from '../types.ts';
import { chart, nothing } from './chart.ts';
import { classOf, markOf } from './marks.ts';

export interface GridRun {
    runId: string;
    status: string;
    startedAt: string;
    /** Why it was skipped, or what it failed with. */
    reason?: string | null;
}

export interface GridStep {
    runId: string;
    logId: string;
    layer: string;
    entity: string;
    status: string;
    /** Why it was blocked, or what it failed with. */
    reason?: string | null;
}

export interface GridRow {
    layer: string;
    entity: string;
}

export interface GridOptions {
    id: string;
    /** Oldest first. */
    runs: readonly GridRun[];
    steps: readonly GridStep[];
    /** In the order of the flow, the first on top. */
    rows: readonly GridRow[];
}

const cell = 20;
const pitch = 22;
const head = 24;

/** A column for each run, the newest right, and a row for each process, under one for the run itself. */
export function grid({ id, runs, steps, rows }: GridOptions): Html {
    if (runs.length === 0) return nothing('There was no run yet.');
    const found = new Map(steps.map((step) => [key(step.runId, step), step]));
    const right = runs.length * pitch + 8;
    const columns = runs.map((run, column) => {
        const x = column * pitch;
        const title = titleOf(`run ${run.runId}`, run);
        return html`<g><a href="/runs/${run.runId}" aria-label="${title}"><title>${title}</title>${square(x, head, run.status)}</a>${mark(x, head, run.status)}${label(run, x, column, runs.length)}
${rows.map((row, index) => stepCell(found.get(key(run.runId, row)), x, rowTop(index)))}</g>`;
    });
    const labels = ['run', ...rows.map(({ layer, entity }) => `${layer} ${entity}`)];
    return chart(
        {
            id,
            title: 'Steps of the last runs',
            description: describe(runs),
            width: right + Math.max(...labels.map((text) => text.length)) * 8,
            height: rowTop(rows.length),
            isFromEnd: true,
            hasLinks: true,
        },
        html`${columns}${labels.map(
            (text, index) =>
                html`<text class="chart-label" x="${right}" y="${rowTop(index - 1) + 15}">${text}</text>`,
        )}`,
    );
}

const key = (runId: string, { layer, entity }: GridRow) => `${runId} ${layer} ${entity}`;

/** The row of the run itself stands above, at -1. */
const rowTop = (index: number) => head + (index + 1) * pitch + (index >= 0 ? 6 : 0);

/** Every fifth run from the newest on is numbered: more numbers would not fit. */
function label(run: GridRun, x: number, column: number, count: number): Html | string {
    if ((count - 1 - column) % 5 !== 0) return '';
    return html`<text class="chart-label" x="${x + cell / 2}" y="14" text-anchor="middle">${run.runId}</text>`;
}

/** Links to the step; for the keyboard the run above it is link enough. */
function stepCell(step: GridStep | undefined, x: number, y: number): Html {
    if (!step) {
        return html`<circle class="grid-none" cx="${x + cell / 2}" cy="${y + cell / 2}" r="1.5"/>`;
    }
    const title = titleOf(`run ${step.runId}, ${step.layer} ${step.entity}`, step);
    return html`<a href="/runs/${step.runId}#step-${step.logId}" tabindex="-1"><title>${title}</title>${square(x, y, step.status)}</a>${mark(x, y, step.status)}`;
}

function square(x: number, y: number, status: string): Html {
    return html`<rect class="${classOf(status)}" x="${x}" y="${y}" width="${cell}" height="${cell}" rx="3"/>`;
}

/** Stands over the link and lets clicks through: within it, the name would have to begin with it. */
function mark(x: number, y: number, status: string): Html {
    return html`<text class="chart-mark ${classOf(status)}" x="${x + cell / 2}" y="${y + 15}" text-anchor="middle" aria-hidden="true">${markOf(status)}</text>`;
}

function titleOf(name: string, { status, reason }: { status: string; reason?: string | null }) {
    return `${name}: ${status}${reason ? `: ${reason}` : ''}`;
}

function describe(runs: readonly GridRun[]): string {
    const counts = new Map<string, number>();
    for (const { status } of runs) counts.set(status, (counts.get(status) ?? 0) + 1);
    const parts = [...counts].map(([status, count]) => `${count} ${status}`);
    return `The last ${runs.length} runs, the newest right: ${parts.join(', ')}.`;
}

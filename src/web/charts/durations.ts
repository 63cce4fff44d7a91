import { html } from 'hono/html';
import type { Html } from '../types.ts';
import { chart, nothing } from './chart.ts';
import { classOf, markOf } from './marks.ts';
import { linear, median, niceTicks, round } from './scale.ts';
import { formatDuration } from './time.ts';

export interface DurationRun {
    runId: string;
    status: string;
    /** Milliseconds; of a running one, until now. */
    duration: number;
}

const box = { left: 64, right: 130, top: 16, bottom: 26, width: 960, height: 206 };

/** A bar for each run, oldest left, and the median of those that succeeded as a line. */
export function durations({ id, runs }: { id: string; runs: readonly DurationRun[] }): Html {
    if (runs.length === 0) return nothing('No run has a duration yet.');
    const middle = medianOf(runs);
    const limit = limitOf(runs.map(({ duration }) => duration));
    const ticks = niceTicks(0, limit);
    const top = ticks.at(-1) ?? limit;
    const floor = box.height - box.bottom;
    const y = linear([0, top], [floor, box.top]);
    const pitch = (box.width - box.left - box.right) / Math.max(runs.length, 12);
    const body = html`${ticks.map(
        (tick) =>
            html`<line class="chart-grid" x1="${box.left}" x2="${box.width - box.right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="chart-label" x="${box.left - 6}" y="${y(tick) + 4}" text-anchor="end">${formatDuration(tick)}</text>`,
    )}${runs.map((run, index) => {
        const x = round(box.left + index * pitch);
        const isNumbered = (runs.length - 1 - index) % Math.ceil(runs.length / 10) === 0;
        return bar(run, { x, pitch, y, top, floor, isNumbered });
    })}${middle === undefined ? '' : medianLine(middle, y(Math.min(middle, top)))}`;
    return chart(
        {
            id,
            title: 'Duration of the last runs',
            description: describe(runs, middle),
            width: box.width,
            height: box.height,
            isFromEnd: true,
        },
        body,
    );
}

/** The median of the runs that succeeded. */
export function medianOf(runs: readonly DurationRun[]): number | undefined {
    return median(
        runs.filter(({ status }) => status === 'SUCCEEDED').map(({ duration }) => duration),
    );
}

/**
 * Where the axis ends. A first load takes many times as long as the runs after it, which would
 * all be flat beside it: what is over ten times the median is cut, and says so.
 */
export function limitOf(values: readonly number[]): number {
    const usual = median(values) ?? 1;
    const kept = values.filter((value) => value <= usual * 10);
    return Math.max(1, ...kept) * (kept.length < values.length ? 1.3 : 1);
}

interface Place {
    x: number;
    pitch: number;
    y: (value: number) => number;
    top: number;
    floor: number;
    isNumbered: boolean;
}

function bar(run: DurationRun, { x, pitch, y, top, floor, isNumbered }: Place): Html {
    const isCut = run.duration > top;
    const roof = y(Math.min(run.duration, top));
    const width = round(Math.max(2, pitch - 3));
    const middle = round(x + width / 2);
    return html`<g><title>run ${run.runId}: ${run.status}, ${formatDuration(run.duration)}</title>
<rect class="bar ${classOf(run.status)}" x="${x}" y="${roof}" width="${width}" height="${Math.max(1, round(floor - roof))}"/>
${isCut ? html`<path class="bar-cut" d="M${x - 1} ${roof + 14}l${round(width + 2)} -6v5l-${round(width + 2)} 6z"/><text class="chart-label" x="${middle}" y="${roof - 3}" text-anchor="middle">${formatDuration(run.duration)}</text>` : ''}
${run.status === 'SUCCEEDED' ? '' : html`<text class="chart-label" x="${middle}" y="${isCut ? roof + 28 : roof - 3}" text-anchor="middle">${markOf(run.status)}</text>`}
${isNumbered ? html`<text class="chart-label" x="${middle}" y="${floor + 16}" text-anchor="middle">${run.runId}</text>` : ''}</g>`;
}

function medianLine(value: number, y: number): Html {
    return html`<line class="median" x1="${box.left}" x2="${box.width - box.right}" y1="${y}" y2="${y}"/><text class="chart-label median-label" x="${box.width - box.right + 6}" y="${y + 4}">median ${formatDuration(value)}</text>`;
}

function describe(runs: readonly DurationRun[], middle: number | undefined): string {
    const all = runs.map(({ duration }) => duration);
    const range = `from ${formatDuration(Math.min(...all))} to ${formatDuration(Math.max(...all))}`;
    const rest =
        middle === undefined
            ? 'none of them succeeded'
            : `the median of those that succeeded is ${formatDuration(middle)}`;
    return `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, ${range}; ${rest}.`;
}

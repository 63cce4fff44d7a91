import { html } from 'hono/html';
import type { Html } from '../types.ts';
import { chart, nothing } from './chart.ts';
import { classOf, markOf } from './marks.ts';
import { linear, niceTicks, round, timeTicks } from './scale.ts';
import { formatDuration, formatInstant, instant } from './time.ts';

export interface GanttStep {
    logId: string;
    layer: string;
    entity: string;
    status: string;
    startTime: string;
    /** NULL: it is still running. */
    endTime: string | null;
}

export interface GanttOptions {
    id: string;
    runId: string;
    startedAt: string;
    endedAt: string | null;
    /** The clock of the database, where a run that has not ended reaches to. */
    now: string;
    steps: readonly GanttStep[];
    /** Steps that have not begun; a run that has ended has none. */
    waiting?: readonly Pick<GanttStep, 'layer' | 'entity'>[];
}

const box = { left: 150, right: 110, top: 8, bottom: 26, width: 960, pitch: 26, bar: 16 };

/** A bar for each step in the order of the log, over the time since the run began. */
export function gantt(options: GanttOptions): Html {
    const { id, runId, steps, waiting = [] } = options;
    if (steps.length + waiting.length === 0) return nothing('The run has no step.');
    const start = instant(options.startedAt);
    const end = Math.max(
        start + 1,
        instant(options.endedAt ?? options.now),
        ...steps.map((step) => instant(step.endTime ?? options.now)),
    );
    const x = linear([start, end], [box.left, box.width - box.right]);
    const floor = box.top + (steps.length + waiting.length) * box.pitch;
    const body = html`${axis(start, end, x, floor)}${steps.map((step, index) =>
        row(step, { y: box.top + index * box.pitch, x, end: instant(step.endTime ?? options.now) }),
    )}${waiting.map((step, index) => waitingRow(step, box.top + (steps.length + index) * box.pitch))}`;
    return chart(
        {
            id,
            title: `Steps of run ${runId} over time`,
            description: `${steps.length} steps${waiting.length > 0 ? `, and ${waiting.length} that wait,` : ''} within ${formatDuration(end - start)} from ${options.startedAt}. The table of steps has the same times.`,
            width: box.width,
            height: floor + box.bottom,
        },
        body,
    );
}

/** The time since the start for a run of less than a minute, else the clock. */
function axis(start: number, end: number, x: (at: number) => number, floor: number): Html {
    const isShort = end - start < 60_000;
    const ticks = isShort
        ? niceTicks(0, end - start, 6)
              .filter((ms) => ms <= end - start)
              .map((ms) => ({ at: start + ms, text: ms === 0 ? '0' : `+${formatDuration(ms)}` }))
        : clock(start, end);
    return html`${ticks.map(
        ({ at, text }) =>
            html`<line class="chart-grid" x1="${x(at)}" x2="${x(at)}" y1="${box.top}" y2="${floor}"/><text class="chart-label" x="${x(at)}" y="${floor + 16}" text-anchor="middle">${text}</text>`,
    )}`;
}

function clock(start: number, end: number) {
    const { step, at } = timeTicks(start, end, 7);
    return at.map((ms) => ({
        at: ms,
        text:
            step < 86_400_000
                ? formatInstant(ms, 1000).slice(0, 5 + 3 * Number(step < 60_000))
                : formatInstant(ms, step),
    }));
}

function waitingRow({ layer, entity }: Pick<GanttStep, 'layer' | 'entity'>, y: number): Html {
    return html`<g><text class="chart-label" x="${box.left - 8}" y="${y + 13}" text-anchor="end">${layer} ${entity}</text>
<text class="chart-label is-waiting" x="${box.left + 5}" y="${y + 13}">waiting</text></g>`;
}

interface Place {
    y: number;
    x: (at: number) => number;
    end: number;
}

function row(step: GanttStep, { y, x, end }: Place): Html {
    const start = instant(step.startTime);
    const left = x(start);
    const width = Math.max(3, round(x(end) - left));
    const isOpen = step.endTime === null;
    const text = `${markOf(step.status)} ${step.status === 'SUCCEEDED' || isOpen ? formatDuration(end - start) : step.status}${isOpen ? ' so far' : ''}`;
    const name = `${step.layer} ${step.entity}`;
    return html`<g><title>${name}: ${step.status}, ${step.startTime} to ${step.endTime ?? 'now'}, ${formatDuration(end - start)}</title>
<text class="chart-label" x="${box.left - 8}" y="${y + 13}" text-anchor="end">${name}</text>
<rect class="bar ${classOf(step.status)}${isOpen ? ' is-open' : ''}" x="${left}" y="${y + 1}" width="${width}" height="${box.bar}" rx="2"/>
${isOpen ? html`<path class="open-end ${classOf(step.status)}" d="M${round(left + width)} ${y + 1}l8 ${box.bar / 2}l-8 ${box.bar / 2}z"/>` : ''}
<text class="chart-label" x="${round(left + width + (isOpen ? 12 : 5))}" y="${y + 13}">${text}</text></g>`;
}

import { html } from 'hono/html';
import type { Html } from '../types.ts';
import { chart, nothing } from './chart.ts';
import { formatCount, linear, niceTicks, round, timeTicks } from './scale.ts';
import { formatInstant, instant } from './time.ts';

export interface Series {
    name: string;
    /** Oldest first; NULL: not counted. */
    points: readonly { at: string; value: string | null }[];
}

const box = { left: 84, right: 170, top: 14, bottom: 30, width: 960, height: 250 };

interface Point {
    at: number;
    value: number;
}

/** Rows of each layer over time as lines, told apart by dashes and by names at their ends. */
export function history({ id, series }: { id: string; series: readonly Series[] }): Html {
    const lines = series
        .map(({ name, points }) => ({ name, points: points.flatMap(positioned) }))
        .filter(({ points }) => points.length > 0);
    const all = lines.flatMap(({ points }) => points);
    if (all.length === 0) return nothing('Rows have not been counted yet.');
    const [first, last] = rangeOf(all.map(({ at }) => at));
    const ticks = countTicks(all.map(({ value }) => value));
    const floor = box.height - box.bottom;
    const right = box.width - box.right;
    // A single count stands in the middle.
    const room = first === last ? 1 : 0;
    const x = linear([first - room, last + room], [box.left, right]);
    const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [floor, box.top]);
    const ends = apart(
        lines.map(({ points }) => y(points.at(-1)?.value ?? 0)),
        floor,
    );
    const time = timeTicks(first, last, 6);
    const body = html`${ticks.map(
        (tick) =>
            html`<line class="chart-grid" x1="${box.left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="chart-label" x="${box.left - 6}" y="${y(tick) + 4}" text-anchor="end">${formatCount(tick)}</text>`,
    )}${time.at.map(
        (at) =>
            html`<text class="chart-label" x="${x(at)}" y="${floor + 18}" text-anchor="middle">${formatInstant(at, time.step)}</text>`,
    )}${lines.map(({ name, points }, index) => {
        const end = points.at(-1) as Point;
        return html`<g class="series-${index + 1}">${path(points, x, y)}
<line class="series-lead" x1="${x(end.at) + 3}" y1="${y(end.value)}" x2="${x(end.at) + 14}" y2="${ends[index]}"/>
<text class="chart-label" x="${x(end.at) + 17}" y="${(ends[index] ?? 0) + 4}">${name} ${formatCount(end.value)}</text></g>`;
    })}`;
    const from = ticks[0] === 0 ? '' : `; the axis begins at ${formatCount(ticks[0])}`;
    return chart(
        {
            id,
            title: 'Rows by layer over time',
            description: `${lines.map(({ name, points }) => `${name} from ${formatCount(points[0]?.value)} to ${formatCount(points.at(-1)?.value)} rows`).join(', ')}${from}.`,
            width: box.width,
            height: box.height,
            isFromEnd: true,
        },
        body,
    );
}

function positioned({ at, value }: { at: string; value: string | null }): Point[] {
    return value === null ? [] : [{ at: instant(at), value: Number(value) }];
}

/** The line, and a dot at every count where there are few enough to be told apart. */
function path(points: readonly Point[], x: (at: number) => number, y: (value: number) => number) {
    const at = points.map((point) => `${x(point.at)},${y(point.value)}`);
    return html`<polyline class="series" points="${at.join(' ')}"/>${
        points.length > 60
            ? ''
            : points.map(
                  (point) =>
                      html`<circle class="series-dot" cx="${x(point.at)}" cy="${y(point.value)}" r="2.5"/>`,
              )
    }`;
}

/** Without zero where all counts are so close together that they would be one flat line. */
export function countTicks(values: readonly number[]): number[] {
    const [least, most] = rangeOf(values);
    const from = least > 0 && least >= most * 0.6 && most > least ? least : 0;
    return niceTicks(from, Math.max(most, from + 1)).filter(Number.isInteger);
}

function rangeOf(values: readonly number[]): [number, number] {
    return values.reduce<[number, number]>(
        ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
}

/**
 * Heights of labels that want to be at `wanted`: moved down where two would overlap, and up again
 * where the last would be below `lowest`.
 */
export function apart(wanted: readonly number[], lowest: number, distance = 15): number[] {
    const order = wanted
        .map((_, index) => index)
        .sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
    const placed = [...wanted];
    let least = Number.NEGATIVE_INFINITY;
    for (const index of order) {
        placed[index] = round(Math.max(placed[index] ?? 0, least));
        least = (placed[index] ?? 0) + distance;
    }
    let most = lowest;
    for (const index of order.toReversed()) {
        placed[index] = round(Math.min(placed[index] ?? 0, most));
        most = (placed[index] ?? 0) - distance;
    }
    return placed;
}

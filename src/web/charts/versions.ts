import { html } from 'hono/html';
import type { Html } from '../types.ts';
import { chart, nothing } from './chart.ts';
import { linear, round, timeTicks } from './scale.ts';
import { formatInstant, instant } from './time.ts';

export interface VersionSpan {
    /** What the row is called: a number, or the surrogate key. */
    name: string;
    validFrom: string;
    validTo: string;
    isDeleted: boolean;
}

export interface VersionsOptions {
    id: string;
    /** The business key of the member. */
    member: string;
    /** In order of valid_from. */
    versions: readonly VersionSpan[];
    /** The clock of the database. */
    now: string;
}

const box = { left: 110, right: 150, top: 8, bottom: 26, width: 960, pitch: 28, bar: 18 };
const most = 40;

/** The versions of a member, one under the other, and the gaps in which it was deleted. */
export function versions({ id, member, versions: all, now }: VersionsOptions): Html {
    const shown = all.slice(-most);
    if (shown.length === 0) return nothing('There is no such member.');
    const [from, to] = domain(shown, instant(now));
    const x = linear([from, to], [box.left, box.width - box.right]);
    const floor = box.top + shown.length * box.pitch;
    const { at, step } = timeTicks(from, to, 6);
    const body = html`${at.map(
        (ms) =>
            html`<line class="chart-grid" x1="${x(ms)}" x2="${x(ms)}" y1="${box.top}" y2="${floor}"/><text class="chart-label" x="${x(ms)}" y="${floor + 16}" text-anchor="middle">${formatInstant(ms, step)}</text>`,
    )}${shown.map((version, index) =>
        row(version, shown[index + 1], { y: box.top + index * box.pitch, x, from, to }),
    )}`;
    return chart(
        {
            id,
            title: `Versions of ${member}`,
            description: describe(all, shown.length),
            width: box.width,
            height: floor + box.bottom,
        },
        body,
    );
}

/** From the first to the last boundary or now, and some room for what has no end. */
function domain(spans: readonly VersionSpan[], now: number): [number, number] {
    const finite = spans
        .flatMap(({ validFrom, validTo }) => [instant(validFrom), instant(validTo)])
        .filter(Number.isFinite);
    const first = Math.min(now, ...finite);
    const last = Math.max(now, ...finite);
    const room = last > first ? (last - first) * 0.08 : 86_400_000;
    return [first - room, last + room];
}

interface Place {
    y: number;
    x: (at: number) => number;
    from: number;
    to: number;
}

function row(span: VersionSpan, next: VersionSpan | undefined, { y, x, from, to }: Place): Html {
    const [start, end] = [instant(span.validFrom), instant(span.validTo)];
    const left = x(Math.max(start, from));
    const right = x(Math.min(end, to));
    const width = Math.max(3, round(right - left));
    const isCurrent = end === Number.POSITIVE_INFINITY;
    const kind = isCurrent ? 'current' : 'past';
    const middle = y + 1 + box.bar / 2;
    return html`<g><title>${span.name}: ${span.validFrom} to ${span.validTo}${isCurrent ? ', current' : ''}</title>
<text class="chart-label" x="${box.left - 16}" y="${y + 15}" text-anchor="end">${span.name}</text>
<rect class="version is-${kind}" x="${left}" y="${y + 1}" width="${width}" height="${box.bar}"/>
${start === Number.NEGATIVE_INFINITY ? html`<path class="version is-${kind}" d="M${left} ${y + 1}l-8 ${box.bar / 2}l8 ${box.bar / 2}z"/>` : ''}
${isCurrent ? html`<path class="version is-${kind}" d="M${round(left + width)} ${y + 1}l8 ${box.bar / 2}l-8 ${box.bar / 2}z"/><text class="chart-label is-strong" x="${round(left + width + 12)}" y="${y + 15}">current</text>` : ''}
${hasGap(span, next) ? gap(right, next ? x(instant(next.validFrom)) : x(to), middle) : ''}</g>`;
}

/** A version that ends before the next begins, or that ends and is the last: it was deleted. */
export function hasGap(span: VersionSpan, next: VersionSpan | undefined): boolean {
    const end = instant(span.validTo);
    return next ? end < instant(next.validFrom) : end !== Number.POSITIVE_INFINITY;
}

function gap(left: number, right: number, y: number): Html {
    return html`<line class="gap" x1="${left + 1}" x2="${Math.max(left + 4, right)}" y1="${y}" y2="${y}"/><text class="chart-label" x="${Math.max(left + 8, right + 4)}" y="${y + 5}">deleted</text>`;
}

function describe(all: readonly VersionSpan[], shown: number): string {
    const gaps = all.filter((span, index) => hasGap(span, all[index + 1])).length;
    const last = all.at(-1);
    const state =
        last?.validTo === 'infinity'
            ? `current since ${last.validFrom}`
            : `deleted since ${last?.validTo}`;
    return `${all.length} ${all.length === 1 ? 'version' : 'versions'}${shown < all.length ? `, the last ${shown} drawn` : ''}, ${gaps} ${gaps === 1 ? 'deletion' : 'deletions'}; ${state}.`;
}

import { html } from 'hono/html';
import type { Html } from '../types.ts';
import { chart, nothing } from './chart.ts';
import { formatCount, linear, niceTicks, round } from './scale.ts';

export interface Volume {
    logId: string;
    runId: string | null;
    inserted: string | null;
    updated: string | null;
    rejected: string | null;
}

export interface VolumesOptions {
    id: string;
    layer: string;
    /** The steps of one process, oldest first. */
    steps: readonly Volume[];
}

const box = { left: 64, right: 24, top: 14, bottom: 26, width: 340, height: 170 };
/** Of a part that has rows at all; its pattern has an outline. */
const leastHeight = 2;
const parts = ['inserted', 'updated', 'rejected'] as const;

/** A bar for each step: what it inserted below, what it updated on that, what it rejected on top. */
export function volumes({ id, layer, steps }: VolumesOptions): Html {
    if (steps.length === 0) return nothing(`Nothing has run into ${layer} yet.`);
    const totals = steps.map(total);
    const ticks = niceTicks(0, Math.max(1, ...totals), 4).filter(Number.isInteger);
    const floor = box.height - box.bottom;
    const y = linear([0, ticks.at(-1) ?? 1], [floor, box.top]);
    const pitch = (box.width - box.left - box.right) / Math.max(steps.length, 10);
    const body = html`${patterns(id)}${ticks.map(
        (tick) =>
            html`<line class="chart-grid" x1="${box.left}" x2="${box.width - box.right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="chart-label" x="${box.left - 6}" y="${y(tick) + 4}" text-anchor="end">${formatCount(tick)}</text>`,
    )}${steps.map((step, index) => {
        const x = round(box.left + index * pitch);
        const isNumbered = (steps.length - 1 - index) % Math.ceil(steps.length / 5) === 0;
        return html`${bar(id, step, { x, width: round(Math.max(2, pitch - 3)), y })}${
            isNumbered
                ? html`<text class="chart-label" x="${round(x + pitch / 2)}" y="${floor + 16}" text-anchor="middle">${step.runId ?? 'hand'}</text>`
                : ''
        }`;
    })}`;
    const sums = parts.map((part) => `${formatCount(sum(steps, part))} ${part}`);
    return chart(
        {
            id,
            title: `Rows written to ${layer} by run`,
            description: `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}: ${sums.join(', ')} in all.`,
            width: box.width,
            height: box.height,
            isFromEnd: true,
        },
        body,
    );
}

/** Stripes and dots, so that the parts of a bar differ by more than their colour. */
function patterns(id: string): Html {
    return html`<defs><pattern id="${id}-updated" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="volume-updated-ground" width="6" height="6"/><rect class="volume-updated" width="3" height="6"/></pattern><pattern id="${id}-rejected" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="volume-rejected-ground" width="5" height="5"/><circle class="volume-rejected" cx="2.5" cy="2.5" r="1.7"/></pattern></defs>`;
}

interface Place {
    x: number;
    width: number;
    y: (value: number) => number;
}

function bar(id: string, step: Volume, { x, width, y }: Place): Html {
    let below = 0;
    let roof = y(0);
    const title = parts.map((part) => `${formatCount(step[part] ?? 0)} ${part}`).join(', ');
    const boxes = parts.map((part) => {
        const value = Number(step[part] ?? 0);
        if (value === 0) return '';
        // Each has the least height above the one before it, so that none hides another.
        const floor = roof;
        below += value;
        roof = round(Math.min(y(below), floor - leastHeight));
        const fill = part === 'inserted' ? '' : html` fill="url(#${id}-${part})"`;
        return html`<rect class="volume is-${part}"${fill} x="${x}" y="${roof}" width="${width}" height="${round(floor - roof)}"/>`;
    });
    return html`<g><title>${step.runId ? `run ${step.runId}` : 'by hand'}: ${title}</title>${boxes}</g>`;
}

const total = (step: Volume) => parts.reduce((sum, part) => sum + Number(step[part] ?? 0), 0);

const sum = (steps: readonly Volume[], part: (typeof parts)[number]) =>
    steps.reduce((all, step) => all + BigInt(step[part] ?? 0), 0n).toString();

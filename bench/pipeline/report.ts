import type { SeedSizes } from '../../src/options.ts';
import { changed, type Idle, type Increment } from './changes.ts';
import type { Dimension } from './dimension.ts';
import type { FirstLoad } from './first-load.ts';
import { median } from './shop.ts';

export interface Results {
    at: string;
    machine: { cores: number; model: string; memory: number };
    postgres: string;
    sizes: Record<'small' | 'large', SeedSizes>;
    /** Seconds of each hop as a plain binary COPY. */
    limit: number[];
    /** The same over postgres_fdw. */
    floor: number[];
    firstLoad: FirstLoad;
    smallFirstLoad: FirstLoad;
    increments: Record<'small' | 'large', Increment>;
    idle: Idle;
    /** The same dimension with fewer and fewer changes. */
    dimensions: Dimension[];
}

type Line = [what: string, measured: string, comparedWith: string, factor: string];

/** A table in Markdown, with what it was measured on. */
export function formatReport(results: Results): string {
    const { machine, postgres, at } = results;
    const memory = Math.round(machine.memory / 2 ** 30);
    return [
        `PostgreSQL ${postgres}, ${machine.cores} cores (${machine.model}), ${memory} GB, ${at.slice(0, 10)}`,
        '',
        ...markdown(['', 'measured', 'compared with', 'factor'], lines(results)),
        '',
    ].join('\n');
}

function lines(results: Results): Line[] {
    const { limit, floor, firstLoad, smallFirstLoad, increments, idle, dimensions, sizes } =
        results;
    const copies = sum(limit);
    const inserts = sum(floor);
    const [small, large] = [count(sizes.small.sales), count(sizes.large.sales)];
    const seen = Math.max(
        ...[firstLoad, ...Object.values(increments)].map((x) => x.longestAtSource),
    );
    return [
        [
            `first load: ${large} sales, ${count(sizes.large.customers)} customers, ${count(sizes.large.products)} products`,
            `${seconds(firstLoad.seconds)}, ${count(firstLoad.rowsPerSecond)} rows/s`,
            `binary COPY three times: ${seconds(copies)}`,
            factor(firstLoad.seconds / copies),
        ],
        [
            'the same rows over postgres_fdw three times, nothing else done',
            seconds(inserts),
            `binary COPY three times: ${seconds(copies)}`,
            factor(inserts / copies),
        ],
        [
            `${count(changed.sales)} sales and ${changed.customers} customers changed, of ${large}`,
            milliseconds(increments.large.median),
            `of ${small}: ${milliseconds(increments.small.median)}`,
            factor(increments.large.median / increments.small.median),
        ],
        [
            'nothing changed, in an open session',
            milliseconds(idle.median),
            `slowest: ${milliseconds(idle.slowest)}`,
            '',
        ],
        ...dimensions.map(
            (dimension): Line => [
                `dimension of ${count(dimension.rows)} rows, ${count(dimension.changed)} of them changed`,
                milliseconds(median(dimension.splice)),
                `the whole compared: ${milliseconds(median(dimension.whole))}`,
                factor(dimension.factor),
            ],
        ),
        [
            'largest backend at the first load, private memory',
            megabytes(firstLoad.peakMemory),
            `of ${small} sales: ${megabytes(smallFirstLoad.peakMemory)}`,
            ratio(firstLoad.peakMemory, smallFirstLoad.peakMemory),
        ],
        [
            `WAL for each changed row, of ${large}`,
            `${count(increments.large.walPerRow)} bytes`,
            `of ${small}: ${count(increments.small.walPerRow)} bytes`,
            factor(increments.large.walPerRow / increments.small.walPerRow),
        ],
        [
            'longest transaction at the source',
            seconds(seen),
            `with a change: ${milliseconds(increments.large.longestAtSource * 1000)}`,
            '',
        ],
    ];
}

function markdown(header: Line, rows: Line[]): string[] {
    const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
    return [row(header), row(header.map(() => '---')), ...rows.map(row)];
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const count = (value: number) => Math.round(value).toLocaleString('en-US');
const seconds = (value: number) => `${value.toFixed(1)} s`;
const milliseconds = (value: number) => `${Math.round(value)} ms`;
const megabytes = (value: number | undefined) =>
    value === undefined ? 'unknown' : `${Math.round(value)} MB`;
const factor = (value: number) => value.toFixed(2);
const ratio = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined ? '' : factor(one / other);

interface Bar {
    label: string;
    /** Its parts, one after the other. */
    parts: { name: string; value: number }[];
}

/** Pairs of bars: the first load against the limit, the dimension against the whole comparison. */
export function drawChart({ limit, floor, firstLoad, dimensions }: Results): string {
    const hops = ['operational to mrr', 'mrr to stg', 'stg to dwh'];
    const spans = ['mrr', 'stg', 'dwh'].map((layer) =>
        firstLoad.steps
            .filter((step) => step.layer === layer && step.entity === 'sales')
            .map((step) => step.seconds),
    );
    const groups: { title: string; unit: string; bars: Bar[] }[] = [
        {
            title: 'First load, seconds: each hop of the sales, the floor and the limit',
            unit: 's',
            bars: [
                {
                    label: 'pgstrata',
                    parts: hops.map((name, i) => ({ name, value: spans[i]?.[0] ?? 0 })),
                },
                {
                    label: 'postgres_fdw alone',
                    parts: hops.map((name, i) => ({ name, value: floor[i] ?? 0 })),
                },
                {
                    label: 'binary COPY',
                    parts: hops.map((name, i) => ({ name, value: limit[i] ?? 0 })),
                },
            ],
        },
        ...dimensions.map((dimension) => ({
            title: `A dimension of ${count(dimension.rows)} rows, ${count(dimension.changed)} of them changed, milliseconds`,
            unit: 'ms',
            bars: [
                { label: 'splice', parts: [{ name: 'splice', value: median(dimension.splice) }] },
                {
                    label: 'whole comparison',
                    parts: [{ name: 'whole comparison', value: median(dimension.whole) }],
                },
            ],
        })),
    ];
    let y = 0;
    const body = groups.map(({ title, unit, bars }) => {
        y += 34;
        const heading = `<text class="title" x="0" y="${y}">${title}</text>`;
        const most = Math.max(...bars.map(total));
        const drawn = bars.map((bar) => {
            y += 30;
            return drawBar(bar, { y, scale: 480 / most, unit });
        });
        y += 20;
        return [heading, ...drawn].join('\n');
    });
    return `${head(y + 10)}\n${body.join('\n')}\n</svg>\n`;
}

const total = (bar: Bar) => bar.parts.reduce((sum, part) => sum + part.value, 0);

function drawBar(bar: Bar, { y, scale, unit }: { y: number; scale: number; unit: string }): string {
    let x = 150;
    const parts = bar.parts.map(({ name, value }, i) => {
        const width = value * scale;
        const rect = `<rect class="part-${i}" x="${x.toFixed(1)}" y="${y - 16}" width="${width.toFixed(1)}" height="22"><title>${name}: ${rounded(value)} ${unit}</title></rect>`;
        x += width;
        return rect;
    });
    return [
        `<text x="0" y="${y}">${bar.label}</text>`,
        ...parts,
        `<text x="${(x + 8).toFixed(1)}" y="${y}">${rounded(total(bar))} ${unit}</text>`,
    ].join('\n');
}

const rounded = (value: number) => (value < 100 ? value.toFixed(1) : String(Math.round(value)));

const head = (
    height: number,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 ${height}" role="img">
<title>First load and dimension, each against what it is compared with</title>
<style>
text { font: 14px system-ui, sans-serif; fill: #3b4252; }
.title { font-weight: 600; }
.part-0 { fill: #2f6f9f; } .part-1 { fill: #5b9bc8; } .part-2 { fill: #9cc4e0; }
@media (prefers-color-scheme: dark) { text { fill: #d8dee9; } }
</style>`;

import { describe, expect, test } from 'vitest';
import {
    type DurationRun,
    durations,
    limitOf,
    medianOf,
} from '../../../src/web/charts/durations.ts';
import { elements, problemsOf, text } from './support.ts';

const run = (runId: number, duration: number, status = 'SUCCEEDED'): DurationRun => ({
    runId: String(runId),
    status,
    duration,
});

describe('durations', () => {
    test('say so when there is none', async () => {
        expect(await text(durations({ id: 'd', runs: [] }))).toContain('No run has a duration yet');
    });

    test('are bars from the floor, with the median of those that succeeded as a line', async () => {
        const runs = [run(1, 1000), run(2, 4000, 'FAILED'), run(3, 2000), run(4, 3000)];
        const found = await text(durations({ id: 'd', runs }));
        expect(problemsOf(found)).toEqual([]);
        expect(medianOf(runs)).toBe(2000);
        const bars = elements(found, 'rect', 'bar').map(({ y, height }) => [
            Number(y),
            Number(height),
        ]);
        // 4 s is the top of the axis; 180 is its floor, 164 its height.
        expect(bars).toEqual([
            [139, 41],
            [16, 164],
            [98, 82],
            [57, 123],
        ]);
        expect(elements(found, 'line', 'median')[0]).toMatchObject({ y1: '98', y2: '98' });
        expect(found).toContain('median 2 s');
        expect(found).toContain(
            '4 runs, from 1 s to 4 s; the median of those that succeeded is 2 s.',
        );
    });

    test('of a single run', async () => {
        const found = await text(durations({ id: 'd', runs: [run(1, 0)] }));
        expect(problemsOf(found)).toEqual([]);
        expect(found).toContain('1 run, from 0 ms');
    });

    test('of 50 runs stand side by side within the chart', async () => {
        const runs = Array.from({ length: 50 }, (_, index) => run(index + 1, 100 + index));
        const found = await text(durations({ id: 'd', runs }));
        const xs = elements(found, 'rect', 'bar').map(({ x, width }) => [Number(x), Number(width)]);
        expect(xs).toHaveLength(50);
        for (const [index, [x = 0, width = 0]] of xs.entries()) {
            expect(x + width).toBeLessThanOrEqual(xs[index + 1]?.[0] ?? 830);
        }
    });

    test('without a median when none succeeded, and with the sign of the status', async () => {
        const found = await text(durations({ id: 'd', runs: [run(1, 500, 'FAILED')] }));
        expect(elements(found, 'line', 'median')).toHaveLength(0);
        expect(found).toContain('none of them succeeded');
        expect(found).toContain('>✗</text>');
    });

    test('a first load does not flatten the runs after it: its bar is cut and says how long', async () => {
        const runs = [run(1, 600_000), ...Array.from({ length: 9 }, (_, i) => run(i + 2, 1000))];
        expect(limitOf(runs.map(({ duration }) => duration))).toBe(1300);
        const found = await text(durations({ id: 'd', runs }));
        expect(found.match(/class="bar-cut"/g)).toHaveLength(1);
        expect(found).toContain('>10 min</text>');
        expect(Number(elements(found, 'rect', 'bar')[1]?.height)).toBeGreaterThan(50);
    });
});

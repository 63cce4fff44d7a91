import { describe, expect, test } from 'vitest';
import { apart, countTicks, history } from '../../../src/web/charts/history.ts';
import { elements, problemsOf, text } from './support.ts';

const day = (number: number) => `2026-01-${String(number).padStart(2, '0')} 00:00:00+00`;
const line = (name: string, values: (string | null)[]) => ({
    name,
    points: values.map((value, index) => ({ at: day(index + 1), value })),
});

describe('rows over time', () => {
    test('say so when nobody has counted', async () => {
        for (const series of [[], [line('mrr', [null])]]) {
            expect(await text(history({ id: 'h', series }))).toContain('not been counted yet');
        }
    });

    test('are lines from the first to the last count', async () => {
        const found = await text(
            history({
                id: 'h',
                series: [line('mrr', ['0', '50', '100']), line('stg', ['0', '0', '0'])],
            }),
        );
        expect(problemsOf(found)).toEqual([]);
        expect(elements(found, 'polyline').map(({ points }) => points)).toEqual([
            '84,220 437,117 790,14',
            '84,220 437,220 790,220',
        ]);
        expect(found).toContain('mrr from 0 to 100 rows, stg from 0 to 0 rows.');
    });

    test('a layer that was not counted once has a line without that point', async () => {
        const found = await text(history({ id: 'h', series: [line('mrr', ['1', null, '3'])] }));
        expect(elements(found, 'circle')).toHaveLength(2);
    });

    test('a single count stands in the middle', async () => {
        const found = await text(history({ id: 'h', series: [line('mrr', ['5'])] }));
        expect(problemsOf(found)).toEqual([]);
        expect(elements(found, 'circle')[0]).toMatchObject({ cx: '437' });
    });

    test('of 300 counts has no dots', async () => {
        const values = Array.from({ length: 300 }, (_, index) => String(index));
        const found = await text(
            history({
                id: 'h',
                series: [
                    {
                        name: 'mrr',
                        points: values.map((value, i) => ({ at: `${2000 + i}-01-01`, value })),
                    },
                ],
            }),
        );
        expect(problemsOf(found)).toEqual([]);
        expect(elements(found, 'circle')).toHaveLength(0);
    });

    test('the axis is cut, and says so, where counts differ by little', async () => {
        expect(countTicks([1000, 1010])[0]).toBeGreaterThanOrEqual(900);
        expect(countTicks([10, 1000])[0]).toBe(0);
        expect(countTicks([0, 0])).toEqual([0, 1]);
        const found = await text(history({ id: 'h', series: [line('mrr', ['1000', '1010'])] }));
        expect(found).toMatch(/the axis begins at/);
    });

    test('labels do not cover each other', () => {
        expect(apart([100, 100, 20, 110], 200)).toEqual([100, 115, 20, 130]);
    });

    test('labels stay within the chart', () => {
        expect(apart([198, 200, 200], 200)).toEqual([170, 185, 200]);
    });
});

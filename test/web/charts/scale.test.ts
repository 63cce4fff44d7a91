import { describe, expect, test } from 'vitest';
import {
    formatCount,
    linear,
    median,
    niceTicks,
    timeTicks,
} from '../../../src/web/charts/scale.ts';

describe('linear', () => {
    test('maps the ends to the ends', () => {
        const x = linear([10, 20], [100, 300]);
        expect([x(10), x(15), x(20)]).toEqual([100, 200, 300]);
    });

    test('maps a single point to the start', () => {
        expect(linear([5, 5], [40, 90])(5)).toBe(40);
    });
});

describe('niceTicks', () => {
    test.each([
        [0, 100, [0, 25, 50, 75, 100]],
        [0, 9, [0, 5, 10]],
        [0, 603, [0, 200, 400, 600, 800]],
        [0, 0.3, [0, 0.1, 0.2, 0.3]],
        [990, 1010, [990, 995, 1000, 1005, 1010]],
        [7, 7, [7, 8]],
    ])('from %d to %d', (from, to, expected) => {
        expect(niceTicks(from, to)).toEqual(expected);
    });

    test('the ends are within the ticks, whatever they are', () => {
        for (const [from, to] of [
            [1, 3],
            [123, 98_765],
            [0, 1e12],
            [0.02, 0.021],
        ] as const) {
            const ticks = niceTicks(from, to);
            expect(ticks[0]).toBeLessThanOrEqual(from);
            expect(ticks.at(-1)).toBeGreaterThanOrEqual(to);
            expect(ticks.length).toBeLessThan(9);
        }
    });
});

describe('timeTicks', () => {
    test('are round by the clock and within the interval', () => {
        const from = Date.UTC(2026, 0, 31, 12, 3, 20);
        const { step, at } = timeTicks(from, from + 3_600_000);
        expect(step).toBe(600_000);
        expect(new Date(at[0] ?? 0).toISOString()).toBe('2026-01-31T12:10:00.000Z');
        expect(at.at(-1)).toBeLessThanOrEqual(from + 3_600_000);
    });

    test.each([1, 1000, 86_400_000, 86_400_000 * 365, 86_400_000 * 365 * 900])(
        'are few for an interval of %d ms',
        (length) => {
            expect(timeTicks(1e12, 1e12 + length).at.length).toBeLessThan(8);
        },
    );
});

test.each([
    [[], undefined],
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 2, 10], 3],
    [[10, 9, 100], 10],
])('the median of %j is %j', (values, expected) => {
    expect(median(values)).toBe(expected);
});

test('a count has its thousands set apart and keeps every digit', () => {
    expect(formatCount('9007199254740993').replaceAll('\u202f', ',')).toBe('9,007,199,254,740,993');
    expect(formatCount(999)).toBe('999');
    expect(formatCount(null)).toBe('');
});

import { describe, expect, test } from 'vitest';
import { formatDuration, formatInstant, instant } from '../../../src/web/charts/time.ts';

describe('instant', () => {
    test.each([
        ['2026-01-31 12:00:00.123456+00', Date.UTC(2026, 0, 31, 12) + 123.456],
        ['2026-01-31T12:00:00.5+00:00', Date.UTC(2026, 0, 31, 12) + 500],
        ['2026-01-31T12:00:00Z', Date.UTC(2026, 0, 31, 12)],
        ['2026-01-31 12:00:00+05:30', Date.UTC(2026, 0, 31, 6, 30)],
        ['2026-01-31 12:00:00-03:30', Date.UTC(2026, 0, 31, 15, 30)],
        ['2026-01-31', Date.UTC(2026, 0, 31)],
        ['12026-01-31 00:00:00+00', Date.UTC(12026, 0, 31)],
        ['infinity', Number.POSITIVE_INFINITY],
        ['-infinity', Number.NEGATIVE_INFINITY],
    ])('%s', (text, expected) => {
        expect(instant(text)).toBeCloseTo(expected, 2);
    });

    test('the first century, and one before it', () => {
        expect(new Date(instant('0050-01-01 00:00:00+00')).getUTCFullYear()).toBe(50);
        expect(instant('0001-01-01 00:00:00+00 BC')).toBeLessThan(
            instant('0001-01-01 00:00:00+00'),
        );
    });

    test('what is no time is not a number', () => {
        expect(instant('tomorrow')).toBeNaN();
    });
});

test.each([
    [0, '0 ms'],
    [0.4, '0 ms'],
    [999.6, '1 s'],
    [840, '840 ms'],
    [4200, '4.2 s'],
    [59_960, '1 min'],
    [192_000, '3 min 12 s'],
    [3_599_700, '1 h'],
    [7_500_000, '2 h 5 min'],
    [86_400_000 * 2 + 5 * 3_600_000, '2 d 5 h'],
    [-5, '0 ms'],
    [Number.POSITIVE_INFINITY, ''],
])('a duration of %d ms is %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
});

test.each([
    [86_400_000, '2026-01-31'],
    [3_600_000, '01-31 12:30'],
    [1000, '12:30:15'],
    [100, '12:30:15.250'],
])('an instant among ticks %d ms apart', (step, expected) => {
    expect(formatInstant(Date.UTC(2026, 0, 31, 12, 30, 15, 250), step)).toBe(expected);
});

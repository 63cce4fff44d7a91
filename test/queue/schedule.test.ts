import { describe, expect, test } from 'vitest';
import { hasDaylightSaving, inZone, nextTimes } from '../../src/queue/schedule.ts';

describe('the next times', () => {
    test('are those of the zone', () => {
        const times = nextTimes('30 5 * * *', 'Asia/Tokyo', 2);
        expect(times.map((time) => time.toISOString().slice(11, 16))).toEqual(['20:30', '20:30']);
    });

    test.for([
        ['* * * *x', 'UTC', /x/],
        ['61 * * * *', 'UTC', /61/],
        ['', 'UTC', undefined],
        ['0 * * * *', 'Europe/Berlyn', /Berlyn/],
    ] as const)('are refused for %s in %s, with the reason', ([cron, zone, reason]) => {
        try {
            nextTimes(cron, zone);
        } catch (error) {
            expect(error).toMatchObject({ exitCode: 2 });
            if (reason) expect((error as { detail: string }).detail).toMatch(reason);
            return;
        }
        expect.unreachable();
    });
});

test('zones whose clocks change are known, also south of the equator', () => {
    expect(hasDaylightSaving('America/New_York', 2025)).toBe(true);
    expect(hasDaylightSaving('Australia/Sydney', 2025)).toBe(true);
    expect(hasDaylightSaving('UTC', 2025)).toBe(false);
    expect(hasDaylightSaving('Asia/Tokyo', 2025)).toBe(false);
});

test('a time is shown as the clocks of its zone show it', () => {
    const time = new Date('2025-03-09T07:00:00Z');
    expect(inZone(time, 'America/New_York')).toBe('Sun 2025-03-09 03:00 GMT-04:00');
    expect(inZone(time, 'UTC')).toMatch(/^Sun 2025-03-09 07:00 GMT/);
});

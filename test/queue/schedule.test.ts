import { describe, expect, test } from 'vitest';
import {
    hasDaylightSaving,
    inZone,
    lastTime,
    nextTimes,
    Schedule,
} from '../../src/queue/schedule.ts';

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

describe('the last time', () => {
    const at = '2025-03-09T12:30:00Z';

    test.for([
        ['* * * * *', 'UTC', at, at],
        ['0 */6 * * *', 'UTC', at, '2025-03-09T12:00:00Z'],
        ['30 12 * * *', 'UTC', at, at],
        ['31 12 * * *', 'UTC', at, '2025-03-08T12:31:00Z'],
        ['0 5 * * *', 'America/New_York', at, '2025-03-09T09:00:00Z'],
        // Dense before a gap of two days.
        ['* * * * 1-5', 'UTC', at, '2025-03-07T23:59:00Z'],
        ['0 0 29 2 *', 'UTC', at, '2024-02-29T00:00:00Z'],
        ['0 0 29 2 *', 'UTC', '2103-12-31T00:00:00Z', '2096-02-29T00:00:00Z'],
    ] as const)('of %s in %s at %s is %s', ([cron, zone, now, expected]) => {
        expect(lastTime(cron, zone, new Date(now))).toEqual(new Date(expected));
    });
});

test('seconds are refused: the queue would file one run a minute', async () => {
    const schedule = new Schedule({ query: () => expect.unreachable() } as never);
    await expect(schedule.set('*/10 0 */6 * * *', 'UTC')).rejects.toMatchObject({
        exitCode: 2,
        message: `'*/10 0 */6 * * *' has 6 fields`,
        hint: expect.stringContaining('"0 */6 * * *"'),
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

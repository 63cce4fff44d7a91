import { expect, test } from 'vitest';
import { Failures, limits, network } from '../../../src/web/access/failures.ts';

const fail = (failures: Failures, address: string, times: number, now: number) => {
    for (let i = 0; i < times; i++) failures.record(address, now);
};

test('an address waits after so many failures, and another one does not', () => {
    const failures = new Failures();
    fail(failures, '192.0.2.1', limits.ofOne - 1, 0);
    expect(failures.wait('192.0.2.1', 0)).toBe(0);
    fail(failures, '192.0.2.1', 1, 20_000);
    expect(failures.wait('192.0.2.1', 20_000)).toBe(40);
    expect(failures.wait('192.0.2.2', 20_000)).toBe(0);
    expect(failures.wait('192.0.2.1', limits.period)).toBe(0);
});

test('many addresses together hold everybody up, and lock nobody out', () => {
    const failures = new Failures();
    for (let i = 1; i < limits.ofAll; i++) failures.record(`192.0.2.${i}`, 0);
    expect(failures.delay(0)).toBe(0);
    failures.record('192.0.2.250', 0);
    expect(failures.delay(0)).toBe(limits.delay);
    expect(failures.wait('198.51.100.1', 0)).toBe(0);
    expect(failures.delay(limits.period)).toBe(0);
});

test('an attempt counts from when it is made, until it turns out right', () => {
    const failures = new Failures();
    fail(failures, '192.0.2.1', limits.ofOne - 1, 0);
    const takeBack = failures.record('192.0.2.1', 0);
    expect(failures.wait('192.0.2.1', 0)).toBeGreaterThan(0);
    takeBack();
    expect(failures.wait('192.0.2.1', 0)).toBe(0);
    fail(failures, '192.0.2.1', 1, 0);
    expect(failures.wait('192.0.2.1', 0)).toBeGreaterThan(0);
});

test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, expected) => {
    expect(network(address)).toBe(expected);
});

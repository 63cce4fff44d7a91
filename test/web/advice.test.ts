import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adviceFor } from '../../src/web/advice.ts';

test('there is advice for every SQLSTATE of pgstrata', () => {
    const map = readFileSync('plpgsql/README.md', 'utf8');
    const codes = [...map.matchAll(/^\| (PS\d{3}) \|/gm)].map(([, code]) => code as string);
    expect(codes.length).toBeGreaterThan(15);
    expect(codes.filter((code) => adviceFor(code) === undefined)).toEqual([]);
});

test('a code goes before its class', () => {
    expect(adviceFor('42703')).toMatch(/column/);
    expect(adviceFor('42883')).toMatch(/has changed/);
    expect(adviceFor('08006')).toMatch(/could not be reached/);
});

test.each([null, undefined, '', 'XX000'])('%s has none', (code) => {
    expect(adviceFor(code)).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { hasGap, type VersionSpan, versions } from '../../../src/web/charts/versions.ts';
import { elements, problemsOf, text } from './support.ts';

const span = (validFrom: string, validTo: string, isDeleted = false): VersionSpan => ({
    name: 'version',
    validFrom,
    validTo,
    isDeleted,
});
const draw = (spans: VersionSpan[]) =>
    text(
        versions({
            id: 'v',
            member: 'customers 7',
            versions: spans,
            now: '2026-01-11 00:00:00+00',
        }),
    );
const [first, second, third] = [1, 6, 8].map((day) => `2026-01-0${day} 00:00:00+00`) as [
    string,
    string,
    string,
];

describe('the versions of a member', () => {
    test('say so when there is none', async () => {
        expect(await draw([])).toContain('There is no such member.');
    });

    test('one that always was and is has open ends on both sides', async () => {
        const found = await draw([span('-infinity', 'infinity')]);
        expect(
            problemsOf(
                found.replaceAll(
                    /<title>[^<]*<\/title>|<desc[^<]*<\/desc>/g,
                    '<title id="v-title">t</title><desc id="v-desc">d</desc>',
                ),
            ),
        ).toEqual([]);
        expect(elements(found, 'path', 'version')).toHaveLength(2);
        expect(elements(found, 'rect', 'version')[0]).toMatchObject({ x: '110', width: '700' });
        expect(found).toContain('>current</text>');
    });

    test('end where the next begins; the current one is marked by text', async () => {
        const found = await draw([span('-infinity', first), span(first, 'infinity')]);
        const [past, current] = elements(found, 'rect', 'version');
        expect(Number(past?.x) + Number(past?.width)).toBeCloseTo(Number(current?.x), 0);
        expect(past?.class).toBe('version is-past');
        expect(current?.class).toBe('version is-current');
        expect(found.match(/>current<\/text>/g)).toHaveLength(1);
        expect(elements(found, 'line', 'gap')).toHaveLength(0);
    });

    test('a deletion is a gap until the next version', async () => {
        const found = await draw([span(first, second, true), span(third, 'infinity')]);
        const [gap] = elements(found, 'line', 'gap');
        const [past, current] = elements(found, 'rect', 'version');
        expect(Number(gap?.x1)).toBeCloseTo(Number(past?.x) + Number(past?.width) + 1, 0);
        expect(Number(gap?.x2)).toBeCloseTo(Number(current?.x), 0);
        expect(found).toContain('2 versions, 1 deletion; current since 2026-01-08 00:00:00+00.');
    });

    test('a deleted member has a gap to the end, and none that is current', async () => {
        const found = await draw([span(first, second, true)]);
        expect(elements(found, 'line', 'gap')).toHaveLength(1);
        expect(found).not.toContain('>current</text>');
        expect(found).toContain('1 version, 1 deletion; deleted since');
        expect(hasGap(span(first, second), undefined)).toBe(true);
        expect(hasGap(span(first, second), span(second, third))).toBe(false);
    });

    test('of a member with many, the newest are drawn', async () => {
        const at = (i: number) => new Date(Date.UTC(2025, 0, 1) + i * 3_600_000).toISOString();
        const spans = Array.from({ length: 60 }, (_, i) =>
            span(at(i), i === 59 ? 'infinity' : at(i + 1)),
        );
        const found = await draw(spans);
        expect(elements(found, 'rect', 'version')).toHaveLength(40);
        expect(found).toContain('60 versions, the last 40 drawn');
    });

    test('have a member whose key is text', async () => {
        const found = await text(
            versions({
                id: 'v',
                member: '<b>7</b>',
                versions: [span(first, 'infinity')],
                now: second,
            }),
        );
        expect(found).toContain('Versions of &lt;b&gt;7&lt;/b&gt;');
        expect(found).not.toContain('<b>');
    });
});

import { describe, expect, test } from 'vitest';
import { type Volume, volumes } from '../../../src/web/charts/volumes.ts';
import { elements, problemsOf, text } from './support.ts';

const step = (
    runId: string | null,
    [inserted, updated, rejected]: [string | null, string | null, string | null],
): Volume => ({ logId: runId ?? '0', runId, inserted, updated, rejected });
const draw = (steps: Volume[]) => text(volumes({ id: 'v', layer: 'stg', steps }));

describe('rows written by run', () => {
    test('say so when nothing has run', async () => {
        expect(await draw([])).toContain('Nothing has run into stg yet.');
    });

    test('stand on each other: inserted, updated, rejected', async () => {
        const found = await draw([step('1', ['50', '30', '20'])]);
        expect(problemsOf(found)).toEqual([]);
        const bars = elements(found, 'rect', 'volume').map(({ class: name, y, height }) => [
            name,
            y,
            height,
        ]);
        expect(bars).toEqual([
            ['volume is-inserted', '79', '65'],
            ['volume is-updated', '40', '39'],
            ['volume is-rejected', '14', '26'],
        ]);
        expect(found).toContain('1 step: 50 inserted, 30 updated, 20 rejected in all.');
    });

    test('can all be seen beside a first load of a hundred thousand rows', async () => {
        const found = await draw([step('1', ['100000', '0', '0']), step('2', ['2', '34', '1'])]);
        const [, ...small] = elements(found, 'rect', 'volume').map(({ class: name, y, height }) => [
            name,
            Number(y),
            Number(height),
        ]);
        expect(small).toEqual([
            ['volume is-inserted', 142, 2],
            ['volume is-updated', 140, 2],
            ['volume is-rejected', 138, 2],
        ]);
    });

    test('differ by more than their colour', async () => {
        const found = await draw([step('1', ['1', '1', '1'])]);
        const fills = elements(found, 'rect', 'volume').map(({ fill }) => fill);
        expect(fills).toEqual([undefined, 'url(#v-updated)', 'url(#v-rejected)']);
        expect(elements(found, 'pattern').map(({ id }) => id)).toEqual(['v-updated', 'v-rejected']);
    });

    test('of a step without counts, and of one that was called by hand', async () => {
        const found = await draw([step(null, [null, null, null])]);
        expect(problemsOf(found)).toEqual([]);
        expect(elements(found, 'rect', 'volume')).toHaveLength(0);
        expect(found).toContain('<title>by hand: 0 inserted, 0 updated, 0 rejected</title>');
    });

    test('of 50 steps stay within the chart', async () => {
        const steps = Array.from({ length: 50 }, (_, index) =>
            step(String(index), ['1', '0', '0']),
        );
        const found = await draw(steps);
        const last = elements(found, 'rect', 'is-inserted').at(-1);
        expect(Number(last?.x) + Number(last?.width)).toBeLessThanOrEqual(340);
    });
});

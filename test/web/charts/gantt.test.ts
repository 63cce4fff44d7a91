import { describe, expect, test } from 'vitest';
import { type GanttStep, gantt } from '../../../src/web/charts/gantt.ts';
import { elements, problemsOf, text } from './support.ts';

const at = (second: number | string) => `2026-01-31 12:00:${String(second).padStart(2, '0')}+00`;
const step = (from: number, to: number | null, status = 'SUCCEEDED'): GanttStep => ({
    logId: String(from),
    layer: 'mrr',
    entity: 'sales',
    status,
    startTime: at(from),
    endTime: to === null ? null : at(to),
});
const draw = (steps: GanttStep[], endedAt: string | null = at(10)) =>
    text(gantt({ id: 'g', runId: '7', startedAt: at(0), endedAt, now: at(20), steps }));

describe('the steps of a run over time', () => {
    test('say so when there is none', async () => {
        expect(await draw([])).toContain('The run has no step.');
    });

    test('are bars from their start to their end', async () => {
        const found = await draw([step(0, 5), step(5, 10)]);
        expect(problemsOf(found)).toEqual([]);
        // The axis goes from 150 to 850: 70 for each second.
        expect(elements(found, 'rect', 'bar').map(({ x, width, y }) => [x, width, y])).toEqual([
            ['150', '350', '9'],
            ['500', '350', '35'],
        ]);
    });

    test('keep the microseconds of their times in the text', async () => {
        const found = await text(
            gantt({
                id: 'g',
                runId: '7',
                startedAt: at(0),
                endedAt: at(10),
                now: at(20),
                steps: [{ ...step(0, 5), startTime: '2026-01-31 12:00:00.123456+00' }],
            }),
        );
        expect(found).toContain('2026-01-31 12:00:00.123456+00');
    });

    test('reach until now, and have an open end, while they run', async () => {
        const found = await draw([step(0, 5), step(10, null, 'RUNNING')], null);
        expect(problemsOf(found)).toEqual([]);
        const [, open] = elements(found, 'rect', 'bar');
        expect(open).toMatchObject({ x: '500', width: '350' });
        expect(open?.class).toContain('is-open');
        expect(elements(found, 'path', 'open-end')).toHaveLength(1);
        expect(found).toContain('▶ 10 s so far');
    });

    test('can be seen though they took no time, and say what became of them', async () => {
        const found = await draw([step(4, 4, 'BLOCKED')]);
        expect(elements(found, 'rect', 'bar')[0]).toMatchObject({ width: '3' });
        expect(found).toContain('B BLOCKED');
    });

    test('show the clock once a run takes a minute, and the time since its start before', async () => {
        const short = await draw([step(0, 5)]);
        expect(short).toContain('>+2 s</text>');
        const long = await draw([{ ...step(0, 5), endTime: '2026-01-31 12:30:00+00' }]);
        expect(long).toContain('>12:05</text>');
        expect(long).not.toContain('>+');
    });

    test('that have not begun are listed as waiting', async () => {
        const found = await text(
            gantt({
                id: 'g',
                runId: '7',
                startedAt: at(0),
                endedAt: null,
                now: at(20),
                steps: [step(0, null, 'RUNNING')],
                waiting: [{ layer: 'stg', entity: 'sales' }],
            }),
        );
        expect(problemsOf(found)).toEqual([]);
        expect(elements(found, 'rect', 'bar')).toHaveLength(1);
        expect(found).toContain('>stg sales</text>');
        expect(found).toContain('>waiting</text>');
        expect(found).toContain('1 steps, and 1 that wait,');
    });

    test('have names that are text', async () => {
        const found = await draw([{ ...step(0, 5), entity: '<script>' }]);
        expect(found).toContain('mrr &lt;script&gt;');
        expect(found).not.toContain('<script>');
    });
});

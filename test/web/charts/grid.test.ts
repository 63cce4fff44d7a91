import { describe, expect, test } from 'vitest';
import { type GridStep, grid } from '../../../src/web/charts/grid.ts';
import { elements, problemsOf, text } from './support.ts';

const rows = ['mrr', 'stg', 'dwh'].map((layer) => ({ layer, entity: 'sales' }));
const run = (runId: number, status = 'SUCCEEDED', reason?: string) => ({
    runId: String(runId),
    status,
    startedAt: '2026-01-31 12:00:00+00',
    reason,
});
const step = (runId: number, layer: string, status: string, reason?: string): GridStep => ({
    runId: String(runId),
    logId: `${runId}${layer}`,
    layer,
    entity: 'sales',
    status,
    reason,
});

describe('a grid of runs', () => {
    test('says so when there is none', async () => {
        expect(await text(grid({ id: 'g', runs: [], steps: [], rows }))).toContain('no run yet');
    });

    test('has a column for each run, the newest right, and a row for each process', async () => {
        const found = await text(
            grid({
                id: 'g',
                runs: [run(7), run(8)],
                steps: [step(7, 'mrr', 'SUCCEEDED'), step(8, 'dwh', 'FAILED')],
                rows,
            }),
        );
        expect(problemsOf(found)).toEqual([]);
        const [first, second] = elements(found, 'rect', 'status-succeeded');
        expect(first).toMatchObject({ x: '0', y: '24' });
        expect(second).toMatchObject({ x: '0', y: '52' });
        expect(elements(found, 'rect', 'status-failed')[0]).toMatchObject({ x: '22', y: '96' });
        // What did not take part is a dot.
        expect(elements(found, 'circle', 'grid-none')).toHaveLength(4);
    });

    test('tells a status by a sign as well, and links a cell to its step', async () => {
        const found = await text(
            grid({ id: 'g', runs: [run(7)], steps: [step(7, 'mrr', 'BLOCKED')], rows }),
        );
        expect(found).toMatch(/class="chart-mark status-blocked"[^>]*>B</);
        const links = elements(found, 'a').map(({ href }) => href);
        expect(links).toEqual(['/runs/7', '/runs/7#step-7mrr']);
    });

    test('only the run of a column stops the keyboard', async () => {
        const found = await text(
            grid({ id: 'g', runs: [run(7)], steps: [step(7, 'mrr', 'FAILED')], rows }),
        );
        expect(elements(found, 'a').map(({ tabindex }) => tabindex)).toEqual([undefined, '-1']);
    });

    test('gives the reason of skipped and blocked ones, as text', async () => {
        const found = await text(
            grid({
                id: 'g',
                runs: [run(7, 'SKIPPED', '<b>run 6</b> was active')],
                steps: [step(7, 'stg', 'BLOCKED', 'it needs "mrr" <script>')],
                rows,
            }),
        );
        expect(found).toContain(
            '<title>run 7: SKIPPED: &lt;b&gt;run 6&lt;/b&gt; was active</title>',
        );
        expect(found).toContain('stg sales: BLOCKED: it needs &quot;mrr&quot; &lt;script&gt;');
        expect(found).not.toContain('<script>');
        expect(found).not.toContain('<b>');
    });

    test('numbers every fifth of many runs, from the newest on', async () => {
        const runs = Array.from({ length: 50 }, (_, index) => run(index + 1));
        const found = await text(grid({ id: 'g', runs, steps: [], rows }));
        expect(problemsOf(found)).toEqual([]);
        expect(found).toContain('>50</text>');
        expect(found).toContain('>45</text>');
        expect(found).not.toContain('>49</text>');
        expect(found).toContain('The last 50 runs, the newest right: 50 SUCCEEDED.');
    });

    test('knows a status that it has never heard of', async () => {
        const found = await text(grid({ id: 'g', runs: [run(1, 'ODD"CLASS')], steps: [], rows }));
        expect(found).toMatch(/class="chart-mark status-unknown"[^>]*>\?</);
    });
});

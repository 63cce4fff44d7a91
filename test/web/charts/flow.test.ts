import { describe, expect, test } from 'vitest';
import { briefly, flow } from '../../../src/web/charts/flow.ts';
import type { Entity, Hop } from '../../../src/web/queries/overview.ts';
import { elements, problemsOf, text } from './support.ts';

const entity = (changes: Partial<Entity>): Entity => ({
    entity: 'sales',
    kind: 'fact',
    is_enabled: true,
    counted_at: '2025-01-01 12:00:00+00',
    operational: '1234567',
    mrr: '1234567',
    stg: '1234000',
    rejects: '567',
    dwh: '1234000',
    dwh_versions: null,
    ...changes,
});

const hop = (changes: Partial<Hop>): Hop => ({
    layer: 'mrr',
    entity: 'sales',
    table_name: 'mrr_fact_sales',
    run_id: '1',
    status: 'SUCCEEDED',
    start_time: '2025-01-01 12:00:00+00',
    end_time: '2025-01-01 12:00:01+00',
    rows_read: '1',
    rows_inserted: '1',
    rows_updated: '0',
    rows_rejected: '0',
    rows_deleted: '0',
    ...changes,
});

describe.each([false, true])('compact: %j', (isCompact) => {
    const draw = (entities: Entity[], hops: Hop[]) =>
        text(flow({ id: 'flow', entities, hops, isCompact }));

    test('it is a drawing with a title, a description and no style', async () => {
        const drawn = await draw([entity({}), entity({ entity: 'customers' })], [hop({})]);
        expect(problemsOf(drawn)).toEqual([]);
        expect(elements(drawn, 'rect', 'flow-table')).toHaveLength(8);
    });

    test('without entities there are the layers alone', async () => {
        expect(problemsOf(await draw([], []))).toEqual([]);
    });

    test('it tells the state of every hop by sign and by words', async () => {
        const drawn = await draw(
            [entity({})],
            [hop({ status: 'RUNNING' }), hop({ layer: 'stg', status: 'FAILED' })],
        );
        expect(elements(drawn, 'path', 'is-moving')).toHaveLength(1);
        expect(elements(drawn, 'circle', 'status-failed')).toHaveLength(1);
        expect(drawn).toContain('into mrr RUNNING, into stg FAILED');
        expect(drawn).toContain('<title>sales into dwh: no step yet</title>');
    });

    test('what an earlier run came to is muted while another one is under way', async () => {
        const entities = [entity({}), entity({ entity: 'stock' })];
        const hops = [
            hop({ run_id: '5', status: 'RUNNING' }),
            hop({ run_id: '4', layer: 'dwh' }),
            hop({ run_id: '3', layer: 'dwh', entity: 'stock', status: 'FAILED' }),
        ];
        const options = { id: 'flow', entities, hops, isCompact };
        const drawn = await text(
            flow({ ...options, moving: { run_id: '5', entities: ['sales'] } }),
        );
        expect(elements(drawn, 'circle', 'is-earlier')).toHaveLength(2);
        expect(elements(drawn, 'circle', 'status-running')).toHaveLength(1);
        expect(drawn).toContain('sales into dwh: waiting; SUCCEEDED in run 4, before run 5<');
        expect(drawn).toContain('stock into dwh: FAILED in run 3, before run 5<');
        expect(await text(flow(options))).not.toContain('is-earlier');
    });

    test('names of entities are text, in links as well', async () => {
        const drawn = await draw([entity({ entity: `<b>"&'/..` })], []);
        expect(drawn).not.toContain('<b>');
        expect(drawn).toContain(`href="/tables/%3Cb%3E%22%26&#39;%2F.."`);
    });

    test('nothing is drawn outside', async () => {
        const drawn = await draw([entity({}), entity({ entity: 'b' })], [hop({})]);
        const [svg] = elements(drawn, 'svg');
        for (const { x, y, width, height } of elements(drawn, 'rect')) {
            expect(Number(x) + Number(width)).toBeLessThanOrEqual(Number(svg?.width));
            expect(Number(y) + Number(height)).toBeLessThanOrEqual(Number(svg?.height));
        }
        if (isCompact) expect(Number(svg?.width)).toBeLessThanOrEqual(328);
    });
});

test('the wide form names the tables, cuts long names, and counts rejects and versions', async () => {
    const drawn = await text(
        flow({
            id: 'flow',
            entities: [entity({ kind: 'dimension', dwh_versions: '1300000' })],
            hops: [hop({ table_name: `public.${'long_'.repeat(10)}` })],
        }),
    );
    expect(drawn).toContain('long_long_long_long_long_…</text>');
    expect(drawn).toContain('567 rejected');
    expect(drawn).toContain('1\u202f300\u202f000 versions');
});

test.each([
    [0, '0'],
    [999_999, '999\u202f999'],
    [1_000_000, '1\u202fM'],
    [12_399_999, '12.3\u202fM'],
    [2_000_000_000, '2\u202fG'],
])('%d is told briefly as %s', (count, expected) => {
    expect(briefly(count)).toBe(expected);
});

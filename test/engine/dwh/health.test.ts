import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { fillShop } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
});
afterAll(() => warehouse?.drop());

interface Health {
    healthy: boolean;
    databases: { layer: string; reachable: boolean; problem: string | null }[];
    worker: { alive: boolean; workers: number };
    last_success: { ok: boolean; age_seconds: number | null; limit_seconds: number };
    schedule: { cron: string; paused: boolean };
}
async function health(): Promise<Health> {
    const found = await warehouse.value<Health>('dwh', 'select engine.health()');
    if (!found) throw new Error('no answer');
    return found;
}
const id = '3f4e0c3a-51f4-4a66-9d0f-1d9b6c1f0001';
const beat = () =>
    warehouse.query('dwh', 'select engine.beat($1, $2, 1, $3)', [id, 'somewhere', '1']);

test('before the first run nothing is known to be fresh', async () => {
    await beat();
    expect(await health()).toMatchObject({
        healthy: false,
        last_success: { ok: false, age_seconds: null, limit_seconds: 43200 },
        worker: { alive: true },
    });
});

test('after a run, with a worker alive, all is well', async () => {
    await warehouse.run();
    const page = await warehouse.connect('dwh', { user: 'pgstrata_web' });
    const { rows } = await page.query<{ health: Health }>('select engine.health()');
    expect(rows[0]?.health).toMatchObject({
        healthy: true,
        worker: { alive: true, workers: 1 },
        last_success: { ok: true },
        schedule: { cron: '0 */6 * * *', paused: false },
    });
    expect(rows[0]?.health.databases).toEqual(
        ['operational', 'mrr', 'stg', 'dwh'].map((layer) => ({
            layer,
            reachable: true,
            problem: null,
        })),
    );
    await page.end();
});

test('a worker that is silent too long is dead, and one that says goodbye is gone', async () => {
    await warehouse.query(
        'dwh',
        `update engine.workers set last_seen_at = last_seen_at - interval '61 seconds'`,
    );
    expect(await health()).toMatchObject({ healthy: false, worker: { alive: false, workers: 0 } });
    await beat();
    expect((await health()).healthy).toBe(true);
    await warehouse.query('dwh', 'select engine.retire($1)', [id]);
    expect((await health()).worker).toMatchObject({ alive: false, last_seen_at: null });
    await beat();
});

test('the entity that is furthest behind decides, if it is enabled', async () => {
    await warehouse.query(
        'dwh',
        `update high_water_mark set last_updated = now() - interval '13 hours' where table_name = 'products'`,
    );
    const late = await health();
    expect(late).toMatchObject({ healthy: false, last_success: { ok: false } });
    expect(late.last_success.age_seconds).toBeGreaterThanOrEqual(13 * 3600);
    await warehouse.query('dwh', `call engine.set_setting('freshness_limit', '1 day')`);
    expect((await health()).healthy).toBe(true);
    await warehouse.query('dwh', `call engine.set_setting('freshness_limit', '12 hours')`);
    await warehouse.query('dwh', `call set_entity_enabled('products', false)`);
    expect((await health()).healthy).toBe(true);
});

const broken: [string, string, string][] = [
    ['mrr', `alter server mrr options (set port '1')`, '08001'],
    ['stg', `alter server stg options (set port '1')`, '08001'],
];
afterEach(async () => {
    for (const layer of ['mrr', 'stg'] as const) {
        await warehouse.query(
            'dwh',
            `alter server ${layer} options (set port '${warehouse.urls[layer].link.port}')`,
        );
    }
});

test.for(broken)('%s out of reach is named', async ([layer, statement, code]) => {
    await warehouse.query('dwh', statement);
    const found = await health();
    expect(found.healthy).toBe(false);
    const problem = found.databases.find((each) => each.layer === layer);
    expect(problem).toMatchObject({ reachable: false, problem: expect.stringContaining(code) });
    expect(JSON.stringify(found)).not.toContain('password');
});

test('a source out of reach is told from a raw layer out of reach', async () => {
    const port = warehouse.urls.operational.link.port;
    await warehouse.query('mrr', `alter server operational options (set port '1')`);
    const { databases } = await health();
    expect(databases.map(({ layer, reachable }) => [layer, reachable])).toEqual([
        ['operational', false],
        ['mrr', true],
        ['stg', true],
        ['dwh', true],
    ]);
    await warehouse.query('mrr', `alter server operational options (set port '${port}')`);
});

test('each layer can be asked after alone', async () => {
    const probe = (layer: string) =>
        warehouse.value('dwh', 'select engine.probe_layer($1)', [layer]);
    for (const layer of ['operational', 'mrr', 'stg', 'dwh']) expect(await probe(layer)).toBe(null);
    await warehouse.query('dwh', `alter server stg options (set port '1')`);
    expect(await probe('stg')).toMatch(/08001/);
    expect(await probe('mrr')).toBe(null);
    expect((await raisedBy(probe('attic'))).code).toBe('PS006');
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { answerHealth, patience } from '../../src/web/health.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { openTestPage, type TestPage } from './support.ts';

let warehouse: Warehouse;
let page: TestPage;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed();
    page = await openTestPage(warehouse);
});
afterAll(async () => {
    await page?.close();
    await warehouse?.drop();
});
afterEach(() => page.db.forget());

const beat = () =>
    warehouse.query('dwh', `select engine.beat(gen_random_uuid(), 'here', 1, '0.1.0')`);

test('it is unavailable before the first run and without a worker', async () => {
    const answer = await page.get('/health');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
        status: 'unavailable',
        worker: { alive: false },
        last_success: { ok: false },
    });
});

test('it is well after a run, with a worker that is alive', async () => {
    await warehouse.run();
    await beat();
    const answer = await page.get('/health');
    expect(answer.status).toBe(200);
    const { status, databases } = (await answer.json()) as Record<string, unknown>;
    expect(status).toBe('ok');
    expect(databases).toEqual(
        ['operational', 'mrr', 'stg', 'dwh'].map((layer) => ({
            layer,
            reachable: true,
            problem: null,
        })),
    );
});

test('a worker that is silent for too long is dead', async () => {
    await warehouse.query('dwh', `update engine.workers set last_seen_at = now() - interval '1 h'`);
    expect((await page.get('/health')).status).toBe(503);
    await beat();
});

test('with a password, whoever has none learns only that', async () => {
    const guarded = await openTestPage(warehouse, { password: 'a password', token: 'a token' });
    try {
        const anonymous = await guarded.get('/health');
        expect(await anonymous.json()).toEqual({ status: 'ok' });
        const known = await guarded.get('/health', { authorization: 'Bearer a token' });
        expect(await known.json()).toMatchObject({ status: 'ok', worker: { alive: true } });
    } finally {
        await guarded.close();
    }
});

test('a warehouse that does not answer is unavailable within 3 s, and no more is told', async () => {
    const silent = {
        rows: () => sleep(60_000, [], { ref: false }),
        row: () => sleep(60_000, undefined, { ref: false }),
        cached: <Value>(_key: string, _time: number, load: () => Promise<Value>) => load(),
    };
    const began = performance.now();
    const { status, body } = await answerHealth(silent as never, true);
    expect(performance.now() - began).toBeLessThan(patience + 500);
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'unavailable', healthy: false });
});

test('a page without its warehouse says so, and tries again', async () => {
    const alone = await openTestPage(warehouse);
    await alone.close();
    expect((await alone.get('/health')).status).toBe(503);
    const { status } = await alone.get('/metrics');
    expect(status).toBe(200);
});

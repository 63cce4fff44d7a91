import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { patience } from '../../src/web/answer.ts';
import { type Health, HealthDesk } from '../../src/web/health.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { Relay } from './relay.ts';
import { silentLog } from './silent.ts';
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

/** What a test does while a link leads elsewhere. */
async function withLink(layer: string, port: number, work: () => Promise<void>): Promise<void> {
    const { port: right } = warehouse.urls[layer as 'mrr'].link;
    await warehouse.query('dwh', `alter server ${layer} options (set port '${port}')`);
    try {
        page.db.forget();
        await work();
    } finally {
        await warehouse.query('dwh', `alter server ${layer} options (set port '${right || 5432}')`);
    }
}

const statesOf = async (answer: Response) =>
    Object.fromEntries(
        ((await answer.json()) as Health).databases.map(({ layer, reachable, problem }) => [
            layer,
            [reachable, problem],
        ]),
    );

const notAll = () => page.logged.filter((line) => line.includes('not all is well'));

test('a link that swallows what is sent is told of by itself, in time', async () => {
    const relay = await new Relay(undefined).listen();
    const already = notAll().length;
    try {
        await withLink('mrr', relay.port, async () => {
            const began = performance.now();
            const answer = await page.get('/health');
            expect(performance.now() - began).toBeLessThan(3000);
            expect(answer.status).toBe(503);
            const again = page.get('/health');
            const silent = [false, 'no answer within 2.5 s'];
            expect(await statesOf(answer)).toEqual({
                operational: silent,
                mrr: silent,
                stg: [true, null],
                dwh: [true, null],
            });
            expect(await (await again).json()).toMatchObject({ worker: { alive: true } });
            expect(notAll()).toHaveLength(already + 1);
            expect(notAll().at(-1)).toContain('mrr: no answer within 2.5 s');
            // However many look meanwhile, the others can be asked.
            page.db.forget('health');
            expect((await statesOf(await page.get('/health'))).dwh).toEqual([true, null]);
            expect(notAll()).toHaveLength(already + 1);
        });
    } finally {
        await relay.close();
    }
});

test('a link that is refused is told of with its SQLSTATE', async () => {
    await withLink('stg', 1, async () => {
        const states = await statesOf(await page.get('/health'));
        expect(states.stg).toEqual([false, expect.stringMatching(/\(SQLSTATE \w{5}\)$/)]);
        expect([states.operational, states.mrr, states.dwh]).toEqual(Array(3).fill([true, null]));
    });
});

test('vital signs that cannot be read are missing, and no layer is blamed for it', async () => {
    await warehouse.query('dwh', 'alter function engine.vital_signs() rename to away');
    try {
        page.db.forget();
        const answer = await page.get('/health');
        expect(answer.status).toBe(503);
        const body = (await answer.json()) as Record<string, unknown>;
        expect(body).toMatchObject({
            healthy: false,
            problem: 'it cannot be asked (SQLSTATE 42883)',
            databases: ['operational', 'mrr', 'stg', 'dwh'].map((layer) => ({
                layer,
                reachable: true,
            })),
        });
        expect(body).not.toHaveProperty('worker');
        expect(notAll().at(-1)).toContain('42883');
    } finally {
        await warehouse.query('dwh', 'alter function engine.away() rename to vital_signs');
    }
});

test('a warehouse that does not answer is unavailable within 3 s, and no more is told', async () => {
    const silent = {
        rows: () => sleep(60_000, [], { ref: false }),
        row: () => sleep(60_000, undefined, { ref: false }),
        cached: <Value>(_key: string, _time: number, load: () => Promise<Value>) => load(),
    };
    const began = performance.now();
    const { status, body } = await new HealthDesk(silent as never, silentLog).answer(true);
    expect(performance.now() - began).toBeLessThan(patience + 500);
    expect(status).toBe(503);
    expect(body).toMatchObject({
        status: 'unavailable',
        healthy: false,
        databases: [
            ...['operational', 'mrr', 'stg'].map((layer) => ({
                layer,
                reachable: null,
                problem: 'dwh does not answer',
            })),
            { layer: 'dwh', reachable: false, problem: 'no answer within 2.5 s' },
        ],
    });
});

test('a page without its warehouse says so, and tries again', async () => {
    const alone = await openTestPage(warehouse);
    await alone.close();
    expect((await alone.get('/health')).status).toBe(503);
    const { status } = await alone.get('/metrics');
    expect(status).toBe(200);
});

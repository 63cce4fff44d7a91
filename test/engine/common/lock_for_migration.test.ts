import { afterAll, beforeAll, expect, test } from 'vitest';
import { hop, processOf } from '../../support/hops.ts';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    for (const layer of ['mrr', 'dwh'] as const) {
        await warehouse.query(layer, `call engine.set_setting('hop_lock_timeout', '50 ms')`);
    }
});

afterAll(() => warehouse?.drop());

const lock = (layer: Layer) => warehouse.query(layer, 'select engine.lock_for_migration()');

test('it keeps every hop out for as long as its session lasts', async () => {
    const session = await warehouse.connect('mrr');
    await session.query('select engine.lock_for_migration()');
    for (const entity of ['customers', 'products', 'sales']) {
        expect(await raisedBy(hop({ warehouse, layer: 'mrr' }, entity))).toMatchObject({
            code: 'PS002',
            detail: expect.stringContaining(`process ${await processOf(session)},`),
        });
    }
    await session.end();
    await hop({ warehouse, layer: 'mrr' }, 'sales');
});

test('it waits for a hop, and gives up with PS002', async () => {
    const session = await warehouse.connect('mrr');
    await session.query(`select engine.lock_hop('products')`);
    expect(await raisedBy(lock('mrr'))).toMatchObject({
        code: 'PS002',
        message: 'hop of "products" into mrr is busy',
    });
    await session.end();
});

test('it waits for a run, and gives up with PS001, which names the process', async () => {
    const session = await warehouse.connect('dwh');
    await session.query(`select pg_advisory_lock(engine.lock_key('run'))`);
    expect(await raisedBy(lock('dwh'))).toEqual({
        code: 'PS001',
        message: 'a run is active in dwh',
        detail: `it was waited for 50 ms; process ${await processOf(session)}`,
        hint: 'wait until it has ended, or end it with pg_cancel_backend()',
    });
    await session.end();
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { lastRun, startRun } from '../../support/runs.ts';
import { fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const skip = `select engine.skip_run(null, 'schedule', null, null)`;

test('a skipped run names the one that was in the way', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    const active = await lastRun(warehouse);
    const worker = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
    await worker.query(skip);
    expect(await lastRun(warehouse)).toMatchObject({
        status: 'SKIPPED',
        origin: 'schedule',
        is_ended: true,
        entities: ['customers', 'products', 'sales'],
        in_the_way: active.run_id,
        error_message: expect.stringMatching(
            `^run ${active.run_id}, called by .*, was active since .*`,
        ),
    });
    await held.release();
    await run.ended;
    await worker.end();
});

test('one that only waited behind the queue says so', async () => {
    await warehouse.query('dwh', skip);
    expect(await lastRun(warehouse)).toMatchObject({
        in_the_way: null,
        error_message: 'another run was queued or active',
    });
});

test('the next run is not troubled by it, and no incident comes of it', async () => {
    await warehouse.run();
    expect((await lastRun(warehouse)).status).toBe('SUCCEEDED');
    expect(await warehouse.value('dwh', 'select count(*) from engine.incidents')).toBe('0');
});

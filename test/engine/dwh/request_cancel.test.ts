import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { lastRun, lastStatuses, startRun } from '../../support/runs.ts';
import { differences, fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables, untilIdle } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

test('a run ends itself when it is asked to, by one who may not signal it', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    const { run_id } = await lastRun(warehouse);

    const page = await warehouse.connect('dwh', { user: 'pgstrata_web' });
    expect((await raisedBy(page.query('select pg_cancel_backend($1)', [run.pid]))).code).toBe(
        '42501',
    );
    await page.query('select request_cancel($1, $2)', [run_id, 'Ada on the page']);

    expect(await run.error).toMatchObject({
        code: '57014',
        message: `run ${run_id} was cancelled by Ada on the page`,
        detail: expect.stringContaining('what its hops have committed stays'),
    });
    expect(await lastRun(warehouse)).toMatchObject({
        status: 'CANCELLED',
        is_ended: true,
        error_message: `run ${run_id} was cancelled by Ada on the page`,
        cancel_requested_by: 'Ada on the page',
    });
    expect(await lastStatuses(warehouse)).toMatchObject({ 'stg sales': 'CANCELLED' });
    // The table is held still: the hop ends because it was told to.
    await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
    await held.release();
    await warehouse.run();
    expect(await differences(warehouse)).toEqual([]);
    await page.end();
});

test('the first who asks is the one who is named', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    const { run_id } = await lastRun(warehouse);
    await warehouse.query('dwh', `begin`);
    await warehouse.query('dwh', `select request_cancel($1, 'the first')`, [run_id]);
    await warehouse.query('dwh', `select request_cancel($1, 'the second')`, [run_id]);
    await warehouse.query('dwh', `commit`);
    expect((await run.error).message).toBe(`run ${run_id} was cancelled by the first`);
    await held.release();
});

test('a run that is not active cannot be cancelled', async () => {
    await warehouse.run();
    const { run_id } = await lastRun(warehouse);
    expect(
        await raisedBy(warehouse.query('dwh', 'select request_cancel($1)', [run_id])),
    ).toMatchObject({
        code: 'PS017',
        message: `run ${run_id} is not active`,
        detail: expect.stringMatching(/^it ended .* as SUCCEEDED$/),
        hint: expect.stringContaining('vw_etl_runs'),
    });
    for (const unknown of ['999', 'null']) {
        const error = raisedBy(warehouse.query('dwh', `select request_cancel(${unknown})`));
        expect(await error).toMatchObject({ code: 'PS017', detail: 'there is no such run' });
    }
});

test('a run whose session is gone cannot be cancelled', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    const { run_id } = await lastRun(warehouse);
    await warehouse.query('dwh', 'select pg_terminate_backend($1)', [run.pid]);
    await run.error;
    await until('its lock is free', () =>
        warehouse.value('dwh', `select not exists (select from engine.lock_holders('run'))`),
    );
    expect(
        await raisedBy(warehouse.query('dwh', 'select request_cancel($1)', [run_id])),
    ).toMatchObject({ code: 'PS017', detail: expect.stringContaining('its session is gone') });
    await held.release();
    await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
    await warehouse.run();
});

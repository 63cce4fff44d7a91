import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import {
    lastRun,
    lastStatuses,
    lastSteps,
    marks,
    type StartedRun,
    startRun,
} from '../../support/runs.ts';
import { differences, fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables, untilHeldAt, untilIdle } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

/** While it sleeps, and so within what it guards. */
const cancelMaster = (pid: number) =>
    until('the master is cancelled in its sleep', () =>
        warehouse.value<boolean>(
            'dwh',
            `select pg_cancel_backend(pid) from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`,
            [pid],
        ),
    );

describe.for<['mrr' | 'stg' | 'dwh', string]>([
    ['mrr', 'mrr_fact_sales'],
    ['stg', 'stg_fact_sales'],
    ['dwh', 'dwh_fact_sales'],
])('while %s is at work', ([layer, table]) => {
    const step = `${layer} sales`;
    let held: { release(): Promise<void> };
    let run: StartedRun;
    let hop: number;
    let before: Record<string, string>;
    beforeEach(async () => {
        before = await marks(warehouse);
        await sell(warehouse);
        held = await holdTables(warehouse, layer, table);
        run = await startRun(warehouse);
        hop = await untilHeldAt(warehouse, layer);
    });

    // Where a test fails, the next one must not wait for what it left.
    afterEach(async () => {
        await held.release();
        await Promise.allSettled([run.ended]);
    });

    /** Nothing is lost: the next run loads what the interrupted one did not. */
    async function expectNextRunToComplete() {
        await held.release();
        await warehouse.run();
        expect(await differences(warehouse)).toEqual([]);
        expect(Object.values(await lastStatuses(warehouse))).toEqual(Array(9).fill('SUCCEEDED'));
    }

    test('a cancel ends the run, its step and its remote work', async () => {
        await cancelMaster(run.pid);
        expect(await run.error).toMatchObject({
            code: '57014',
            message: 'canceling statement due to user request',
            detail: expect.stringContaining('what its hops have committed stays'),
            hint: expect.stringContaining('run again'),
        });
        expect(await lastRun(warehouse)).toMatchObject({
            status: 'CANCELLED',
            error_sqlstate: '57014',
            is_ended: true,
        });
        expect((await lastSteps(warehouse)).get(step)).toMatchObject({
            status: 'CANCELLED',
            error_message: expect.stringContaining('the run was ended: canceling statement'),
        });
        // The table is held still: the hop ends because it was told to.
        await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
        expect((await marks(warehouse)).sales).toBe(before.sales);
        await expectNextRunToComplete();
    });

    test('a master that is killed shows as CRASHED at once, and the next run records it', async () => {
        await warehouse.query('dwh', 'select pg_terminate_backend($1)', [run.pid]);
        await run.error;
        await until('the master is gone', () =>
            warehouse.value(
                'dwh',
                'select not exists (select from pg_stat_activity where pid = $1)',
                [run.pid],
            ),
        );
        const dead = await lastRun(warehouse);
        const shown =
            'select status from vw_recent_etl_runs where run_id = $1 and layer = $2 and process_name like $3';
        expect(await warehouse.value('dwh', shown, [dead.run_id, layer, '%sales'])).toBe('CRASHED');
        expect(dead.status).toBe('RUNNING');
        await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
        await expectNextRunToComplete();

        const recorded = await warehouse.query(
            'dwh',
            `select r.status as run, l.status as step, l.end_time is not null as is_ended, l.error_message
               from etl_runs r join etl_logs l using (run_id)
              where run_id = $1 and layer = $2 and entity = 'sales'`,
            [dead.run_id, layer],
        );
        expect(recorded).toEqual([
            {
                run: 'CRASHED',
                step: 'CRASHED',
                is_ended: true,
                error_message: 'the session that ran it is gone',
            },
        ]);
    });

    test('a remote session that is killed fails its step', async () => {
        await warehouse.query(layer, 'select pg_terminate_backend($1)', [hop]);
        expect(await run.error).toMatchObject({
            code: 'PS011',
            detail: expect.stringContaining(`${step}: `),
        });
        expect((await lastSteps(warehouse)).get(step)).toMatchObject({ status: 'FAILED' });
        expect(await lastRun(warehouse)).toMatchObject({ status: 'FAILED' });
        await expectNextRunToComplete();
    });

    test('a remote session that is cancelled makes its step CANCELLED, and the run FAILED', async () => {
        await warehouse.query(layer, 'select pg_cancel_backend($1)', [hop]);
        expect(await run.error).toMatchObject({
            code: 'PS011',
            detail: `${step}: canceling statement due to user request (SQLSTATE 57014)`,
        });
        expect((await lastSteps(warehouse)).get(step)).toMatchObject({
            status: 'CANCELLED',
            error_sqlstate: '57014',
        });
        expect(await lastRun(warehouse)).toMatchObject({
            status: 'FAILED',
            error_sqlstate: 'PS011',
        });
        await untilIdle(warehouse, layer);
        await expectNextRunToComplete();
    });
});

test('a step of the warehouse whose hop still works is not taken for dead', async () => {
    const row = `insert into etl_logs (process_name, layer, entity, table_name, status)
                 values ('load products', 'dwh', 'products', 'dwh_dim_products', 'RUNNING') returning log_id`;
    const logId = await warehouse.value('dwh', row);
    const status = () =>
        warehouse.value('dwh', 'select status from etl_logs where log_id = $1', [logId]);
    const leader = await warehouse.connect('dwh');
    await leader.query(`select pg_advisory_lock(engine.lock_key('hop', 'products'))`);
    await warehouse.run({ entities: ['customers'] });
    expect(await status()).toBe('RUNNING');

    await leader.end();
    await untilIdle(warehouse, 'dwh');
    await warehouse.run({ entities: ['customers'] });
    expect(await status()).toBe('CRASHED');
});

test('a hop that another session leads longer than hop_lock_timeout fails its step with PS002', async () => {
    const leader = await warehouse.connect('mrr');
    await leader.query(`select pg_advisory_lock(engine.lock_key('hop', 'products'))`);
    await warehouse.query('mrr', `call engine.set_setting('hop_lock_timeout', '50 ms')`);
    expect(await raisedBy(warehouse.run())).toMatchObject({
        code: 'PS011',
        detail: expect.stringMatching(
            /^mrr products: hop of "products" into mrr is busy \(SQLSTATE PS002\)$/,
        ),
    });
    await warehouse.query('mrr', `call engine.set_setting('hop_lock_timeout', '60 s')`);
    await leader.end();
    await warehouse.run();
    expect(await differences(warehouse)).toEqual([]);
});

test('a cancel reaches the remote work, and does not wait until that misses the master', async () => {
    await warehouse.query(
        'dwh',
        `do $$
         declare v_server text;
         begin
             foreach v_server in array '{mrr, stg, dwh}'::text[] loop
                 execute format(
                     'alter server %I options (set options ''-c client_connection_check_interval=0'')', v_server);
             end loop;
         end $$`,
    );
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    await cancelMaster(run.pid);
    expect((await run.error).code).toBe('57014');
    await untilIdle(warehouse, 'mrr', 'stg', 'dwh');
    await held.release();
    await warehouse.run();
    expect(await differences(warehouse)).toEqual([]);
});

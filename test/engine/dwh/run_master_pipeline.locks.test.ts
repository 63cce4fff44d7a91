import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processOf } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { lastRun, type StartedRun, startRun } from '../../support/runs.ts';
import { differences, fillShop } from '../../support/shop.ts';
import { blockedHop, holdTables } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
});
afterAll(() => warehouse?.drop());

/** The advisory locks of a session. */
const locksOf = (pid: number) =>
    warehouse.value<string>(
        'dwh',
        `select count(*) from pg_locks where locktype = 'advisory' and pid = $1`,
        [pid],
    );

describe('while a run is active', () => {
    let run: StartedRun;
    let held: { release(): Promise<void> };
    beforeEach(async () => {
        held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
        run = await startRun(warehouse);
        await blockedHop(warehouse, 'mrr');
    });
    afterEach(() => held.release());

    test('every other caller is refused at once, with the run in DETAIL', async () => {
        const active = await lastRun(warehouse);
        const began = performance.now();
        const errors = await Promise.all([1, 2, 3, 4].map(() => raisedBy(warehouse.run())));
        expect(performance.now() - began).toBeLessThan(1000);
        for (const error of errors) {
            expect(error).toEqual({
                code: 'PS001',
                message: 'another run is active',
                detail: expect.stringMatching(
                    `^run ${active.run_id} of \\d{4}-.*, called by \\S+, in process ${run.pid}$`,
                ),
                hint: expect.stringContaining(`pg_cancel_backend(${run.pid})`),
            });
        }
        expect(await lastRun(warehouse)).toEqual(active);
        await held.release();
        await run.ended;
        expect(await lastRun(warehouse)).toMatchObject({
            run_id: active.run_id,
            status: 'SUCCEEDED',
        });
        expect(await differences(warehouse)).toEqual([]);
    });

    test('it is refused even where no row of the log says who holds the lock', async () => {
        await warehouse.query(
            'dwh',
            `update etl_runs set status = 'CRASHED' where status = 'RUNNING'`,
        );
        expect(await raisedBy(warehouse.run())).toMatchObject({
            code: 'PS001',
            detail: `process ${run.pid} holds the lock of the run`,
        });
        await held.release();
        await run.ended;
    });
});

test('of callers that come at the same time one runs and the others are refused', async () => {
    const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
    const before = await lastRun(warehouse);
    const runs = await Promise.all([1, 2, 3, 4].map(() => startRun(warehouse)));
    const ends = Promise.allSettled(runs.map(({ ended }) => ended));
    // The one that runs cannot end before the table is free: the three others end without it.
    const refused = await Promise.all([1, 2, 3].map(() => nextError(runs)));
    expect(refused.map(({ code }) => code)).toEqual(['PS001', 'PS001', 'PS001']);
    await held.release();
    expect((await ends).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(Number((await lastRun(warehouse)).run_id)).toBe(Number(before.run_id) + 1);

    async function nextError(among: StartedRun[]) {
        const { error, index } = await Promise.race(
            among.map(async (run, index) => ({ error: await run.error, index })),
        );
        among.splice(index, 1);
        return error;
    }
});

describe('inside a transaction', () => {
    test.for<[string, string[]]>([
        ['a block', ['begin', 'call run_master_pipeline()']],
        ['one message of several statements', ['select 1; call run_master_pipeline()']],
    ])('of %s it is refused, and holds no lock', async ([, statements]) => {
        const before = await lastRun(warehouse);
        const session = await warehouse.connect('dwh');
        const pid = await processOf(session);
        const error = await raisedBy(
            (async () => {
                for (const statement of statements) await session.query(statement);
            })(),
        );
        expect(error.code).toBe('2D000');
        expect(await locksOf(pid)).toBe('0');
        await session.query('rollback');
        expect(await lastRun(warehouse)).toEqual(before);
    });
});

test('a lock that a cancel has left with the session, however often, is taken over and released', async () => {
    const session = await warehouse.connect('dwh');
    const pid = await processOf(session);
    for (const _ of [1, 2]) {
        await session.query(`select pg_advisory_lock(engine.lock_key('run'))`);
    }
    expect(await locksOf(pid)).toBe('1');
    await session.query('call run_master_pipeline()');
    expect(await locksOf(pid)).toBe('0');
    await warehouse.run();
});

test('a link that is still open in the session is closed, and its work cancelled', async () => {
    const session = await warehouse.connect('dwh');
    // Who calls the master has no login for the link; the master opens it as the pipeline.
    await session.query('set role pgstrata_pipeline');
    await session.query(`select extensions.dblink_connect('pgstrata_step_mrr_1', 'mrr')`);
    await session.query(
        `select extensions.dblink_send_query('pgstrata_step_mrr_1', 'select pg_sleep(60)')`,
    );
    await session.query('reset role');
    await session.query('call run_master_pipeline()');
    const { rows } = await session.query('select extensions.dblink_get_connections() as links');
    expect(rows).toEqual([{ links: null }]);
    expect(await lastRun(warehouse)).toMatchObject({ status: 'SUCCEEDED' });
});

test.for<[string, string]>([
    ['engine.advance_run', `select engine.advance_run('{"steps": []}')`],
    ['engine.abort_run', `select engine.abort_run('{"steps": []}', '57014', '', '', '')`],
])('%s is refused to a session that does not lead a run', async ([, call]) => {
    expect(await raisedBy(warehouse.query('dwh', call))).toMatchObject({
        code: 'PS003',
        message: 'this session does not lead a run',
        hint: 'call run_master_pipeline()',
    });
});

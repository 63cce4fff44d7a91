import { afterAll, beforeAll, expect, test } from 'vitest';
import { hop, processOf, until, waiterFor } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 5, products: 5, sales: 20 });
});

afterAll(() => warehouse?.drop());

const setTimeoutOfLocks = (value: string) =>
    warehouse.query('mrr', `call engine.set_setting('hop_lock_timeout', '${value}')`);

const locksOf = (process: number) =>
    warehouse.query(
        'mrr',
        `select mode from pg_locks where locktype = 'advisory' and granted and pid = $1`,
        [process],
    );

test('a second caller waits for the first, and then moves what the first did not', async () => {
    await setTimeoutOfLocks('60 s');
    const [first, second, holder] = await Promise.all([
        warehouse.connect('mrr'),
        warehouse.connect('mrr'),
        warehouse.connect('mrr'),
    ]);
    await holder.query('begin');
    // A row that the first is about to insert: it has read the source by then.
    await holder.query(
        `insert into mrr_fact_sales (sale_id, batch_id, loaded_at) values (10, 0, now())`,
    );
    const leads = hop({ warehouse, layer: 'mrr', session: first }, 'sales');
    await waiterFor(warehouse, 'mrr', await processOf(holder));
    const process = await processOf(second);
    const follows = hop({ warehouse, layer: 'mrr', session: second }, 'sales');
    expect(await waiterFor(warehouse, 'mrr', await processOfLeader())).toBe(process);

    await warehouse.query(
        'operational',
        'update sales set quantity = quantity + 1 where sale_id = 1',
    );
    await holder.query('rollback');
    expect(await leads).toMatchObject({ rows_inserted: 20, rows_updated: 0 });
    expect(await follows).toMatchObject({ rows_inserted: 0, rows_updated: 1 });
    await Promise.all([first.end(), second.end(), holder.end()]);
});

const processOfLeader = () =>
    until('somebody leads the hop of sales', () =>
        warehouse.value<number>('mrr', `select engine.lock_holders('hop', 'sales')`),
    );

test('a second caller gives up with PS002 after hop_lock_timeout, and the first is named', async () => {
    await setTimeoutOfLocks('50 ms');
    const [first, second] = await Promise.all([warehouse.connect('mrr'), warehouse.connect('mrr')]);
    await first.query(`select engine.lock_hop('sales')`);
    expect(await raisedBy(hop({ warehouse, layer: 'mrr', session: second }, 'sales'))).toEqual({
        code: 'PS002',
        message: 'hop of "sales" into mrr is busy',
        detail: `it is held by process ${await processOf(first)}, and was waited for 50 ms`,
        hint: 'wait for it to end, or end it with pg_cancel_backend()',
    });
    expect(await locksOf(await processOf(second))).toEqual([]);
    // Another entity is another hop.
    await hop({ warehouse, layer: 'mrr', session: second }, 'products');
    await Promise.all([first.end(), second.end()]);
});

test('a leader waits for sessions that still load ranges for the one before it', async () => {
    await setTimeoutOfLocks('60 s');
    const [dead, range, next] = await Promise.all([
        warehouse.connect('mrr'),
        warehouse.connect('mrr'),
        warehouse.connect('mrr'),
    ]);
    await dead.query(`select engine.lock_hop('sales')`);
    await range.query('select engine.lock_range($1, $2)', ['sales', await processOf(dead)]);
    await dead.end();

    const process = await processOf(next);
    const waits = hop({ warehouse, layer: 'mrr', session: next }, 'sales');
    expect(await waiterFor(warehouse, 'mrr', await processOf(range))).toBe(process);
    await range.query(`select engine.unlock_range('sales')`);
    await waits;
    await Promise.all([range.end(), next.end()]);
});

test('when these do not end in time either, PS002 names them and leaves no lock', async () => {
    await setTimeoutOfLocks('50 ms');
    const [dead, range, next] = await Promise.all([
        warehouse.connect('mrr'),
        warehouse.connect('mrr'),
        warehouse.connect('mrr'),
    ]);
    await dead.query(`select engine.lock_hop('sales')`);
    await range.query('select engine.lock_range($1, $2)', ['sales', await processOf(dead)]);
    await dead.query(`select engine.unlock_hop('sales')`);
    const refused = await raisedBy(hop({ warehouse, layer: 'mrr', session: next }, 'sales'));
    expect(refused).toMatchObject({
        code: 'PS002',
        detail: expect.stringContaining(`process ${await processOf(range)},`),
    });
    expect(await locksOf(await processOf(next))).toEqual([]);
    await Promise.all([dead.end(), range.end(), next.end()]);
});

test('locks that calls left stacked are released by the next hop of the session', async () => {
    const session = await warehouse.connect('mrr');
    await session.query(`select pg_advisory_lock(engine.lock_key('hop', 'sales'))
                           from generate_series(1, 3)`);
    await session.query(`select pg_advisory_lock(engine.lock_key('ranges', 'sales'))
                           from generate_series(1, 2)`);
    expect(await locksOf(await processOf(session))).toHaveLength(2);
    await hop({ warehouse, layer: 'mrr', session }, 'sales');
    expect(await locksOf(await processOf(session))).toEqual([]);
    await session.end();
});

test('a session that leads already, and begins anew, holds the lock once', async () => {
    const session = await warehouse.connect('mrr');
    for (let time = 0; time < 3; time++) await session.query(`select engine.lock_hop('sales')`);
    expect(await locksOf(await processOf(session))).toHaveLength(1);
    await session.query(`select pg_advisory_unlock(engine.lock_key('hop', 'sales'))`);
    expect(await locksOf(await processOf(session))).toEqual([]);
    await session.end();
});

test('a cancel while it waits leaves no lock, and lock_timeout of the session stays as it was', async () => {
    await setTimeoutOfLocks('60 s');
    const [first, second] = await Promise.all([warehouse.connect('mrr'), warehouse.connect('mrr')]);
    await second.query(`set lock_timeout = '7s'`);
    await first.query(`select engine.lock_hop('sales')`);
    const cancelled = raisedBy(hop({ warehouse, layer: 'mrr', session: second }, 'sales'));
    const process = await waiterFor(warehouse, 'mrr', await processOf(first));
    await warehouse.query('mrr', 'select pg_cancel_backend($1)', [process]);
    expect(await cancelled).toMatchObject({ code: '57014' });
    expect(await locksOf(process)).toEqual([]);
    await first.end();

    await second.query('begin');
    await second.query(`select engine.lock_hop('sales')`);
    const { rows } = await second.query('show lock_timeout');
    expect(rows).toEqual([{ lock_timeout: '7s' }]);
    await second.end();
});

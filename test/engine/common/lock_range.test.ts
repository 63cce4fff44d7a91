import { afterAll, beforeAll, expect, test } from 'vitest';
import { hop, processOf } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 5, products: 5, sales: 20 });
});

afterAll(() => warehouse?.drop());

const sharedLocks = (process: number) =>
    warehouse.query(
        'mrr',
        `select from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and pid = $1`,
        [process],
    );

test('a range whose leader has gone is refused with PS012, and writes nothing', async () => {
    const [leader, range] = await Promise.all([warehouse.connect('mrr'), warehouse.connect('mrr')]);
    await leader.query(`select engine.lock_hop('sales')`);
    const process = await processOf(leader);
    await leader.query(`select engine.unlock_hop('sales')`);
    expect(await raisedBy(range.query(`call engine.run_range('sales', 1, 1, ${process})`))).toEqual(
        {
            code: 'PS012',
            message: `process ${process} no longer leads the hop of "sales" into mrr`,
            detail: 'a key range is loaded only for the leader that gave it out',
            hint: "nothing is lost: call run_hop('sales') goes on where the ranges stood",
        },
    );
    expect(await sharedLocks(await processOf(range))).toEqual([]);
    expect(await warehouse.value('mrr', 'select count(*) from mrr_fact_sales')).toBe('0');
    await Promise.all([leader.end(), range.end()]);
});

test('the lock of another entity does not make a leader', async () => {
    const [leader, range] = await Promise.all([warehouse.connect('mrr'), warehouse.connect('mrr')]);
    await leader.query(`select engine.lock_hop('products')`);
    const refused = range.query(`call engine.run_range('sales', 1, 1, ${await processOf(leader)})`);
    expect(await raisedBy(refused)).toMatchObject({ code: 'PS012' });
    await Promise.all([leader.end(), range.end()]);
});

test('several sessions load ranges for one leader at the same time', async () => {
    const [leader, ...ranges] = await Promise.all([1, 2, 3].map(() => warehouse.connect('mrr')));
    await leader?.query(`select engine.lock_hop('sales')`);
    const process = leader && (await processOf(leader));
    for (const range of ranges) {
        await range.query('select engine.lock_range($1, $2)', ['sales', process]);
        expect(await sharedLocks(await processOf(range))).toHaveLength(1);
    }
    await Promise.all([leader, ...ranges].map((session) => session?.end()));
});

test('a range that is loaded already, or was never cut, is refused with PS009', async () => {
    const [leader, range] = await Promise.all([warehouse.connect('mrr'), warehouse.connect('mrr')]);
    await hop({ warehouse, layer: 'mrr' }, 'sales');
    await leader.query(`select engine.lock_hop('sales')`);
    const process = await processOf(leader);
    const open = `insert into engine.batches (entity, batch_id, parameters) values ('sales', 900,
        '{"mark": null, "range_from": null, "range_to": null, "batch_id": "900"}')`;
    await warehouse.query('mrr', open);
    await warehouse.query(
        'mrr',
        `insert into engine.ranges (entity, batch_id, range_no) values ('sales', 900, 1)`,
    );
    const load = (number: number) =>
        range.query(`call engine.run_range('sales', 900, ${number}, ${process})`);
    await load(1);
    for (const number of [1, 2]) {
        expect(await raisedBy(load(number))).toEqual({
            code: 'PS009',
            message: `range ${number} of batch 900 of "sales" is not open`,
            detail: 'it was loaded already, or its batch is completed',
            hint: "call run_hop('sales')",
        });
    }
    expect(await sharedLocks(await processOf(range))).toEqual([]);
    await Promise.all([leader.end(), range.end()]);
});

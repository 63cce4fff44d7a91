import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { fillShop, sell } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const record = (args = '') =>
    warehouse.value<boolean>('dwh', `select engine.record_row_counts(${args})`);
const counted = () =>
    warehouse.value<string>('dwh', 'select count(distinct counted_at) from engine.row_counts');

test('what is kept is what a count of all layers says', async () => {
    expect(await record()).toBe(true);
    const columns = 'entity, operational, mrr, stg, rejects, never_good, dwh, dwh_versions';
    const kept = await warehouse.query(
        'dwh',
        `select ${columns} from engine.row_counts order by 1`,
    );
    expect(kept).toHaveLength(3);
    expect(kept).toEqual(
        await warehouse.query('dwh', `select ${columns} from vw_layer_row_counts order by 1`),
    );
});

test('nothing is counted again while nothing has run', async () => {
    await warehouse.query('dwh', `update engine.row_counts set took = '0'`);
    expect(await record()).toBe(false);
});

test('counting takes at most a hundredth of the time', async () => {
    await sell(warehouse);
    await warehouse.run();
    await warehouse.query('dwh', `update engine.row_counts set took = '1 minute'`);
    expect(await record()).toBe(false);
    await warehouse.query('dwh', `update engine.row_counts set took = '0'`);
    expect(await record()).toBe(true);
    expect(await counted()).toBe('2');
    expect(
        await warehouse.value(
            'dwh',
            `select operational from engine.row_counts where entity = 'sales' order by counted_at desc limit 1`,
        ),
    ).toBe('7');
});

test('it can be told to count in any case, but one at a time', async () => {
    expect(await record('true')).toBe(true);
    const other = await warehouse.connect('dwh');
    await other.query('begin');
    await other.query(`select pg_advisory_xact_lock(engine.lock_key('row counts'))`);
    expect(await record('true')).toBe(false);
    await other.query('rollback');
    expect(await record('true')).toBe(true);
    await other.end();
});

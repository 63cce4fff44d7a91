import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hop } from '../../support/hops.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query('operational', 'alter table products disable trigger stamp_updated_at');
    await warehouse.query(
        'operational',
        `insert into products (product_name, updated_at)
         select 'of ' || year, make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC') from generate_series(2001, 2009) year`,
    );
});

beforeEach(async () => {
    await warehouse.query('mrr', 'truncate mrr_dim_products, engine.source_marks');
    await warehouse.query('mrr', 'truncate engine.batches cascade');
});

afterAll(() => warehouse?.drop());

/** Which years a hop reads; the own mark and the master's lower bound are years, too. */
async function years(own: string | null, options: { from?: string | null }): Promise<number> {
    if (own) {
        await warehouse.query(
            'mrr',
            `insert into engine.source_marks (entity, loaded_through) values ('products', $1)`,
            [`${own}-01-01 00:00:00+00`],
        );
    }
    const from = options.from && `${options.from}-01-01 00:00:00+00`;
    const handedOver = 'from' in options ? { from } : {};
    const { rows_read } = await hop({ warehouse, layer: 'mrr' }, 'products', handedOver);
    return rows_read;
}

test.for<[string, string | null, { from?: string | null }, number]>([
    ['by hand, without a mark: everything', null, {}, 9],
    ['by hand: from the own mark', '2006', {}, 4],
    ['from a master whose bound is lower: from there', '2006', { from: '2003' }, 7],
    ['from a master whose bound is higher: from the own mark', '2006', { from: '2008' }, 4],
    ['from a master that has none: everything', '2006', { from: null }, 9],
    ['from a master, without a mark of its own: everything', null, { from: '2008' }, 9],
])('a hop reads, when called %s', async ([, own, options, rows]) => {
    expect(await years(own, options)).toBe(rows);
});

test('a lower bound of the master does not move the own mark backwards', async () => {
    const ahead = '2998-01-01 00:00:00+00';
    await warehouse.query(
        'mrr',
        `insert into engine.source_marks (entity, loaded_through, high_water_mark)
         values ('products', $1, $1)`,
        [ahead],
    );
    const result = await hop({ warehouse, layer: 'mrr' }, 'products', {
        from: '2003-01-01 00:00:00+00',
    });
    expect(result).toMatchObject({ rows_read: 7, loaded_through: ahead, high_water_mark: ahead });
});

test('the next mark lies ceiling_guard behind the clock', async () => {
    await warehouse.query('mrr', `call engine.set_setting('ceiling_guard', '1 hour')`);
    const clock = () => warehouse.value<string>('operational', 'select clock_timestamp()');
    const before = await clock();
    const { loaded_through } = await hop({ warehouse, layer: 'mrr' }, 'products');
    const after = await clock();
    const isBetween = await warehouse.value(
        'mrr',
        `select $1::timestamptz + interval '1 hour' between $2 and $3`,
        [loaded_through, before, after],
    );
    expect(isBetween).toBe(true);
    await warehouse.query('mrr', `call engine.set_setting('ceiling_guard', '2 s')`);
});

test('the high-water mark is the largest watermark read, and stays when less is read', async () => {
    const largest = '2009-01-01 00:00:00+00';
    expect((await hop({ warehouse, layer: 'mrr' }, 'products')).high_water_mark).toBe(largest);
    const again = await hop({ warehouse, layer: 'mrr' }, 'products');
    expect(again).toMatchObject({ rows_read: 0, high_water_mark: largest });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { processOf } from '../../support/hops.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { fingerprint, lastSteps } from '../../support/runs.ts';
import { differences, fillShop, sell } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    // Something of each kind: rejects, a history, a deletion that was marked by hand.
    await warehouse.query(
        'operational',
        `insert into customers (customer_id, city) values (8, 'Nowhere')`,
    );
    await warehouse.query(
        'operational',
        `insert into products (product_id, unit_price) values (8, -1)`,
    );
    await warehouse.run();
    await warehouse.query(
        'operational',
        `update customers set city = 'Voss' where customer_id = 2`,
    );
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const freshness = (entity: string) =>
    warehouse
        .query<{
            loaded_through: string;
            held_back_since: string | null;
            held_back_by: string | null;
        }>(
            'dwh',
            'select loaded_through, held_back_since, held_back_by from vw_data_freshness where entity = $1',
            [entity],
        )
        .then(([row]) => {
            if (!row) throw new Error(`no entity ${entity}`);
            return row;
        });

test('a run with nothing changed writes no row of any table of data in any layer', async () => {
    const before = await fingerprint(warehouse);
    expect(Object.keys(before)).toHaveLength(14);
    const logged = Number(await warehouse.value('dwh', 'select count(*) from etl_logs'));
    await warehouse.run();
    expect(await fingerprint(warehouse)).toEqual(before);
    // Rows within the guard are read again, and found equal.
    const steps = [...(await lastSteps(warehouse)).values()];
    expect(steps.map(({ batch_id }) => batch_id)).toEqual(Array(9).fill(null));
    expect(Number(await warehouse.value('dwh', 'select count(*) from etl_logs'))).toBe(logged + 9);
});

test('a run with nothing changed completes no batch in any layer', async () => {
    const batches = async () => [
        await warehouse.query('mrr', 'select * from engine.completed_batches order by entity'),
        await warehouse.query('stg', 'select * from engine.completed_batches order by entity'),
        await warehouse.query('dwh', 'select * from engine.completed_batches order by entity'),
    ];
    const before = await batches();
    await warehouse.run();
    expect(await batches()).toEqual(before);
});

test('a run with nothing changed confirms the marks, and moves nothing of them but the time', async () => {
    const read = () =>
        warehouse.query<{
            table_name: string;
            high_water_mark: string;
            loaded_through: string;
            last_updated: string;
        }>('dwh', 'select * from high_water_mark order by table_name');
    const before = await read();
    await warehouse.run();
    const after = await read();
    for (const [index, mark] of after.entries()) {
        expect(mark.high_water_mark).toBe(before[index]?.high_water_mark);
        expect(mark.loaded_through > `${before[index]?.loaded_through}`).toBe(true);
        expect(mark.last_updated > `${before[index]?.last_updated}`).toBe(true);
    }
});

test('a run right after an insert contains it', async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
        const sale = await sell(warehouse);
        await warehouse.run({ entities: ['sales'] });
        expect(
            await warehouse.value('dwh', 'select true from dwh_fact_sales where sale_id = $1', [
                sale,
            ]),
        ).toBe(true);
    }
});

test('a run contains what was committed beside an open transaction, and the next what that commits', async () => {
    // The guard alone would cover a transaction as short as this one.
    await warehouse.query('mrr', `call engine.set_setting('ceiling_guard', '0 s')`);
    const writer = await warehouse.connect('operational', { applicationName: 'a long import' });
    await writer.query('begin');
    const { rows } = await writer.query<{ began: string }>(
        `insert into customers (customer_id, last_name, city) values (20, 'Late', 'Alta') returning updated_at as began`,
    );
    const began = `${rows[0]?.began}`;
    const sale = await sell(warehouse);
    await warehouse.run();
    const loaded = await warehouse.query(
        'dwh',
        `select exists (select from dwh_fact_sales where sale_id = $1) as sale,
                exists (select from dwh_dim_customers where customer_id = 20) as customer`,
        [sale],
    );
    expect(loaded).toEqual([{ sale: true, customer: false }]);

    for (const entity of ['customers', 'sales']) {
        const { loaded_through, held_back_since, held_back_by } = await freshness(entity);
        expect(held_back_since).toBe(began);
        expect(held_back_by).toContain(`process ${await processOf(writer)} of `);
        expect(held_back_by).toContain('(a long import), idle in transaction');
        expect(loaded_through).toBe(began);
    }

    await writer.query('commit');
    await warehouse.run();
    expect(await differences(warehouse)).not.toContainEqual(expect.objectContaining({ id: '20' }));
    expect(await freshness('customers')).toMatchObject({
        held_back_since: null,
        held_back_by: null,
    });
});

test('a prepared transaction keeps the marks where they are, and nothing of it is lost', async () => {
    const writer = await warehouse.connect('operational');
    const gid = `prepared ${await processOf(writer)}`;
    await writer.query('begin');
    await writer.query(
        `insert into customers (customer_id, last_name, city) values (21, 'Held', 'Vik')`,
    );
    await writer.query(`prepare transaction '${gid}'`);
    const before = await freshness('customers');
    await warehouse.run();
    expect(await freshness('customers')).toEqual({
        loaded_through: before.loaded_through,
        held_back_since: expect.any(String),
        held_back_by: expect.stringContaining('a prepared transaction'),
    });
    await writer.query(`commit prepared '${gid}'`);
    await warehouse.run();
    expect(await differences(warehouse)).not.toContainEqual(expect.objectContaining({ id: '21' }));
    expect(Date.parse((await freshness('customers')).loaded_through)).toBeGreaterThan(
        Date.parse(before.loaded_through),
    );
});

import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type HopResult, hop, physicalRows } from '../../support/hops.ts';
import { createWarehouse, uniqueName, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query('mrr', `call engine.set_setting('ceiling_guard', '0 s')`);
    await warehouse.seed({ customers: 10, products: 10, sales: 10 });
});

beforeEach(() => extract());

afterAll(() => warehouse?.drop());

/** A session at the source that ends with the test, and with it what it has left open. */
async function sessionAtSource(): Promise<pg.Client> {
    const session = await warehouse.connect('operational');
    onTestFinished(async () => {
        // A process outlives its connection for a moment, a transaction not its rollback.
        await session.query('rollback');
        await session.end();
    });
    return session;
}

/** Prepares what a session has written. */
async function prepare(session: pg.Client): Promise<string> {
    const gid = uniqueName();
    await session.query(`prepare transaction '${gid}'`);
    onTestFinished(async () => {
        const left = `select from pg_prepared_xacts where gid = '${gid}'`;
        if ((await warehouse.query('operational', left)).length === 0) return;
        await warehouse.query('operational', `rollback prepared '${gid}'`);
    });
    return gid;
}

const extract = (): Promise<HopResult> => hop({ warehouse, layer: 'mrr' }, 'products');

const mark = async () =>
    (await warehouse.value<string>(
        'mrr',
        `select loaded_through from engine.source_marks where entity = 'products'`,
    )) as string;

const add = (name: string, by: Pick<pg.Client, 'query'> | undefined = undefined) => {
    const sql = `insert into products (product_name) values ('${name}')`;
    return by ? by.query(sql) : warehouse.query('operational', sql);
};

const extracted = async (name: string) =>
    (await warehouse.value('mrr', 'select count(*) from mrr_dim_products where product_name = $1', [
        name,
    ])) === '1';

/** A row of the source that bears any watermark, which its trigger would not let pass. */
async function stamp(name: string, updatedAt: string): Promise<void> {
    await warehouse.query('operational', 'alter table products disable trigger stamp_updated_at');
    await warehouse.query(
        'operational',
        'insert into products (product_name, updated_at) values ($1, $2)',
        [name, updatedAt],
    );
    await warehouse.query('operational', 'alter table products enable trigger stamp_updated_at');
}

describe('rows are read from the mark on', () => {
    test('inclusive, since several rows can share a watermark', async () => {
        const at = await mark();
        await stamp('exactly at the mark', at);
        await extract();
        expect(await extracted('exactly at the mark')).toBe(true);
    });

    test('and not a microsecond before it', async () => {
        const at = await mark();
        const before = await warehouse.value<string>(
            'mrr',
            `select $1::timestamptz - interval '1 microsecond'`,
            [at],
        );
        await stamp('just before the mark', before as string);
        await extract();
        expect(await extracted('just before the mark')).toBe(false);
        await warehouse.query(
            'operational',
            `delete from products where product_name = 'just before the mark'`,
        );
    });

    test('without an upper bound: what bears a later time than now comes as well', async () => {
        await stamp('from a clock ahead', '2999-12-31 23:59:59.999999+00');
        const { high_water_mark } = await extract();
        expect(await extracted('from a clock ahead')).toBe(true);
        expect(high_water_mark).toBe('2999-12-31 23:59:59.999999+00');
        expect((await mark()) < '2999').toBe(true);
        await warehouse.query(
            'operational',
            `delete from products where product_name = 'from a clock ahead'`,
        );
    });
});

describe('a transaction that is open at the source', () => {
    test('keeps the mark at its start, and what it commits later is not lost', async () => {
        const writer = await sessionAtSource();
        await writer.query('begin');
        const { rows } = await writer.query<{ now: string }>('select now()');
        await add('committed late', writer);
        await add('committed early');
        await extract();
        expect(await extracted('committed early')).toBe(true);
        await extract();
        expect(await mark()).toBe(rows[0]?.now);

        await writer.query('commit');
        await extract();
        expect(await extracted('committed late')).toBe(true);
        expect((await mark()) > (rows[0]?.now as string)).toBe(true);
    });

    test('does not hide what others committed before the call', async () => {
        const holder = await sessionAtSource();
        await holder.query('begin; select from products');
        for (const name of ['first', 'second']) {
            await add(name);
            await extract();
            expect(await extracted(name)).toBe(true);
        }
    });

    test('keeps the mark where it is when it is prepared', async () => {
        const writer = await sessionAtSource();
        await writer.query('begin');
        await add('prepared', writer);
        const gid = await prepare(writer);
        const before = await mark();
        await add('beside a prepared one');
        await extract();
        await extract();
        expect(await extracted('beside a prepared one')).toBe(true);
        expect(await mark()).toBe(before);

        await warehouse.query('operational', `commit prepared '${gid}'`);
        await extract();
        expect(await extracted('prepared')).toBe(true);
        expect((await mark()) > before).toBe(true);
    });
});

describe('a row that is read again', () => {
    test('is not written when it is equal to what is there', async () => {
        const holder = await sessionAtSource();
        await holder.query('begin; select from products');
        await add('read twice');
        await extract();
        const except = ['engine.source_marks'];
        const before = await physicalRows(warehouse, 'mrr', { except });
        expect(await extract()).toMatchObject({ rows_read: 1, rows_inserted: 0, rows_updated: 0 });
        expect(await physicalRows(warehouse, 'mrr', { except })).toEqual(before);
    });

    test.for([
        ['to NULL', 'null', null],
        ['from NULL', `'Toys'`, 'Toys'],
        ['to an empty text', `''`, ''],
        ['only in case', `'TOYS'`, 'TOYS'],
    ] as const)('is written when a column has changed %s', async ([, sql, value]) => {
        await warehouse.query(
            'operational',
            `update products set product_group = ${sql} where product_id = 1`,
        );
        expect(await extract()).toMatchObject({ rows_inserted: 0, rows_updated: 1 });
        expect(
            await warehouse.value(
                'mrr',
                'select product_group from mrr_dim_products where product_id = 1',
            ),
        ).toBe(value);
    });

    test('comes back when it had been marked as deleted', async () => {
        await warehouse.query(
            'mrr',
            'update mrr_dim_products set is_deleted = true where product_id = 2',
        );
        await warehouse.query(
            'operational',
            'update products set unit_price = 1 where product_id = 2',
        );
        await extract();
        expect(
            await warehouse.value(
                'mrr',
                'select is_deleted from mrr_dim_products where product_id = 2',
            ),
        ).toBe(false);
    });
});

test('microseconds of a watermark are kept, in the row and in the marks', async () => {
    const at = '2999-01-01 00:00:00.123456+00';
    await stamp('to the microsecond', at);
    await extract();
    expect(
        await warehouse.value(
            'mrr',
            `select updated_at from mrr_dim_products where product_name = 'to the microsecond'`,
        ),
    ).toBe(at);
    expect(await mark()).toMatch(/\.\d{1,6}\+00$/);
    await warehouse.query('operational', `delete from products where updated_at = '${at}'`);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HopResult, hop, physicalRows } from '../../support/hops.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query(
        'operational',
        `insert into customers (last_name) values ('Buyer');
         insert into products (product_name, unit_price) values ('Lamp', 9.99);
         insert into sales (customer_id, product_id, quantity, unit_price, transaction_date)
         select 1, 1, 1, 10, '2025-01-15 12:00+00' from generate_series(1, 20)`,
    );
    await flow();
});

afterAll(() => warehouse?.drop());

async function flow(): Promise<HopResult> {
    await hop({ warehouse, layer: 'mrr' }, 'sales');
    return hop({ warehouse, layer: 'stg' }, 'sales');
}

/** Changes one sale at the source, and lets it flow into staging. */
async function change(sale: number, assignment: string): Promise<HopResult> {
    await warehouse.query('operational', `update sales set ${assignment} where sale_id = ${sale}`);
    return flow();
}

/** Deletes a sale at the source, and does what the raw layer does when it finds that out. */
async function remove(sale: number): Promise<HopResult> {
    await warehouse.query('operational', `delete from sales where sale_id = ${sale}`);
    await warehouse.query(
        'mrr',
        `with batch as (
             insert into engine.batches (entity, batch_id, parameters, completed_at)
             values ('sales', nextval('engine.batch_id_seq'), '{}', now()) returning batch_id)
         update mrr_fact_sales t set is_deleted = true, batch_id = batch.batch_id
           from batch where sale_id = ${sale}`,
    );
    return hop({ warehouse, layer: 'stg' }, 'sales');
}

const rejects = (sale: number) =>
    warehouse.query(
        'stg',
        `select reasons, payload, batch_id::text, source_batch_id::text, resolved_at is null as is_open
           from stg_rejects
          where entity = 'sales' and business_key = jsonb_build_object('sale_id', $1::integer)
          order by reject_id`,
        [sale],
    );

const staged = async (sale: number) => {
    const [row] = await warehouse.query(
        'stg',
        `select quantity, unit_price, total_amount, is_deleted, batch_id::text
           from stg_fact_sales where sale_id = $1`,
        [sale],
    );
    return row;
};

describe('a row that is bad from the start', () => {
    test('is rejected with every reason and with the raw row as it was', async () => {
        await warehouse.query(
            'operational',
            `insert into sales (sale_id, customer_id, product_id, quantity, unit_price)
             values (101, 1, 1, -3, -1.50)`,
        );
        const result = await flow();
        expect(result).toMatchObject({ rows_read: 1, rows_inserted: 0, rows_rejected: 1 });
        const raw = await warehouse.value<{ batch_id: number }>(
            'mrr',
            'select to_jsonb(t) from mrr_fact_sales t where sale_id = 101',
        );
        expect(await rejects(101)).toEqual([
            {
                reasons: ['quantity_not_positive', 'negative_price', 'missing_transaction_date'],
                payload: raw,
                batch_id: result.batch_id,
                source_batch_id: String(raw?.batch_id),
                is_open: true,
            },
        ]);
        expect(await staged(101)).toBeUndefined();
    });

    test('stays one open reject when its reasons change, with the newest raw row', async () => {
        await change(101, `quantity = 3`);
        const [reject, ...others] = await rejects(101);
        expect(others).toEqual([]);
        expect(reject).toMatchObject({
            reasons: ['negative_price', 'missing_transaction_date'],
            payload: { quantity: 3, unit_price: -1.5 },
            is_open: true,
        });
    });

    test('is staged, and its reject resolved, by a good version', async () => {
        const result = await change(101, `unit_price = 1.50, transaction_date = '2025-02-01'`);
        expect(result).toMatchObject({ rows_inserted: 1, rejects_resolved: 1 });
        expect((await rejects(101)).map(({ is_open }) => is_open)).toEqual([false]);
        expect(await staged(101)).toMatchObject({ quantity: 3, total_amount: '4.50' });
    });

    test('gets a reject of its own when it turns bad again', async () => {
        await change(101, 'quantity = 0');
        expect((await rejects(101)).map(({ is_open }) => is_open)).toEqual([false, true]);
    });

    test('without ever having been good is not staged when it is deleted', async () => {
        await warehouse.query(
            'operational',
            `insert into sales (sale_id, customer_id, product_id, quantity) values (102, 1, 1, 0)`,
        );
        await flow();
        await remove(102);
        expect(await staged(102)).toBeUndefined();
        expect((await rejects(102)).map(({ is_open }) => is_open)).toEqual([true]);
    });
});

describe('a row that was good and turns bad', () => {
    test('stays staged as it was, and the open reject says that it is out of date', async () => {
        const before = await staged(1);
        expect(await change(1, 'quantity = -1')).toMatchObject({
            rows_inserted: 0,
            rows_updated: 0,
            rows_rejected: 1,
        });
        expect(await staged(1)).toEqual(before);
        expect(await rejects(1)).toMatchObject([
            { reasons: ['quantity_not_positive'], is_open: true },
        ]);
    });

    test('is replaced by the next good version', async () => {
        const { batch_id } = await change(1, 'quantity = 5');
        expect(await staged(1)).toMatchObject({ quantity: 5, batch_id });
        expect(await rejects(1)).toMatchObject([{ is_open: false }]);
    });

    test('is deleted although it is bad, with the values that it had when it was good', async () => {
        await change(2, 'quantity = -2');
        const result = await remove(2);
        expect(result).toMatchObject({ rows_updated: 1, rejects_resolved: 1 });
        expect(await staged(2)).toMatchObject({
            quantity: 1,
            is_deleted: true,
            batch_id: result.batch_id,
        });
        expect(await rejects(2)).toMatchObject([{ is_open: false }]);
    });
});

describe('a good row', () => {
    test('is not written when nothing that staging keeps has changed', async () => {
        await warehouse.query('stg', 'truncate engine.batch_marks');
        const except = ['engine.batch_marks'];
        const before = await physicalRows(warehouse, 'stg', { except });
        const result = await hop({ warehouse, layer: 'stg' }, 'sales');
        expect(result.rows_read).toBeGreaterThan(20);
        expect(result).toMatchObject({ rows_inserted: 0, rows_updated: 0, rejects_written: 0 });
        const { 'engine.batches': _, ...after } = await physicalRows(warehouse, 'stg', { except });
        expect(before).toMatchObject(after);
    });

    test('is marked as deleted, and comes back', async () => {
        await remove(4);
        expect(await staged(4)).toMatchObject({ is_deleted: true });
        await warehouse.query(
            'operational',
            `insert into sales (sale_id, customer_id, product_id, quantity, unit_price, transaction_date)
             values (4, 1, 1, 4, 10, '2025-01-15 12:00+00')`,
        );
        await flow();
        expect(await staged(4)).toMatchObject({ is_deleted: false, quantity: 4 });
    });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
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
         select 1, 1, 1, 10, now() + days * interval '1 day' from unnest('{3, 5, 0}'::integer[]) days;
         insert into sales (customer_id, product_id, quantity, unit_price, transaction_date)
         values (1, 1, 0, 10, now() + interval '3 days'), (1, 1, 1, 10, 'infinity')`,
    );
    await hop({ warehouse, layer: 'mrr' }, 'sales');
    await stage();
});

afterAll(() => warehouse?.drop());

const stage = (): Promise<HopResult> => hop({ warehouse, layer: 'stg' }, 'sales');

const openRejects = () =>
    warehouse.query(
        'stg',
        `select (business_key ->> 'sale_id')::integer as sale, reasons, due_at
           from stg_rejects where resolved_at is null order by sale`,
    );

/** As if the days had passed: neither the raw row nor anything else of it is new. */
async function age(sale: number, days: number): Promise<void> {
    await warehouse.query(
        'mrr',
        `update mrr_fact_sales set transaction_date = transaction_date - $2 * interval '1 day'
          where sale_id = $1`,
        [sale, days],
    );
    await warehouse.query(
        'stg',
        `update stg_rejects set due_at = due_at - $2 * interval '1 day'
          where business_key = jsonb_build_object('sale_id', $1::integer)`,
        [sale, days],
    );
}

test('a date too far ahead is due when it is a day away, and one at infinity never', async () => {
    const dates = await warehouse.query<{ due: string }>(
        'mrr',
        `select (transaction_date - interval '24 hours')::text as due
           from mrr_fact_sales where sale_id in (1, 2, 4) order by sale_id`,
    );
    const [first, second, fourth] = dates.map(({ due }) => due);
    expect(await openRejects()).toEqual([
        { sale: 1, reasons: ['transaction_date_in_future'], due_at: first },
        { sale: 2, reasons: ['transaction_date_in_future'], due_at: second },
        {
            sale: 4,
            reasons: ['quantity_not_positive', 'transaction_date_in_future'],
            due_at: fourth,
        },
        { sale: 5, reasons: ['transaction_date_in_future'], due_at: null },
    ]);
});

test('before it is due, nothing is judged again', async () => {
    const before = await physicalRows(warehouse, 'stg');
    expect(await stage()).toMatchObject({ rows_read: 0 });
    expect(await physicalRows(warehouse, 'stg')).toEqual(before);
});

test('when it is due, the next hop stages it, although nothing is new', async () => {
    await age(1, 2.5);
    const result = await stage();
    expect(result).toMatchObject({
        rows_read: 1,
        rows_inserted: 1,
        rejects_resolved: 1,
        batch_id: expect.any(String),
    });
    expect(
        await warehouse.value('stg', 'select batch_id::text from stg_fact_sales where sale_id = 1'),
    ).toBe(result.batch_id);
    expect((await openRejects()).map(({ sale }) => sale)).toEqual([2, 4, 5]);
});

test('what time has not mended alone stays rejected, with the reasons that are left', async () => {
    await age(4, 2.5);
    expect(await stage()).toMatchObject({ rows_inserted: 0, rows_rejected: 1, rejects_written: 1 });
    expect((await openRejects())[1]).toEqual({
        sale: 4,
        reasons: ['quantity_not_positive'],
        due_at: null,
    });
    expect(
        await warehouse.value(
            'stg',
            `select payload ->> 'sale_id' from stg_rejects where resolved_at is null and reasons = '{quantity_not_positive}'`,
        ),
    ).toBe('4');
});

test('then it is not due again, and a hop finds nothing to do', async () => {
    const before = await physicalRows(warehouse, 'stg');
    expect(await stage()).toMatchObject({ rows_read: 0 });
    expect(await physicalRows(warehouse, 'stg')).toEqual(before);
});

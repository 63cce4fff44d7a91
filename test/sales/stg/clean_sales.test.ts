import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

interface Raw {
    quantity?: number | null;
    price?: string | null;
    amount?: string | null;
    /** An expression of SQL. */
    at?: string;
}

/** What the view makes of one raw sale: two for 5.00 each, unless told otherwise. */
async function clean(raw: Raw): Promise<Record<string, unknown>> {
    const sale = { quantity: 2, price: '5', amount: '10', at: `'2025-01-15 12:00+00'`, ...raw };
    await warehouse.query('mrr', 'truncate mrr_fact_sales');
    await warehouse.query(
        'mrr',
        `insert into mrr_fact_sales (sale_id, customer_id, product_id, quantity, unit_price,
                total_amount, transaction_date, batch_id, loaded_at)
         values (1, 1, 1, $1, $2, $3, ${sale.at}, 1, now())`,
        [sale.quantity, sale.price, sale.amount],
    );
    const [row] = await warehouse.query('stg', 'select * from public.clean_sales');
    return row as Record<string, unknown>;
}

const number = (value: unknown) => (value === null ? null : Number(value));

describe('price and amount', () => {
    test.for<[string | null, string | null, number | null, number | null, string[]]>([
        ['5', '10', 5, 10, []],
        ['5', null, 5, 10, []],
        [null, '10', 5, 10, []],
        ['5', 'NaN', 5, 10, []],
        ['NaN', '10', 5, 10, []],
        ['0', null, 0, 0, []],
        ['0', '0', 0, 0, []],
        [null, '0', 0, 0, []],
        [null, '0.01', 0.01, 0.01, []],
        [null, null, null, null, ['missing_price']],
        ['NaN', 'NaN', null, null, ['missing_price']],
        ['-5', '-10', -5, -10, ['negative_price']],
        ['-5', null, -5, -10, ['negative_price']],
        [null, '-10', -5, -10, ['negative_price']],
    ])('%o and %o are taken as %o and %o', async ([price, amount, unit, total, reject_reasons]) => {
        const row = await clean({ price, amount });
        expect([number(row.unit_price), number(row.total_amount)]).toEqual([unit, total]);
        expect(row.reject_reasons).toEqual(reject_reasons);
    });

    test('a price that is derived is rounded to the cent, and its amount stays as it is', async () => {
        const row = await clean({ quantity: 3, price: null, amount: '10' });
        expect(row).toMatchObject({ unit_price: '3.33', total_amount: '10.00' });
        expect(row.has_amount_mismatch).toBe(false);
    });
});

describe('an amount that does not fit', () => {
    test.for([
        ['10', false],
        ['10.01', false],
        ['9.99', false],
        ['10.02', true],
        ['9.98', true],
        ['0', true],
        ['-10', true],
        [null, false],
        ['NaN', false],
    ] as const)('to 2 for 5.00 each: %o is a mismatch: %o', async ([amount, mismatch]) => {
        const row = await clean({ amount });
        expect(row).toMatchObject({ has_amount_mismatch: mismatch, reject_reasons: [] });
        if (amount !== null && amount !== 'NaN')
            expect(number(row.total_amount)).toBe(Number(amount));
    });
});

describe('a sale is rejected', () => {
    test.for<[string, Raw, string[]]>([
        ['no quantity', { quantity: null }, ['quantity_not_positive']],
        ['the quantity 0', { quantity: 0 }, ['quantity_not_positive']],
        ['a negative quantity', { quantity: -1 }, ['quantity_not_positive']],
        ['no date', { at: 'null' }, ['missing_transaction_date']],
        [
            'a date of tomorrow',
            { at: `now() + interval '24 hours 1 minute'` },
            ['transaction_date_in_future'],
        ],
        ['a date without end', { at: `'infinity'` }, ['transaction_date_in_future']],
        ['a date before all dates', { at: `'-infinity'` }, ['transaction_date_out_of_range']],
        [
            'a date before the year 1',
            { at: `'0044-03-15 12:00+00 BC'` },
            ['transaction_date_out_of_range'],
        ],
        [
            'everything wrong',
            { quantity: 0, price: null, amount: null, at: 'null' },
            ['quantity_not_positive', 'missing_price', 'missing_transaction_date'],
        ],
        [
            'a negative price besides',
            { quantity: -2, price: '-5', at: `'infinity'` },
            ['quantity_not_positive', 'negative_price', 'transaction_date_in_future'],
        ],
    ])('with %s', async ([, raw, reject_reasons]) => {
        expect((await clean(raw)).reject_reasons).toEqual(reject_reasons);
    });

    test('but not with a date within a day, or with the earliest possible', async () => {
        for (const at of [`now() + interval '23 hours 59 minutes'`, `'0001-01-02 00:00+00'`]) {
            expect((await clean({ at })).reject_reasons).toEqual([]);
        }
    });

    test('for a date in the future until it is a day away, which the view tells', async () => {
        const { transaction_date, judge_again_at } = await clean({ at: `'2999-01-02 12:00+00'` });
        expect(transaction_date).toBe('2999-01-02 12:00:00+00');
        expect(judge_again_at).toBe('2999-01-01 12:00:00+00');
        expect(await clean({ at: `'infinity'` })).toMatchObject({ judge_again_at: null });
        expect(await clean({ quantity: 0 })).toMatchObject({ judge_again_at: null });
    });
});

describe('the parts of the date are those of the business time zone', () => {
    test.for([
        ['UTC', '2025-01-15 12:00+00', '2025-01-15', [2025, 1, 1, 15, 3, 3, false]],
        ['UTC', '2024-12-31 23:59:59.999999+00', '2024-12-31', [2024, 4, 12, 31, 1, 2, false]],
        ['UTC', '2025-01-01 00:00+00', '2025-01-01', [2025, 1, 1, 1, 1, 3, false]],
        ['UTC', '2021-01-03 12:00+00', '2021-01-03', [2021, 1, 1, 3, 53, 7, true]],
        ['UTC', '2025-02-01 12:00+00', '2025-02-01', [2025, 1, 2, 1, 5, 6, true]],
        ['UTC', '2024-02-29 12:00+00', '2024-02-29', [2024, 1, 2, 29, 9, 4, false]],
        ['Europe/Berlin', '2024-12-31 22:59:59+00', '2024-12-31', [2024, 4, 12, 31, 1, 2, false]],
        ['Europe/Berlin', '2024-12-31 23:00+00', '2025-01-01', [2025, 1, 1, 1, 1, 3, false]],
        ['Europe/Berlin', '2025-06-30 22:00+00', '2025-07-01', [2025, 3, 7, 1, 27, 2, false]],
        ['Europe/Berlin', '2025-03-29 23:00+00', '2025-03-30', [2025, 1, 3, 30, 13, 7, true]],
        ['Europe/Berlin', '2025-03-30 21:59+00', '2025-03-30', [2025, 1, 3, 30, 13, 7, true]],
        ['Europe/Berlin', '2025-03-30 22:00+00', '2025-03-31', [2025, 1, 3, 31, 14, 1, false]],
        ['Europe/Berlin', '2025-10-26 22:59+00', '2025-10-26', [2025, 4, 10, 26, 43, 7, true]],
        ['Europe/Berlin', '2025-10-26 23:00+00', '2025-10-27', [2025, 4, 10, 27, 44, 1, false]],
        ['America/New_York', '2025-07-01 03:59+00', '2025-06-30', [2025, 2, 6, 30, 27, 1, false]],
        ['Pacific/Kiritimati', '2025-01-31 10:00+00', '2025-02-01', [2025, 1, 2, 1, 5, 6, true]],
    ] as const)('in %s %s is of %s', async ([zone, at, sale_date, parts]) => {
        await warehouse.query('stg', `call engine.set_setting('business_time_zone', $1)`, [zone]);
        const [sale_year, sale_quarter, sale_month, sale_day, iso_week, day_of_week, is_weekend] =
            parts;
        expect(await clean({ at: `'${at}'` })).toMatchObject({
            sale_date,
            sale_year,
            sale_quarter,
            sale_month,
            sale_day,
            iso_week,
            day_of_week,
            is_weekend,
        });
    });
});

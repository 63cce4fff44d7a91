import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raisedBy } from '../../support/index.ts';
import { createStar, type Star } from './star.ts';

let star: Star;
beforeAll(async () => {
    star = await createStar();
});
afterAll(() => star?.warehouse.drop());
beforeEach(() => star.begin());
afterEach(() => star.end());

const call = (from: string | null, to: string | null) =>
    star.query('call sp_aggregate_sales_report($1, $2)', [from, to]);

async function report(from: string, to: string) {
    await call(from, to);
    return star.query('select * from temp_sales_report');
}

describe('the sales report', () => {
    test('has a row for each day and group with sales, in that order', async () => {
        await star.product(1, 'Toys');
        await star.product(2, 'Books');
        await star.sales(
            { customer: 1, product: 1, quantity: 9, at: '2024-12-31 23:59:59.999999+00' },
            { customer: 1, product: 1, quantity: 1, amount: 5, at: '2025-01-03 00:00+00' },
            { customer: 1, product: 2, quantity: 2, amount: 7, at: '2025-01-01 00:00+00' },
            { customer: 1, product: 2, quantity: 1, amount: 3, at: '2025-01-01 23:59+00' },
            { customer: 2, product: 1, quantity: 3, amount: 10, at: '2025-01-01 12:00+00' },
            { customer: 1, product: 1, quantity: 9, at: '2025-01-04 00:00+00' },
        );
        expect(await report('2025-01-01', '2025-01-03')).toEqual([
            {
                sale_date: '2025-01-01',
                product_group: 'Books',
                sales: '2',
                units: '3',
                revenue: '10',
                customers: '1',
                average_price: '3.33',
            },
            {
                sale_date: '2025-01-01',
                product_group: 'Toys',
                sales: '1',
                units: '3',
                revenue: '10',
                customers: '1',
                average_price: '3.33',
            },
            {
                sale_date: '2025-01-03',
                product_group: 'Toys',
                sales: '1',
                units: '1',
                revenue: '5',
                customers: '1',
                average_price: '5.00',
            },
        ]);
    });

    test('goes by the group of the time, and by none where there is none', async () => {
        await star.product(1, 'Books', { to: '2025-01-01 12:00+00' });
        await star.product(1, 'Games', { from: '2025-01-01 12:00+00' });
        await star.product(2, null, { isInferred: true });
        await star.sales(
            { customer: 1, product: 1, quantity: 1, at: '2025-01-01 11:00+00' },
            { customer: 1, product: 1, quantity: 2, at: '2025-01-01 12:00+00' },
            { customer: 1, product: 2, quantity: 3, at: '2025-01-01 12:00+00' },
            { customer: null, product: null, quantity: 4, at: '2025-01-01 12:00+00' },
        );
        const rows = await report('2025-01-01', '2025-01-01');
        expect(rows.map(({ product_group, units }) => [product_group, units])).toEqual([
            ['Books', '1'],
            ['Games', '2'],
            [null, '7'],
        ]);
        expect(rows[2]).toMatchObject({ sales: '2', customers: '1' });
    });

    test('leaves out deleted sales', async () => {
        await star.sales(
            { customer: 1, quantity: 1, at: '2025-01-01' },
            { customer: 1, quantity: 5, at: '2025-01-01', isDeleted: true },
            { customer: 1, quantity: 5, at: '2025-01-02', isDeleted: true },
        );
        expect(await report('2025-01-01', '2025-01-02')).toMatchObject([
            { sale_date: '2025-01-01', units: '1' },
        ]);
    });

    test('can be that of all time, and of a time without sales', async () => {
        await star.sales({ customer: 1, at: '1999-01-05' }, { customer: 1, at: '2031-01-05' });
        expect(await report('-infinity', 'infinity')).toHaveLength(2);
        expect(await report('2010-01-01', '2010-12-31')).toEqual([]);
    });

    test('replaces the one before, indexes and all', async () => {
        await star.sales({ customer: 1, at: '2025-01-01' }, { customer: 1, at: '2025-01-02' });
        await call('2025-01-01', '2025-01-01');
        await star.query('create index on temp_sales_report (sale_date)');
        expect(await report('2025-01-02', '2025-01-02')).toMatchObject([
            { sale_date: '2025-01-02' },
        ]);
    });

    test('stands beside a permanent table of its name and leaves it alone', async () => {
        await star.query('create table public.temp_sales_report as select 42 as mine');
        await star.sales({ customer: 1, at: '2025-01-01' });
        expect(await report('2025-01-01', '2025-01-01')).toMatchObject([{ sales: '1' }]);
        expect(await star.query('select * from public.temp_sales_report')).toEqual([{ mine: 42 }]);
    });

    test.for([
        'table temp_sales_report (mine integer)',
        'view temp_sales_report as select 42 as mine',
    ])('does not replace a temporary %s of the session', async (other) => {
        await star.query(`create temporary ${other}`);
        await star.query('savepoint before');
        expect(await raisedBy(call('2025-01-01', '2025-01-31'))).toEqual({
            code: 'PS014',
            message:
                'temp_sales_report of this session is not a report of sp_aggregate_sales_report',
            detail: 'replacing it would lose what it holds',
            hint: 'rename or drop pg_temp.temp_sales_report, then call again',
        });
        await star.query('rollback to before');
        expect(await star.query('select mine from temp_sales_report')).toBeDefined();
    });

    test.for([
        [null, '2025-01-31', 'a date range needs a first and a last day'],
        ['2025-01-01', null, 'a date range needs a first and a last day'],
        ['2025-01-02', '2025-01-01', 'a date range cannot end before it begins'],
    ])('from %o to %o is refused, and the one before stays', async ([from, to, message]) => {
        await star.sales({ customer: 1, at: '2025-01-01' });
        await call('2025-01-01', '2025-01-01');
        await star.query('savepoint before');
        expect(await raisedBy(call(from ?? null, to ?? null))).toMatchObject({
            code: 'PS006',
            message,
        });
        await star.query('rollback to before');
        expect(await star.query('select * from temp_sales_report')).toHaveLength(1);
    });

    test('is an analyst’s own, to index and to drop', async () => {
        const analyst = await star.warehouse.connect('dwh', { user: 'pgstrata_reader' });
        await analyst.query(`call sp_aggregate_sales_report('2025-01-01', '2025-01-31')`);
        await analyst.query('create index on temp_sales_report (sale_date)');
        await analyst.query('drop table temp_sales_report');
        await analyst.end();
    });
});

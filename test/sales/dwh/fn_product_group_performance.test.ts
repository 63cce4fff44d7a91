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

const nothing = {
    units: null,
    revenue: null,
    sales: null,
    customers: null,
    average_price: null,
};

async function performance(group: string | null, from: string | null, to: string | null) {
    const [row] = await star.query('select * from fn_product_group_performance($1, $2, $3)', [
        group,
        from,
        to,
    ]);
    return row;
}

describe('the performance of a product group', () => {
    test('sums its sales from the first to the last day, both included', async () => {
        await star.product(1, 'Books');
        await star.product(2, 'Books');
        await star.product(3, 'Toys');
        await star.sales(
            { customer: 1, product: 1, quantity: 100, at: '2024-12-31 23:59:59.999999+00' },
            { customer: 1, product: 1, quantity: 2, amount: 10, at: '2025-01-01 00:00+00' },
            { customer: 1, product: 2, quantity: 4, amount: 11, at: '2025-01-31 23:59+00' },
            { customer: 2, product: 1, quantity: 1, amount: 2, at: '2025-01-15 12:00+00' },
            { customer: 3, product: 3, quantity: 50, at: '2025-01-15 12:00+00' },
            { customer: 4, product: 1, quantity: 100, at: '2025-02-01 00:00+00' },
        );
        expect(await performance('Books', '2025-01-01', '2025-01-31')).toEqual({
            units: '7',
            revenue: '23',
            sales: '3',
            customers: '2',
            average_price: '3.29',
        });
    });

    test('goes by the group that a product had at the time of the sale', async () => {
        await star.product(1, 'Books', { to: '2025-01-10' });
        await star.product(1, 'Games', { from: '2025-01-10' });
        await star.sales(
            { customer: 1, product: 1, quantity: 3, at: '2025-01-05' },
            { customer: 1, product: 1, quantity: 4, at: '2025-01-10' },
        );
        const month = ['2025-01-01', '2025-01-31'] as const;
        expect(await performance('Books', ...month)).toMatchObject({ units: '3' });
        expect(await performance('Games', ...month)).toMatchObject({ units: '4' });
    });

    test('is without deleted sales, and counts known customers only', async () => {
        await star.product(1, 'Books');
        await star.sales(
            { customer: null, product: 1, quantity: 1, at: '2025-01-05' },
            { customer: 1, product: 1, quantity: 1, at: '2025-01-05' },
            { customer: 2, product: 1, quantity: 1, at: '2025-01-05', isDeleted: true },
        );
        expect(await performance('Books', '2025-01-01', '2025-01-31')).toMatchObject({
            sales: '2',
            customers: '1',
        });
    });

    test('of NULL is that of unknown, inferred and ungrouped products', async () => {
        await star.product(1, 'Books');
        await star.product(2, null);
        await star.product(3, null, { isInferred: true });
        await star.sales(
            { customer: 1, product: 1, quantity: 1000, at: '2025-01-05' },
            { customer: 1, product: 2, quantity: 1, at: '2025-01-05' },
            { customer: 1, product: 3, quantity: 10, at: '2025-01-05' },
            { customer: 1, product: null, quantity: 100, at: '2025-01-05' },
        );
        expect(await performance(null, '2025-01-01', '2025-01-31')).toMatchObject({ units: '111' });
    });

    test('is zeros for a known group without sales, and NULLs for an unknown one', async () => {
        await star.product(1, 'Books');
        const month = ['2025-01-01', '2025-01-31'] as const;
        const zeros = { units: '0', revenue: '0', sales: '0', customers: '0', average_price: null };
        expect(await performance('Books', ...month)).toEqual(zeros);
        expect(await performance('books', ...month)).toEqual(nothing);
        expect(await performance('Sails', ...month)).toEqual(nothing);
    });

    test('can be that of all time', async () => {
        await star.product(1, 'Books');
        await star.sales(
            { customer: 1, product: 1, at: '1999-01-05' },
            { customer: 1, product: 1, at: '2031-01-05' },
        );
        expect(await performance('Books', '-infinity', 'infinity')).toMatchObject({ sales: '2' });
    });

    test.for([
        [null, '2025-01-31', 'a date range needs a first and a last day'],
        ['2025-01-01', null, 'a date range needs a first and a last day'],
        ['2025-01-02', '2025-01-01', 'a date range cannot end before it begins'],
    ])('cannot be that of %o to %o', async ([from = null, to = null, message]) => {
        const raised = await raisedBy(performance('Books', from, to));
        expect(raised).toMatchObject({
            code: 'PS006',
            message,
            detail: `it goes from ${from ?? 'NULL'} to ${to ?? 'NULL'}`,
        });
        expect(raised.hint).toMatch(/^give /);
    });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStar, type Star } from './star.ts';

let star: Star;
beforeAll(async () => {
    star = await createStar();
});
afterAll(() => star?.warehouse.drop());
beforeEach(() => star.begin());
afterEach(() => star.end());

const average = (customer: number | null) =>
    star.value<string | null>('select fn_avg_quantity_per_customer($1)', [customer]);

describe('the average quantity of a customer', () => {
    test('is the mean over the sales, not rounded', async () => {
        await star.customer(5, 'Ann');
        await star.sales(
            { customer: 5, quantity: 1, at: '2025-01-01' },
            { customer: 5, quantity: 2, at: '2025-01-02' },
            { customer: 5, quantity: 2, at: '2025-01-03' },
            { customer: 6, quantity: 9, at: '2025-01-03' },
        );
        expect(Number(await average(5))).toBeCloseTo(5 / 3, 12);
    });

    test('is over all versions of the customer', async () => {
        await star.customer(5, 'Ann', { to: '2025-02-01' });
        await star.customer(5, 'Ann', { from: '2025-02-01' });
        await star.sales(
            { customer: 5, quantity: 1, at: '2025-01-01' },
            { customer: 5, quantity: 3, at: '2025-03-01' },
        );
        expect(Number(await average(5))).toBe(2);
    });

    test('leaves out deleted sales', async () => {
        await star.sales(
            { customer: 5, quantity: 4, at: '2025-01-01' },
            { customer: 5, quantity: 100, at: '2025-01-01', isDeleted: true },
        );
        expect(Number(await average(5))).toBe(4);
    });

    test('is NULL for NULL, an unknown customer, and one without sales', async () => {
        await star.customer(7, 'Bob');
        await star.sales({ customer: null, at: '2025-01-01' });
        expect(await average(null)).toBeNull();
        expect(await average(404)).toBeNull();
        expect(await average(7)).toBeNull();
    });
});

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

const at = '2025-01-01';
const top = (count: number | null) => star.query('select * from fn_top_customers($1)', [count]);
const ids = async (count: number) =>
    (await top(count)).map(({ customer_id }) => Number(customer_id));

describe('the top customers', () => {
    test('stand in the order of revenue, with sales and units', async () => {
        await star.customer(1, 'Ann');
        await star.customer(2, 'Bob');
        await star.sales(
            { customer: 1, quantity: 2, amount: 30, at },
            { customer: 2, quantity: 1, amount: 25.5, at },
            { customer: 2, quantity: 4, amount: 20, at },
        );
        const [bob, ann] = await top(10);
        expect(bob).toEqual({
            rank: '1',
            customer_id: '2',
            full_name: 'Bob',
            sales: '2',
            units: '5',
            revenue: '45.5',
        });
        expect(ann).toMatchObject({ rank: '2', customer_id: '1', sales: '1', revenue: '30' });
    });

    test('of equal revenue share a rank, by customer_id, and the next rank counts them', async () => {
        await star.sales(
            { customer: 3, amount: 10, at },
            { customer: 9, amount: 20, at },
            { customer: 4, amount: 20, at },
            { customer: 8, amount: 50, at },
        );
        const rows = await top(10);
        expect(rows.map(({ rank, customer_id }) => [rank, customer_id])).toEqual([
            ['1', '8'],
            ['2', '4'],
            ['2', '9'],
            ['4', '3'],
        ]);
    });

    test('are as many as asked for, within a tie too', async () => {
        await star.sales(
            { customer: 3, amount: 20, at },
            { customer: 2, amount: 20, at },
            { customer: 1, amount: 20, at },
        );
        expect(await ids(2)).toEqual([1, 2]);
        expect(await ids(0)).toEqual([]);
    });

    test('carry the name of their latest version, deleted or not', async () => {
        await star.customer(1, 'Ann Old', { to: '2025-02-01' });
        await star.customer(1, 'Ann New', { from: '2025-02-01' });
        await star.customer(2, 'Bob', { to: '2025-02-01', isDeleted: true });
        await star.sales({ customer: 1, amount: 30, at }, { customer: 2, amount: 20, at });
        expect((await top(2)).map(({ full_name }) => full_name)).toEqual(['Ann New', 'Bob']);
    });

    test('include an inferred customer without a name, and never the unknown one', async () => {
        await star.customer(7, null, { isInferred: true });
        await star.sales({ customer: 7, amount: 5, at }, { customer: null, amount: 500, at });
        expect(await top(10)).toMatchObject([{ customer_id: '7', full_name: null }]);
    });

    test('owe nothing to deleted sales', async () => {
        await star.sales(
            { customer: 1, amount: 10, at },
            { customer: 2, amount: 5, at },
            { customer: 2, amount: 100, at, isDeleted: true },
            { customer: 3, amount: 100, at, isDeleted: true },
        );
        expect(await ids(10)).toEqual([1, 2]);
    });

    test.for([null, -1])('cannot be %o', async (count) => {
        expect(await raisedBy(top(count))).toMatchObject({
            code: 'PS006',
            message: 'fn_top_customers needs p_count of 0 or more',
            detail: `p_count is ${count ?? 'NULL'}`,
        });
    });
});

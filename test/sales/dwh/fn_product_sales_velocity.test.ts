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

const velocity = (product: number | null, days: number | null) =>
    star.value<string | null>('select fn_product_sales_velocity($1, $2)', [product, days]);

describe('the sales velocity of a product', () => {
    test('is units per day, over all versions', async () => {
        const middle = await star.midnight('UTC', 5);
        await star.product(10, 'Books', { to: middle });
        await star.product(10, 'Games', { from: middle });
        await star.sales(
            { customer: 1, product: 10, quantity: 4, at: await star.midnight('UTC', 6) },
            { customer: 2, product: 10, quantity: 3, at: await star.midnight('UTC', 2) },
            { customer: 2, product: 11, quantity: 9, at: await star.midnight('UTC', 2) },
        );
        expect(Number(await velocity(10, 7))).toBe(1);
        expect(Number(await velocity(10, 30))).toBeCloseTo(7 / 30, 12);
    });

    test.for(['UTC', 'Pacific/Auckland', 'America/New_York'])(
        'counts full days from midnight to midnight of %s',
        async (zone) => {
            await star.query(`call engine.set_setting('business_time_zone', $1)`, [zone]);
            await star.product(10, 'Books');
            const edges = { before: [3, '-1 us'], first: [3, '0 s'] } as const;
            const quantities = { before: 1000, first: 1, last: 20, today: 300 };
            const at = {
                before: await star.midnight(zone, ...edges.before),
                first: await star.midnight(zone, ...edges.first),
                last: await star.midnight(zone, 0, '-1 us'),
                today: await star.midnight(zone, 0),
            };
            for (const moment of ['before', 'first', 'last', 'today'] as const) {
                const quantity = quantities[moment];
                await star.sales({ customer: 1, product: 10, quantity, at: at[moment] });
            }
            expect(Number(await velocity(10, 3))).toBe(7);
            expect(Number(await velocity(10, 1))).toBe(20);
        },
    );

    test('leaves out deleted sales', async () => {
        const at = await star.midnight('UTC', 1);
        await star.sales(
            { customer: 1, product: 10, quantity: 2, at },
            { customer: 1, product: 10, quantity: 5, at, isDeleted: true },
        );
        expect(Number(await velocity(10, 1))).toBe(2);
    });

    test('is 0 for a known product without sales, and NULL for an unknown one', async () => {
        await star.product(10, 'Books');
        await star.product(12, null, { isInferred: true });
        expect(Number(await velocity(10, 30))).toBe(0);
        expect(Number(await velocity(12, 30))).toBe(0);
        expect(await velocity(404, 30)).toBeNull();
        expect(await velocity(null, 30)).toBeNull();
    });

    test.for([null, 0, -1, 36526])('cannot look back %o days', async (days) => {
        const raised = await raisedBy(velocity(10, days));
        expect(raised).toMatchObject({
            code: 'PS006',
            message: 'fn_product_sales_velocity needs p_days from 1 to 36525',
            detail: `p_days is ${days ?? 'NULL'}`,
        });
    });

    test('can look back the most days that it takes', async () => {
        await star.product(10, 'Books');
        expect(Number(await velocity(10, 36525))).toBe(0);
    });
});

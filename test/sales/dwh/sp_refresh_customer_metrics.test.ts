import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raisedBy } from '../../support/index.ts';
import { createStar, type Sale, type Star } from './star.ts';

let star: Star;
beforeAll(async () => {
    star = await createStar();
});
afterAll(() => star?.warehouse.drop());
beforeEach(() => star.begin());
afterEach(() => star.end());

const refresh = () => star.query('call sp_refresh_customer_metrics()');

async function metrics(columns: string): Promise<Record<string, unknown>[]> {
    await refresh();
    return star.query(`select ${columns} from customer_metrics order by customer_id`);
}

/** Noon of a day of UTC. */
const noon = (daysAgo: number) => star.midnight('UTC', daysAgo, '12 hours');

describe('the metrics of a customer', () => {
    test('are those of the sales', async () => {
        const [first, last] = [await noon(40), await noon(3)];
        await star.sales(
            { customer: 1, quantity: 1, amount: 10, at: first },
            { customer: 1, quantity: 5, amount: 5, at: await noon(20) },
            { customer: 1, quantity: 2, amount: 5.05, at: last },
        );
        expect(
            await metrics(`first_purchase_at = '${first}' as first, last_purchase_at = '${last}' as last,
                           recency_days, frequency, revenue, average_basket`),
        ).toEqual([
            {
                first: true,
                last: true,
                recency_days: 3,
                frequency: '3',
                revenue: '20.05',
                average_basket: '6.68',
            },
        ]);
    });

    test('exist for whoever bought: inferred and deleted customers too, the unknown one not', async () => {
        await star.customer(1, 'Ann', { to: '2025-02-01', isDeleted: true });
        await star.customer(2, null, { isInferred: true });
        await star.customer(3, 'Bob');
        const at = await noon(1);
        await star.sales(
            { customer: 1, at },
            { customer: 2, at },
            { customer: null, at },
            { customer: 4, at, isDeleted: true },
        );
        expect(await metrics('customer_id')).toEqual([{ customer_id: '1' }, { customer_id: '2' }]);
    });

    test('leave out deleted sales', async () => {
        await star.sales(
            { customer: 1, amount: 10, at: await noon(5) },
            { customer: 1, amount: 99, at: await noon(1), isDeleted: true },
        );
        expect(await metrics('recency_days, frequency, revenue')).toEqual([
            { recency_days: 5, frequency: '1', revenue: '10' },
        ]);
    });

    test.for(['UTC', 'Pacific/Auckland', 'America/New_York'])(
        'count days of %s, and none for a sale that is dated later',
        async (zone) => {
            await star.query(`call engine.set_setting('business_time_zone', $1)`, [zone]);
            await star.sales(
                { customer: 1, at: await star.midnight(zone, 0) },
                { customer: 2, at: await star.midnight(zone, 0, '-1 us') },
                { customer: 3, at: await star.midnight(zone, 1) },
                { customer: 4, at: await star.midnight(zone, 1, '-1 us') },
                { customer: 5, at: await star.midnight(zone, -9) },
            );
            const days = (await metrics('recency_days')).map(({ recency_days }) => recency_days);
            expect(days).toEqual([0, 1, 1, 2, 0]);
        },
    );
});

describe('the scores', () => {
    /** What the header of the procedure shows, recency from 5 to 1, F&M from 5 to 1. */
    const grid = [
        ['champion', 'champion', 'promising', 'promising', 'recent'],
        ['champion', 'champion', 'promising', 'promising', 'recent'],
        ['loyal', 'loyal', 'loyal', 'needs attention', 'needs attention'],
        ['at risk', 'at risk', 'at risk', 'lost', 'lost'],
        ['at risk', 'at risk', 'at risk', 'lost', 'lost'],
    ];

    test('are quintiles, and name the segment', async () => {
        const sales: Sale[] = [];
        for (const recency of [1, 2, 3, 4, 5]) {
            const at = await noon(10 * (6 - recency));
            for (const fm of [1, 2, 3, 4, 5]) {
                for (let i = 0; i < fm; i++) sales.push({ customer: 10 * recency + fm, at });
            }
        }
        await star.sales(...sales);
        const rows = await metrics(`customer_id, recency_score, frequency_score, monetary_score,
                                    rfm_segment`);
        const expected = [1, 2, 3, 4, 5].flatMap((recency) =>
            [1, 2, 3, 4, 5].map((fm) => ({
                customer_id: String(10 * recency + fm),
                recency_score: recency,
                frequency_score: fm,
                monetary_score: fm,
                rfm_segment: grid[5 - recency]?.[5 - fm],
            })),
        );
        expect(rows).toEqual(expected);
    });

    test('are equal for equal values: the higher of recency, the lower of the others', async () => {
        const at = await noon(1);
        await star.sales(...[1, 2, 3, 4, 5].map((customer) => ({ customer, at })));
        const rows = await metrics('recency_score, frequency_score, monetary_score, rfm_segment');
        const all = { recency_score: 5, frequency_score: 1, monetary_score: 1 };
        expect(rows).toEqual(Array(5).fill({ ...all, rfm_segment: 'recent' }));
    });

    test('of frequency and money meet at their mean, a half rounded up', async () => {
        // The third customer buys third-last, second-least often, and for the middle amount.
        const times = [1, 3, 2, 4, 5];
        const amounts = [10, 20, 30, 40, 50];
        for (const [at, amount] of amounts.entries()) {
            const day = await noon(at + 1);
            const share = { customer: at + 1, amount: amount / (times[at] ?? 1), at: day };
            await star.sales(...Array(times[at]).fill(share));
        }
        const rows = await metrics('recency_score, frequency_score, monetary_score, rfm_segment');
        expect(rows[2]).toEqual({
            recency_score: 3,
            frequency_score: 2,
            monetary_score: 3,
            rfm_segment: 'loyal',
        });
    });
});

describe('a refresh', () => {
    const places = () => metrics('customer_id, ctid');

    test('changes nothing where nothing changed', async () => {
        await star.sales({ customer: 1, at: await noon(1) }, { customer: 2, at: await noon(1) });
        expect(await places()).toEqual(await places());
    });

    test('changes the rows whose sales moved, and removes those without sales', async () => {
        const at = await noon(1);
        await star.sales(
            { customer: 1, amount: 30, at },
            { customer: 2, amount: 20, at },
            { customer: 3, amount: 10, at },
        );
        const before = await places();
        await star.query('update dwh_fact_sales set is_deleted = true where customer_id = 3');
        await star.sales({ customer: 2, amount: 1, at });
        const after = await places();
        expect(after.map(({ customer_id }) => customer_id)).toEqual(['1', '2']);
        expect(after[1]).not.toEqual(before[1]);
        expect(await star.query('select revenue from customer_metrics')).toEqual(
            expect.arrayContaining([{ revenue: '30' }, { revenue: '21' }]),
        );
    });

    test('is for operators; analysts read what it made', async () => {
        await star.end();
        const operator = await star.warehouse.connect('dwh', { user: 'pgstrata_operator' });
        await operator.query('call sp_refresh_customer_metrics()');
        await operator.end();
        const analyst = await star.warehouse.connect('dwh', { user: 'pgstrata_reader' });
        await analyst.query('select * from customer_metrics');
        const raised = await raisedBy(analyst.query('call sp_refresh_customer_metrics()'));
        expect(raised.code).toBe('42501');
        await analyst.end();
        await star.begin();
    });
});

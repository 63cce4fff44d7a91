import { lastSteps, median, type Shop, timedRun } from './shop.ts';
import { watched } from './watch.ts';

/** What is changed for one incremental run. */
export const changed = { sales: 2000, customers: 200 };

export interface Increment {
    milliseconds: number[];
    median: number;
    walPerRow: number;
    longestAtSource: number;
}

/**
 * The same sales and customers change in each shop, whatever its size, and every shop runs; in turns, so that
 * what else the machine does befalls all of them.
 */
export async function measureIncrements(shops: Shop[], rounds: number): Promise<Increment[]> {
    const increments = shops.map((): Increment => {
        return { milliseconds: [], median: 0, walPerRow: 0, longestAtSource: 0 };
    });
    const smallest = shops.reduce((one, other) =>
        one.sizes.sales < other.sizes.sales ? one : other,
    );
    const wal: number[][] = shops.map(() => []);
    for (let round = 0; round <= rounds; round++) {
        for (const [i, shop] of shops.entries()) {
            const increment = increments[i] as Increment;
            await change(shop, smallest, round);
            const [milliseconds, seen] = await watched(shop, () => timedRun(shop));
            await assertCarried(shop);
            // The first one reads into memory what a first load has left behind.
            if (round === 0) continue;
            increment.milliseconds.push(milliseconds);
            wal[i]?.push(seen.wal / (changed.sales + changed.customers));
            increment.longestAtSource = Math.max(increment.longestAtSource, seen.longestAtSource);
        }
    }
    for (const [i, increment] of increments.entries()) {
        increment.median = median(increment.milliseconds);
        increment.walPerRow = median(wal[i] ?? []);
    }
    return increments;
}

/** Spread over the keys that every shop has; other ones in each round. */
async function change(shop: Shop, { sizes }: Shop, round: number): Promise<void> {
    const stride = (rows: number, changes: number) => Math.floor((rows * 0.9) / changes);
    await shop.in.operational.query(
        `update public.sales set quantity = quantity + 1, total_amount = (quantity + 1) * unit_price
          where sale_id in (select g * $3::int + $1::int from generate_series(1, $2::int) g)`,
        [round, changed.sales, stride(sizes.sales, changed.sales)],
    );
    await shop.in.operational.query(
        `update public.customers set city = case city when 'Oslo' then 'Bergen' else 'Oslo' end
          where customer_id in (select g * $3::int + $1::int from generate_series(1, $2::int) g)`,
        [round, changed.customers, stride(sizes.customers, changed.customers)],
    );
}

async function assertCarried(shop: Shop): Promise<void> {
    const steps = await lastSteps(shop);
    const raw = steps.find(({ layer, entity }) => layer === 'mrr' && entity === 'sales');
    if (raw?.rows_updated !== changed.sales) {
        throw new Error(`the run has not carried ${changed.sales} sales, but ${raw?.rows_updated}`);
    }
}

export interface Idle {
    milliseconds: number[];
    median: number;
    slowest: number;
}

/** Runs in one open session to which nothing is new. */
export async function measureIdle(shop: Shop, rounds: number): Promise<Idle> {
    await timedRun(shop);
    const milliseconds: number[] = [];
    for (let round = 0; round < rounds; round++) milliseconds.push(await timedRun(shop));
    return { milliseconds, median: median(milliseconds), slowest: Math.max(...milliseconds) };
}

import { lastSteps, type Shop, type Step, timedRun } from './shop.ts';
import { type Seen, watched } from './watch.ts';

export interface FirstLoad extends Seen {
    rows: number;
    seconds: number;
    rowsPerSecond: number;
    steps: Step[];
}

/** Everything, from an empty warehouse. */
export async function measureFirstLoad(shop: Shop): Promise<FirstLoad> {
    const { sales, customers, products } = shop.sizes;
    const rows = sales + customers + products;
    const [milliseconds, seen] = await watched(shop, () => timedRun(shop));
    const seconds = milliseconds / 1000;
    return { ...seen, rows, seconds, rowsPerSecond: rows / seconds, steps: await lastSteps(shop) };
}

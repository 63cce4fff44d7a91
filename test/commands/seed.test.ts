import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../src/commands/seed.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { capture } from './capture.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

const counts = async () => {
    const [row] = await warehouse.query(
        'operational',
        `select (select count(*)::int from customers) as customers,
                (select count(*)::int from products) as products,
                (select count(*)::int from sales) as sales`,
    );
    return row as { customers: number; products: number; sales: number };
};

// The tests of the list follow one another.
test('activity needs something to act on', async () => {
    const { code, stderr } = await pgstrata(['seed', '--activity'], warehouse.env);
    expect(stderr).toMatch(/^error: source database \S+ is empty$/m);
    expect(stderr).toContain('hint: Call seed_operational() first.');
    expect(code).toBe(1);
});

test('the source is filled to the sizes that were asked for', async () => {
    const { output, written } = capture(warehouse);
    const sizes = { customers: 12, products: 7, sales: 34 };
    await seed(warehouse.databases, output, sizes);
    expect(await counts()).toEqual(sizes);
    expect(written).toEqual({
        stdout: '',
        stderr:
            'filling operational: 12 customers, 7 products, 34 sales\n' +
            'seeded 12 customers, 7 products, 34 sales\n',
    });
});

test('a source that is not empty is not filled', async () => {
    const before = await counts();
    const { code, stderr } = await pgstrata(['seed', '--sales', '1'], warehouse.env);
    expect(stderr).toMatch(/^error: source database \S+ is not empty$/m);
    expect(code).toBe(1);
    expect(await counts()).toEqual(before);
});

test('days of business come on top', async () => {
    const before = await counts();
    const { code, stderr } = await pgstrata(['seed', '--activity', '--days', '2'], warehouse.env);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^playing 2 day\(s\) of business\n\d+ new customers, 2 new products, /);
    const after = await counts();
    expect(after.products).toBe(before.products + 2);
    expect(after.sales).toBeGreaterThan(before.sales);
});

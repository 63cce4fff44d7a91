import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await fill();
});

afterAll(() => warehouse?.drop());

const fill = (seed = 20250101) =>
    warehouse.query(
        'operational',
        `call seed_operational(1500, 500, 6000, p_seed => $1, p_today => '2025-06-30')`,
        [seed],
    );

const empty = () =>
    warehouse.query('operational', 'truncate customers, products, sales restart identity');

/** A digest of each table without the time of the fill. */
async function digests(): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const table of ['customers', 'products', 'sales']) {
        const digest = await warehouse.value(
            'operational',
            `select md5(string_agg((to_jsonb(t) - 'updated_at')::text, ' ' order by t.${table.slice(0, -1)}_id))
               from ${table} t`,
        );
        found.push(digest);
    }
    return found;
}

describe('a fill', () => {
    test('has the sizes that were asked for', async () => {
        expect(
            await warehouse.query(
                'operational',
                `select (select count(*) from customers) as customers,
                        (select count(*) from products) as products,
                        (select count(*) from sales) as sales`,
            ),
        ).toEqual([{ customers: '1500', products: '500', sales: '6000' }]);
    });

    test('lies in the two years before the day that was named', async () => {
        const outside = await warehouse.value(
            'operational',
            `select count(*) from sales
              where created_at not between timestamptz '2025-06-30 00:00+00' - interval '730 days'
                                       and '2025-06-30 00:00+00'`,
        );
        expect(outside).toBe('0');
    });

    test('is stamped with the time of its transaction, so that no pipeline overlooks it', async () => {
        const [row] = await warehouse.query<{ stamps: string; fresh: boolean }>(
            'operational',
            `select count(distinct updated_at) as stamps, min(updated_at) > now() - interval '5 minutes' as fresh
               from sales`,
        );
        expect(row).toEqual({ stamps: '1', fresh: true });
    });

    test('is the same for the same arguments, and another for another seed', async () => {
        const first = await digests();
        await empty();
        await fill();
        expect(await digests()).toEqual(first);
        await empty();
        await fill(7);
        const other = await digests();
        for (const [index, digest] of first.entries()) expect(other[index]).not.toBe(digest);
    });
});

describe('the dirt of real data occurs', () => {
    beforeAll(async () => {
        await empty();
        await fill();
    });

    test.for([
        ['sales', 'a quantity of 0', 'quantity = 0'],
        ['sales', 'a negative quantity', 'quantity < 0'],
        ['sales', 'a negative price', 'unit_price < 0'],
        ['sales', 'no price', 'unit_price is null'],
        ['sales', 'neither price nor amount', 'unit_price is null and total_amount is null'],
        ['sales', 'no amount', 'total_amount is null'],
        [
            'sales',
            'an amount that does not fit',
            'abs(total_amount - quantity * unit_price) > 0.01',
        ],
        ['sales', 'no date', 'transaction_date is null'],
        ['sales', 'a date after the fill', `transaction_date > '2025-07-01'`],
        ['customers', 'no name at all', 'first_name is null and last_name is null'],
        ['customers', 'spaces around a name', `first_name <> btrim(first_name)`],
        ['customers', 'a name in capitals', 'last_name = upper(last_name)'],
        ['customers', 'no e-mail address', 'email is null'],
        ['customers', 'an address that is none', `email !~ '^[^@ ]+@[^@ ]+[.][a-z]+$'`],
        ['customers', 'an address in capitals', 'email <> lower(email)'],
        ['customers', 'no telephone', `phone is null or phone = 'n/a'`],
        ['customers', 'a country of many spellings', `country in ('Deutschland', 'DE')`],
        ['customers', 'a country that nobody knows', `btrim(country) = 'Utopia'`],
        ['products', 'no name', `nullif(btrim(product_name), '') is null`],
        ['products', 'a negative price', 'unit_price < 0'],
        ['products', 'no price', 'unit_price is null'],
        ['products', 'a group of many spellings', `product_group in ('Elec.', 'Toys', 'Food')`],
    ] as const)('in %s: %s', async ([table, , condition]) => {
        const [row] = await warehouse.query<{ dirty: string; all: string }>(
            'operational',
            `select count(*) filter (where ${condition}) as dirty, count(*) as all from ${table}`,
        );
        expect(Number(row?.dirty)).toBeGreaterThan(0);
        // Dirt, not the rule.
        expect(Number(row?.dirty)).toBeLessThan(Number(row?.all) / 3);
    });
});

test.for(['customers', 'products', 'sales'])(
    'a source in which %s has a row is refused with PS014, and stays as it is',
    async (table) => {
        await empty();
        await warehouse.query(
            'operational',
            `insert into customers (customer_id) values (1);
             insert into products (product_id) values (1);
             insert into sales (customer_id, product_id, quantity) values (1, 1, 1)`,
        );
        if (table !== 'sales') await warehouse.query('operational', 'delete from sales');
        if (table === 'customers') await warehouse.query('operational', 'delete from products');
        if (table === 'products') await warehouse.query('operational', 'delete from customers');
        const before = await digests();
        expect(await raisedBy(fill())).toMatchObject({
            code: 'PS014',
            message: expect.stringMatching(/^source database \w+ is not empty$/),
            hint: expect.stringContaining('seed_activity()'),
        });
        expect(await digests()).toEqual(before);
    },
);

test.for([
    '0, 1, 1',
    '1, 0, 1',
    '1, 1, -1',
    'null, 1, 1',
    '1, null, 1',
    '1, 1, null',
    '1, 1, 1, null',
    '1, 1, 1, 1, null',
    `1, 1, 1, 1, 'infinity'`,
])('a fill of (%s) is refused with PS006', async (sizes) => {
    await empty();
    const refused = warehouse.query('operational', `call seed_operational(${sizes})`);
    expect(await raisedBy(refused)).toMatchObject({
        code: 'PS006',
        message: 'invalid size of the sample data',
        detail: expect.stringMatching(/^customers .*today/),
        hint: expect.stringMatching(/./),
    });
});

test('a fill may have no sales', async () => {
    await empty();
    await warehouse.query('operational', 'call seed_operational(1, 1, 0)');
    expect(await warehouse.value('operational', 'select count(*) from customers')).toBe('1');
});

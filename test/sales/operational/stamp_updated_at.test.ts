import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 3, products: 3, sales: 3 });
});

afterAll(() => warehouse?.drop());

const tables = [
    ['customers', `(city, updated_at) values ('Berlin', '1999-01-01')`, `city = 'Bonn'`],
    [
        'products',
        `(product_group, updated_at) values ('Books', '1999-01-01')`,
        `product_group = 'Toys'`,
    ],
    [
        'sales',
        `(customer_id, product_id, quantity, updated_at) values (1, 1, 1, '1999-01-01')`,
        'quantity = 2',
    ],
] as const;

describe.for(tables)(
    'updated_at of %s is the time of the writing transaction',
    ([table, row, change]) => {
        /** Whether every row that a statement writes is stamped with the start of its transaction. */
        const isStamped = async (statement: string) => {
            const rows = await warehouse.query<{ stamped: boolean }>(
                'operational',
                `${statement} returning updated_at = now() as stamped`,
            );
            expect(rows.length).toBeGreaterThan(0);
            return rows.every(({ stamped }) => stamped);
        };

        test('for a new row, whatever the writer says', async () => {
            expect(await isStamped(`insert into ${table} ${row}`)).toBe(true);
        });

        test('for a changed row, whatever the writer says', async () => {
            expect(await isStamped(`update ${table} set ${change}`)).toBe(true);
            expect(await isStamped(`update ${table} set updated_at = '2999-01-01'`)).toBe(true);
            expect(await isStamped(`update ${table} set updated_at = null`)).toBe(true);
        });

        test('for a row that a copy or an upsert brings', async () => {
            const key = `${table.slice(0, -1)}_id`;
            const upsert = `insert into ${table} select * from ${table}
                            on conflict (${key}) do update set updated_at = excluded.updated_at`;
            expect(await isStamped(upsert)).toBe(true);
        });
    },
);

test('of one transaction all rows bear one time, however long it takes', async () => {
    const session = await warehouse.connect('operational');
    await session.query('begin');
    const stamp = async () => {
        const { rows } = await session.query<{ updated_at: string; clock: string }>(
            `insert into products (product_name) values ('Lamp') returning updated_at, clock_timestamp() as clock`,
        );
        return rows[0];
    };
    const [first, second] = [await stamp(), await stamp()];
    expect(second?.updated_at).toBe(first?.updated_at);
    expect(second?.clock).not.toBe(first?.clock);
    await session.end();
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const play = (days = '') => warehouse.query('operational', `call seed_activity(${days})`);

/** Rows of each table that are new, and old ones that were changed, since a time. */
async function changes(since: string) {
    const found: Record<string, { fresh: number; corrected: number }> = {};
    for (const table of ['customers', 'products', 'sales']) {
        const [row] = await warehouse.query<{ fresh: number; corrected: number }>(
            'operational',
            `select (count(*) filter (where b.id is null))::integer as fresh,
                    (count(*) filter (where b.id is not null))::integer as corrected
               from ${table} t left join before_${table} b on b.id = t.${table.slice(0, -1)}_id
              where t.updated_at > $1`,
            [since],
        );
        if (row) found[table] = row;
    }
    return found;
}

async function remember(): Promise<string> {
    for (const table of ['customers', 'products', 'sales']) {
        await warehouse.query('operational', `drop table if exists before_${table}`);
        await warehouse.query(
            'operational',
            `create table before_${table} as select ${table.slice(0, -1)}_id as id from ${table}`,
        );
    }
    return (await warehouse.value<string>('operational', 'select clock_timestamp()')) as string;
}

test('an empty source is refused with PS015', async () => {
    expect(await raisedBy(play())).toMatchObject({
        code: 'PS015',
        message: expect.stringMatching(/^source database \w+ is empty$/),
        hint: 'Call seed_operational() first.',
    });
});

test.for(['0', '-1', '367', 'null'])('%s days are refused with PS006', async (days) => {
    expect(await raisedBy(play(days))).toMatchObject({
        code: 'PS006',
        message: `invalid number of days: ${days}`,
        hint: 'Leave the argument out to play one day.',
    });
});

test('a day brings new rows to all three tables, and changes old ones', async () => {
    await warehouse.seed({ customers: 300, products: 100, sales: 3000 });
    const before = await remember();
    await play();
    const changed = await changes(before);
    for (const table of ['customers', 'products', 'sales']) {
        expect(changed[table]?.fresh, `new ${table}`).toBeGreaterThan(0);
        expect(changed[table]?.corrected, `changed ${table}`).toBeGreaterThan(0);
        expect(changed[table]?.fresh, `new ${table}`).toBeLessThan(200);
    }
});

test('days of activity turn good sales bad in several ways, and bad ones good', async () => {
    const isBad = 'quantity <= 0 or unit_price < 0 or transaction_date is null';
    await warehouse.query(
        'operational',
        `create table judged as select sale_id, ${isBad} as was_bad from sales`,
    );
    for (let time = 0; time < 3; time++) await play('30');
    const [turned] = await warehouse.query<Record<string, number>>(
        'operational',
        `select (count(*) filter (where not was_bad and quantity <= 0))::integer as without_quantity,
                (count(*) filter (where not was_bad and transaction_date is null))::integer as without_date,
                (count(*) filter (where was_bad and not (${isBad})))::integer as mended
           from judged join sales using (sale_id)`,
    );
    for (const [kind, sales] of Object.entries(turned ?? {}))
        expect(sales, kind).toBeGreaterThan(0);
});

test('new sales lie in the days that were played', async () => {
    const before = await remember();
    await play('10');
    const outside = await warehouse.value(
        'operational',
        `select count(*) from sales
          where sale_id not in (select id from before_sales)
            and created_at not between $1::timestamptz - interval '10 days' and now()`,
        [before],
    );
    expect(outside).toBe('0');
});

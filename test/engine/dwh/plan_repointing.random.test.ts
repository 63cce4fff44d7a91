import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { type Random, replayableRandom } from '../../support/random.ts';
import {
    customer,
    hop,
    hopInPhases,
    instant,
    product,
    type StagedRow,
    sale,
    stage,
} from './staging.ts';

const latest = 40;
const customers = Array.from({ length: 25 }, (_, index) => index + 1);
const products = Array.from({ length: 8 }, (_, index) => index + 1);

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

test('whatever the order of the hops, after the last each fact points to the versions of its time', async () => {
    const random = replayableRandom();
    const leader = await warehouse.connect('dwh');
    const staged = new Map<number, StagedRow>();
    const steps = {
        'stage customers': () => stage(warehouse, 'customers', someCustomers(random)),
        'stage products': () => stage(warehouse, 'products', someProducts(random)),
        'stage sales': async () => {
            const rows = someSales(random);
            for (const row of rows) staged.set(Number(row.sale_id), row);
            await stage(warehouse, 'sales', rows);
        },
        'load customers': () => hop(warehouse, 'customers'),
        'load products': () => hop(warehouse, 'products'),
        'load sales': async () => {
            await hop(warehouse, 'sales');
            await expectFacts(staged);
        },
        'load sales and customers at once': () =>
            hopInPhases(leader, 'sales', async () => {
                if (!random.chance(0.5)) return;
                await stage(warehouse, 'customers', someCustomers(random));
                await hop(warehouse, 'customers');
            }),
    };
    for (let round = 0; round < 120; round++) {
        await random.pick(Object.values(steps))();
    }
    await steps['load sales']();
    expect(staged.size).toBeGreaterThan(0);
});

function someCustomers(random: Random): StagedRow[] {
    return customers
        .filter(() => random.chance(0.4))
        .map((id) =>
            customer(id, random.integer(1, latest), {
                city: random.pick([null, 'London', 'Paris']),
                phone: random.pick([null, '+441']),
                is_deleted: random.chance(0.2),
                loaded_at: instant(random.integer(1, latest)),
            }),
        );
}

function someProducts(random: Random): StagedRow[] {
    return products
        .filter(() => random.chance(0.4))
        .map((id) =>
            product(id, random.integer(1, latest), {
                unit_price: random.pick([null, 10, 20]),
                is_deleted: random.chance(0.2),
                loaded_at: instant(random.integer(1, latest)),
            }),
        );
}

/** New sales, corrected and deleted ones; some without a customer, some before theirs. */
function someSales(random: Random): StagedRow[] {
    return Array.from({ length: 150 }, (_, index) => index + 1)
        .filter(() => random.chance(0.2))
        .map((id) =>
            sale(id, random.integer(0, latest + 1), {
                customer_id: random.pick([null, ...customers]),
                product_id: random.pick([null, ...products]),
                quantity: random.integer(1, 3),
                is_deleted: random.chance(0.1),
            }),
        );
}

interface Fact {
    sale_id: string;
    customer_key: string;
    product_key: string;
}

/** Looks every key up anew, in the dimensions as they are now. */
async function expectFacts(staged: Map<number, StagedRow>) {
    const facts = await warehouse.query<Fact>(
        'dwh',
        `select sale_id, customer_key, product_key, quantity, is_deleted
           from public.dwh_fact_sales order by sale_id`,
    );
    const customerKeyAt = await lookup('customer');
    const productKeyAt = await lookup('product');
    const expected = [...staged.values()]
        .toSorted((a, b) => Number(a.sale_id) - Number(b.sale_id))
        .map((row) => ({
            sale_id: String(row.sale_id),
            customer_key: customerKeyAt(row.customer_id, String(row.transaction_date)),
            product_key: productKeyAt(row.product_id, String(row.transaction_date)),
            quantity: row.quantity,
            is_deleted: row.is_deleted,
        }));
    expect(facts).toEqual(expected);
}

/** The last version that began by the time of an event: in its interval or the gap after it. */
async function lookup(dimension: 'customer' | 'product') {
    const versions = await warehouse.query<{ id: string; key: string; from: string }>(
        'dwh',
        `select ${dimension}_id as id, ${dimension}_key as key,
                case when valid_from = '-infinity' then ''
                     else to_char(valid_from, 'YYYY-MM-DD HH24:MI:SS.US"+00"') end as from
           from public.dwh_dim_${dimension}s
          where ${dimension}_key <> 0
          order by valid_from`,
    );
    return (id: unknown, at: string) =>
        id === null
            ? '0'
            : versions.findLast((version) => version.id === String(id) && version.from <= at)?.key;
}

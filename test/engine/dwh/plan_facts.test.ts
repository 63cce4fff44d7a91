import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { customer, hop, instant, product, type StagedRow, sale, stage } from './staging.ts';

let warehouse: Warehouse;
let saleId = 0;

/** Customer 1 lived in Paris, then Rome, was away from 30 to 40, and lives in Oslo since. */
beforeAll(async () => {
    warehouse = await createWarehouse();
    const arrivals: StagedRow[] = [
        customer(1, 10, { city: 'Paris' }),
        customer(1, 20, { city: 'Rome' }),
        customer(1, 20, { city: 'Rome', is_deleted: true, loaded_at: instant(30) }),
        customer(1, 40, { city: 'Oslo' }),
    ];
    for (const row of arrivals) {
        await stage(warehouse, 'customers', [row]);
        await hop(warehouse, 'customers');
    }
    await stage(warehouse, 'products', [product(1, 10)]);
    await hop(warehouse, 'products');
});
afterAll(() => warehouse?.drop());

/** Loads sales of customer 1 at these times; returns where he lived then. */
async function citiesAt(...times: number[]): Promise<unknown[]> {
    const rows = times.map((at) => sale(++saleId, at, { customer_id: 1, product_id: 1 }));
    await stage(warehouse, 'sales', rows);
    await hop(warehouse, 'sales');
    const found = await warehouse.query(
        'dwh',
        `select d.city
           from public.dwh_fact_sales f left join public.dwh_dim_customers d using (customer_key)
          where f.sale_id = any ($1)
          order by f.sale_id`,
        [rows.map(({ sale_id }) => sale_id)],
    );
    return found.map(({ city }) => city);
}

const facts = () =>
    warehouse.query('dwh', 'select xmin, f.* from public.dwh_fact_sales f order by sale_id');

const factOf = async (id: number) =>
    (
        await warehouse.query('dwh', 'select * from public.dwh_fact_sales where sale_id = $1', [id])
    )[0];

test('a fact points to the version that was valid at its time: from its start to before its end', async () => {
    expect(await citiesAt(19, 20, 29, 40)).toEqual(['Paris', 'Rome', 'Rome', 'Oslo']);
});

test('a fact older than the first sight of its customer points to the first version', async () => {
    expect(await citiesAt(1)).toEqual(['Paris']);
});

test('a fact in a gap points to the last version before it', async () => {
    expect(await citiesAt(30, 39)).toEqual(['Rome', 'Rome']);
});

test('a fact without a business key points to the unknown member', async () => {
    await stage(warehouse, 'sales', [sale(++saleId, 15, { customer_id: null, product_id: null })]);
    await hop(warehouse, 'sales');
    expect(await factOf(saleId)).toMatchObject({ customer_key: '0', product_key: '0' });
});

test('every other column is copied from the column of its name', async () => {
    const row = sale(++saleId, 15, {
        customer_id: 1,
        product_id: 1,
        quantity: 7,
        unit_price: '1.10',
        total_amount: '7.71',
        has_amount_mismatch: true,
    });
    await stage(warehouse, 'sales', [row]);
    await hop(warehouse, 'sales');
    expect(await factOf(saleId)).toMatchObject({
        date_key: 19700101,
        quantity: 7,
        unit_price: '1.10',
        total_amount: '7.71',
        has_amount_mismatch: true,
        is_deleted: false,
        customer_id: '1',
        product_id: '1',
    });
});

test('a corrected fact changes in place, and moves to the version of its new time', async () => {
    const keyBefore = async () => (await factOf(saleId))?.customer_key;
    await citiesAt(15);
    const paris = await keyBefore();
    await stage(warehouse, 'sales', [
        sale(saleId, 45, { customer_id: 1, product_id: 1, quantity: 3 }),
    ]);
    expect(await hop(warehouse, 'sales')).toMatchObject({ rows_inserted: 0, rows_updated: 1 });
    expect(await factOf(saleId)).toMatchObject({ quantity: 3 });
    expect(await keyBefore()).not.toBe(paris);
});

test('a deleted fact stays, is flagged, and comes back when its row does', async () => {
    await citiesAt(15);
    for (const is_deleted of [true, false]) {
        await stage(warehouse, 'sales', [
            sale(saleId, 15, { customer_id: 1, product_id: 1, is_deleted }),
        ]);
        await hop(warehouse, 'sales');
        expect(await factOf(saleId)).toMatchObject({ is_deleted });
    }
});

test('a fact whose row is equal is not written again, and the batch of a hop without change not kept', async () => {
    await citiesAt(15, 25);
    const before = await facts();
    const batches = `select count(*) from engine.batches where entity = 'sales'`;
    const batchesBefore = await warehouse.value('dwh', batches);
    await warehouse.query('dwh', `delete from engine.batch_marks where entity = 'sales'`);
    expect(await hop(warehouse, 'sales')).toMatchObject({ rows_inserted: 0, rows_updated: 0 });
    expect(await facts()).toEqual(before);
    expect(await warehouse.value('dwh', batches)).toBe(batchesBefore);
});

test('a hop with nothing new upstream reads nothing', async () => {
    const before = await facts();
    const counts = await hop(warehouse, 'sales');
    expect(counts.rows_read ?? 0).toBe(0);
    expect(await facts()).toEqual(before);
});

test('a batch that staging has not completed is left for later', async () => {
    const row = sale(++saleId, 15, { customer_id: 1, product_id: 1 });
    await stage(warehouse, 'sales', [row]);
    const reopen = (completed: string) =>
        warehouse.query(
            'stg',
            `update engine.batches set completed_at = ${completed}
              where (entity, batch_id) = (select entity, max(batch_id) from engine.batches
                                           where entity = 'sales' group by entity)`,
        );
    await reopen('null');
    await hop(warehouse, 'sales');
    expect(await factOf(saleId)).toBeUndefined();
    await reopen('now()');
    await hop(warehouse, 'sales');
    expect(await factOf(saleId)).toBeDefined();
});

test('a column of the target that nothing fills fails the plan with PS005', async () => {
    await warehouse.query('dwh', 'begin');
    await warehouse.query('dwh', 'alter table public.dwh_fact_sales add column mood text');
    const raised = await raisedBy(
        warehouse.query('dwh', `select * from engine.plan_facts('sales', false)`),
    );
    await warehouse.query('dwh', 'rollback');
    expect(raised).toMatchObject({
        code: 'PS005',
        message: 'source stg.stg_fact_sales of entity "sales" lacks column mood',
        detail: expect.stringContaining('it has sale_id, customer_id'),
        hint: 'correct the declaration, or add the column in a migration of the model',
    });
});

import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../support/index.ts';
import { cents, Model, type ModelSale } from './model.ts';

// What people type in psql, word for word, and what the source says to it.

let warehouse: Warehouse;
let analyst: pg.Client;
let operator: pg.Client;
const model = new Model('UTC');
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query(
        'operational',
        `call seed_operational(60, 24, 4000, p_today => '2025-12-31');
         insert into sales (customer_id, product_id, quantity, unit_price, transaction_date)
         select 5, 10, 30, 1, now() - interval '36 hours'`,
    );
    await model.observe(warehouse);
    await warehouse.run();
    analyst = await warehouse.connect('dwh', { user: 'pgstrata_reader' });
    operator = await warehouse.connect('dwh', { user: 'pgstrata_operator' });
});
afterAll(() => warehouse?.drop());

/** The rows of the last of the statements in a line. */
async function rowsOf(client: pg.Client, line: string): Promise<Record<string, unknown>[]> {
    const result: unknown = await client.query(line);
    const last = Array.isArray(result) ? result.at(-1) : result;
    return (last as pg.QueryResult).rows;
}

const sales = () => [...model.sales.values()];
const sum = (of: ModelSale[], measure: 'quantity' | 'total_amount') =>
    of.reduce((total, sale) => total + sale[measure], 0);
const groupOf = (sale: ModelSale) =>
    Model.at(model.products.get(sale.product_id), sale.transaction_date)?.history.product_group ??
    null;
const inJanuary = ({ day }: ModelSale) => day >= '2025-01-01' && day <= '2025-01-31';
const distinctCustomers = (of: ModelSale[]) => new Set(of.map((sale) => sale.customer_id)).size;

test('the sales report', async () => {
    const rows = await rowsOf(
        analyst,
        `CALL sp_aggregate_sales_report('2025-01-01', '2025-01-31');  SELECT * FROM temp_sales_report;`,
    );
    const groups = Map.groupBy(
        sales().filter(inJanuary),
        (sale) => `${sale.day} ${groupOf(sale) ?? '~'}`,
    );
    const expected = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(expected.length).toBeGreaterThan(31);
    expect(
        rows.map((row) => ({
            at: `${row.sale_date} ${row.product_group ?? '~'}`,
            sales: Number(row.sales),
            units: Number(row.units),
            revenue: cents(row.revenue),
            customers: Number(row.customers),
        })),
    ).toEqual(
        expected.map(([at, of]) => ({
            at,
            sales: of.length,
            units: sum(of, 'quantity'),
            revenue: sum(of, 'total_amount'),
            customers: distinctCustomers(of),
        })),
    );
});

test('the customer metrics', async () => {
    const rows = await rowsOf(
        operator,
        'CALL sp_refresh_customer_metrics();                          SELECT * FROM customer_metrics LIMIT 10;',
    );
    expect(rows).toHaveLength(10);
    for (const row of rows) {
        const own = sales().filter(({ customer_id }) => customer_id === row.customer_id);
        expect({ frequency: Number(row.frequency), revenue: cents(row.revenue) }).toEqual({
            frequency: own.length,
            revenue: sum(own, 'total_amount'),
        });
    }
    const customers = await warehouse.value('dwh', 'select count(*) from customer_metrics');
    expect(Number(customers)).toBe(distinctCustomers(sales()));
});

test('the average quantity of a customer', async () => {
    const [row] = await rowsOf(analyst, 'SELECT fn_avg_quantity_per_customer(5);');
    const own = sales().filter(({ customer_id }) => customer_id === '5');
    expect(Number(row?.fn_avg_quantity_per_customer)).toBeCloseTo(
        sum(own, 'quantity') / own.length,
        10,
    );
});

test('the sales velocity of a product', async () => {
    const [row] = await rowsOf(analyst, 'SELECT fn_product_sales_velocity(10, 30);');
    // The one sale of the last 30 days has 30 units.
    expect(Number(row?.fn_product_sales_velocity)).toBe(1);
});

test('the top customers', async () => {
    const rows = await rowsOf(analyst, 'SELECT * FROM fn_top_customers(10);');
    const totals = [...Map.groupBy(sales(), ({ customer_id }) => customer_id)]
        .map(([id, own]) => ({
            id: Number(id),
            revenue: sum(own, 'total_amount'),
            sales: own.length,
        }))
        .sort((a, b) => b.revenue - a.revenue || a.id - b.id);
    expect(
        rows.map((row) => ({
            id: Number(row.customer_id),
            revenue: cents(row.revenue),
            sales: Number(row.sales),
        })),
    ).toEqual(totals.slice(0, 10));
    const names = rows.map(({ customer_id }) => model.customers.get(String(customer_id))?.at(-1));
    expect(rows.map(({ full_name }) => full_name)).toEqual(
        names.map((version) => version?.history.full_name ?? null),
    );
});

test('the performance of a product group', async () => {
    const [row] = await rowsOf(
        analyst,
        `SELECT fn_product_group_performance('Electronics', '2025-01-01', '2025-01-31');`,
    );
    const own = sales().filter((sale) => inJanuary(sale) && groupOf(sale) === 'Electronics');
    const [units, revenue] = [sum(own, 'quantity'), sum(own, 'total_amount')];
    expect(units).toBeGreaterThan(0);
    const record = String(row?.fn_product_group_performance).slice(1, -1).split(',').map(Number);
    expect(record).toEqual([
        units,
        revenue / 100,
        own.length,
        distinctCustomers(own),
        Math.round(revenue / units) / 100,
    ]);
});

test('the recent runs', async () => {
    const rows = await rowsOf(analyst, 'SELECT * FROM vw_recent_etl_runs;');
    expect(rows).toHaveLength(9);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
    const read = Object.fromEntries(rows.map((row) => [row.table_name, Number(row.rows_read)]));
    const [source] = await warehouse.query(
        'operational',
        `select (select count(*) from customers)::int as mrr_dim_customers,
                (select count(*) from products)::int as mrr_dim_products,
                (select count(*) from sales)::int as mrr_fact_sales`,
    );
    expect(read).toMatchObject(source as object);
});

test('the performance of the steps', async () => {
    const rows = await rowsOf(analyst, 'SELECT * FROM vw_etl_performance_summary;');
    expect(rows).toHaveLength(9);
    for (const row of rows) {
        expect(row).toMatchObject({ runs: '1', failures: '0', blocked: '0' });
        expect(row.median_duration).toBe(row.last_duration);
    }
});

test('what failed', async () => {
    const line = "SELECT * FROM etl_logs WHERE status = 'FAILED' ORDER BY start_time DESC;";
    expect(await rowsOf(operator, line)).toEqual([]);
    expect((await raisedBy(analyst.query(line))).code).toBe('42501');
});

test('the error of a step', async () => {
    const line = 'SELECT error_message FROM etl_logs WHERE log_id = 1;';
    expect(await rowsOf(operator, line)).toEqual([{ error_message: null }]);
});

test('when each table was confirmed', async () => {
    const rows = await rowsOf(
        analyst,
        'SELECT table_name, last_updated FROM high_water_mark ORDER BY last_updated DESC;',
    );
    expect(rows.map(({ table_name }) => table_name).toSorted()).toEqual([
        'customers',
        'products',
        'sales',
    ]);
    const times = rows.map(({ last_updated }) => Date.parse(String(last_updated)));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('the rows of every layer', async () => {
    const rows = await rowsOf(analyst, 'SELECT * FROM vw_layer_row_counts;');
    for (const entity of ['customers', 'products', 'sales'] as const) {
        const source = await warehouse.value('operational', `select count(*) from ${entity}`);
        const good = String(model[entity].size);
        const bad = [...model.rejects.keys()].filter((name) => name.startsWith(`${entity} `));
        expect(rows).toContainEqual({
            entity,
            operational: source,
            mrr: source,
            stg: good,
            rejects: String(bad.length),
            never_good: String(bad.length),
            dwh: good,
            dwh_versions: entity === 'sales' ? null : good,
        });
    }
});

test.for([
    ['SELECT COUNT(*) FROM dwh_fact_sales;', () => model.sales.size],
    [
        'SELECT COUNT(*) FROM dwh_dim_customers WHERE is_current = TRUE;',
        () => membersOf('customers', 'customer_id'),
    ],
    [
        'SELECT COUNT(*) FROM dwh_dim_products WHERE is_current = TRUE;',
        () => membersOf('products', 'product_id'),
    ],
] as const)('%s', async ([line, expected]) => {
    expect(await rowsOf(analyst, line)).toEqual([{ count: String(expected()) }]);
});

/** Those that were good once, and those that only sales know of. */
function membersOf(entity: 'customers' | 'products', key: 'customer_id' | 'product_id'): number {
    return new Set([...model[entity].keys(), ...sales().map((sale) => sale[key])]).size;
}

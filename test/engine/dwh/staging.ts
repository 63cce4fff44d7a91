/** Puts rows into staging as its own hop would leave them, and moves them on by hand. */
import type pg from 'pg';
import type { Warehouse } from '../../support/index.ts';
import type { DimensionRow, Observation, Values } from './history.ts';

export type Entity = 'customers' | 'products' | 'sales';
export type StagedRow = Record<string, unknown>;

const tables = {
    customers: { staged: 'public.stg_dim_customers', key: 'customer_id' },
    products: { staged: 'public.stg_dim_products', key: 'product_id' },
    sales: { staged: 'public.stg_fact_sales', key: 'sale_id' },
} as const;

/** How the bundled model declares the columns of a customer. */
export const customerColumns = {
    type1: ['email', 'has_valid_email', 'phone'],
    type2: ['full_name', 'city', 'country_code'],
    fixed: ['created_at'],
} as const;

export const allCustomerColumns = Object.values(customerColumns).flat();

/** Times of these tests are a few microseconds of the epoch, which JavaScript can count. */
export function instant(microseconds: number): string {
    return `1970-01-01 00:00:00.${String(microseconds).padStart(6, '0')}+00`;
}

const microsecondsOf = (column: string) => `(extract(epoch from ${column}) * 1000000)::float8`;

/** Adds a batch to staging, of rows that replace those of their keys. */
export async function stage(warehouse: Warehouse, entity: Entity, rows: StagedRow[]) {
    const { staged, key } = tables[entity];
    const batch = await warehouse.value<string>('stg', `select nextval('engine.batch_id_seq')`);
    const complete = rows.map((row) => ({ ...row, batch_id: batch }));
    await warehouse.query('stg', `delete from ${staged} where ${key} = any ($1)`, [
        rows.map((row) => row[key]),
    ]);
    await warehouse.query(
        'stg',
        `insert into ${staged} select * from jsonb_populate_recordset(null::${staged}, $1)`,
        [JSON.stringify(complete)],
    );
    await warehouse.query(
        'stg',
        `insert into engine.batches (entity, batch_id, parameters, completed_at)
         values ($1, $2, '{}', now())`,
        [entity, batch],
    );
}

export function customer(id: number, at: number, values: StagedRow = {}): StagedRow {
    const email = values.email ?? null;
    return {
        customer_id: id,
        full_name: 'Ada Lovelace',
        has_valid_email: email !== null,
        updated_at: instant(at),
        is_deleted: false,
        loaded_at: instant(at),
        ...values,
    };
}

export function product(id: number, at: number, values: StagedRow = {}): StagedRow {
    return {
        product_id: id,
        product_name: 'Slide rule',
        updated_at: instant(at),
        is_deleted: false,
        loaded_at: instant(at),
        ...values,
    };
}

/** Only what the warehouse reads of the parts of the date is told apart. */
export function sale(id: number, at: number, values: StagedRow = {}): StagedRow {
    return {
        sale_id: id,
        quantity: 1,
        unit_price: 10,
        total_amount: 10,
        has_amount_mismatch: false,
        transaction_date: instant(at),
        sale_date: '1970-01-01',
        sale_year: 1970,
        sale_quarter: 1,
        sale_month: 1,
        sale_day: 1,
        iso_week: 1,
        day_of_week: 4,
        is_weekend: false,
        is_deleted: false,
        loaded_at: instant(at),
        ...values,
    };
}

/** The counts that a hop into the warehouse reports. */
export type Counts = Record<string, number>;

export async function hop(warehouse: Warehouse, entity: Entity): Promise<Counts> {
    const sql = `call public.run_hop('${entity}')`;
    return (await warehouse.value<Counts>('dwh', sql)) ?? {};
}

/** Runs the phases of a hop one by one, and hands over before each. */
export async function hopInPhases(
    client: pg.Client,
    entity: Entity,
    before: (phase: string) => Promise<unknown>,
): Promise<void> {
    await client.query('select engine.lock_hop($1)', [entity]);
    let state: Record<string, unknown> = {
        next: 'begin',
        began: new Date().toISOString(),
        options: {},
        result: {},
    };
    while (state.next !== 'done') {
        await before(String(state.next));
        const { rows } = await client.query('select engine.advance_hop($1, $2) as state', [
            entity,
            JSON.stringify(state),
        ]);
        state = rows[0].state;
    }
    await client.query('select engine.unlock_hop($1)', [entity]);
}

/** The versions of every customer by number, in the order of time. */
export async function customerRows(warehouse: Warehouse): Promise<Map<number, DimensionRow[]>> {
    const rows = await warehouse.query<DimensionRow & { key: string }>(
        'dwh',
        `select customer_id as key, customer_key as "surrogateKey", to_jsonb(d) as values,
                ${microsecondsOf('effective_at')} as "effectiveAt",
                ${microsecondsOf('seen_at')} as "seenAt",
                ${microsecondsOf('valid_from')} as "validFrom",
                ${microsecondsOf('valid_to')} as "validTo",
                is_current as "isCurrent", is_deleted as "isDeleted", is_inferred as "isInferred"
           from public.dwh_dim_customers d
          where customer_key <> 0
          order by customer_id, effective_at`,
    );
    const byKey = new Map<number, DimensionRow[]>();
    for (const { key, ...row } of rows) {
        row.values = pick(row.values, allCustomerColumns);
        byKey.set(Number(key), [...(byKey.get(Number(key)) ?? []), row]);
    }
    return byKey;
}

function pick(values: Values, columns: readonly string[]): Values {
    return Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));
}

/** What the warehouse should make of a staged row of a customer. */
export function observationsOf(row: StagedRow): Observation[] {
    const values = row as Values;
    const version = {
        at: microsecondsIn(row.updated_at),
        isDeleted: false,
        type1: pick(values, customerColumns.type1),
        type2: pick(values, customerColumns.type2),
        fixed: pick(values, customerColumns.fixed),
    };
    if (!row.is_deleted) return [version];
    // A deletion holds from when it was noticed, and after the row that it deletes.
    const at = Math.max(version.at + 1, microsecondsIn(row.loaded_at));
    return [version, { ...version, at, isDeleted: true }];
}

const microsecondsIn = (text: unknown) => Number(String(text).slice(20, 26));

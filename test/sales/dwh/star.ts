import { createWarehouse, type Warehouse } from '../../support/index.ts';

export interface Sale {
    /** null: the source names none. */
    customer: number | null;
    product?: number | null;
    quantity?: number;
    amount?: number;
    at: string;
    isDeleted?: boolean;
}

/** The tables that reports read, filled by hand: what is right can be worked out on paper. */
export class Star {
    readonly warehouse: Warehouse;
    #sales = 0;

    constructor(warehouse: Warehouse) {
        this.warehouse = warehouse;
    }

    query<Row extends object = Record<string, unknown>>(sql: string, values: unknown[] = []) {
        return this.warehouse.query<Row>('dwh', sql, values);
    }

    value<Value>(sql: string, values: unknown[] = []) {
        return this.warehouse.value<Value>('dwh', sql, values);
    }

    /** A version of a customer; the first one is valid since ever. */
    async customer(
        id: number,
        name: string | null,
        { from = '-infinity', to = 'infinity', isInferred = false, isDeleted = false } = {},
    ): Promise<void> {
        await this.query(
            `insert into dwh_dim_customers (customer_id, full_name, effective_at, seen_at,
                                            valid_from, valid_to, is_inferred, is_deleted, batch_id)
             values ($1, $2, $3, $3, $3, $4, $5, $6, 1)`,
            [id, name, from, to, isInferred, isDeleted],
        );
    }

    async product(
        id: number,
        group: string | null,
        { from = '-infinity', to = 'infinity', isInferred = false } = {},
    ): Promise<void> {
        await this.query(
            `insert into dwh_dim_products (product_id, product_group, effective_at, seen_at,
                                           valid_from, valid_to, is_inferred, batch_id)
             values ($1, $2, $3, $3, $3, $4, $5, 1)`,
            [id, group, from, to, isInferred],
        );
    }

    /** Sales at the versions of their time, on the days of UTC. */
    async sales(...sales: Sale[]): Promise<void> {
        for (const sale of sales) {
            const { customer, product = null, quantity = 1, amount = 10, at, isDeleted } = sale;
            await this.query(
                `insert into dwh_dim_date (date_key, full_date)
                 select to_char(d, 'yyyymmdd')::int, d
                   from (select ($1::timestamptz at time zone 'UTC')::date as d) day
                 on conflict do nothing`,
                [at],
            );
            await this.query(
                `with sale as (
                    select $1::bigint as sale_id, $2::bigint as customer_id, $3::bigint as product_id,
                           $4::integer as quantity, $5::timestamptz as sold_at, $6::numeric as amount,
                           $7::boolean as is_deleted)
                 insert into dwh_fact_sales (sale_id, customer_key, product_key, date_key, quantity,
                        customer_id, product_id, transaction_date, unit_price, total_amount,
                        has_amount_mismatch, is_deleted, batch_id)
                 select s.sale_id, coalesce(c.customer_key, 0), coalesce(p.product_key, 0),
                        to_char(s.sold_at at time zone 'UTC', 'yyyymmdd')::int, s.quantity,
                        s.customer_id, s.product_id, s.sold_at, s.amount / s.quantity, s.amount,
                        false, s.is_deleted, 1
                   from sale s
                   left join dwh_dim_customers c on c.customer_id = s.customer_id
                         and s.sold_at >= c.valid_from and s.sold_at < c.valid_to
                   left join dwh_dim_products p on p.product_id = s.product_id
                         and s.sold_at >= p.valid_from and s.sold_at < p.valid_to`,
                [++this.#sales, customer, product, quantity, at, amount, isDeleted ?? false],
            );
        }
    }

    /** Midnight in a time zone some days before this transaction, and a moment more or less. */
    async midnight(zone: string, daysAgo: number, and = '0 s'): Promise<string> {
        const at = await this.value<string>(
            `select (((now() at time zone $1)::date - $2::int)::timestamp at time zone $1
                     + $3::interval)::text`,
            [zone, daysAgo, and],
        );
        return at as string;
    }

    /** Undone by `end`, so that every test begins with an empty star, and now() stands still. */
    async begin(): Promise<void> {
        await this.query('begin');
    }

    async end(): Promise<void> {
        await this.query('rollback');
    }
}

export async function createStar(): Promise<Star> {
    return new Star(await createWarehouse());
}

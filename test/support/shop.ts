import type { Warehouse } from './warehouse.ts';

/** A shop so small that a reader knows what a run must count: 3 customers, 2 products, 6 sales. */
export async function fillShop(warehouse: Warehouse): Promise<void> {
    await warehouse.query(
        'operational',
        `with c as (
            insert into customers (customer_id, first_name, last_name, email, city, country)
            values (1, 'Ada', 'Berg', 'ada@example.com', 'Oslo', 'NO'),
                   (2, 'Bo', 'Dahl', 'bo@example.com', 'Bergen', 'NO'),
                   (3, 'Cy', 'Eide', 'cy@example.com', 'Hamar', 'NO')
        ), p as (
            insert into products (product_id, product_name, product_group, unit_price)
            values (1, 'Lamp', 'Electronics', 10.00), (2, 'Novel', 'Books', 5.00)
        )
        select 1`,
    );
    for (let sales = 0; sales < 6; sales++) await sell(warehouse);
}

/** One more sale of the shop, of yesterday; returns its number. */
export async function sell(warehouse: Warehouse): Promise<string> {
    const [sale] = await warehouse.query<{ sale_id: string }>(
        'operational',
        `insert into sales (sale_id, customer_id, product_id, quantity, unit_price, total_amount,
                            transaction_date)
         select n.id, 1 + n.id % 3, 1 + n.id % 2, n.id, 1, n.id, now() - interval '1 day'
           from (select 1 + coalesce(max(sale_id), 0) as id from sales) n
         returning sale_id`,
    );
    if (!sale) throw new Error('nothing was sold');
    return sale.sale_id;
}

/** What differs between the source and the current rows of the warehouse, lookups included. */
export async function differences(warehouse: Warehouse): Promise<unknown[]> {
    const source = await warehouse.query<{ kind: string; id: string; value: string }>(
        'operational',
        `select 'customer' as kind, customer_id as id, city as value from customers
          union all
         select 'product', product_id, unit_price::text from products
          union all
         select 'sale', sale_id, quantity::text from sales`,
    );
    return await warehouse.query(
        'dwh',
        `with source as (
            select * from jsonb_to_recordset($1) s (kind text, id bigint, value text)
        ), loaded as (
            select 'customer' as kind, customer_id as id, city as value
              from dwh_dim_customers where is_current
             union all
            select 'product', product_id, unit_price::text from dwh_dim_products where is_current
             union all
            select 'sale', f.sale_id, f.quantity::text
              from dwh_fact_sales f
              join dwh_dim_customers c on c.customer_key = f.customer_key
               and c.customer_id = f.customer_id
               and f.transaction_date >= c.valid_from and f.transaction_date < c.valid_to
              join dwh_dim_products p on p.product_key = f.product_key
               and p.product_id = f.product_id
               and f.transaction_date >= p.valid_from and f.transaction_date < p.valid_to
        )
        select * from source full join loaded using (kind, id)
         where source.value is distinct from loaded.value`,
        [JSON.stringify(source)],
    );
}

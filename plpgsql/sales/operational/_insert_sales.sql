create or replace function public._insert_sales(
    p_count bigint, p_from timestamptz, p_days integer, p_seed bigint) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
-- Adds p_count sales over the p_days days from p_from on, in the order of time, and returns how
-- many. Days weigh by weekday, season and growth; few customers and products have most of the
-- sales. About 4 % of the rows carry dirt of one kind each.
-- Arrays of fixed-width elements are looked up at once, where joins would cost more than the rows.
declare
    v_customers bigint[]  := (select array_agg(customer_id order by customer_id) from public.customers);
    v_products  bigint[]  := (select array_agg(product_id order by product_id) from public.products);
    v_cents     integer[] := (select array_agg((abs(coalesce(unit_price, 19.99)) * 100)::integer
                                               order by product_id) from public.products);
    v_until     timestamptz := p_from + p_days * interval '24 hours';
    v_days      double precision[];
    v_rows      bigint;
begin
    -- For each day, the share of the sales that come before it.
    select array_agg((until - weight) / total order by day) into v_days
      from (select day, weight, sum(weight) over (order by day) as until, sum(weight) over () as total
              from (select day,
                           (array[0.90, 0.85, 0.90, 1.00, 1.25, 1.50, 1.10])[extract(isodow from on_day)::integer]
                           * (array[0.75, 0.80, 0.90, 0.95, 1.00, 1.00,
                                    0.90, 0.85, 1.00, 1.05, 1.30, 1.90])[extract(month from on_day)::integer]
                           * (1 + 0.4 * day / p_days) as weight
                      from generate_series(0, p_days - 1) day,
                           lateral (select (p_from at time zone 'UTC')::date + day as on_day) d) w) s;

    insert into public.sales
        (customer_id, product_id, quantity, unit_price, total_amount, transaction_date, created_at)
    select v_customers[1 + n.customer], v_products[1 + n.product],
           case when n.dirt < 0.002 then 0 when n.dirt < 0.003 then -n.quantity else n.quantity end,
           case when n.dirt >= 0.003 and n.dirt < 0.004 then -n.price
                when n.dirt >= 0.004 and n.dirt < 0.013 then null
                else n.price end,
           case when n.dirt >= 0.012 and n.dirt < 0.033 then null
                when n.dirt >= 0.033 and n.dirt < 0.038 then n.quantity * n.price + 1 + n.quantity
                else n.quantity * n.price end,
           case when n.dirt >= 0.038 and n.dirt < 0.039 then null
                when n.dirt >= 0.039 and n.dirt < 0.0395 then v_until + n.late * interval '24 hours'
                when n.dirt >= 0.0395 and n.dirt < 0.0405 then v_until + n.late * interval '4800 hours'
                else n.sold_at end,
           n.sold_at
      from (
        select i,
               -- The multiplier spreads the frequent ones over all numbers.
               (floor(cardinality(v_customers) * public._uniform(i, p_seed + 1) ^ 2.2)::bigint
                   * 7919 % cardinality(v_customers))::integer as customer,
               k.product,
               1 + floor(6 * public._uniform(i, p_seed + 3) ^ 3.5)::integer as quantity,
               (v_cents[1 + k.product] * case when k.offer < 0.12 then 0.8 else 1.0 end * 0.01)::numeric(12, 2)
                   as price,
               p_from + (width_bucket(k.at, v_days) - 1) * interval '24 hours'
                   + (7 + 8 * (public._uniform(i, p_seed + 5) + public._uniform(i, p_seed + 6)))
                     * interval '1 hour' as sold_at,
               public._uniform(i, p_seed + 7) as dirt,
               public._uniform(i, p_seed + 8) as late
          from generate_series(1, p_count) i
         cross join lateral (
               select (floor(cardinality(v_products) * public._uniform(i, p_seed + 2) ^ 1.8)::bigint
                          * 7919 % cardinality(v_products))::integer as product,
                      public._uniform(i, p_seed + 4) as offer,
                      (i - 0.5) / p_count::double precision as at) k) n;
    get diagnostics v_rows = row_count;
    return v_rows;
end
$body$;

comment on function public._insert_sales(bigint, timestamptz, integer, bigint) is
    'Adds sample sales over a range of days and returns how many';

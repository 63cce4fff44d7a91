create or replace function public.fn_product_group_performance(
    p_product_group text,
    p_from date,
    p_to date,
    out units bigint,
    out revenue numeric,
    out sales bigint,
    out customers bigint,
    out average_price numeric
)
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- What a product group sold in a range of days, by the group that each product had at the time of
-- the sale: that of the version which product_key points to, not of the current one.
-- Parameters: p_product_group as staging spells it, case included; NULL for the products without a
--     known group, the unknown product and inferred ones among them. p_from and p_to, the first and
--     the last day of sale, both included, in the business time zone.
-- Returns: one row of units, revenue (the sum of total_amount), number of sales, number of distinct
--     known customers, and average_price (revenue per unit, rounded to cents, NULL without sales).
--     A known group without sales gives zeros, an unknown one NULLs. select * from
--     fn_product_group_performance(...) shows the names of the columns.
-- Raises: PS006 for a range with a NULL end, or one that ends before it begins.
-- Reads: dwh_dim_products; dwh_dim_date; dwh_fact_sales without deleted sales, by its index on
--     date_key.
begin
    perform public._require_date_range(p_from, p_to);

    if not exists (
        select from public.dwh_dim_products p
         where p.product_group is not distinct from p_product_group)
    then
        return;
    end if;

    select coalesce(sum(f.quantity), 0), coalesce(sum(f.total_amount), 0), count(*),
           count(distinct f.customer_id), round(sum(f.total_amount) / sum(f.quantity), 2)
      into units, revenue, sales, customers, average_price
      from public.dwh_dim_date d
      join public.dwh_fact_sales f on f.date_key = d.date_key
      join public.dwh_dim_products p on p.product_key = f.product_key
     where d.full_date between p_from and p_to
       and p.product_group is not distinct from p_product_group
       and not f.is_deleted;
end
$$;

comment on function public.fn_product_group_performance(text, date, date) is
    'units, revenue, sales, distinct customers and average price of a product group in a closed date range';
grant execute on function public.fn_product_group_performance(text, date, date)
    to pgstrata_reader, pgstrata_operator;

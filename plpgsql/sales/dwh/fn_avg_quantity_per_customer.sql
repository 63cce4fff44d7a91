create or replace function public.fn_avg_quantity_per_customer(p_customer_id bigint)
returns numeric
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- The mean quantity per sale of one customer, over all versions of that customer.
-- Parameters: p_customer_id, the business key, so that a customer who moved is still one customer.
-- Returns: units per sale, not rounded; NULL for a customer who is NULL, unknown, or has no sales.
-- Reads: dwh_fact_sales without deleted sales, by its index on customer_id.
begin
    return (
        select avg(f.quantity)
          from public.dwh_fact_sales f
         where f.customer_id = p_customer_id
           and not f.is_deleted
    );
end
$$;

comment on function public.fn_avg_quantity_per_customer(bigint) is
    'mean quantity per sale of a customer, over all versions; NULL without sales';
grant execute on function public.fn_avg_quantity_per_customer(bigint)
    to pgstrata_reader, pgstrata_operator;

create or replace function public.fn_top_customers(p_count integer)
returns table (
    rank        bigint,
    customer_id bigint,
    full_name   text,
    sales       bigint,
    units       bigint,
    revenue     numeric
)
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- The customers with the most revenue, best first.
-- Customers of equal revenue share a rank and stand in the order of their customer_id, so the same
-- data always gives the same rows; the list ends after p_count rows, within a tie too.
-- A customer deleted at the source keeps its place, since the sales were made. One that has not
-- arrived yet (inferred) takes part without a name. Sales of the unknown customer are nobody's and
-- take no part.
-- Parameters: p_count, the number of customers, 0 or more.
-- Returns: per customer the rank, customer_id, full_name of the latest version, number of sales,
--     units, and revenue (the sum of total_amount).
-- Raises: PS006 when p_count is NULL or negative.
-- Reads: dwh_fact_sales without deleted sales, the whole of it from its index on customer_id;
--     dwh_dim_customers.
begin
    if p_count is null or p_count < 0 then
        raise exception using
            errcode = 'PS006',
            message = 'fn_top_customers needs p_count of 0 or more',
            detail = format('p_count is %s', coalesce(p_count::text, 'NULL')),
            hint = 'give the number of customers to list, for example 10';
    end if;

    return query
    with totals as (
        select f.customer_id,
               count(*)            as sales,
               sum(f.quantity)     as units,
               sum(f.total_amount) as revenue
          from public.dwh_fact_sales f
         where f.customer_id is not null
           and not f.is_deleted
         group by f.customer_id
    ),
    top as (
        select t.*, rank() over (order by t.revenue desc) as rank
          from totals t
         order by t.revenue desc, t.customer_id
         limit p_count
    )
    select t.rank, t.customer_id, c.full_name, t.sales, t.units, t.revenue
      from top t
      left join lateral (
        select d.full_name
          from public.dwh_dim_customers d
         where d.customer_id = t.customer_id
         order by d.effective_at desc
         limit 1
      ) c on true
     order by t.revenue desc, t.customer_id;
end
$$;

comment on function public.fn_top_customers(integer) is
    'the customers with the most revenue, ranked; ties in the order of customer_id';
grant execute on function public.fn_top_customers(integer) to pgstrata_reader, pgstrata_operator;

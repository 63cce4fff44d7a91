create or replace function public.fn_product_sales_velocity(p_product_id bigint, p_days integer)
returns numeric
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- Units of one product sold per day, over the last p_days full days.
-- A full day runs from midnight to midnight of the business time zone. Today is not over and does
-- not count: with p_days = 1 the answer is yesterday's units.
-- Parameters: p_product_id, the business key, all versions of which count; p_days, 1 to 36525.
-- Returns: units per day, not rounded; 0 for a known product without sales in those days; NULL for
--     a product that is NULL or unknown.
-- Raises: PS006 when p_days is NULL or out of range.
-- Reads: dwh_fact_sales without deleted sales, by its index on product_id and transaction_date;
--     dwh_dim_products; the setting business_time_zone.
declare
    v_time_zone constant text := engine.setting('business_time_zone');
    v_today     constant date := (now() at time zone v_time_zone)::date;
    v_units     bigint;
begin
    if p_days is null or p_days not between 1 and 36525 then
        raise exception using
            errcode = 'PS006',
            message = 'fn_product_sales_velocity needs p_days from 1 to 36525',
            detail = format('p_days is %s', coalesce(p_days::text, 'NULL')),
            hint = 'give the number of full days to look back, for example 30';
    end if;

    select sum(f.quantity)
      into v_units
      from public.dwh_fact_sales f
     where f.product_id = p_product_id
       and f.transaction_date >= (v_today - p_days)::timestamp at time zone v_time_zone
       and f.transaction_date < v_today::timestamp at time zone v_time_zone
       and not f.is_deleted;

    if v_units is null
        and not exists (select from public.dwh_dim_products p where p.product_id = p_product_id)
    then
        return null;
    end if;
    return coalesce(v_units, 0)::numeric / p_days;
end
$$;

comment on function public.fn_product_sales_velocity(bigint, integer) is
    'units of a product sold per day, over the last so many full days of the business time zone';
grant execute on function public.fn_product_sales_velocity(bigint, integer)
    to pgstrata_reader, pgstrata_operator;

create or replace procedure public.sp_aggregate_sales_report(p_from date, p_to date)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Sales by date and product group, in the session's temporary table temp_sales_report. It runs with
-- the caller's rights, so the temporary table is the caller's: to index, to join, to drop.
-- PostgreSQL looks for temporary tables first: select * from temp_sales_report finds the report
-- even beside a permanent table of that name, which is never touched. The next call replaces the
-- report. It knows its own by the comment on it; what else has the name in pg_temp is somebody's
-- work and stays.
-- Parameters: p_from and p_to, the first and the last day of sale, both included, in the business
--     time zone.
-- Raises: PS006 for a range with a NULL end, or one that ends before it begins; PS014 when the
--     session has a temporary table or view temp_sales_report that this procedure did not make.
-- Reads: dwh_dim_date; dwh_dim_products; dwh_fact_sales without deleted sales, by its index on
--     date_key; the setting business_time_zone, which a NOTICE shows.
-- Writes: pg_temp.temp_sales_report, in its order: sale_date, product_group (that of the time of
--     the sale; NULL where the product is unknown or has none), sales, units, revenue (the sum of
--     total_amount), customers (distinct, known ones), average_price (revenue per unit, rounded to
--     cents). A date and group without sales has no row. The caller needs TEMPORARY on the
--     database, which PUBLIC has unless it was revoked.
declare
    v_report constant regclass := to_regclass('pg_temp.temp_sales_report');
begin
    perform public._require_date_range(p_from, p_to);

    if v_report is not null then
        if obj_description(v_report, 'pg_class')
            is distinct from 'sales report of sp_aggregate_sales_report'
        then
            raise exception using
                errcode = 'PS014',
                message = 'temp_sales_report of this session is not a report of sp_aggregate_sales_report',
                detail = 'replacing it would lose what it holds',
                hint = 'rename or drop pg_temp.temp_sales_report, then call again';
        end if;
        drop table pg_temp.temp_sales_report;
    end if;

    create temporary table temp_sales_report as
    select d.full_date                                     as sale_date,
           p.product_group,
           count(*)                                        as sales,
           sum(f.quantity)                                 as units,
           sum(f.total_amount)                             as revenue,
           count(distinct f.customer_id)                   as customers,
           round(sum(f.total_amount) / sum(f.quantity), 2) as average_price
      from public.dwh_dim_date d
      join public.dwh_fact_sales f on f.date_key = d.date_key
      join public.dwh_dim_products p on p.product_key = f.product_key
     where d.full_date between p_from and p_to
       and not f.is_deleted
     group by d.full_date, p.product_group
     order by d.full_date, p.product_group;

    comment on table pg_temp.temp_sales_report is 'sales report of sp_aggregate_sales_report';
    raise notice 'days are those of time zone %', engine.setting('business_time_zone');
end
$$;

comment on procedure public.sp_aggregate_sales_report(date, date) is
    'sales by date and product group in a closed date range, into the temporary table temp_sales_report';
grant execute on procedure public.sp_aggregate_sales_report(date, date)
    to pgstrata_reader, pgstrata_operator;

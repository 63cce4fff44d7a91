create or replace procedure public.seed_operational(
    p_customers integer default 5000,
    p_products  integer default 500,
    p_sales     bigint  default 100000,
    p_seed      bigint  default 20250101,
    p_today     date    default current_date)
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $body$
-- Fills an empty source with sample data: two years of sales up to the day before p_today.
-- The same arguments on a new database give the same rows but for updated_at, which is the time of
-- the fill: a watermark in the past would hide the rows from a pipeline that has already looked.
begin
    if p_customers is null or p_customers < 1 or p_products is null or p_products < 1
       or p_sales is null or p_sales < 0 or p_seed is null or p_today is null
       or not isfinite(p_today) then
        raise exception 'invalid size of the sample data'
            using errcode = 'PS006',
                  detail = format('customers %s, products %s, sales %s, seed %s, today %s.',
                                  p_customers, p_products, p_sales, p_seed, p_today),
                  hint = 'Ask for at least one customer and one product, and for no negative number of sales.';
    end if;

    lock table public.customers, public.products, public.sales in share row exclusive mode;
    if exists (select from public.customers) or exists (select from public.products)
       or exists (select from public.sales) then
        raise exception 'source database % is not empty', current_database()
            using errcode = 'PS014',
                  detail = 'The sample data is only written into empty tables customers, products and sales.',
                  hint = 'Call seed_activity() to play a day of business on top, or seed another database.';
    end if;

    perform public._insert_customers(p_customers, p_today::timestamptz - interval '730 days', p_seed);
    perform public._insert_products(p_products, p_today::timestamptz - interval '730 days', p_seed + 100);
    perform public._insert_sales(p_sales, p_today::timestamptz - interval '730 days', 730, p_seed + 200);
    raise notice 'seeded % customers, % products, % sales', p_customers, p_products, p_sales;
end
$body$;

comment on procedure public.seed_operational(integer, integer, bigint, bigint, date) is
    'Fills the empty source with sample data';
grant execute on procedure public.seed_operational(integer, integer, bigint, bigint, date) to pgstrata_owner;

create or replace procedure public.seed_activity(p_days integer default 1)
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $body$
-- Plays the p_days days of business before now on top of what is there: new customers, products
-- and sales, corrections of old ones, some of them bad, and bad ones made good. Draws its numbers
-- from what it finds, so the same source gets the same day, but for the times.
declare
    v_sales     bigint := (select count(*) from public.sales);
    v_seed      bigint;
    v_day       bigint;
    v_customers bigint;
    v_products  bigint;
    v_new_sales bigint;
    v_changed   bigint;
begin
    if p_days is null or p_days not between 1 and 366 then
        raise exception 'invalid number of days: %', coalesce(p_days::text, 'null')
            using errcode = 'PS006',
                  detail = 'seed_activity() plays 1 to 366 days.',
                  hint = 'Leave the argument out to play one day.';
    end if;
    if not exists (select from public.customers) or not exists (select from public.products) then
        raise exception 'source database % is empty', current_database()
            using errcode = 'PS015',
                  detail = 'Activity needs customers and products to act on.',
                  hint = 'Call seed_operational() first.';
    end if;

    lock table public.customers, public.products, public.sales in share row exclusive mode;
    v_seed := hashint8extended(v_sales + coalesce((select max(sale_id) from public.sales), 0), 7) / 2;
    -- Two years of sales are in the fill: a day is the 730th part, and never so few that nothing shows.
    v_day := greatest(v_sales / 730, 20) * p_days;

    v_changed := public._correct_sales(v_day / 10, v_seed)
        + public._correct_customers(0.002 * p_days, v_seed + 100)
        + public._correct_products(0.01 * p_days, v_seed + 200);
    v_customers := public._insert_customers((1 + v_day / 100)::integer, now(), v_seed + 300);
    v_products := public._insert_products(p_days, now(), v_seed + 400);
    v_new_sales := public._insert_sales(v_day, now() - p_days * interval '24 hours', p_days, v_seed + 500);
    raise notice '% new customers, % new products, % new sales, % rows corrected',
        v_customers, v_products, v_new_sales, v_changed;
end
$body$;

comment on procedure public.seed_activity(integer) is
    'Plays days of business on top of the sample data';
grant execute on procedure public.seed_activity(integer) to pgstrata_owner;

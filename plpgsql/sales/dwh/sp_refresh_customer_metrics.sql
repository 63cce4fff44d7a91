create or replace procedure public.sp_refresh_customer_metrics()
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Brings customer_metrics up to date: one row per customer with a sale that is not deleted. A
-- customer that was deleted at the source counts, and so does one that has not arrived yet
-- (inferred); sales of the unknown customer are nobody's.
-- Recency, frequency and monetary value are scored from 1 to 5 by quintiles, after Arthur M.
-- Hughes, Strategic Database Marketing, but equal values get equal scores: recency_score is 5 less
-- one for each full fifth of the customers that bought on a later day; frequency_score and
-- monetary_score are 1 plus one for each full fifth that bought less often, or for less. F&M is the
-- mean of those two, a half rounded up.
--                       F&M 4, 5    F&M 3        F&M 2              F&M 1
--     recency 4, 5      champion    promising    promising          recent
--     recency 3         loyal       loyal        needs attention    needs attention
--     recency 1, 2      at risk     at risk      lost               lost
-- recency_days counts days of the business time zone from the last sale to today, so that the first
-- refresh of a day changes every row, and the next only rows whose sales or scores moved.
-- Reads: dwh_fact_sales without deleted sales, the whole of it from its index on customer_id; the
--     setting business_time_zone.
-- Writes: customer_metrics, the rows that are new, changed or gone. Readers go on; another refresh
--     waits.
declare
    v_time_zone constant text := engine.setting('business_time_zone');
    v_today     constant date := (now() at time zone v_time_zone)::date;
begin
    -- Two refreshes at once would fail on each other's rows.
    lock table public.customer_metrics in share row exclusive mode;

    with purchases as materialized (
        select f.customer_id,
               min(f.transaction_date) as first_purchase_at,
               max(f.transaction_date) as last_purchase_at,
               count(*)                as frequency,
               sum(f.total_amount)     as revenue
          from public.dwh_fact_sales f
         where f.customer_id is not null
           and not f.is_deleted
         group by f.customer_id
    ),
    vanished as (
        delete from public.customer_metrics m
         where not exists (select from purchases p where p.customer_id = m.customer_id)
    ),
    dated as (
        select p.*,
               greatest(v_today - (p.last_purchase_at at time zone v_time_zone)::date, 0) as recency_days,
               count(*) over ()                                                           as customers
          from purchases p
    ),
    scored as (
        select d.*,
               5 - (rank() over (order by d.recency_days) - 1) * 5 / d.customers as recency_score,
               1 + (rank() over (order by d.frequency) - 1) * 5 / d.customers    as frequency_score,
               1 + (rank() over (order by d.revenue) - 1) * 5 / d.customers      as monetary_score
          from dated d
    ),
    computed as (
        select s.customer_id, s.first_purchase_at, s.last_purchase_at, s.recency_days,
               s.frequency, s.revenue, round(s.revenue / s.frequency, 2) as average_basket,
               s.recency_score::smallint, s.frequency_score::smallint, s.monetary_score::smallint,
               case
                   when s.recency_score >= 4 and g.fm >= 4 then 'champion'
                   when s.recency_score >= 4 and g.fm >= 2 then 'promising'
                   when s.recency_score >= 4               then 'recent'
                   when s.recency_score = 3 and g.fm >= 3  then 'loyal'
                   when s.recency_score = 3                then 'needs attention'
                   when g.fm >= 3                          then 'at risk'
                   else 'lost'
               end as rfm_segment
          from scored s
         cross join lateral (select (s.frequency_score + s.monetary_score + 1) / 2 as fm) g
    )
    insert into public.customer_metrics as m (
        customer_id, first_purchase_at, last_purchase_at, recency_days,
        frequency, revenue, average_basket,
        recency_score, frequency_score, monetary_score, rfm_segment)
    select c.*
      from computed c
      left join public.customer_metrics o on o.customer_id = c.customer_id
     -- Left out here and not in the upsert, which would lock the rows that it leaves alone.
     where (o.first_purchase_at, o.last_purchase_at, o.recency_days, o.frequency, o.revenue,
            o.average_basket, o.recency_score, o.frequency_score, o.monetary_score, o.rfm_segment)
           is distinct from
           (c.first_purchase_at, c.last_purchase_at, c.recency_days, c.frequency, c.revenue,
            c.average_basket, c.recency_score, c.frequency_score, c.monetary_score, c.rfm_segment)
     order by c.customer_id
    on conflict (customer_id) do update
       set first_purchase_at = excluded.first_purchase_at,
           last_purchase_at  = excluded.last_purchase_at,
           recency_days      = excluded.recency_days,
           frequency         = excluded.frequency,
           revenue           = excluded.revenue,
           average_basket    = excluded.average_basket,
           recency_score     = excluded.recency_score,
           frequency_score   = excluded.frequency_score,
           monetary_score    = excluded.monetary_score,
           rfm_segment       = excluded.rfm_segment,
           changed_at        = now();
    raise notice 'days are those of time zone %, up to %', v_time_zone, v_today;
end
$$;

comment on procedure public.sp_refresh_customer_metrics() is
    'brings customer_metrics up to date: purchases, revenue, recency and RFM segment of each customer';
grant execute on procedure public.sp_refresh_customer_metrics() to pgstrata_operator;

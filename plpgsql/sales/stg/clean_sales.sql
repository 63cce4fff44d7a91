-- Rejected: quantity_not_positive, negative_price, missing_price (neither a price nor an amount),
-- missing_transaction_date, transaction_date_in_future (by more than 24 hours; judged again when
-- that is over), transaction_date_out_of_range (before the year 1).
-- A missing amount is quantity * unit_price; a missing price is derived from the amount.
-- The amount of the source stands even where it does not fit: has_amount_mismatch says so.
-- NaN counts as missing.
-- A select with OFFSET 0 is worked out once, the lateral one once per row; without it the planner
-- would repeat its expressions wherever they are used. Filters still reach the raw table.
create or replace view public.clean_sales as
select raw.sale_id,
       raw.customer_id,
       raw.product_id,
       raw.quantity,
       coalesce(cleaned.price, cleaned.derived_price) as unit_price,
       coalesce(cleaned.amount, cleaned.expected_amount) as total_amount,
       coalesce(abs(cleaned.amount - cleaned.expected_amount) > 0.01, false) as has_amount_mismatch,
       raw.transaction_date,
       cleaned.sale_date,
       date_part('year', cleaned.sale_date)::smallint as sale_year,
       date_part('quarter', cleaned.sale_date)::smallint as sale_quarter,
       date_part('month', cleaned.sale_date)::smallint as sale_month,
       date_part('day', cleaned.sale_date)::smallint as sale_day,
       date_part('week', cleaned.sale_date)::smallint as iso_week,
       date_part('isodow', cleaned.sale_date)::smallint as day_of_week,
       date_part('isodow', cleaned.sale_date) > 5 as is_weekend,
       raw.created_at,
       raw.updated_at,
       raw.is_deleted,
       raw.batch_id,
       case
           when raw.quantity > 0
            and cleaned.price >= 0
            and raw.transaction_date between '0001-01-02 00:00+00' and clock.latest
           then '{}'::text[]
           else array_remove(array[
               case when (raw.quantity > 0) is not true then 'quantity_not_positive' end,
               case when coalesce(cleaned.price, cleaned.derived_price) < 0 then 'negative_price' end,
               case when cleaned.price is null and cleaned.amount is null then 'missing_price' end,
               case when raw.transaction_date is null then 'missing_transaction_date' end,
               case when raw.transaction_date > clock.latest then 'transaction_date_in_future' end,
               case when raw.transaction_date < '0001-01-02 00:00+00'
                   then 'transaction_date_out_of_range' end], null)
       end as reject_reasons,
       case when raw.transaction_date > clock.latest and isfinite(raw.transaction_date)
           then raw.transaction_date - interval '24 hours'
       end as judge_again_at
  from mrr.mrr_fact_sales raw
 cross join (
       select now() + interval '24 hours' as latest,
              engine.setting('business_time_zone') as time_zone
       offset 0) clock
 cross join lateral (
       select nullif(raw.unit_price, 'NaN')::numeric as price,
              nullif(raw.total_amount, 'NaN')::numeric as amount,
              raw.quantity * nullif(raw.unit_price, 'NaN') as expected_amount,
              case when raw.unit_price is null or raw.unit_price = 'NaN'
                  then round(nullif(raw.total_amount, 'NaN') / nullif(raw.quantity, 0), 2)
              end as derived_price,
              case when raw.transaction_date between '0001-01-02 00:00+00' and '9999-12-30 00:00+00'
                  then (raw.transaction_date at time zone clock.time_zone)::date
              end as sale_date
       offset 0) cleaned;

comment on view public.clean_sales is
    'Cleansing of sales: the raw rows as staging takes them, with the reasons to reject one';
grant select on public.clean_sales to pgstrata_operator;

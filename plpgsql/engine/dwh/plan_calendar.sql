create or replace function engine.plan_calendar(p_source text, p_date_column text, p_calendar text)
returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
-- The statement that grows a calendar by the whole years in which days of the delta lie, and only those: one wrong
-- year far away does not fill the time between.
-- Parameters: p_source, the staging table; p_date_column, its day; p_calendar.
-- Returns: SQL text.
select format($sql$
with wanted as (
    select s.%1$I as day
      from %2$s s
     where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
       and s.%1$I is not null
     group by s.%1$I
), years as (
    select distinct date_trunc('year', w.day::timestamp)::date as first_day
      from wanted w
     where not exists (select from %3$s c where c.full_date = w.day)
), grown as (
    insert into %3$s
           (date_key, full_date, year, quarter, month, month_name, day, iso_year, iso_week,
            day_of_week, day_name, is_weekend)
    select to_char(g.day, 'YYYYMMDD')::integer, g.day, extract(year from g.day), extract(quarter from g.day),
           extract(month from g.day), to_char(g.day, 'FMMonth'), extract(day from g.day),
           extract(isoyear from g.day), extract(week from g.day), extract(isodow from g.day),
           to_char(g.day, 'FMDay'), extract(isodow from g.day) > 5
      from years y
     cross join lateral (
               select n.day::date
                 from generate_series(y.first_day::timestamp,
                          y.first_day + interval '1 year' - interval '1 day', interval '1 day') n (day)) g (day)
        on conflict do nothing
    returning 1
)
select jsonb_build_object('days_added', count(*)) from grown$sql$, p_date_column, p_source, p_calendar)
$$;

comment on function engine.plan_calendar(text, text, text) is
    'the statement that grows a calendar by the years in which days of the delta lie';

create or replace procedure engine.declare_date(
    p_fact text, p_date_column text, p_date_key text, p_calendar text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Declares that a fact points to a calendar, which the load grows by whole years as far as dates occur.
-- Parameters:
--   p_fact         the fact
--   p_date_column  the column of its source that has the day, of type date; NULL points to date_key 0
--   p_date_key     the column of the fact that gets the key of the day, the number yyyymmdd
--   p_calendar     the table of days, with the columns of dwh_dim_date, and the row with date_key 0
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog, engine.entities. Writes: engine.date_lookups.
declare
    v_fact     engine.entities := engine.declared_fact(p_fact);
    v_calendar text := engine.canonical_relation(p_calendar, 'calendar', p_fact);
    v_type     text;
begin
    perform engine.assert_columns(p_fact, v_fact.source, 'source', array[p_date_column]);
    perform engine.assert_columns(p_fact, v_fact.target, 'target', array[p_date_key]);
    perform engine.assert_columns(p_fact, v_calendar, 'calendar', '{date_key, full_date, year, quarter, month,
        month_name, day, iso_year, iso_week, day_of_week, day_name, is_weekend}');
    perform engine.assert_index(p_fact, v_calendar, 'calendar', '{date_key}', '');
    perform engine.assert_index(p_fact, v_calendar, 'calendar', '{full_date}', '');
    select c.type into v_type from engine.columns_of(v_fact.source) c where c.name = p_date_column;
    if v_type <> 'date' then
        raise exception using
            errcode = 'PS005',
            message = format('column "%s" of source %s of entity "%s" is not a date',
                p_date_column, v_fact.source, p_fact),
            detail = format('it is of type %s', v_type),
            hint = 'derive the day in staging, in the business time zone';
    end if;

    insert into engine.date_lookups as l (fact, date_column, date_key, calendar)
    values (p_fact, p_date_column, p_date_key, v_calendar)
    on conflict (fact, date_key) do update
       set date_column = excluded.date_column, calendar = excluded.calendar
     where (l.date_column, l.calendar) is distinct from (excluded.date_column, excluded.calendar);
end
$$;

comment on procedure engine.declare_date(text, text, text, text) is 'declares that a fact points to a calendar';
grant execute on procedure engine.declare_date(text, text, text, text) to pgstrata_owner;

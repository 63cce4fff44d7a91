create or replace function public._require_date_range(p_from date, p_to date)
returns void
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
-- Refuses a date range that cannot mean anything, in the same words for every report.
-- Parameters: p_from and p_to, the first and the last day, both included; -infinity and infinity
--     are allowed.
-- Raises: PS006 when an end is NULL, or when p_from is after p_to.
begin
    if p_from is null or p_to is null then
        raise exception using
            errcode = 'PS006',
            message = 'a date range needs a first and a last day',
            detail = format('it goes from %s to %s',
                coalesce(p_from::text, 'NULL'), coalesce(p_to::text, 'NULL')),
            hint = 'give two dates; -infinity and infinity stand for a range without ends';
    end if;
    if p_from > p_to then
        raise exception using
            errcode = 'PS006',
            message = 'a date range cannot end before it begins',
            detail = format('it goes from %s to %s', p_from, p_to),
            hint = 'give the earlier date first';
    end if;
end
$$;

comment on function public._require_date_range(date, date) is
    'refuses a date range with a NULL end, or one that ends before it begins';
grant execute on function public._require_date_range(date, date) to pgstrata_reader, pgstrata_operator;

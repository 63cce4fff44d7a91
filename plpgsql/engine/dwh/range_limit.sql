create or replace function engine.range_limit()
returns interval
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
-- How long a key range may take before it is cut in two: as long as it takes, since nobody but the pipeline works in
-- staging.
select null::interval
$$;

comment on function engine.range_limit() is 'how long a key range may take: as long as it takes';

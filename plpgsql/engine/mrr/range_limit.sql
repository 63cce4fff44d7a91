create or replace function engine.range_limit()
returns interval
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- How long a key range may take before it is cut in two: it keeps a transaction open at the source, which holds back
-- the vacuum there.
-- Returns: NULL: as long as it takes.
-- Reads: engine.settings.
select nullif(engine.setting('source_transaction_limit')::interval, '0')
$$;

comment on function engine.range_limit() is 'how long a key range may take before it is cut in two';

create or replace function engine.open_rejects(p_entity text default null)
returns table (entity text, reason text, rejects bigint, oldest timestamptz, newest timestamptz)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- How many rows staging rejects now, by reason; see engine.open_rejects there.
-- Parameters: p_entity, or NULL for all.
-- Raises: 08001 when staging cannot be reached.
-- Reads: stg.
select r.*
  from extensions.dblink('stg', format(
           'select entity, reason, rejects, oldest, newest from engine.open_rejects(%L)', p_entity))
       r (entity text, reason text, rejects bigint, oldest timestamptz, newest timestamptz)
$$;

comment on function engine.open_rejects(text) is 'how many rows staging rejects now, by reason';
grant execute on function engine.open_rejects(text) to pgstrata_operator, pgstrata_web;

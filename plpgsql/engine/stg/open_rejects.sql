create or replace function engine.open_rejects(p_entity text default null)
returns table (entity text, reason text, rejects bigint, oldest timestamptz, newest timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- How many rows are rejected now, by reason. A row with several reasons counts in each.
-- Parameters: p_entity, or NULL for all.
-- Returns: a row for each entity and reason; oldest and newest say when they were rejected.
-- Reads: public.stg_rejects.
select r.entity, s.reason, count(*), min(r.rejected_at), max(r.rejected_at)
  from public.stg_rejects r
 cross join lateral unnest(r.reasons) s (reason)
 where r.resolved_at is null and (p_entity is null or r.entity = p_entity)
 group by r.entity, s.reason
 order by r.entity, count(*) desc, s.reason
$$;

comment on function engine.open_rejects(text) is 'how many rows are rejected now, by reason';
grant execute on function engine.open_rejects(text) to pgstrata_link, pgstrata_operator;

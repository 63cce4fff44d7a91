create or replace function engine.health()
returns jsonb
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Whether the warehouse is kept up to date: every layer can be reached, a worker is alive, and each enabled entity
-- was confirmed by a run within freshness_limit.
-- Returns: healthy, databases (layer, reachable, problem), and what engine.vital_signs returns.
-- Reads: all layers, engine.workers, public.high_water_mark.
with signs as materialized (
    select engine.vital_signs() as found
), databases as materialized (
    select bool_and(p.is_reachable) as ok,
           jsonb_agg(jsonb_build_object('layer', p.layer, 'reachable', p.is_reachable, 'problem', p.problem)) as found
      from engine.probe_layers() p
)
select jsonb_build_object(
           'healthy', d.ok and (s.found #>> '{worker, alive}')::boolean and (s.found #>> '{last_success, ok}')::boolean,
           'databases', d.found) || s.found
  from signs s cross join databases d
$$;

comment on function engine.health() is 'whether the warehouse is kept up to date, as JSON';
grant execute on function engine.health() to pgstrata_operator, pgstrata_web, pgstrata_worker;

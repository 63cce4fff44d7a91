create or replace function engine.health()
returns jsonb
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Whether the warehouse is kept up to date: every layer can be reached, a worker is alive, and each enabled entity
-- was confirmed by a run within freshness_limit.
-- Returns: healthy, databases (layer, reachable, problem), worker (alive, last_seen_at, workers), last_success (at,
--   age_seconds, limit_seconds, ok; of the entity that is furthest behind), schedule (cron, time_zone, paused).
-- Reads: all layers, engine.workers, public.high_water_mark.
with databases as (
    select bool_and(p.is_reachable) as ok,
           jsonb_agg(jsonb_build_object('layer', p.layer, 'reachable', p.is_reachable, 'problem', p.problem)) as found
      from engine.probe_layers() p
), worker as (
    select count(*) filter (where w.last_seen_at > now() - engine.setting('worker_timeout')::interval) as alive,
           max(w.last_seen_at) as last_seen_at
      from engine.workers w
), success as (
    select case when bool_and(h.last_updated is not null) then min(h.last_updated) end as at,
           extract(epoch from engine.setting('freshness_limit')::interval) as limit_seconds
      from engine.entities e
      left join public.high_water_mark h on h.table_name = e.entity
     where e.is_enabled
), judged as (
    select s.*, round(extract(epoch from now() - s.at)) as age_seconds,
           coalesce(extract(epoch from now() - s.at) <= s.limit_seconds, false) as ok
      from success s
)
select jsonb_build_object(
           'healthy', d.ok and w.alive > 0 and j.ok,
           'databases', d.found,
           'worker', jsonb_build_object('alive', w.alive > 0, 'last_seen_at', w.last_seen_at, 'workers', w.alive),
           'last_success', jsonb_build_object('at', j.at, 'age_seconds', j.age_seconds,
               'limit_seconds', j.limit_seconds, 'ok', j.ok),
           'schedule', (select jsonb_build_object('cron', s.cron, 'time_zone', s.time_zone,
                               'paused', s.paused_at is not null) from engine.schedule_state() s))
  from databases d cross join worker w cross join judged j
$$;

comment on function engine.health() is 'whether the warehouse is kept up to date, as JSON';
grant execute on function engine.health() to pgstrata_operator, pgstrata_web, pgstrata_worker;

create or replace function engine.vital_signs()
returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- Whether the warehouse is kept up to date, as far as it can be told without going over a link.
-- Returns: worker (alive, last_seen_at, workers), last_success (at, age_seconds, limit_seconds, ok; of the enabled
--   entity that is furthest behind), schedule (cron, time_zone, paused).
-- Reads: engine.workers, engine.entities, public.high_water_mark.
with worker as (
    select count(*) filter (where w.last_seen_at > now() - engine.setting('worker_timeout')::interval) as alive,
           max(w.last_seen_at) as last_seen_at
      from engine.workers w
), success as (
    select case when bool_and(h.last_updated is not null) then min(h.last_updated) end as at,
           extract(epoch from engine.setting('freshness_limit')::interval) as limit_seconds
      from engine.entities e
      left join public.high_water_mark h on h.table_name = e.entity
     where e.is_enabled
)
select jsonb_build_object(
           'worker', jsonb_build_object('alive', w.alive > 0, 'last_seen_at', w.last_seen_at, 'workers', w.alive),
           'last_success', jsonb_build_object(
               'at', s.at,
               'age_seconds', round(extract(epoch from now() - s.at)),
               'limit_seconds', s.limit_seconds,
               'ok', coalesce(extract(epoch from now() - s.at) <= s.limit_seconds, false)),
           'schedule', (select jsonb_build_object('cron', c.cron, 'time_zone', c.time_zone,
                               'paused', c.paused_at is not null) from engine.schedule_state() c))
  from worker w cross join success s
$$;

comment on function engine.vital_signs() is
    'whether the warehouse is kept up to date, as far as it can be told without going over a link';
grant execute on function engine.vital_signs() to pgstrata_operator, pgstrata_web, pgstrata_worker;

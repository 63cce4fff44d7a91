create or replace function engine.faults()
returns table (kind text, entity text, run_id bigint, summary text, detail jsonb)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- What is wrong now with enabled entities, at most one row for each kind and entity:
--   failure    a hop of the entity failed or crashed, and has not succeeded since; to be blocked or cancelled after
--              that makes nothing good, and is no failure by itself. Entity '': the last run failed as a whole
--   freshness  no run has confirmed the entity within freshness_limit, though it was enabled as long
--   rejects    of the newest staging steps, as many as read rejects_limit_rows together, more than
--              rejects_limit_percent was rejected
-- Reads: public.vw_open_failures, public.etl_runs, public.etl_logs, public.high_water_mark, engine.settings.
select 'failure', f.entity, max(l.run_id),
       (array_agg(format('%s failed: %s', f.process_name,
           coalesce(l.error_message, 'the session that ran it is gone')) order by l.log_id desc))[1],
       jsonb_build_object('steps', jsonb_agg(jsonb_build_object(
           'process_name', f.process_name, 'status', l.status, 'log_id', l.log_id, 'sqlstate', l.error_sqlstate,
           'message', l.error_message, 'hint', l.error_hint) order by l.log_id))
  from public.vw_open_failures f
  join engine.entities e on e.entity = f.entity and e.is_enabled
 cross join lateral (
           select f.status, f.run_id, f.log_id, f.error_sqlstate, f.error_message, f.error_hint
            where f.status in ('FAILED', 'CRASHED')
           union all
           (select l.status, l.run_id, l.log_id, l.error_sqlstate, l.error_message, l.error_hint
              from public.etl_logs l
             where f.status not in ('FAILED', 'CRASHED') and l.process_name = f.process_name
               and l.status in ('FAILED', 'CRASHED') and l.start_time >= f.first_failed_at
             order by l.log_id desc
             limit 1)) l
 group by f.entity

union all
select 'failure', '', r.run_id, format('run %s ended as %s: %s', r.run_id, r.status, coalesce(r.error_message, 'no word')),
       jsonb_build_object('sqlstate', r.error_sqlstate, 'message', r.error_message, 'hint', r.error_hint)
  from (select r.* from public.vw_etl_runs r
         where r.status not in ('SKIPPED', 'RUNNING', 'CANCELLED') order by r.run_id desc limit 1) r
 where r.status in ('FAILED', 'CRASHED') and r.failed_steps = 0
   -- A step that died with its run is the failure of its entity.
   and not exists (select from public.etl_logs l where l.run_id = r.run_id and l.status = 'RUNNING')

union all
select 'freshness', e.entity, null,
       format('%s was last confirmed %s', e.entity, coalesce(h.last_updated::timestamptz(0)::text, 'never')),
       jsonb_build_object('last_updated', h.last_updated, 'limit', engine.setting('freshness_limit'))
  from engine.entities e
  left join public.high_water_mark h on h.table_name = e.entity
 where e.is_enabled
   and greatest(h.last_updated, e.enabled_since) < now() - engine.setting('freshness_limit')::interval

union all
select 'rejects', e.entity, s.run_id,
       format('staging of %s rejected %s of the last %s rows', e.entity, s.rows_rejected, s.rows_read),
       jsonb_build_object('rows_read', s.rows_read, 'rows_rejected', s.rows_rejected, 'log_id', s.log_id,
           'limit_percent', engine.setting('rejects_limit_percent')::integer)
  from engine.entities e
 cross join (select engine.setting('rejects_limit_rows')::bigint as enough,
                    engine.setting('rejects_limit_percent')::integer as percent) l
 cross join lateral (
           select max(w.run_id) as run_id, max(w.log_id) as log_id,
                  sum(w.rows_read) as rows_read, sum(w.rows_rejected) as rows_rejected
             from (select n.*, sum(n.rows_read) over (order by n.log_id desc) - n.rows_read as rows_after
                     from (select l.run_id, l.log_id, l.rows_read, l.rows_rejected
                             from public.etl_logs l
                            where l.layer = 'stg' and l.entity = e.entity and l.status = 'SUCCEEDED'
                              and l.rows_read > 0
                            order by l.log_id desc
                            limit 100) n) w
            where w.rows_after < l.enough) s
 where e.is_enabled
   and s.rows_read >= l.enough
   and s.rows_rejected * 100 > s.rows_read * l.percent
$$;

comment on function engine.faults() is 'what is wrong now: failures, data that is too old, too many rejects';

create or replace view public.vw_recent_etl_runs as
-- The last 100 steps, newest first. A step whose session is gone shows as CRASHED here at once; the next run writes
-- that into the log.
select l.run_id,
       l.log_id,
       l.process_name,
       l.layer,
       l.table_name,
       case when l.status = 'RUNNING' then engine.live_status(l.run_id) else l.status end as status,
       l.start_time,
       coalesce(l.end_time, clock_timestamp()) - l.start_time as duration,
       l.rows_read,
       l.rows_inserted,
       l.rows_updated,
       l.rows_rejected,
       l.rows_deleted,
       l.error_message
  from (select * from public.etl_logs order by log_id desc limit 100) l
 order by l.log_id desc;

comment on view public.vw_recent_etl_runs is 'the last 100 steps of runs, newest first';
comment on column public.vw_recent_etl_runs.run_id is 'the run; NULL for a hop called by hand';
comment on column public.vw_recent_etl_runs.log_id is 'the row of etl_logs';
comment on column public.vw_recent_etl_runs.process_name is 'extract, stage or load, and the entity';
comment on column public.vw_recent_etl_runs.layer is 'the layer that the step wrote to';
comment on column public.vw_recent_etl_runs.table_name is 'the table that it wrote to';
comment on column public.vw_recent_etl_runs.status is
    'RUNNING, SUCCEEDED, FAILED, BLOCKED (a step that it needs failed), CANCELLED or CRASHED';
comment on column public.vw_recent_etl_runs.duration is 'until it ended, or until now';
grant select on public.vw_recent_etl_runs to pgstrata_operator, pgstrata_reader, pgstrata_web;

create or replace function engine.describe_event(p_run_id bigint, p_log_id bigint)
returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- A run or a step as the log has it now, for those who tell others of it.
-- Parameters: p_run_id; p_log_id, the step, or NULL for the run itself.
-- Returns: run_id, status, started_at, ended_at, error; of a step also log_id, layer, entity, process_name and
--   rows_written; NULL when there is none.
-- Reads: public.etl_runs, public.etl_logs.
select jsonb_build_object(
           'run_id', r.run_id, 'status', r.status, 'started_at', r.started_at, 'ended_at', r.ended_at,
           'error', r.error_message)
  from public.etl_runs r
 where p_log_id is null and r.run_id = p_run_id

union all
select jsonb_build_object(
           'run_id', l.run_id, 'status', l.status, 'started_at', l.start_time, 'ended_at', l.end_time,
           'error', l.error_message, 'log_id', l.log_id, 'layer', l.layer, 'entity', l.entity,
           'process_name', l.process_name, 'rows_written', l.rows_inserted + l.rows_updated + l.rows_deleted)
  from public.etl_logs l
 where l.log_id = p_log_id
$$;

comment on function engine.describe_event(bigint, bigint) is 'a run or a step as the log has it now';
grant execute on function engine.describe_event(bigint, bigint) to pgstrata_worker;

create or replace function engine.active_run()
returns bigint
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- The run that is under way. What else keeps a run from beginning, such as a migrate, is none.
-- Returns: run_id; NULL when there is none.
-- Reads: public.etl_runs, pg_locks.
select r.run_id
  from public.etl_runs r
 where r.status = 'RUNNING' and engine.live_status(r.run_id) = 'RUNNING'
 order by r.run_id desc
 limit 1
$$;

comment on function engine.active_run() is 'the run that is under way, or NULL';
grant execute on function engine.active_run() to pgstrata_worker;

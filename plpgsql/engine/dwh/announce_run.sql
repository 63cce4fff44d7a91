create or replace function engine.announce_run(p_run_id bigint)
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Announces a run as its row says.
-- Parameters: p_run_id.
-- Reads: public.etl_runs.
select engine.announce('run', jsonb_build_object('run_id', r.run_id, 'status', r.status))
  from public.etl_runs r
 where r.run_id = p_run_id
$$;

comment on function engine.announce_run(bigint) is 'announces a run as its row says';

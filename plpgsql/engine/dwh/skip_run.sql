create or replace function engine.skip_run(
    p_entities text[], p_origin text, p_requested_by text, p_job_id uuid, p_reason text default null)
returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Records a run that was due or asked for, and did not happen since another was active.
-- Parameters: as in public.etl_runs; p_reason, NULL: the run that is in the way is looked up and named.
-- Returns: run_id.
-- Reads: pg_locks. Writes: public.etl_runs.
declare
    v_active public.etl_runs;
    v_run_id bigint;
begin
    select r.* into v_active
      from public.etl_runs r
     where r.status = 'RUNNING'
     order by engine.live_status(r.run_id) = 'RUNNING' desc, r.run_id desc
     limit 1;
    insert into public.etl_runs (status, entities, origin, requested_by, job_id, ended_at, in_the_way, error_message)
    values ('SKIPPED',
            coalesce(p_entities, array(select e.entity from engine.entities e where e.is_enabled order by e.entity)),
            p_origin, p_requested_by, p_job_id, clock_timestamp(), v_active.run_id,
            coalesce(p_reason, case
                when v_active.run_id is null then 'another run was queued or active'
                else format('run %s, called by %s, was active since %s', v_active.run_id, v_active.called_by,
                    v_active.started_at::timestamptz(0)) end))
    returning run_id into v_run_id;
    perform engine.announce_run(v_run_id);
    return v_run_id;
end
$$;

comment on function engine.skip_run(text[], text, text, uuid, text) is
    'records a run that did not happen since another was active';
grant execute on function engine.skip_run(text[], text, text, uuid, text) to pgstrata_worker;

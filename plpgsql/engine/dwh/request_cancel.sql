create or replace function public.request_cancel(p_run_id bigint, p_requested_by text default session_user)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Asks a run to end. The master looks several times a second: it cancels what its hops are doing, logs the run as
-- CANCELLED and raises 57014. For those who may not signal backends.
-- Parameters: p_run_id; p_requested_by, who asks, for the log.
-- Raises: PS017 when that run is not active.
-- Writes: public.etl_runs.
declare
    v_run public.etl_runs;
begin
    select r.* into v_run from public.etl_runs r where r.run_id = p_run_id;
    if v_run.status is distinct from 'RUNNING' or engine.live_status(p_run_id) <> 'RUNNING' then
        raise exception using
            errcode = 'PS017',
            message = format('run %s is not active', coalesce(p_run_id::text, 'NULL')),
            detail = case
                when v_run.run_id is null then 'there is no such run'
                when v_run.status = 'RUNNING' then 'its session is gone; the next run marks it CRASHED'
                else format('it ended %s as %s', v_run.ended_at::timestamptz(0), v_run.status)
            end,
            hint = 'see select run_id, status from vw_etl_runs order by run_id desc limit 10';
    end if;
    update public.etl_runs
       set cancel_requested_at = clock_timestamp(), cancel_requested_by = p_requested_by
     where run_id = p_run_id and status = 'RUNNING' and cancel_requested_at is null;
    perform engine.announce_run(p_run_id);
end
$$;

comment on function public.request_cancel(bigint, text) is 'asks a run to end: select request_cancel(run_id)';
grant execute on function public.request_cancel(bigint, text) to pgstrata_operator, pgstrata_web, pgstrata_worker;

create or replace function engine.lock_run()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Makes this session the master: takes the lock of the run, or refuses at once.
-- Raises: PS001, with the run that holds the lock in DETAIL.
-- Reads: public.etl_runs, pg_locks.
declare
    v_holder integer;
    v_run    public.etl_runs;
begin
    -- A cancel may have left the lock with this session, and session-level locks stack.
    perform engine.unlock_run();
    if pg_try_advisory_lock(engine.lock_key('run')) then
        return;
    end if;
    select h into v_holder from engine.lock_holders('run') h limit 1;
    select r.* into v_run from public.etl_runs r
     where r.status = 'RUNNING' and r.backend_pid = v_holder;
    raise exception using
        errcode = 'PS001',
        message = 'another run is active',
        detail = case when v_run.run_id is null
            then format('process %s holds the lock of the run', coalesce(v_holder::text, 'unknown'))
            else format('run %s of %s, called by %s, in process %s', v_run.run_id,
                v_run.started_at::timestamptz(0), v_run.called_by, v_holder) end,
        hint = format('wait until it has ended, or end it with select pg_cancel_backend(%s)',
            coalesce(v_holder::text, 'pid'));
end
$$;

comment on function engine.lock_run() is 'makes this session the master, or refuses at once';

create or replace function engine.live_status(p_run_id bigint)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- What a run, or a step of it, is whose row says RUNNING: RUNNING while the session of the master holds the lock of
-- the run, else CRASHED, which the next run writes into the log.
-- Parameters: p_run_id; NULL, a hop called by hand, is taken at its word.
-- Reads: public.etl_runs, pg_locks.
--
-- It looks at the lock first and then at the row with a snapshot of its own, for which it has to be volatile: a run
-- that ends meanwhile writes its row before it lets go of the lock, and must not seem to have crashed.
declare
    v_pid integer;
begin
    if p_run_id is null then
        return 'RUNNING';
    end if;
    select h.pid into v_pid from engine.lock_holders('run') h (pid) limit 1;
    if exists (
            select from public.etl_runs r
             where r.run_id = p_run_id and r.status = 'RUNNING' and r.backend_pid is distinct from v_pid)
    then
        return 'CRASHED';
    end if;
    return 'RUNNING';
end
$$;

comment on function engine.live_status(bigint) is 'RUNNING or CRASHED: whether the master of a run is still there';
grant execute on function engine.live_status(bigint) to pgstrata_operator, pgstrata_reader, pgstrata_web;

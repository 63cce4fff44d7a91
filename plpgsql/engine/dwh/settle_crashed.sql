create or replace function engine.settle_crashed()
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Records what died without a word, without waiting for the next run to do so. A worker calls it every minute, and on
-- its own: until its transaction ends it keeps a master out.
-- Reads: public.etl_runs, pg_locks. Writes: public.etl_runs, public.etl_logs.
begin
    -- Most of the time nothing has died.
    if exists (select from public.etl_runs r
                where r.status = 'RUNNING' and engine.live_status(r.run_id) = 'CRASHED')
        and pg_try_advisory_xact_lock(engine.lock_key('run'))
    then
        perform engine.mark_crashed();
    end if;
end
$$;

comment on function engine.settle_crashed() is 'records what died without a word';
grant execute on function engine.settle_crashed() to pgstrata_operator, pgstrata_worker;

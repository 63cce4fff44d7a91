create or replace function engine.assert_run_lock()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Refuses to go on when this session is not the master.
-- Raises: PS003.
begin
    if pg_backend_pid() not in (select engine.lock_holders('run')) then
        raise exception using
            errcode = 'PS003',
            message = 'this session does not lead a run',
            detail = 'the functions behind a run work only under its lock',
            hint = 'call run_master_pipeline()';
    end if;
end
$$;

comment on function engine.assert_run_lock() is 'refuses to go on when this session is not the master';

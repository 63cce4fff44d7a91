create or replace function engine.unlock_run()
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Closes what a run of this session has opened, and releases its lock, however often the session took it.
-- A call that is still running over a link is cancelled.
-- Reads: pg_locks, since releasing a lock that is not held would warn.
begin
    perform engine.close_link(l.name, true)
       from unnest(extensions.dblink_get_connections()) l (name)
      where l.name like 'pgstrata\_step\_%';
    while pg_backend_pid() in (select engine.lock_holders('run')) loop
        perform pg_advisory_unlock(engine.lock_key('run'));
    end loop;
end
$$;

comment on function engine.unlock_run() is 'closes what a run of this session has opened, and releases its lock';
grant execute on function engine.unlock_run() to pgstrata_operator;

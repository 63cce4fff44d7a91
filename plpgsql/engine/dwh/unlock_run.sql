create or replace function engine.unlock_run()
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Closes what a run of this session has opened, and releases its lock, however often the session took it.
-- A call that is still running over a link is cancelled.
begin
    perform engine.close_link(l.name, true)
       from unnest(extensions.dblink_get_connections()) l (name)
      where l.name like 'pgstrata\_step\_%';
    perform engine.release_lock('run', '', 'ExclusiveLock');
end
$$;

comment on function engine.unlock_run() is 'closes what a run of this session has opened, and releases its lock';
grant execute on function engine.unlock_run() to pgstrata_operator, pgstrata_worker;

create or replace function engine.unlock_hop(p_entity text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Releases the locks of a hop that this session holds, however often it took them.
-- Parameters: p_entity.
-- Reads: pg_locks, since releasing a lock that is not held would warn.
-- pg_locks shows one row for a stacked lock, so it looks again after each release.
begin
    while pg_backend_pid() in (select engine.lock_holders('hop', p_entity)) loop
        perform pg_advisory_unlock(engine.lock_key('hop', p_entity));
    end loop;
    while exists (
        select from pg_locks l
         where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid() and l.objsubid = 1
           and l.mode = 'ExclusiveLock'
           and (l.classid::bigint << 32 | l.objid::bigint) = engine.lock_key('ranges', p_entity))
    loop
        perform pg_advisory_unlock(engine.lock_key('ranges', p_entity));
    end loop;
end
$$;

comment on function engine.unlock_hop(text) is 'releases the locks of a hop that this session holds';
grant execute on function engine.unlock_hop(text) to pgstrata_operator, pgstrata_link;

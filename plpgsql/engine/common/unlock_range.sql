create or replace function engine.unlock_range(p_entity text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Leaves the hop of a leader.
-- Parameters: p_entity.
begin
    while exists (
        select from pg_locks l
         where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid() and l.objsubid = 1
           and l.mode = 'ShareLock'
           and (l.classid::bigint << 32 | l.objid::bigint) = engine.lock_key('ranges', p_entity))
    loop
        perform pg_advisory_unlock_shared(engine.lock_key('ranges', p_entity));
    end loop;
end
$$;

comment on function engine.unlock_range(text) is 'leaves the hop of a leader';
grant execute on function engine.unlock_range(text) to pgstrata_operator, pgstrata_link;

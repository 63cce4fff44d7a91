create or replace function engine.release_lock(p_kind text, p_name text, p_mode text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Releases an advisory lock of this session, however often it was taken.
-- Parameters: p_kind and p_name as in engine.lock_key; p_mode, ExclusiveLock or ShareLock.
-- Reads: pg_locks, since releasing a lock that is not held would warn. It shows one row for a stacked lock, hence
-- another look after each release.
declare
    v_key bigint := engine.lock_key(p_kind, p_name);
begin
    while exists (
        select from pg_locks l
         where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid() and l.objsubid = 1
           and l.mode = p_mode
           and (l.classid::bigint << 32 | l.objid::bigint) = v_key)
    loop
        if p_mode = 'ShareLock' then
            perform pg_advisory_unlock_shared(v_key);
        else
            perform pg_advisory_unlock(v_key);
        end if;
    end loop;
end
$$;

comment on function engine.release_lock(text, text, text) is
    'releases an advisory lock of this session, however often it was taken';

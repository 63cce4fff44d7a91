create or replace function engine.lock_holders(p_kind text, p_name text default '')
returns setof integer
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The process ids of the sessions that hold a lock, in whichever mode, one row for each.
-- Parameters: as in engine.lock_key.
-- Reads: pg_locks.
select l.pid
  from pg_locks l
 where l.locktype = 'advisory'
   and l.granted
   and l.objsubid = 1
   and l.database = (select d.oid from pg_database d where d.datname = current_database())
   and (l.classid::bigint << 32 | l.objid::bigint) = engine.lock_key(p_kind, p_name)
$$;

comment on function engine.lock_holders(text, text) is 'the process ids of the sessions that hold a lock';
grant execute on function engine.lock_holders(text, text)
    to pgstrata_operator, pgstrata_link, pgstrata_reader, pgstrata_web;

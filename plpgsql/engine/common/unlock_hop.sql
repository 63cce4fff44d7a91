create or replace function engine.unlock_hop(p_entity text)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Releases the locks of a hop that this session holds, however often it took them.
-- Parameters: p_entity.
select engine.release_lock('hop', p_entity, 'ExclusiveLock');
select engine.release_lock('ranges', p_entity, 'ExclusiveLock');
$$;

comment on function engine.unlock_hop(text) is 'releases the locks of a hop that this session holds';
grant execute on function engine.unlock_hop(text) to pgstrata_operator, pgstrata_link;

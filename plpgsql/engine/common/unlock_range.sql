create or replace function engine.unlock_range(p_entity text)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Leaves the hop of a leader.
-- Parameters: p_entity.
select engine.release_lock('ranges', p_entity, 'ShareLock')
$$;

comment on function engine.unlock_range(text) is 'leaves the hop of a leader';
grant execute on function engine.unlock_range(text) to pgstrata_operator, pgstrata_link;

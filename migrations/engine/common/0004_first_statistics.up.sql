-- After a first load the planner knows nothing of a table until autovacuum has come by, and takes what the next layer asks
-- of it for a few rows. Only the owner may ANALYZE.

create function engine.analyze_target(p_entity text)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Collects statistics of the target of an entity.
-- Parameters: p_entity.
-- Reads: engine.entities, the target.
declare
    v_target regclass := (select e.target::regclass from engine.entities e where e.entity = p_entity);
begin
    execute format('analyze %s', v_target);
end
$$;

comment on function engine.analyze_target(text) is 'collects statistics of a target after its first load';
revoke execute on function engine.analyze_target(text) from public;
grant execute on function engine.analyze_target(text) to pgstrata_pipeline;

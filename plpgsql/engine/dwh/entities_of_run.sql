create or replace function engine.entities_of_run(p_entities text[])
returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The entities of a run.
-- Parameters: p_entities, those that were asked for; NULL: all that are enabled.
-- Reads: engine.entities.
select array(
    select e.entity from engine.entities e
     where case when p_entities is null then e.is_enabled else e.entity = any (p_entities) end
     order by e.entity)
$$;

comment on function engine.entities_of_run(text[]) is 'the entities of a run: those asked for, or all that are enabled';

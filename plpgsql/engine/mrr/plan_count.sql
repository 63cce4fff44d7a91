create or replace function engine.plan_count(p_entity engine.entities)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the count of the rows of an entity at the source and in the raw layer.
-- Parameters: p_entity, a row of the registry.
select 1, 'count rows', format($sql$
select jsonb_build_object(
           'source_rows', (select count(*) from %1$s),
           'raw_rows', count(*),
           'deleted_rows', count(*) filter (where is_deleted))
  from %2$s$sql$, p_entity.source, p_entity.target)
$$;

comment on function engine.plan_count(engine.entities) is
    'plans the count of the rows of an entity at the source and in the raw layer';

create or replace function engine.plan_count(p_entity engine.entities)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the count of what of an entity is in the warehouse: the rows of a fact, or the members and versions of a
-- dimension. A member has exactly one first version; the unknown member and inferred ones are not counted.
-- Parameters: p_entity, a row of the registry.
select 1, 'count rows', case p_entity.kind
    when 'fact' then format($sql$
select jsonb_build_object('rows', count(*))
  from %1$s$sql$, p_entity.target)
    else format($sql$
select jsonb_build_object(
           'rows', count(*) filter (where d.valid_from = '-infinity'),
           'versions', count(*))
  from %1$s d
 where d.%2$I <> 0 and not d.is_inferred$sql$, p_entity.target, p_entity.surrogate_key)
end
$$;

comment on function engine.plan_count(engine.entities) is
    'plans the count of what of an entity is in the warehouse';

create or replace function engine.plan_count(p_entity engine.entities)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the count of the rows of an entity of staging.
-- Parameters: p_entity, a row of the registry.
select 1, 'count rows and rejects', format($sql$
select jsonb_build_object(
           'staged', (select count(*) from %1$s),
           'open_rejects', count(*),
           'never_good', count(*) filter (where not exists (
               select from %1$s d where %2$s)))
  from public.stg_rejects r
 where r.entity = %3$L and r.resolved_at is null$sql$,
    p_entity.target,
    (select string_agg(format('d.%1$I = (r.business_key ->> %1$L)::%2$s', c.name, c.type), ' and ')
       from engine.columns_of(p_entity.target) c where c.name = any (p_entity.business_key)),
    p_entity.entity)
$$;

comment on function engine.plan_count(engine.entities) is 'plans the count of the rows of an entity of staging';

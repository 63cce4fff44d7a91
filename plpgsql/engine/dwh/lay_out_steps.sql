create or replace function engine.lay_out_steps(p_entities text[])
returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The steps of a run in their order, none of them begun. The source of facts is read before that of their
-- dimensions, so that what a fact refers to is there when the dimension is read; in the warehouse dimensions
-- come first.
-- Parameters: p_entities, as engine.entities_of_run has them.
-- Returns: an array of steps, each with key, layer, entity, status, needs (keys of the steps that must have
--   succeeded before it) and follows (keys of those that must only have ended).
-- Reads: engine.entities, engine.lookups.
select coalesce(jsonb_agg(jsonb_build_object(
           'key', s.layer || ' ' || e.entity, 'layer', s.layer, 'entity', e.entity, 'status', 'WAITING',
           'needs', to_jsonb(
               case s.layer
                   when 'mrr' then '{}'
                   when 'stg' then array['mrr ' || e.entity]
                   else array['stg ' || e.entity] || array(
                       select distinct 'dwh ' || l.dimension from engine.lookups l
                        where l.fact = e.entity and l.dimension = any (p_entities))
               end),
           'follows', to_jsonb(
               case when s.layer = 'mrr' then array(
                   select distinct 'mrr ' || l.fact from engine.lookups l
                    where l.dimension = e.entity and l.fact = any (p_entities))
               else '{}' end))
           order by s.position, e.kind = case s.layer when 'dwh' then 'fact' else 'dimension' end, e.entity), '[]')
  from engine.entities e
 cross join (values (1, 'mrr'), (2, 'stg'), (3, 'dwh')) s (position, layer)
 where e.entity = any (p_entities)
$$;

comment on function engine.lay_out_steps(text[]) is 'the steps of a run in their order, none of them begun';

create or replace function engine.plan_load(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the judgement of what is new in the raw layer.
-- Parameters: p_entity. Reads: engine.entities, the catalog.
select p.step, p.purpose, p.sql
  from engine.entities e
 cross join lateral engine.plan_judgement(e, 'pgstrata_delta', format($sql$v.batch_id > :'mark'::bigint
       and v.batch_id <= :'upto'::bigint
       and %s$sql$, engine.range_predicate('v', e.source, e.business_key[1]))) p
 where e.entity = p_entity
$$;

comment on function engine.plan_load(text) is 'plans the judgement of what is new in the raw layer';

create or replace function engine.plan_survey(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the count of what is new in the raw layer.
-- Parameters: p_entity. Reads: engine.entities.
select 1, 'count what is new in the raw layer', format($sql$
select jsonb_build_object('rows', count(*))
  from %1$s r
 where r.batch_id > :'mark'::bigint and r.batch_id <= :'upto'::bigint$sql$, e.raw)
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.plan_survey(text) is 'plans the count of what is new in the raw layer';

create or replace function engine.plan_survey(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the count of what is new in the source; the source counts, over the index on its watermark.
-- Parameters: p_entity. Reads: engine.entities.
select 1, 'count what is new in the source', format($sql$
select jsonb_build_object('rows', count(*))
  from %1$s s
 where %2$s$sql$, e.source, engine.newer_predicate(e))
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.plan_survey(text) is 'plans the count of what is new in the source';

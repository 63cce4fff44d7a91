create or replace function engine.plan_survey(p_entity text, p_besides text default null)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the count of what is new upstream (the upstream counts, over its index), and the look whether anything is
-- here already.
-- Parameters: p_entity; p_besides, a condition on rows of the target that count as none.
-- Reads: engine.entities, the catalog.
select 1, format('count what is new in %s', d.origin), format($sql$
select jsonb_build_object('rows', count(*))
  from %1$s s
 where %2$s$sql$, d.relation, d.predicate)
  from engine.delta_of(p_entity) d
 union all
select 2, 'see whether anything is here', format($sql$
select jsonb_build_object('is_empty', not exists (select from %s%s))$sql$,
    e.target, ' where not (' || p_besides || ')')
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.plan_survey(text, text) is
    'plans the count of what is new upstream, and the look whether anything is here';

create or replace function engine.plan_phase(p_entity text, p_phase text)
returns engine.plan_step[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The statements of one phase of a hop into the warehouse; see engine.plan_hop.
-- Parameters: p_entity; p_phase: survey, cut, load, fill, and for a fact prepare and finish.
select case
    when p_phase = 'survey' then array(
        select p from engine.plan_survey(p_entity, quote_ident(e.surrogate_key) || ' = 0') p)
    when p_phase = 'cut' then array(select p from engine.plan_cut(p_entity) p)
    when p_phase = 'load' and e.kind = 'dimension' then array(
        select (row_number() over (), p.purpose, p.sql)::engine.plan_step
          from (select * from engine.plan_dimension_delta(p_entity)
                 union all
                select * from engine.plan_splice(p_entity)) p)
    when p_phase = 'fill' and e.kind = 'dimension' then array(select p from engine.plan_first_versions(p_entity) p)
    when p_phase = 'prepare' and e.kind = 'fact' then array(select p from engine.plan_members(p_entity) p)
    when p_phase = 'load' and e.kind = 'fact' then array(select p from engine.plan_facts(p_entity, false) p)
    when p_phase = 'fill' and e.kind = 'fact' then array(select p from engine.plan_facts(p_entity, true) p)
    when p_phase = 'finish' and e.kind = 'fact' then array(select p from engine.plan_repointing(p_entity) p)
    else '{}'::engine.plan_step[]
end
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.plan_phase(text, text) is 'the statements of one phase of a hop into the warehouse';

create or replace function engine.plan_phase(p_entity text, p_phase text)
returns engine.plan_step[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The statements of one phase of a hop into staging; see engine.plan_hop.
-- Parameters: p_entity; p_phase: survey, cut, load or finish; it has no prepare.
select case p_phase
    when 'survey' then array(select p from engine.plan_survey(p_entity) p)
    when 'cut' then array(select p from engine.plan_cut(p_entity) p)
    when 'load' then array(select p from engine.plan_load(p_entity) p)
    when 'finish' then array(select p from engine.plan_finish(p_entity) p)
    else '{}'::engine.plan_step[]
end
$$;

comment on function engine.plan_phase(text, text) is 'the statements of one phase of a hop into staging';

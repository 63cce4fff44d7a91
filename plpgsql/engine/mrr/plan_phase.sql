create or replace function engine.plan_phase(p_entity text, p_phase text)
returns engine.plan_step[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The statements of one phase of a hop into the raw layer; see engine.plan_hop.
-- Parameters: p_entity; p_phase: mark, survey, cut, load or fill; it has no others.
select case p_phase
    when 'mark' then array(select p from engine.plan_mark(p_entity) p)
    when 'survey' then array(select p from engine.plan_survey(p_entity) p)
    when 'cut' then array(select p from engine.plan_cut(p_entity) p)
    when 'load' then array(select p from engine.plan_load(p_entity) p)
    when 'fill' then array(select p from engine.plan_fill(p_entity) p)
    else '{}'::engine.plan_step[]
end
$$;

comment on function engine.plan_phase(text, text) is 'the statements of one phase of a hop into the raw layer';

create or replace function engine.plan_phase(p_entity text, p_phase text)
returns engine.plan_step[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The statements of one phase of a hop into staging; see engine.plan_hop.
-- Parameters: p_entity; p_phase: survey, cut, load, fill or finish; it has no prepare.
select case p_phase
    when 'survey' then array(
        select p from engine.plan_survey(p_entity) p
         union all
        select (3, 'see whether rejects are open', format($sql$
select case when exists (select from public.stg_rejects r where r.entity = %L and r.resolved_at is null)
            then '{"is_empty": false}'::jsonb end$sql$, p_entity))::engine.plan_step)
    when 'cut' then array(select p from engine.plan_cut(p_entity) p)
    when 'load' then array(select p from engine.plan_load(p_entity) p)
    when 'fill' then array(select p from engine.plan_fill(p_entity) p)
    when 'finish' then array(select p from engine.plan_finish(p_entity) p)
    else '{}'::engine.plan_step[]
end
$$;

comment on function engine.plan_phase(text, text) is 'the statements of one phase of a hop into staging';

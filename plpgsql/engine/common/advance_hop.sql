create or replace function engine.advance_hop(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- One phase of a hop; the caller commits after each.
--
--     begin ──▶ survey ──▶ load ─────────────────▶ done      a change of ordinary size: one transaction
--                 ├──────▶ ranges ──▶ … ──▶ complete ──▶ done      a large one: one transaction a range
--                 └──────▶ complete ─────────────▶ done      nothing is new
--
-- Parameters: p_entity; p_hop, what the phase before returned: next, options, parameters (the named values of
--   the plan), batch_id, resumes, result.
-- Returns: the hop for the next phase.
-- Raises: PS003 without the hop's lock, and what the phase raises.
declare
    v_hop    jsonb := p_hop;
    v_result jsonb;
begin
    perform engine.assert_hop_lock(p_entity);
    case p_hop ->> 'next'
    when 'begin' then
        -- What may be read is settled in a transaction of its own, before the one that reads.
        v_hop := engine.begin_hop(p_entity, p_hop) || '{"next": "survey"}';

    when 'survey' then
        v_hop := engine.survey_hop(p_entity, p_hop);

    when 'load' then
        v_result := engine.execute_plan(
            engine.plan_phase(p_entity, 'prepare') || engine.load_plan(p_entity, p_hop -> 'parameters'),
            p_hop -> 'parameters');
        v_hop := engine.complete_hop(p_entity, p_hop, v_result);

    when 'ranges' then
        v_hop := engine.advance_ranges(p_entity, p_hop);

    when 'complete' then
        v_hop := engine.complete_hop(p_entity, p_hop, engine.range_results(p_entity, p_hop));
    end case;
    return v_hop;
end
$$;

comment on function engine.advance_hop(text, jsonb) is 'one phase of a hop; the caller commits after each';
grant execute on function engine.advance_hop(text, jsonb) to pgstrata_operator, pgstrata_link;

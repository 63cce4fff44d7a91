create or replace function engine.load_plan(p_entity text, p_parameters jsonb)
returns engine.plan_step[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The statements that load a hop, or one of its key ranges: those of phase fill, if the layer has any for the entity and
-- nothing was here when the batch began, since to look for a row that cannot be there costs as much as to write it;
-- else those of phase load. Nobody else writes to the target while the hop's lock is held.
-- Parameters: p_entity; p_parameters of the batch.
select case when coalesce((p_parameters ->> 'is_empty')::boolean, false) and fill.plan <> '{}' then fill.plan
            else engine.plan_phase(p_entity, 'load') end
  from (select engine.plan_phase(p_entity, 'fill')) fill (plan)
$$;

comment on function engine.load_plan(text, jsonb) is 'the statements that load a hop, or one of its key ranges';

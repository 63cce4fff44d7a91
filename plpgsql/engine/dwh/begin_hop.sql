create or replace function engine.begin_hop(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Settles what a hop into the warehouse reads: the batches of staging after the mark, up to the last complete
-- one; for a fact also the batches of its dimensions, read before the lookups, so that a version that appears
-- meanwhile is consumed by the next hop.
-- Parameters: p_entity; p_hop.
-- Returns: the hop with its parameters, or with those of a batch that an earlier leader left open.
-- Raises: PS013 when a mark is ahead of its upstream.
-- Reads: stg.completed_batches, engine.batch_marks, engine.batches.
declare
    v_mark       bigint;
    v_upto       bigint;
    v_open       engine.batches;
    v_dimension  record;
    v_parameters jsonb := '{"range_from": null, "range_to": null}';
    v_moved      boolean := false;
begin
    select b.* into v_open from engine.batches b where b.entity = p_entity and b.completed_at is null;
    if found then
        return p_hop || jsonb_build_object(
            'resumes', true, 'batch_id', v_open.batch_id, 'parameters', v_open.parameters);
    end if;

    v_mark := coalesce((select m.batch_id from engine.batch_marks m
                         where m.entity = p_entity and m.upstream_layer = 'stg'), 0);
    v_upto := coalesce((select c.batch_id from stg.completed_batches c where c.entity = p_entity), 0);
    perform engine.assert_not_ahead(p_entity, 'stg', p_entity, v_mark, v_upto);
    v_parameters := v_parameters || jsonb_build_object(
        'mark', v_mark::text, 'upto', v_upto::text,
        -- What every fact has consumed of this dimension, for changed_from in engine.plan_splice. A fact whose
        -- first load is under way has no mark yet, and has consumed nothing.
        'consumed', coalesce((
            select min(coalesce(m.batch_id, 0))
              from engine.lookups l
              left join engine.batch_marks m
                on m.entity = l.fact and m.upstream_layer = 'dwh' and m.upstream_entity = l.dimension
             where l.dimension = p_entity), 9223372036854775807)::text);

    for v_dimension in
        select l.dimension, l.surrogate_key, coalesce(c.batch_id, 0) as upto,
               -- A lookup that was declared after the fact had been loaded starts from the beginning.
               coalesce(m.batch_id, case when v_mark > 0 then 0 end) as mark
          from engine.lookups l
          left join engine.completed_batches c on c.entity = l.dimension
          left join engine.batch_marks m
            on m.entity = l.fact and m.upstream_layer = 'dwh' and m.upstream_entity = l.dimension
         where l.fact = p_entity
    loop
        perform engine.assert_not_ahead(
            p_entity, 'dwh', v_dimension.dimension, v_dimension.mark, v_dimension.upto);
        v_moved := v_moved or coalesce(v_dimension.upto > v_dimension.mark, false);
        v_parameters := v_parameters || jsonb_build_object(
            v_dimension.surrogate_key || '_mark', v_dimension.mark::text,
            v_dimension.surrogate_key || '_upto', v_dimension.upto::text);
    end loop;
    return p_hop || jsonb_build_object(
        'resumes', false, 'batch_id', null, 'is_behind', v_upto > v_mark, 'must_finish', v_moved,
        'parameters', v_parameters);
end
$$;

comment on function engine.begin_hop(text, jsonb) is 'settles what a hop into the warehouse reads';

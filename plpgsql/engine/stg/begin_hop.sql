create or replace function engine.begin_hop(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Settles what a hop into staging reads: the batches of the raw layer after the mark, up to the last complete
-- one. Rejects that are due for another judgement make a hop of their own, even if nothing is new.
-- Parameters: p_entity; p_hop, whose options may bring "restage": every row, as if none had been staged.
-- Returns: the hop with its parameters, or with those of a batch that an earlier leader left open.
-- Raises: PS013 when the mark is ahead of the raw layer.
-- Reads: mrr.completed_batches, engine.batch_marks, engine.batches, public.stg_rejects.
declare
    v_mark bigint;
    v_upto bigint;
    v_from bigint;
    v_open engine.batches;
begin
    select b.* into v_open from engine.batches b where b.entity = p_entity and b.completed_at is null;
    if found then
        return p_hop || jsonb_build_object(
            'resumes', true, 'batch_id', v_open.batch_id, 'parameters', v_open.parameters);
    end if;

    v_mark := coalesce((select m.batch_id from engine.batch_marks m
                         where m.entity = p_entity and m.upstream_layer = 'mrr'), 0);
    v_upto := coalesce((select c.batch_id from mrr.completed_batches c where c.entity = p_entity), 0);
    perform engine.assert_not_ahead(p_entity, 'mrr', p_entity, v_mark, v_upto);
    v_from := case when (p_hop #>> '{options, restage}')::boolean then 0 else v_mark end;
    return p_hop || jsonb_build_object(
        'resumes', false,
        'batch_id', null,
        'is_behind', v_upto > v_from,
        'must_finish', exists (
            select from public.stg_rejects r
             where r.entity = p_entity and r.resolved_at is null and r.due_at <= now()),
        'parameters', jsonb_build_object(
            'mark', v_from::text, 'upto', v_upto::text, 'range_from', null, 'range_to', null));
end
$$;

comment on function engine.begin_hop(text, jsonb) is 'settles what a hop into staging reads';

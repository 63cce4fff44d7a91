create or replace function engine.complete_hop(p_entity text, p_hop jsonb, p_result jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Ends a hop in the transaction that makes its work visible downstream: indexes that were set aside, the last
-- statements of the plan, the completed batch, the mark, and after a first load statistics, since the next layer's
-- planner asks for them before autovacuum has come by. A batch to which nothing was written is not recorded at all.
-- Parameters: p_entity; p_hop; p_result, what was loaded.
-- Returns: the hop with its whole result; next is done, or begin where a batch of an earlier leader was
--   completed, since what came after it is still to be read.
-- Writes: engine.batches, engine.ranges, the marks, engine.indexes_aside.
declare
    v_batch_id bigint := (p_hop ->> 'batch_id')::bigint;
    v_built    integer;
    v_written  boolean;
    v_result   jsonb := p_result;
    v_total    jsonb;
begin
    if v_batch_id is not null then
        v_built := engine.build_indexes(p_entity);
        if v_built > 0 then
            p_hop := engine.tell(p_hop, format('%s indexes are built', v_built));
        end if;
        v_result := engine.add_counts(v_result, engine.execute_plan(
            engine.plan_phase(p_entity, 'finish'), p_hop -> 'parameters'));
        v_written := (v_result ->> 'rows_inserted')::bigint + (v_result ->> 'rows_updated')::bigint
            + coalesce((v_result ->> 'rows_rejected')::bigint, 0) > 0;
        -- Only a large hop, or one that a leader left open, stands there already.
        delete from engine.ranges where entity = p_entity and batch_id = v_batch_id;
        if v_written then
            insert into engine.batches as b (entity, batch_id, parameters, completed_at)
            values (p_entity, v_batch_id, p_hop -> 'parameters', clock_timestamp())
            on conflict (entity, batch_id) do update set completed_at = excluded.completed_at;
        else
            delete from engine.batches where entity = p_entity and batch_id = v_batch_id;
        end if;
        if v_written and (p_hop #>> '{parameters, is_empty}')::boolean then
            perform engine.analyze_target(p_entity);
        end if;
        if v_written then
            -- As text, since numbers of two rounds are added up and the last batch should stand.
            v_result := v_result || jsonb_build_object('batch_id', v_batch_id::text);
        end if;
    end if;

    v_result := engine.move_marks(p_entity, p_hop, v_result);
    v_total := engine.add_counts(p_hop -> 'result', v_result);
    if (p_hop ->> 'resumes')::boolean then
        return jsonb_build_object(
            'next', 'begin', 'began', p_hop -> 'began',
            'options', (p_hop -> 'options') - 'from', 'result', v_total);
    end if;
    perform engine.end_hop(p_entity, p_hop, v_total);
    return p_hop || jsonb_build_object('next', 'done', 'result', v_total);
end
$$;

comment on function engine.complete_hop(text, jsonb, jsonb) is
    'ends a hop: the last statements, the completed batch and the mark in one transaction';

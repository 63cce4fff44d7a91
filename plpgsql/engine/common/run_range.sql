create or replace procedure engine.run_range(
    p_entity text, p_batch_id bigint, p_range_no integer, p_leader integer, inout p_result jsonb default null)
language plpgsql
as $$
-- Loads one key range of a large hop, in a session of its own, on behalf of the leader.
-- Parameters: p_entity, p_batch_id and p_range_no as in engine.ranges; p_leader, the leader's process id.
-- Returns: an empty object; the result of the range stands in engine.ranges.
-- Raises: PS012 when the leader is no longer there, and what the data raises.
-- Writes: the target of the entity, engine.ranges.
begin
    commit;
    perform engine.lock_range(p_entity, p_leader);
    begin
        perform engine.load_range(p_entity, p_batch_id, p_range_no);
    exception when query_canceled or assert_failure or others then
        perform engine.unlock_range(p_entity);
        raise;
    end;
    commit;
    perform engine.unlock_range(p_entity);
    p_result := '{}';
end
$$;

comment on procedure engine.run_range(text, bigint, integer, integer, jsonb) is
    'loads one key range of a large hop on behalf of its leader';
grant execute on procedure engine.run_range(text, bigint, integer, integer, jsonb)
    to pgstrata_operator, pgstrata_link;

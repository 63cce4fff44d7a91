create or replace function engine.cut_range(p_entity text, p_batch_id bigint, p_range_no integer)
returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Cuts a key range in two at the middle of its rows. The upper half becomes a range of its own.
-- Parameters: p_entity, p_batch_id and p_range_no as in engine.ranges; nobody works on it.
-- Returns: whether it was cut: not if it is loaded already, or if all of its rows share one key.
-- Reads: upstream. Writes: engine.ranges.
declare
    v_range engine.ranges;
    v_keys  jsonb;
begin
    -- A session that was cancelled may hold it for another moment.
    select r.* into v_range
      from engine.ranges r
     where r.entity = p_entity and r.batch_id = p_batch_id and r.range_no = p_range_no and r.completed_at is null
       for update;
    if not found then
        return false;
    end if;
    select engine.execute_plan(
               engine.plan_phase(p_entity, 'cut'),
               b.parameters || jsonb_build_object(
                   'range_from', v_range.range_from, 'range_to', v_range.range_to, 'fractions', '{0,0.5,1}')) -> 'boundaries'
      into v_keys
      from engine.batches b
     where b.entity = p_entity and b.batch_id = p_batch_id;
    -- Where more than half of the rows share the least key, the greatest one is alone in the upper half.
    v_keys := case when v_keys -> 1 <> v_keys -> 0 then v_keys -> 1 else nullif(v_keys -> 2, v_keys -> 0) end;
    if v_keys is null then
        return false;
    end if;
    insert into engine.ranges (entity, batch_id, range_no, range_from, range_to)
    select p_entity, p_batch_id, max(r.range_no) + 1, v_keys #>> '{}', v_range.range_to
      from engine.ranges r
     where r.entity = p_entity and r.batch_id = p_batch_id;
    update engine.ranges
       set range_to = v_keys #>> '{}'
     where entity = p_entity and batch_id = p_batch_id and range_no = p_range_no;
    return true;
end
$$;

comment on function engine.cut_range(text, bigint, integer) is 'cuts a key range in two at the middle of its rows';

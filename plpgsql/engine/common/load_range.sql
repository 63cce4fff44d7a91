create or replace function engine.load_range(p_entity text, p_batch_id bigint, p_range_no integer)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Loads one key range and marks it as loaded, in one transaction.
-- Parameters: p_entity, p_batch_id, p_range_no as in engine.ranges.
-- Raises: PS009 when the range does not exist or is loaded already, and what the data raises.
-- Writes: the target of the entity, engine.ranges.
declare
    v_range      engine.ranges;
    v_parameters jsonb;
begin
    select r.* into v_range
      from engine.ranges r
     where r.entity = p_entity and r.batch_id = p_batch_id and r.range_no = p_range_no
       and r.completed_at is null
       for update;
    if not found then
        raise exception using
            errcode = 'PS009',
            message = format('range %s of batch %s of "%s" is not open', p_range_no, p_batch_id, p_entity),
            detail = 'it was loaded already, or its batch is completed',
            hint = format('call run_hop(%L)', p_entity);
    end if;

    select b.parameters || jsonb_build_object('range_from', v_range.range_from, 'range_to', v_range.range_to)
      into v_parameters
      from engine.batches b
     where b.entity = p_entity and b.batch_id = p_batch_id;
    update engine.ranges
       set completed_at = clock_timestamp(),
           result = engine.execute_plan(engine.load_plan(p_entity, v_parameters), v_parameters)
     where entity = p_entity and batch_id = p_batch_id and range_no = p_range_no;
end
$$;

comment on function engine.load_range(text, bigint, integer) is
    'loads one key range and marks it as loaded';
grant execute on function engine.load_range(text, bigint, integer) to pgstrata_operator, pgstrata_link;

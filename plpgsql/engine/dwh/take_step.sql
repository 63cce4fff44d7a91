create or replace function engine.take_step(p_step jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Takes in a step, if its hop has ended. A hop of the warehouse has logged its end itself.
-- Parameters: p_step, RUNNING.
-- Returns: the step: RUNNING still, SUCCEEDED with its counts and, of the raw layer, its mark, or FAILED.
-- Raises: what befalls this session itself.
-- Writes: public.etl_logs, engine.step_statements.
declare
    v_result   jsonb;
    v_sqlstate text;
    v_message  text;
    v_detail   text;
    v_hint     text;
    v_context  text;
begin
    begin
        v_result := engine.take_result(p_step ->> 'link');
    exception when query_canceled or assert_failure or others then
        get stacked diagnostics v_sqlstate = returned_sqlstate, v_message = message_text,
            v_detail = pg_exception_detail, v_hint = pg_exception_hint, v_context = pg_exception_context;
        -- dblink names the link in the context of what the other side raised; a cancel of the master does not.
        if position(format('"%s"', p_step ->> 'link') in v_context) = 0 then
            raise;
        end if;
        return engine.fail_link(p_step, v_sqlstate, v_message, v_detail, v_hint);
    end;
    if v_result is null then
        return p_step;
    end if;
    if p_step ->> 'layer' <> 'dwh' then
        perform engine.finish_step((p_step ->> 'log_id')::bigint, v_result);
    end if;
    return p_step || jsonb_build_object(
        'status', 'SUCCEEDED',
        'result', v_result - 'statements' - 'messages',
        'mark', case when p_step ->> 'layer' = 'mrr' then jsonb_build_object(
            'high_water_mark', v_result -> 'high_water_mark', 'loaded_through', v_result -> 'loaded_through') end);
end
$$;

comment on function engine.take_step(jsonb) is 'takes in a step, if its hop has ended';

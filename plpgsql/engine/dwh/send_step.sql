create or replace function engine.send_step(p_run jsonb, p_step jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Starts the hop of a step in its layer, and returns at once. The raw layer gets the mark of the warehouse to read
-- from, and the warehouse gets back the mark that the raw layer has reached.
-- Parameters: p_run; p_step, which is in the log already.
-- Returns: the step, RUNNING, or FAILED when it could not be started.
-- Reads: public.high_water_mark. Writes: public.etl_logs when it fails.
declare
    v_options jsonb := jsonb_build_object('log_id', p_step -> 'log_id');
    v_sqlstate text;
    v_message  text;
    v_detail   text;
    v_hint     text;
begin
    case p_step ->> 'layer'
    when 'mrr' then
        v_options := v_options || jsonb_build_object('from', (
            select h.loaded_through from public.high_water_mark h where h.table_name = p_step ->> 'entity'));
    when 'dwh' then
        v_options := v_options || jsonb_build_object('source', (
            select s -> 'mark' from jsonb_array_elements(p_run -> 'steps') s
             where s ->> 'key' = 'mrr ' || (p_step ->> 'entity')));
    else null;
    end case;
    perform engine.open_link(p_step ->> 'link', p_step ->> 'layer');
    perform engine.send_call(p_step ->> 'link', 'public.run_hop',
        jsonb_build_array(p_step ->> 'entity', v_options::text));
    return p_step || jsonb_build_object('status', 'RUNNING');
exception when others then
    get stacked diagnostics v_sqlstate = returned_sqlstate, v_message = message_text,
        v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return engine.fail_link(p_step, v_sqlstate, v_message, v_detail, v_hint);
end
$$;

comment on function engine.send_step(jsonb, jsonb) is 'starts the hop of a step in its layer, and returns at once';

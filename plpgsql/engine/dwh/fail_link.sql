create or replace function engine.fail_link(
    p_step jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Logs that a step failed, and closes its link: the session behind it may still hold locks.
-- Parameters: p_step; the error.
-- Returns: the step, FAILED, with the error in a line; CANCELLED when somebody cancelled its session.
-- Writes: public.etl_logs.
declare
    v_status text := case when p_sqlstate = '57014' then 'CANCELLED' else 'FAILED' end;
begin
    perform engine.close_link(p_step ->> 'link', true);
    perform engine.fail_step(
        (p_step ->> 'log_id')::bigint, v_status, p_sqlstate, p_message, p_detail, p_hint);
    return p_step || jsonb_build_object(
        'status', v_status, 'error', format('%s (SQLSTATE %s)', p_message, p_sqlstate), 'hint', p_hint);
end
$$;

comment on function engine.fail_link(jsonb, text, text, text, text) is
    'logs that a step failed, and closes its link';

create or replace function engine.take_result(p_link text)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- What a call that engine.send_call started has returned.
-- Parameters: p_link.
-- Returns: NULL while it still works, else its INOUT parameter.
-- Raises: what the call raised, with its SQLSTATE, message, detail and hint.
declare
    v_result jsonb;
begin
    if extensions.dblink_is_busy(p_link) = 1 then
        return null;
    end if;
    select r.result into v_result from extensions.dblink_get_result(p_link) r (result jsonb);
    -- Until an empty result has been read, nothing more can be sent over the link.
    perform from extensions.dblink_get_result(p_link) r (result jsonb);
    return coalesce(v_result, '{}');
end
$$;

comment on function engine.take_result(text) is 'what a call over a link has returned; NULL while it works';

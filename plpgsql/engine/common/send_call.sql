create or replace function engine.send_call(p_link text, p_procedure text, p_arguments jsonb)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Starts a procedure on a link and returns at once; engine.take_result fetches what it returns.
-- Parameters: p_link; p_procedure, a procedure of the engine, whose last parameter is INOUT and is left out
--   here; p_arguments, an array of the others in their order.
-- Raises: PS016 when nothing could be sent.
begin
    -- dblink tells by 0 and a NOTICE only that the result before was not read to its end.
    if extensions.dblink_send_query(p_link, format('call %s(%s)', p_procedure, (
            select string_agg(quote_nullable(a.value), ', ' order by a.position)
              from jsonb_array_elements_text(p_arguments) with ordinality a (value, position)))) <> 1
    then
        raise exception using
            errcode = 'PS016',
            message = format('%s could not be started over link "%s"', p_procedure, p_link),
            detail = 'the connection is broken, or still busy with the call before',
            hint = 'run again; see the log of the server that the link leads to';
    end if;
end
$$;

comment on function engine.send_call(text, text, jsonb) is 'starts a procedure on a link and returns at once';

create or replace function engine.probe_layer(p_layer text)
returns text
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Goes over the link to a layer once: to mrr and stg directly, to the source through mrr.
-- Parameters: p_layer: operational, mrr, stg or dwh.
-- Returns: NULL when it can be reached, else the server's message and SQLSTATE.
-- Raises: PS006 for another layer.
-- Reads: that layer.
begin
    case p_layer
    when 'operational' then
        perform from extensions.dblink('mrr', 'select count(*) from engine.source_state()') r (rows bigint);
    when 'dwh' then null;
    when 'mrr', 'stg' then
        perform from extensions.dblink(p_layer, 'select 1') r (one integer);
    else
        raise exception using
            errcode = 'PS006',
            message = format('there is no layer %s', quote_nullable(p_layer)),
            detail = 'layers: operational, mrr, stg, dwh',
            hint = 'give one of them';
    end case;
    return null;
exception
    when sqlstate 'PS006' then raise;
    -- Only the message: detail and context of a dblink error can hold a connection string.
    when others then return format('%s (SQLSTATE %s)', sqlerrm, sqlstate);
end
$$;

comment on function engine.probe_layer(text) is 'goes over the link to a layer once; NULL: it can be reached';
grant execute on function engine.probe_layer(text) to pgstrata_operator, pgstrata_web, pgstrata_worker;

create or replace function engine.close_link(p_link text, p_cancel boolean)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Closes a link, if it is open.
-- Parameters: p_link; p_cancel, whether to cancel first what runs there. Closing alone would let it run on,
--   and commit.
begin
    if p_link = any (coalesce(extensions.dblink_get_connections(), '{}')) then
        -- To cancel costs a connection of its own.
        if p_cancel and extensions.dblink_is_busy(p_link) = 1 then
            perform extensions.dblink_cancel_query(p_link);
        end if;
        perform extensions.dblink_disconnect(p_link);
    end if;
end
$$;

comment on function engine.close_link(text, boolean) is 'closes a link, if it is open';

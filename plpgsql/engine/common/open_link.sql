create or replace function engine.open_link(p_link text, p_server text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Opens a dblink connection under a name, unless it is open already.
-- Parameters: p_link, its name in this session; p_server, a foreign server of this database. The user mapping
--   is that of the owner of the definer function that calls this one.
-- Raises: 08001 when the server cannot be reached.
begin
    if p_link <> all (coalesce(extensions.dblink_get_connections(), '{}')) then
        perform extensions.dblink_connect(p_link, p_server);
    end if;
end
$$;

comment on function engine.open_link(text, text) is 'opens a dblink connection under a name, unless it is open';

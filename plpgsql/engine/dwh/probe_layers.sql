create or replace function engine.probe_layers()
returns table (layer text, is_reachable boolean, problem text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Goes over every link once: to mrr and stg, and through mrr to the source.
-- Returns: one row for each layer; problem is the server's message, without what could hold a connection string.
-- Reads: all layers.
begin
    for layer in select l from unnest(array['operational', 'mrr', 'stg', 'dwh']) l loop
        begin
            case layer
            when 'operational' then
                perform from extensions.dblink('mrr', 'select count(*) from engine.source_state()') r (rows bigint);
            when 'dwh' then null;
            else
                perform from extensions.dblink(layer, 'select 1') r (one integer);
            end case;
            is_reachable := true;
            problem := null;
        exception when others then
            is_reachable := false;
            problem := format('%s (SQLSTATE %s)', sqlerrm, sqlstate);
        end;
        return next;
    end loop;
end
$$;

comment on function engine.probe_layers() is 'goes over every link once, and says which layers can be reached';
grant execute on function engine.probe_layers() to pgstrata_operator, pgstrata_web, pgstrata_worker;

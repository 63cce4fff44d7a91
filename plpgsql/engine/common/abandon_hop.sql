create or replace function engine.abandon_hop(p_entity text, p_hop jsonb)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Leaves a hop that failed or was cancelled: ends the sessions that load ranges for it, then lets the locks go.
-- Parameters: p_entity; p_hop, as it stood before the phase that failed.
begin
    perform engine.close_link(name, true)
       from jsonb_object_keys(coalesce(p_hop -> 'links', '{}')) name;
    perform engine.unlock_hop(p_entity);
end
$$;

comment on function engine.abandon_hop(text, jsonb) is 'leaves a hop that failed or was cancelled';
grant execute on function engine.abandon_hop(text, jsonb) to pgstrata_operator, pgstrata_link;

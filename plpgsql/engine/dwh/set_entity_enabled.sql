create or replace procedure public.set_entity_enabled(p_entity text, p_enabled boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Says whether run_master_pipeline() includes an entity. One that is left out keeps its mark, and the run that
-- includes it again catches up.
-- Parameters: p_entity, p_enabled.
-- Raises: PS004 for an unknown entity, PS006 for NULL.
-- Writes: engine.entities.
begin
    if p_enabled is null then
        raise exception using
            errcode = 'PS006',
            message = format('entity %s is either enabled or not', quote_nullable(p_entity)),
            detail = 'p_enabled is NULL',
            hint = 'give true or false';
    end if;
    update engine.entities
       set is_enabled = p_enabled, enabled_since = case when p_enabled then now() else enabled_since end
     where entity = p_entity and is_enabled <> p_enabled;
    if not found and not exists (select from engine.entities e where e.entity = p_entity) then
        raise exception using
            errcode = 'PS004',
            message = format('entity %s is not declared in dwh', quote_nullable(p_entity)),
            detail = 'declared: ' || coalesce(
                (select string_agg(e.entity, ', ' order by e.entity) from engine.entities e), 'none'),
            hint = 'give one of them';
    end if;
end
$$;

comment on procedure public.set_entity_enabled(text, boolean) is
    'says whether run_master_pipeline() includes an entity';
grant execute on procedure public.set_entity_enabled(text, boolean) to pgstrata_operator;

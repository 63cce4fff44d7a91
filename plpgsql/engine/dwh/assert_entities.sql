create or replace function engine.assert_entities(p_entities text[])
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses names that are not declared.
-- Parameters: p_entities; NULL stands for all and is right.
-- Raises: PS004.
-- Reads: engine.entities.
declare
    v_unknown text;
begin
    select string_agg(quote_nullable(n), ', ') into v_unknown
      from unnest(p_entities) n
     where not exists (select from engine.entities e where e.entity = n);
    if v_unknown is not null then
        raise exception using
            errcode = 'PS004',
            message = format('entity %s is not declared in dwh', v_unknown),
            detail = 'declared: ' || coalesce(
                (select string_agg(e.entity, ', ' order by e.entity) from engine.entities e), 'none'),
            hint = 'call run_master_pipeline() for all of them, or name some: call run_master_pipeline(''{…}'')';
    end if;
end
$$;

comment on function engine.assert_entities(text[]) is 'refuses names that are not declared';

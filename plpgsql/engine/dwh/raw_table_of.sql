create or replace function engine.raw_table_of(p_entity text)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- The raw table of an entity, for the log.
-- Parameters: p_entity.
-- Raises: PS005 when staging does not declare the entity.
-- Reads: stg.lineage.
declare
    v_table text;
begin
    select l.raw_table into v_table from stg.lineage l where l.entity = p_entity;
    if not found then
        raise exception using
            errcode = 'PS005',
            message = format('entity "%s" is not declared in stg', p_entity),
            detail = 'an entity has the same name in every layer',
            hint = 'declare it in plpgsql/<model>/stg/declarations.sql with engine.declare_staging';
    end if;
    return v_table;
end
$$;

comment on function engine.raw_table_of(text) is 'the raw table of an entity, for the log';

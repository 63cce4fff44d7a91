create or replace function engine.declared_fact(p_fact text)
returns engine.entities
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- The row of the registry of a fact.
-- Parameters: p_fact.
-- Raises: PS005 when it is not declared as a fact.
-- Reads: engine.entities.
declare
    v_entity engine.entities;
begin
    select e.* into v_entity from engine.entities e where e.entity = p_fact and e.kind = 'fact';
    if not found then
        raise exception using
            errcode = 'PS005',
            message = format('fact "%s" is not declared in dwh', p_fact),
            detail = 'its keys are declared after it',
            hint = 'call engine.declare_fact first';
    end if;
    return v_entity;
end
$$;

comment on function engine.declared_fact(text) is 'the row of the registry of a fact';

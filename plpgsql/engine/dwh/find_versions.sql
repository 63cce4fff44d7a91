create or replace function engine.find_versions(p_entity text, p_business_key text[])
returns table (version jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- The history of one member of a dimension: its versions, oldest first, each with all of its columns.
-- Parameters: p_entity, a dimension; p_business_key, the values of its business key columns in their order.
-- Raises: PS004 when there is no such dimension, PS006 when the key is not one of it.
-- Reads: the target of the dimension.
declare
    v_entity engine.entities;
    v_found  jsonb;
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity and e.kind = 'dimension';
    if not found then
        raise exception using
            errcode = 'PS004',
            message = format('there is no dimension %s', quote_nullable(p_entity)),
            detail = 'dimensions: ' || coalesce((select string_agg(e.entity, ', ' order by e.entity)
                from engine.entities e where e.kind = 'dimension'), 'none'),
            hint = 'give one of them';
    end if;
    begin
        if cardinality(p_business_key) is distinct from cardinality(v_entity.business_key) then
            raise data_exception using message = format('%s values were given', cardinality(p_business_key));
        end if;
        v_found := engine.execute_plan(
            array(select p from engine.plan_versions(v_entity) p),
            (select jsonb_object_agg(format('key_%s', k.position), k.value)
               from unnest(p_business_key) with ordinality k (value, position)));
    exception when data_exception then
        raise exception using
            errcode = 'PS006',
            message = format('that is not a business key of %s', p_entity),
            detail = sqlerrm,
            hint = format('give a value for each of: %s', array_to_string(v_entity.business_key, ', '));
    end;
    return query select v.value from jsonb_array_elements(v_found -> 'versions') v;
end
$$;

comment on function engine.find_versions(text, text[]) is 'the history of one member of a dimension';
grant execute on function engine.find_versions(text, text[]) to pgstrata_operator, pgstrata_web;

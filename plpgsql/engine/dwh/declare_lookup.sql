create or replace procedure engine.declare_lookup(
    p_fact text, p_dimension text, p_columns text[], p_surrogate_key text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Declares that a fact points to a dimension, at the version that was valid at the time of the event. One dimension
-- may be looked up several times, in different roles.
-- Parameters:
--   p_fact           the fact
--   p_dimension      the dimension
--   p_columns        the columns of the fact that hold its business key, in the order of that key; a NULL in one of
--                    them points to the unknown member
--   p_surrogate_key  the column of the fact that gets the surrogate key
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog, engine.entities. Writes: engine.lookups.
declare
    v_fact      engine.entities := engine.declared_fact(p_fact);
    v_dimension engine.entities;
begin
    select e.* into v_dimension from engine.entities e where e.entity = p_dimension and e.kind = 'dimension';
    if not found or cardinality(v_dimension.business_key) <> cardinality(p_columns) then
        raise exception using
            errcode = 'PS005',
            message = format('fact "%s" cannot look up dimension "%s"', p_fact, p_dimension),
            detail = case when v_dimension.entity is null then 'that dimension is not declared in dwh'
                else format('its business key is (%s), not (%s)',
                    array_to_string(v_dimension.business_key, ', '), array_to_string(p_columns, ', ')) end,
            hint = 'declare the dimension first, and name one column of the fact for each column of its key';
    end if;
    perform engine.assert_columns(p_fact, v_fact.source, 'source', p_columns);
    perform engine.assert_columns(p_fact, v_fact.target, 'target', p_columns || p_surrogate_key);
    perform engine.assert_index(p_fact, v_fact.target, 'target', p_columns || v_fact.happens_at);

    insert into engine.lookups as l (fact, dimension, columns, surrogate_key)
    values (p_fact, p_dimension, p_columns, p_surrogate_key)
    on conflict (fact, surrogate_key) do update
       set dimension = excluded.dimension, columns = excluded.columns
     where (l.dimension, l.columns) is distinct from (excluded.dimension, excluded.columns);
end
$$;

comment on procedure engine.declare_lookup(text, text, text[], text) is
    'declares that a fact points to a dimension';
grant execute on procedure engine.declare_lookup(text, text, text[], text) to pgstrata_owner;

create or replace function engine.canonical_relation(p_relation text, p_role text, p_entity text)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- The full name of a relation that a declaration mentions, quoted where needed.
-- Parameters: p_relation as the declaration gives it; p_role (source, target, …) and p_entity for the message.
-- Raises: PS005 when it does not exist.
declare
    v_name text;
begin
    select format('%I.%I', n.nspname, c.relname) into v_name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.oid = to_regclass(p_relation);
    if not found then
        raise exception using
            errcode = 'PS005',
            message = format('%s %s of entity "%s" does not exist in %s',
                p_role, quote_nullable(p_relation), p_entity, engine.layer()),
            detail = 'a relation is named with its schema, and in double quotes where SQL needs them',
            hint = case p_role
                when 'source' then 'a foreign table appears once pgstrata_link may SELECT it upstream'
                else 'create it in a migration of the model'
            end;
    end if;
    return v_name;
end
$$;

comment on function engine.canonical_relation(text, text, text) is
    'the full name of a relation that a declaration mentions';

create or replace function engine.assert_business_key(p_entity text, p_target text, p_business_key text[])
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses a target whose primary key is not the declared business key: an upsert needs it, and without it one
-- row could stand there twice.
-- Parameters: p_entity for the message, p_target, p_business_key.
-- Raises: PS005.
declare
    v_primary text[];
begin
    select array_agg(a.attname::text order by a.attname)
      into v_primary
      from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = to_regclass(p_target) and i.indisprimary;
    if v_primary is distinct from (select array_agg(k order by k) from unnest(p_business_key) k) then
        raise exception using
            errcode = 'PS005',
            message = format('primary key of target %s of entity "%s" is not its business key',
                p_target, p_entity),
            detail = format('business key: %s; primary key: %s',
                array_to_string(p_business_key, ', '), coalesce(array_to_string(v_primary, ', '), 'none')),
            hint = 'declare the primary key of the target on exactly the columns of the business key';
    end if;
end
$$;

comment on function engine.assert_business_key(text, text, text[]) is
    'refuses a target whose primary key is not the declared business key';

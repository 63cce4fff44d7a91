create or replace function engine.refuse_overlap(p_entity text, p_keys jsonb[])
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Refuses to commit a history in which two versions of a key are valid at the same time.
-- Parameters: p_entity; p_keys, the business keys where it is so, or NULL for none.
-- Returns: an empty object, since it stands in a plan.
-- Raises: PS010.
begin
    if p_keys is not null then
        raise exception using
            errcode = 'PS010',
            message = format('versions of dimension "%s" overlap', p_entity),
            detail = format('%s keys, the first is %s', cardinality(p_keys), p_keys[1]),
            hint = 'somebody changed valid_from or valid_to by hand: correct the versions of these keys';
    end if;
    return '{}';
end
$$;

comment on function engine.refuse_overlap(text, jsonb[]) is
    'refuses to commit a history in which two versions of a key overlap';

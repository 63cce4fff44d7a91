create or replace function engine.assert_staging_key(p_entity text, p_business_key text[])
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses a business key that is not the one of staging: with a coarser one several rows would be one member, and the
-- deletion of one of them would end it.
-- Parameters: p_entity, p_business_key.
-- Raises: PS005.
-- Reads: stg.lineage.
declare
    v_staged text[];
begin
    select l.business_key into v_staged from stg.lineage l where l.entity = p_entity;
    if not (v_staged <@ p_business_key and v_staged @> p_business_key) then
        raise exception using
            errcode = 'PS005',
            message = format('the business key of "%s" is not the one that it has in stg', p_entity),
            detail = format('declared here: %s; in stg: %s',
                array_to_string(p_business_key, ', '), array_to_string(v_staged, ', ')),
            hint = 'declare the same columns, or another entity in stg with a row for each of its members';
    end if;
end
$$;

comment on function engine.assert_staging_key(text, text[]) is
    'refuses a business key that is not the one of staging';

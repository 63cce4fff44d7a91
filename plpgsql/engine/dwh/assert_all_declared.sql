create or replace function engine.assert_all_declared(p_entity text, p_target text, p_declared text[])
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses a target with a column that the declaration does not mention, since no hop would ever fill it.
-- Parameters: p_entity for the message; p_target; p_declared, the columns that are filled.
-- Raises: PS005.
declare
    v_others text := (
        select string_agg(c.name, ', ')
          from engine.columns_of(p_target) c
         where not c.is_generated and c.name <> all (p_declared));
begin
    if v_others is not null then
        raise exception using
            errcode = 'PS005',
            message = format('target %s of entity "%s" has a column that is not declared: %s',
                p_target, p_entity, v_others),
            detail = 'no hop would ever fill it',
            hint = 'declare it, or keep columns of your own in a table beside this one';
    end if;
end
$$;

comment on function engine.assert_all_declared(text, text, text[]) is
    'refuses a target with a column that the declaration does not mention';

create or replace function engine.assert_all_declared(p_entity text, p_target text, p_declared text[])
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses a target with a column that the declaration does not mention, since no hop would ever fill it, and a
-- declaration that mentions one twice, since no statement can write it twice.
-- Parameters: p_entity for the message; p_target; p_declared, the columns that are filled.
-- Raises: PS005.
declare
    v_others text := (
        select string_agg(c.name, ', ')
          from engine.columns_of(p_target) c
         where not c.is_generated and c.name <> all (p_declared));
    v_twice  text := (
        select string_agg(d.name, ', ' order by d.name)
          from (select n.name from unnest(p_declared) n (name) group by n.name having count(*) > 1) d);
begin
    if v_twice is not null then
        raise exception using
            errcode = 'PS005',
            message = format('dimension "%s" declares a column twice: %s', p_entity, v_twice),
            detail = 'a column is of the business key, type 1, type 2 or fixed, or one that every dimension has',
            hint = 'decide what a change of it means, and name it once';
    end if;
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
    'refuses a target with a column that the declaration does not mention, or mentions twice';

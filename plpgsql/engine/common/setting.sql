create or replace function engine.setting(p_name text)
returns text
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- The value of a setting of this layer, as text.
-- Parameters: p_name, the name in engine.settings.
-- Raises: PS007 when there is no such setting.
-- Reads: engine.settings.
declare
    v_value text;
begin
    select s.value into v_value from engine.settings s where s.name = p_name;
    if not found then
        raise exception using
            errcode = 'PS007',
            message = format('setting "%s" does not exist', p_name),
            detail = 'known settings: '
                || (select string_agg(s.name, ', ' order by s.name) from engine.settings s),
            hint = 'see select * from engine.settings';
    end if;
    return v_value;
end
$$;

comment on function engine.setting(text) is 'the value of a setting of this layer';
grant execute on function engine.setting(text)
    to pgstrata_owner, pgstrata_operator, pgstrata_reader, pgstrata_web, pgstrata_link, pgstrata_worker;

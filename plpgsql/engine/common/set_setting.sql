create or replace procedure engine.set_setting(p_name text, p_value text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Changes a setting of this layer, for the next hop.
-- Parameters: p_name and p_value, as in engine.settings; intervals as '60 s', time zones by their IANA name.
-- Raises: PS007 when there is no such setting, or when the value is not of its kind.
-- Reads and writes: engine.settings.
declare
    v_kind text;
    v_most text;
begin
    perform engine.setting(p_name);
    select s.kind, s.most into v_kind, v_most from engine.settings s where s.name = p_name;
    begin
        if (v_kind = 'integer' and p_value::integer < 1)
            or (v_kind = 'interval' and p_value::interval < '0')
            or (v_kind = 'time zone' and not exists (
                    select from pg_timezone_names z where z.name = p_value))
            or p_value is null
            or (v_kind = 'integer' and p_value::integer > v_most::integer)
            or (v_kind = 'interval' and p_value::interval > v_most::interval)
        then
            raise invalid_parameter_value;
        end if;
    exception when data_exception then
        raise exception using
            errcode = 'PS007',
            message = format('setting "%s" cannot be %s', p_name, quote_nullable(p_value)),
            detail = format('it is of kind %s', v_kind) || coalesce(', and at most ' || v_most, ''),
            hint = case v_kind
                when 'integer' then 'give a whole number of at least 1'
                when 'interval' then 'give an interval that is not negative, for example 60 s'
                else 'give a name of pg_timezone_names, for example Europe/Berlin'
            end;
    end;
    update engine.settings set value = p_value where name = p_name and value <> p_value;
end
$$;

comment on procedure engine.set_setting(text, text) is 'changes a setting of this layer';
grant execute on procedure engine.set_setting(text, text) to pgstrata_owner, pgstrata_operator;

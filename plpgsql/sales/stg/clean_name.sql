create or replace function public.clean_name(p_name text) returns text
language sql immutable parallel safe
as $body$
    -- Like clean_text, and every word capitalised: "  jOSÉ   o'brien " is "José O'Brien".
    -- The collation is named since the database's own may be C, which makes "GarcíA" of "garcía".
    -- ICU sees one word in "o'brien", so that an apostrophe is hidden from it as a control character.
    select case when p_name like '%''%'
        then replace(initcap(replace(public.clean_text(p_name), '''', E'\x01')
                             collate "und-x-icu"), E'\x01', '''')
        else initcap(public.clean_text(p_name) collate "und-x-icu")
    end
$body$;

comment on function public.clean_name(text) is
    'Trimmed, inner spaces collapsed, every word capitalised, null when nothing is left';
grant execute on function public.clean_name(text) to pgstrata_operator;

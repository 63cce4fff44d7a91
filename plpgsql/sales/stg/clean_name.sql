create or replace function public.clean_name(p_name text) returns text
language sql immutable parallel safe
as $body$
    -- Like clean_text, and every word capitalised: "  jOSÉ   o'brien " is "José O'Brien".
    -- Text of ASCII alone goes the short way, which is 20 times faster. For the rest the collation
    -- is named, since the database's own may be C, which makes "GarcíA" of "garcía"; ICU sees one
    -- word in "o'brien", typographic or not, and in "st.john", so that these are hidden from it as
    -- control characters.
    select case when p_name ~ '^[ -~]*$'
        then initcap(public.clean_text(p_name) collate "C") collate "default"
        else translate(initcap(translate(public.clean_text(p_name), '''.’', E'\x01\x02\x03')
                               collate "und-x-icu"), E'\x01\x02\x03', '''.’') collate "default"
    end
$body$;

comment on function public.clean_name(text) is
    'Trimmed, inner spaces collapsed, every word capitalised, null when nothing is left';
grant execute on function public.clean_name(text) to pgstrata_operator;

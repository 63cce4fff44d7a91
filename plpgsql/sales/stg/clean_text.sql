create or replace function public.clean_text(p_text text) returns text
language sql immutable parallel safe
as $body$
    -- Trims, collapses inner spaces to one, and turns an empty text into null.
    -- Spaces are all that text from forms and spreadsheets brings along: tabs, line ends,
    -- no-break, thin, zero-width and ideographic ones.
    select nullif(btrim(regexp_replace(p_text,
        '[[:space:]\u00a0\u2000-\u200b\u202f\u3000\ufeff]+', ' ', 'g')), '')
$body$;

comment on function public.clean_text(text) is
    'Trimmed, inner spaces collapsed, null when nothing is left';
grant execute on function public.clean_text(text) to pgstrata_operator;

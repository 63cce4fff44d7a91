create or replace function public.mapping_key(p_spelling text) returns text
language sql immutable parallel safe
as $body$
    -- What two spellings must share to be the same: lower case, no spaces, no punctuation.
    -- country_codes and product_group_names generate their key columns with this expression.
    -- "n/a" and "n.a." stand for nothing, and without their punctuation would be Namibia.
    select case when p_spelling !~* '^\s*n\s*[/.]\s*a[\s.]*$'
        then lower(regexp_replace(p_spelling collate "C", '[[:space:][:punct:]\u00a0]+', '', 'g')
                   collate "und-x-icu")
    end
$body$;

comment on function public.mapping_key(text) is
    'Key by which a spelling is looked up in country_codes and product_group_names';
grant execute on function public.mapping_key(text) to pgstrata_operator;

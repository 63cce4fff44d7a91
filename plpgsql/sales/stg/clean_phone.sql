create or replace function public.clean_phone(p_phone text) returns text
language sql immutable parallel safe
as $body$
    -- Digits only, after a + where one stands before the first digit; null when there is no digit.
    select case when p_phone ~ '^[^0-9]*\+' then '+' else '' end
        || nullif(regexp_replace(p_phone, '[^0-9]+', '', 'g'), '')
$body$;

comment on function public.clean_phone(text) is
    'Phone number reduced to digits and a leading +, null when there is no digit';
grant execute on function public.clean_phone(text) to pgstrata_operator;

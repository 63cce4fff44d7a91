create or replace function public.clean_email(p_email text) returns text
language sql immutable parallel safe
as $body$
    -- The address in lower case without spaces around it, or null when it is none: a local part of
    -- the characters that mail servers take unquoted, no leading, trailing or double dot,
    -- a domain of at least two labels, 254 characters in all.
    select case
        when length(p_email) < 300
         and lower(btrim(p_email, E' \t\r\n\u00a0')) ~
             '^(?=.{3,254}$)[a-z0-9!#$%&''*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&''*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])$'
        then lower(btrim(p_email, E' \t\r\n\u00a0'))
    end
$body$;

comment on function public.clean_email(text) is
    'E-mail address in lower case, null when it is not a valid one';
grant execute on function public.clean_email(text) to pgstrata_operator;

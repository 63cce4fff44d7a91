create or replace function public._scuff(p_text text, p_noise double precision) returns text
language sql immutable parallel safe
as $body$
    -- What forms and imports do to a text: for p_noise from 0 up to 0.14 one of seven kinds of
    -- dirt, above that none.
    select case
        when p_noise < 0.03 then upper(p_text)
        when p_noise < 0.06 then lower(p_text)
        when p_noise < 0.08 then ' ' || p_text
        when p_noise < 0.10 then p_text || '  '
        when p_noise < 0.12 then replace(p_text, ' ', '  ')
        when p_noise < 0.13 then lower(left(p_text, 1)) || upper(substr(p_text, 2))
        when p_noise < 0.14 then E'\t' || p_text
        else p_text
    end
$body$;

comment on function public._scuff(text, double precision) is
    'Text with the stray spaces and the wrong case of real data, for a share of the noise values';

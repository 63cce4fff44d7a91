create or replace function public._pick(p_words text[], p_at double precision) returns text
language sql immutable parallel safe
as $body$
    -- The word that stands at p_at, from 0 up to 1, of the list.
    select p_words[1 + floor(p_at * cardinality(p_words))::integer]
$body$;

comment on function public._pick(text[], double precision) is
    'Word at a position from 0 up to 1 of a list';

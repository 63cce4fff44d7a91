create or replace function public._uniform(p_number bigint, p_seed bigint) returns double precision
language sql immutable parallel safe
as $body$
    -- A number from 0 up to 1 that looks random and is always the same for the same arguments:
    -- random() would make two fills differ. Inlined, so no SET.
    select (hashint8extended(p_number, p_seed) & 4294967295) / 4294967296::double precision
$body$;

comment on function public._uniform(bigint, bigint) is
    'Repeatable random number in [0, 1)';

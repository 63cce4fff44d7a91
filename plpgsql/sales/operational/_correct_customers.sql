create or replace function public._correct_customers(p_share double precision, p_seed bigint)
returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
-- What happens to customers: a share of them moves, a share changes the e-mail address (one in ten
-- to a bad one), and a fifth of the bad addresses are mended. Returns the rows changed.
-- At least one customer moves, whatever the share.
declare
    v_places integer := (select count(*) from public._sample_places());
    v_moved  bigint;
    v_mailed bigint;
    v_mended bigint;
begin
    update public.customers c
       set city = public._scuff(public._pick(place.cities, public._uniform(c.customer_id, p_seed + 3)),
                                public._uniform(c.customer_id, p_seed + 4)),
           country = public._pick(place.spellings, public._uniform(c.customer_id, p_seed + 5) ^ 3)
      from public._sample_places() place
     where place.place = 1 + floor(v_places * public._uniform(c.customer_id, p_seed + 2) ^ 2.5)::integer
       and (public._uniform(c.customer_id, p_seed + 1) < p_share
            or c.customer_id = (select max(customer_id) from public.customers));
    get diagnostics v_moved = row_count;

    update public.customers c
       set email = case when public._uniform(c.customer_id, p_seed + 7) < 0.1
               then 'unknown' else format('customer.%s@new.example.com', c.customer_id) end
     where public._uniform(c.customer_id, p_seed + 6) < p_share;
    get diagnostics v_mailed = row_count;

    update public.customers c
       set email = format('customer.%s@example.org', c.customer_id)
     where c.email not like '%_@_%._%'
       and public._uniform(c.customer_id, p_seed + 8) < 0.2;
    get diagnostics v_mended = row_count;
    return v_moved + v_mailed + v_mended;
end
$body$;

comment on function public._correct_customers(double precision, bigint) is
    'Lets sample customers move and change their e-mail addresses; returns the rows changed';

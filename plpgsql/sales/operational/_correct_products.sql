create or replace function public._correct_products(p_share double precision, p_seed bigint)
returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
-- What happens to products: a share gets a new price (one in twenty a bad one), a fifth of the
-- negative prices are mended. At least one price changes. Returns the rows changed.
declare
    v_priced bigint;
    v_mended bigint;
begin
    update public.products p
       set unit_price = abs(round(p.unit_price
               * (0.85 + 0.3 * public._uniform(p.product_id, p_seed + 2))::numeric, 2))
               * case when public._uniform(p.product_id, p_seed + 3) < 0.05 then -1 else 1 end
     where p.unit_price is not null
       and (public._uniform(p.product_id, p_seed + 1) < p_share
            or p.product_id = (select min(product_id) from public.products where unit_price > 1));
    get diagnostics v_priced = row_count;

    update public.products p
       set unit_price = -p.unit_price
     where p.unit_price < 0
       and public._uniform(p.product_id, p_seed + 4) < 0.2;
    get diagnostics v_mended = row_count;
    return v_priced + v_mended;
end
$body$;

comment on function public._correct_products(double precision, bigint) is
    'Changes prices of sample products; returns the rows changed';

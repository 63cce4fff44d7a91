create or replace function public._correct_sales(p_count bigint, p_seed bigint)
returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
-- What happens to sales: about p_count of them are corrected, one in twenty of the corrections
-- is bad, and about as many bad sales are made good. Returns the rows changed.
declare
    v_sales     double precision := greatest((select count(*) from public.sales), 1);
    v_corrected bigint;
    v_mended    bigint;
begin
    with correction as (
        select s.sale_id,
               public._uniform(s.sale_id, p_seed + 2) as kind,
               1 + floor(5 * public._uniform(s.sale_id, p_seed + 3))::integer as quantity
          from public.sales s
         where public._uniform(s.sale_id, p_seed + 1) < p_count / v_sales
    )
    update public.sales s
       set quantity = case when c.kind < 0.02 then 0 when c.kind < 0.60 then c.quantity else s.quantity end,
           total_amount = case when c.kind < 0.60 then c.quantity * s.unit_price
                               when c.kind < 0.80 then s.quantity * s.unit_price
                               else s.total_amount end,
           transaction_date = case when c.kind >= 0.97 then null
                                   when c.kind >= 0.80 then s.transaction_date - interval '1 day'
                                   else s.transaction_date end
      from correction c
     where c.sale_id = s.sale_id;
    get diagnostics v_corrected = row_count;

    with bad as (
        select sale_id
          from public.sales
         where quantity <= 0 or unit_price < 0 or unit_price is null
            or transaction_date is null or transaction_date > now() + interval '1 day'
         order by public._uniform(sale_id, p_seed + 4), sale_id
         limit 1 + p_count / 10
    )
    update public.sales s
       set quantity = greatest(abs(s.quantity), 1),
           unit_price = abs(coalesce(s.unit_price, 9.99)),
           total_amount = greatest(abs(s.quantity), 1) * abs(coalesce(s.unit_price, 9.99)),
           transaction_date = least(s.transaction_date, s.created_at)
      from bad
     where bad.sale_id = s.sale_id;
    get diagnostics v_mended = row_count;
    return v_corrected + v_mended;
end
$body$;

comment on function public._correct_sales(bigint, bigint) is
    'Corrects sample sales, some of them badly; returns the rows changed';

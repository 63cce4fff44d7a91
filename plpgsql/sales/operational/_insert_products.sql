create or replace function public._insert_products(p_count integer, p_until timestamptz, p_seed bigint)
returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
-- Adds p_count products that were listed in the three years before p_until, and returns how many.
-- Groups take turns; prices lie low in the range of their group more often than high.
declare
    v_adjectives text[] := public._sample_words('adjective');
    v_groups     integer := (select count(*) from public._sample_groups());
    v_rows       bigint;
begin
    insert into public.products (product_name, product_group, unit_price, created_at)
    select case when n.noise < 0.004 then null when n.noise < 0.006 then '   '
               else public._scuff(n.adjective || ' ' || n.noun || ' ' || n.model,
                                  public._uniform(n.i, p_seed + 6)) end,
           public._scuff(public._pick(n.spellings, public._uniform(n.i, p_seed + 4) ^ 3),
                         public._uniform(n.i, p_seed + 7)),
           case when n.noise >= 0.01 and n.noise < 0.018 then -n.price
                when n.noise >= 0.02 and n.noise < 0.03 then null
                else n.price end,
           p_until - public._uniform(n.i, p_seed + 8) * interval '1095 days' - interval '1 day'
      from (
        select i, grp.spellings,
               public._pick(v_adjectives, public._uniform(i, p_seed + 1)) as adjective,
               public._pick(grp.nouns, public._uniform(i, p_seed + 2)) as noun,
               100 + floor(public._uniform(i, p_seed + 9) * 900)::integer as model,
               round((grp.price_from + (grp.price_to - grp.price_from)
                      * public._uniform(i, p_seed + 3) ^ 2.5)::numeric, 1) - 0.01 as price,
               public._uniform(i, p_seed + 5) as noise
          from generate_series(1, p_count) i
          join public._sample_groups() grp on grp.place = 1 + i % v_groups) n
     order by n.i;
    get diagnostics v_rows = row_count;
    return v_rows;
end
$body$;

comment on function public._insert_products(integer, timestamptz, bigint) is
    'Adds sample products and returns how many';

-- Rejected: missing_name, negative_price. A price may be missing.
-- NaN is a numeric that would make every sum it enters NaN: it counts as missing.
create or replace view public.clean_products as
select raw.product_id,
       cleaned.product_name,
       coalesce(known.product_group, public.clean_name(raw.product_group)) as product_group,
       nullif(raw.unit_price, 'NaN')::numeric as unit_price,
       raw.created_at,
       raw.updated_at,
       raw.is_deleted,
       raw.batch_id,
       array_remove(array[
           case when cleaned.product_name is null then 'missing_name' end,
           case when raw.unit_price < 0 then 'negative_price' end], null) as reject_reasons
  from mrr.mrr_dim_products raw
 cross join lateral (
       select public.clean_text(raw.product_name) as product_name
       offset 0) cleaned
  left join public.product_group_names known
    on known.group_key = public.mapping_key(raw.product_group);

comment on view public.clean_products is
    'Cleansing of products: the raw rows as staging takes them, with the reasons to reject one';
grant select on public.clean_products to pgstrata_operator;

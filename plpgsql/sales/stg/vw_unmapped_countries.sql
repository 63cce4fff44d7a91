create or replace view public.vw_unmapped_countries as
select public.clean_text(raw.country) as country_name,
       count(*) as customers,
       min(raw.customer_id) as example_customer_id
  from mrr.mrr_dim_customers raw
  left join public.country_codes country
    on country.country_key = public.mapping_key(raw.country)
 where country.country_key is null
   and not raw.is_deleted
   and public.clean_text(raw.country) is not null
 group by public.clean_text(raw.country)
 order by count(*) desc, public.clean_text(raw.country);

comment on view public.vw_unmapped_countries is
    'Country spellings that country_codes lacks, with the number of customers who have them';
comment on column public.vw_unmapped_countries.country_name is 'The spelling, spaces cleaned';
comment on column public.vw_unmapped_countries.customers is 'Customers with this spelling';
comment on column public.vw_unmapped_countries.example_customer_id is 'One of them';
grant select on public.vw_unmapped_countries to pgstrata_operator;

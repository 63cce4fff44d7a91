-- Rejected: missing_name, when neither a given nor a family name is left.
-- A lateral select with OFFSET 0 is worked out once per row; without it the planner would repeat
-- the expression for every column that uses it. It does not keep filters from the raw table.
create or replace view public.clean_customers as
select raw.customer_id,
       cleaned.first_name,
       cleaned.last_name,
       nullif(concat_ws(' ', cleaned.first_name, cleaned.last_name), '') as full_name,
       cleaned.email,
       cleaned.email is not null as has_valid_email,
       public.clean_phone(raw.phone) as phone,
       public.clean_name(raw.city) as city,
       country.country_code,
       raw.created_at,
       raw.updated_at,
       raw.is_deleted,
       raw.batch_id,
       case when cleaned.first_name is null and cleaned.last_name is null
           then '{missing_name}'::text[]
           else '{}'::text[]
       end as reject_reasons
  from mrr.mrr_dim_customers raw
 cross join lateral (
       select public.clean_name(raw.first_name) as first_name,
              public.clean_name(raw.last_name) as last_name,
              public.clean_email(raw.email) as email
       offset 0) cleaned
  left join public.country_codes country
    on country.country_key = public.mapping_key(raw.country);

comment on view public.clean_customers is
    'Cleansing of customers: the raw rows as staging takes them, with the reasons to reject one';
grant select on public.clean_customers to pgstrata_operator;

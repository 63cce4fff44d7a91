-- Rejected: missing_name.
create or replace view public.clean_ports as
select raw."Country",
       raw."Port's Code",
       nullif(btrim(raw."Full ""Name"""), '') as "Full ""Name""",
       raw."Harbour Dues",
       raw."Region",
       raw."Valid since",
       raw.is_deleted,
       raw.batch_id,
       case when btrim(raw."Full ""Name""") <> '' then '{}' else '{missing_name}' end::text[] as reject_reasons
  from mrr."Raw Ports" raw;

comment on view public.clean_ports is 'Cleansing of ports';

-- Rejected: missing_departure, no_cargo.
create or replace view public.clean_voyages as
select raw."Ship",
       raw."Voyage No",
       raw."From Country",
       raw."From Port",
       raw."To Country",
       raw."To Port",
       raw."Departed at",
       raw."Tonnes",
       raw.is_deleted,
       raw.batch_id,
       array_remove(array[
           case when raw."Departed at" is null then 'missing_departure' end,
           case when (raw."Tonnes" > 0) is not true then 'no_cargo' end], null) as reject_reasons
  from mrr."Raw Voyages" raw;

comment on view public.clean_voyages is 'Cleansing of voyages';

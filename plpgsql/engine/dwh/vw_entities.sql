create or replace view public.vw_entities as
-- What flows through the layers, and the tables that it flows through.
select e.entity,
       e.kind,
       e.raw_table,
       (pg_catalog.parse_ident(e.source))[2] as staging_table,
       (pg_catalog.parse_ident(e.target))[2] as warehouse_table,
       e.business_key,
       e.surrogate_key,
       e.is_enabled
  from engine.entities e
 order by e.kind, e.entity;

comment on view public.vw_entities is 'what flows through the layers, and the tables that it flows through';
comment on column public.vw_entities.entity is 'the entity';
comment on column public.vw_entities.kind is 'dimension or fact';
comment on column public.vw_entities.raw_table is 'its table in mrr';
comment on column public.vw_entities.staging_table is 'its table in stg';
comment on column public.vw_entities.warehouse_table is 'its table here';
comment on column public.vw_entities.business_key is 'the columns by which the source knows a row';
comment on column public.vw_entities.surrogate_key is 'the column that numbers the versions of a dimension';
comment on column public.vw_entities.is_enabled is 'whether run_master_pipeline() includes it';
grant select on public.vw_entities to pgstrata_operator, pgstrata_reader, pgstrata_web;

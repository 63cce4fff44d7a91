create or replace view engine.lineage as
-- From which raw table each staging table is filled, which the warehouse names in its log, and what identifies its rows.
select e.entity, (pg_catalog.parse_ident(e.raw))[2] as raw_table, e.business_key
  from engine.entities e;

comment on view engine.lineage is 'from which raw table each entity of staging is filled, and its key';
grant select on engine.lineage to pgstrata_link;

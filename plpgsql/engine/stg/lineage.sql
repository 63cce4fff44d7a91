create or replace view engine.lineage as
-- From which raw table each staging table is filled; the warehouse names them in its log.
select e.entity, (pg_catalog.parse_ident(e.raw))[2] as raw_table
  from engine.entities e;

comment on view engine.lineage is 'from which raw table each entity of staging is filled';
grant select on engine.lineage to pgstrata_link;

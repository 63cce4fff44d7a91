create or replace view engine.lineage as
-- From which raw table each staging table is filled; the warehouse names them in its log.
select e.entity, c.relname::text as raw_table
  from engine.entities e
  join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(e.raw);

comment on view engine.lineage is 'from which raw table each entity of staging is filled';
grant select on engine.lineage to pgstrata_link;

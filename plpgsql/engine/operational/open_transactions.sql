create or replace view engine.open_transactions as
-- engine.watermark_ceiling() as a relation, so that the raw layer can read it as a foreign table.
select c.* from engine.watermark_ceiling() c;

comment on view engine.open_transactions is 'the oldest transaction that is open in the source, in one row';
grant select on engine.open_transactions to pgstrata_link;

create or replace function engine.count_rows()
returns table (entity text, source_rows bigint, raw_rows bigint, deleted_rows bigint)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- How many rows of each entity the source has, and how many the raw layer; the source counts its own.
-- Returns: one row for each entity; deleted_rows are those of the raw layer that the source no longer has.
-- Reads: the source and the raw tables.
select c.entity, (c.counts ->> 'source_rows')::bigint, (c.counts ->> 'raw_rows')::bigint,
       (c.counts ->> 'deleted_rows')::bigint
  from (select e.entity,
               engine.execute_plan(array(select p from engine.plan_count(e) p), '{}') as counts
          from engine.entities e) c
$$;

comment on function engine.count_rows() is 'how many rows of each entity the source has, and how many the raw layer';
grant execute on function engine.count_rows() to pgstrata_link, pgstrata_operator;

create or replace function engine.count_rows()
returns table (entity text, staged bigint, open_rejects bigint, never_good bigint)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- How many rows of each entity are staged, how many have an open reject, and how many of those were never good.
-- The equation of staging: rows of the raw layer = staged + never_good.
-- Returns: one row for each entity.
-- Reads: the staging tables and stg_rejects.
select c.entity, (c.counts ->> 'staged')::bigint, (c.counts ->> 'open_rejects')::bigint,
       (c.counts ->> 'never_good')::bigint
  from (select e.entity,
               engine.execute_plan(array(select p from engine.plan_count(e) p), '{}') as counts
          from engine.entities e) c
$$;

comment on function engine.count_rows() is
    'how many rows of each entity are staged, rejected, and were never good';
grant execute on function engine.count_rows() to pgstrata_link, pgstrata_operator;

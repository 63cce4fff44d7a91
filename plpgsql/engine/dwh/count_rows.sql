create or replace function engine.count_rows()
returns table (
    entity       text,
    kind         text,
    operational  bigint,
    mrr          bigint,
    stg          bigint,
    rejects      bigint,
    never_good   bigint,
    dwh          bigint,
    dwh_versions bigint)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- How many rows of each entity every layer has; each layer counts its own, over dblink.
-- Returns: one row for each entity.
--   operational   rows of the source
--   mrr           rows of the raw layer, those that the source deleted among them
--   stg           rows that are staged
--   rejects       keys with an open reject; never_good: those of them that are not staged. mrr = stg + never_good
--   dwh           rows of a fact, members of a dimension
--   dwh_versions  versions of a dimension; NULL for a fact
-- Raises: 08001 when a layer cannot be reached.
-- Reads: all layers.
begin
    return query
    select e.entity, e.kind, m.source_rows, m.raw_rows, s.staged, s.open_rejects, s.never_good,
           (c.counts ->> 'rows')::bigint, (c.counts ->> 'versions')::bigint
      from engine.entities e
      left join extensions.dblink('mrr', 'select entity, source_rows, raw_rows from engine.count_rows()')
                m (entity text, source_rows bigint, raw_rows bigint) using (entity)
      left join extensions.dblink('stg', 'select entity, staged, open_rejects, never_good from engine.count_rows()')
                s (entity text, staged bigint, open_rejects bigint, never_good bigint) using (entity)
     cross join lateral (
               select engine.execute_plan(array(select p from engine.plan_count(e) p), '{}')) c (counts)
     order by e.kind, e.entity;
end
$$;

comment on function engine.count_rows() is 'how many rows of each entity every layer has';
grant execute on function engine.count_rows() to pgstrata_operator, pgstrata_reader, pgstrata_web;

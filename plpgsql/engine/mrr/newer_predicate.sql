create or replace function engine.newer_predicate(p_entity engine.entities)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The condition for rows of the source that are not known to be here: inclusive, since several rows share a
-- watermark, and without an upper bound, so that a run contains everything that was committed before it began.
-- Parameters: p_entity, a row of the registry. The relation is s, the mark :'mark'; NULL: everything.
-- A mark of capture timestamp is a timestamptz, whatever the type of the column.
select format($sql$(:'mark' is null or s.%1$I >= %2$s)$sql$, p_entity.watermark,
           case
               when p_entity.capture = 'counter' then format(':''mark''::%s', c.type)
               when c.type like 'timestamp%without time zone' then
                   format('(:''mark''::timestamptz at time zone %L)', engine.setting('source_time_zone'))
               when c.type = 'date' then
                   format('(:''mark''::timestamptz at time zone %L)::date', engine.setting('source_time_zone'))
               else ':''mark''::timestamptz'
           end)
  from engine.columns_of(p_entity.source) c
 where c.name = p_entity.watermark
$$;

comment on function engine.newer_predicate(engine.entities) is
    'the condition for rows of the source that are not known to be here';

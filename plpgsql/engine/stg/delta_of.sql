create or replace function engine.delta_of(p_entity text)
returns table (origin text, relation text, predicate text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- What a hop into staging reads.
-- Parameters: p_entity.
-- Returns: origin, for the purpose of a statement; relation, to be read under the alias s; predicate, which of its
--   rows are new.
-- Reads: engine.entities.
select 'the raw layer', e.raw, $sql$s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint$sql$
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.delta_of(text) is 'what a hop into staging reads';

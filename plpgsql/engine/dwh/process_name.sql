create or replace function engine.process_name(p_layer text, p_entity text)
returns text
language sql immutable parallel safe
as $$
-- What the log calls a hop: extract, stage or load, and the entity.
-- Parameters: p_layer, p_entity.
select case p_layer when 'mrr' then 'extract ' when 'stg' then 'stage ' else 'load ' end || p_entity
$$;

comment on function engine.process_name(text, text) is 'what the log calls a hop';
grant execute on function engine.process_name(text, text) to pgstrata_operator, pgstrata_reader, pgstrata_web;

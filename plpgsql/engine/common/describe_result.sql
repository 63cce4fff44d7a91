create or replace function engine.describe_result(p_layer text, p_entity text, p_result jsonb)
returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
-- The result of a hop in one line, for NOTICEs.
-- Parameters: p_layer, where the hop went; p_entity; p_result.
select format('%s %s: ', p_layer, p_entity)
    || case
           when p_result ->> 'batch_id' is null and coalesce(p_result ->> 'rows_read', '0') = '0'
               then 'nothing new'
           else format('%s read, %s inserted, %s updated%s%s',
               coalesce(p_result ->> 'rows_read', '0'), coalesce(p_result ->> 'rows_inserted', '0'),
               coalesce(p_result ->> 'rows_updated', '0'),
               ', ' || nullif(p_result ->> 'rows_rejected', '0') || ' rejected',
               coalesce(', batch ' || (p_result ->> 'batch_id'), ', no change'))
       end
$$;

comment on function engine.describe_result(text, text, jsonb) is 'the result of a hop in one line';
grant execute on function engine.describe_result(text, text, jsonb) to pgstrata_operator, pgstrata_link;

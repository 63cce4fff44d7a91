create or replace function engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Moves the mark of an entity of staging to the last batch of the raw layer that its hop has read.
-- Parameters: p_entity; p_hop, whose parameters hold the batch; p_result.
-- Returns: the result.
-- Writes: engine.batch_marks, when the mark moves.
begin
    insert into engine.batch_marks as m (entity, upstream_layer, upstream_entity, batch_id)
    values (p_entity, 'mrr', p_entity, (p_hop #>> '{parameters, upto}')::bigint)
    on conflict (entity, upstream_layer, upstream_entity) do update
       set batch_id = excluded.batch_id, moved_at = excluded.moved_at
     where m.batch_id < excluded.batch_id;
    return p_result;
end
$$;

comment on function engine.move_marks(text, jsonb, jsonb) is
    'moves the mark of an entity of staging to the last batch that its hop has read';

create or replace function engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Moves the marks of an entity of the warehouse to what its hop has read: of staging, for a fact of each of its
-- dimensions, and, in a run of the master, of the source.
-- Parameters: p_entity; p_hop, whose parameters hold the batches, and whose options may hold "source", the mark
--   that the source hop of the same run reached; p_result.
-- Returns: the result.
-- Writes: engine.batch_marks, public.high_water_mark.
declare
    v_source jsonb := p_hop #> '{options, source}';
begin
    insert into engine.batch_marks as m (entity, upstream_layer, upstream_entity, batch_id)
    select p_entity, 'stg', p_entity, (p_hop #>> '{parameters, upto}')::bigint
     union all
    select p_entity, 'dwh', l.dimension, min((p_hop -> 'parameters' ->> (l.surrogate_key || '_upto'))::bigint)
      from engine.lookups l
     where l.fact = p_entity and p_hop -> 'parameters' ? (l.surrogate_key || '_upto')
     group by l.dimension
    on conflict (entity, upstream_layer, upstream_entity) do update
       set batch_id = excluded.batch_id, moved_at = excluded.moved_at
     where m.batch_id < excluded.batch_id;

    if v_source is not null and not (p_hop ->> 'resumes')::boolean then
        insert into public.high_water_mark as h (table_name, high_water_mark, loaded_through, last_updated)
        values (p_entity, v_source ->> 'high_water_mark', v_source ->> 'loaded_through', clock_timestamp())
        on conflict (table_name) do update
           set high_water_mark = coalesce(excluded.high_water_mark, h.high_water_mark),
               loaded_through = coalesce(excluded.loaded_through, h.loaded_through),
               last_updated = excluded.last_updated;
    end if;
    return p_result;
end
$$;

comment on function engine.move_marks(text, jsonb, jsonb) is
    'moves the marks of an entity of the warehouse to what its hop has read';

create or replace function engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO, YMD'
as $$
-- Moves the mark of an entity of the raw layer to where its hop has read; never backwards.
-- Parameters: p_entity; p_hop, whose parameters hold the mark to come; p_result, with the largest watermarks read.
-- Returns: the result with loaded_through and high_water_mark, for the warehouse.
-- Writes: engine.source_marks.
declare
    v_is_counter boolean := (select e.capture = 'counter' from engine.entities e where e.entity = p_entity);
    v_next       jsonb := p_hop -> 'parameters';
    v_old        engine.source_marks;
    v_read       text[] := array(select jsonb_array_elements_text(p_result -> 'watermarks'));
    v_through    text;
    v_largest    text;
begin
    select m.* into v_old from engine.source_marks m where m.entity = p_entity;
    if v_is_counter then
        v_through := greatest((v_next ->> 'loaded_through')::numeric, v_old.loaded_through::numeric);
        v_largest := (select max(w::numeric) from unnest(v_read || v_old.high_water_mark) w);
    else
        v_through := greatest((v_next ->> 'loaded_through')::timestamptz, v_old.loaded_through::timestamptz);
        v_largest := (select max(w::timestamptz) from unnest(v_read || v_old.high_water_mark) w);
    end if;

    insert into engine.source_marks as m
           (entity, loaded_through, high_water_mark, pending_value, pending_since)
    values (p_entity, v_through, v_largest, v_next ->> 'pending_value',
            (v_next ->> 'pending_since')::timestamptz)
    on conflict (entity) do update
       set loaded_through = excluded.loaded_through,
           high_water_mark = excluded.high_water_mark,
           pending_value = excluded.pending_value,
           pending_since = excluded.pending_since,
           moved_at = excluded.moved_at;
    return (p_result - 'watermarks')
        || jsonb_build_object('loaded_through', v_through, 'high_water_mark', v_largest);
end
$$;

comment on function engine.move_marks(text, jsonb, jsonb) is
    'moves the mark of an entity of the raw layer to where its hop has read';

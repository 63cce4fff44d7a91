create or replace function engine.range_results(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- What the key ranges of a hop have loaded, as one result; an empty hop has none, and so an empty result.
-- Parameters: p_entity, p_hop.
-- Returns: the counts added up.
-- Reads: engine.ranges.
declare
    v_result jsonb := '{"rows_read": 0, "rows_inserted": 0, "rows_updated": 0}';
    v_range  record;
begin
    for v_range in
        select r.result from engine.ranges r
         where r.entity = p_entity and r.batch_id = (p_hop ->> 'batch_id')::bigint
         order by r.range_no
    loop
        v_result := engine.add_counts(v_result, v_range.result);
    end loop;
    return v_result;
end
$$;

comment on function engine.range_results(text, jsonb) is 'what the key ranges of a hop have loaded, as one result';

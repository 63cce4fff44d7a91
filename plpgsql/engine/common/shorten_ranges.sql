create or replace function engine.shorten_ranges(p_entity text, p_hop jsonb, p_link text)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Ends a key range that has taken longer than it may, and cuts it in two, and with it every range that nobody works on,
-- since those would take as long. What it has done rolls back. One that cannot be cut is loaded again, without a limit.
-- Parameters: p_entity; p_hop; p_link, over which the range is loaded.
-- Returns: the hop, in which the link is free; unlimited has the ranges that cannot be cut.
-- Reads: upstream. Writes: engine.ranges.
declare
    v_batch_id bigint := (p_hop ->> 'batch_id')::bigint;
    v_range_no integer := (p_hop #>> array['links', p_link, 'range_no'])::integer;
    v_waiting  integer[] := array(
        select r.range_no
          from engine.ranges r
         where r.entity = p_entity and r.batch_id = v_batch_id and r.completed_at is null
           and r.range_no not in (select (l.value ->> 'range_no')::integer from jsonb_each(p_hop -> 'links') l)
         order by r.range_no);
begin
    perform engine.close_link(p_link, true);
    p_hop := jsonb_set(p_hop, array['links', p_link], '{"range_no": 0}');
    if engine.cut_range(p_entity, v_batch_id, v_range_no) then
        perform engine.cut_range(p_entity, v_batch_id, w) from unnest(v_waiting) w;
        return engine.tell(p_hop, format('range %s took longer than %s: it is cut in two, like those still to come',
            v_range_no, engine.range_limit()));
    end if;
    if exists (select from engine.ranges r
                where r.entity = p_entity and r.batch_id = v_batch_id and r.range_no = v_range_no
                  and r.completed_at is null)
    then
        p_hop := p_hop || jsonb_build_object(
            'unlimited', coalesce(p_hop -> 'unlimited', '[]') || to_jsonb(v_range_no));
        return engine.tell(p_hop, format('range %s took longer than %s, but has a single key: it takes as long as it takes',
            v_range_no, engine.range_limit()));
    end if;
    -- It was faster than the cancel.
    return engine.tell(p_hop, format('range %s is loaded', v_range_no));
end
$$;

comment on function engine.shorten_ranges(text, jsonb, text) is
    'ends a key range that has taken longer than it may, and cuts it and those still to come in two';

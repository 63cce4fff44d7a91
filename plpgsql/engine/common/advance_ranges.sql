create or replace function engine.advance_ranges(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- The leader's part of a large hop: gives a range to every session that has none, and takes in what is done.
-- It returns after a moment, so that the leader holds no snapshot while the ranges load.
-- Parameters: p_entity; p_hop, whose links say which session (a dblink connection) works on which range.
-- Returns: the hop; next is complete once every range is loaded.
-- Raises: what a range raises.
-- Reads: engine.ranges.
declare
    v_links    jsonb := coalesce(p_hop -> 'links', '{}');
    v_link     record;
    v_range_no integer;
    v_moved    boolean := false;
    v_open     integer := (
        select count(*) from engine.ranges r
         where r.entity = p_entity and r.batch_id = (p_hop ->> 'batch_id')::bigint and r.completed_at is null);
begin
    if v_links = '{}' then
        select coalesce(jsonb_object_agg(format('pgstrata_range_%s', i), 0), '{}')
          into v_links
          from generate_series(1, least(v_open, engine.setting('sessions_per_hop')::integer)) i;
        -- A cancel may have left them open, and busy, in this session.
        perform engine.close_link(name, true) from jsonb_object_keys(v_links) name;
        -- The caller must know the links before the first of them is opened, to be able to close them.
        return p_hop || jsonb_build_object('links', v_links);
    end if;

    for v_link in select key as name, value::text::integer as range_no from jsonb_each(v_links) loop
        if v_link.range_no > 0 then
            continue when engine.take_result(v_link.name) is null;
            v_moved := true;
            p_hop := engine.tell(p_hop, format('range %s is loaded', v_link.range_no));
        end if;
        select min(r.range_no) into v_range_no
          from engine.ranges r
         where r.entity = p_entity and r.batch_id = (p_hop ->> 'batch_id')::bigint
           and r.completed_at is null
           and r.range_no not in (select value::text::integer from jsonb_each(v_links));
        if v_range_no is null then
            v_links := jsonb_set(v_links, array[v_link.name], '0');
            continue;
        end if;
        perform engine.open_link(v_link.name, engine.layer());
        perform engine.send_call(v_link.name, 'engine.run_range', jsonb_build_array(
            p_entity, p_hop -> 'batch_id', v_range_no, pg_backend_pid()));
        v_links := jsonb_set(v_links, array[v_link.name], to_jsonb(v_range_no));
        v_moved := true;
    end loop;

    if not exists (select from jsonb_each(v_links) where value::text::integer > 0) then
        perform engine.close_link(name, false) from jsonb_object_keys(v_links) name;
        return (p_hop - 'links') || '{"next": "complete"}';
    end if;
    if not v_moved then
        perform pg_sleep(0.02);
    end if;
    return p_hop || jsonb_build_object('links', v_links);
end
$$;

comment on function engine.advance_ranges(text, jsonb) is
    'gives a key range to every session that has none, and takes in what is done';

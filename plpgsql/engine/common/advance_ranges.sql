create or replace function engine.advance_ranges(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- The leader's part of a large hop: gives a range to every session that has none, takes in what is done, and cuts what
-- takes too long. It returns after a moment, so that the leader holds no snapshot while the ranges load.
-- Parameters: p_entity; p_hop, whose links say which session (a dblink connection) works on which range (0: on none),
--   and since when.
-- Returns: the hop; next is complete once every range is loaded.
-- Raises: what a range raises.
-- Reads: engine.ranges. Writes: engine.ranges, where one is cut.
declare
    v_batch_id bigint := (p_hop ->> 'batch_id')::bigint;
    v_limit    interval := engine.range_limit();
    v_link     record;
    v_range_no integer;
    v_moved    boolean := false;
begin
    if not p_hop ? 'links' then
        p_hop := p_hop || jsonb_build_object('links', (
            select coalesce(jsonb_object_agg(format('pgstrata_range_%s', i), '{"range_no": 0}'::jsonb), '{}')
              from generate_series(1, least(engine.setting('sessions_per_hop')::bigint, (
                       select count(*) from engine.ranges r
                        where r.entity = p_entity and r.batch_id = v_batch_id and r.completed_at is null))) i));
        -- A cancel may have left them open, and busy, in this session.
        perform engine.close_link(name, true) from jsonb_object_keys(p_hop -> 'links') name;
        -- The caller must know the links before the first of them is opened, to be able to close them.
        return p_hop;
    end if;

    for v_link in
        select l.name, l.range_no, l.since
          from jsonb_each(p_hop -> 'links') e
         cross join lateral (
                   select e.key, (e.value ->> 'range_no')::integer, (e.value ->> 'since')::timestamptz
               ) l (name, range_no, since)
    loop
        if v_link.range_no > 0 then
            if engine.take_result(v_link.name) is not null then
                p_hop := engine.tell(p_hop, format('range %s is loaded', v_link.range_no));
            elsif clock_timestamp() - v_link.since > v_limit
                and not coalesce(p_hop -> 'unlimited' @> to_jsonb(v_link.range_no), false)
            then
                p_hop := engine.shorten_ranges(p_entity, p_hop, v_link.name);
            else
                continue;
            end if;
            v_moved := true;
        end if;
        select min(r.range_no) into v_range_no
          from engine.ranges r
         where r.entity = p_entity and r.batch_id = v_batch_id
           and r.completed_at is null
           and r.range_no not in (select (l.value ->> 'range_no')::integer from jsonb_each(p_hop -> 'links') l);
        if v_range_no is not null then
            perform engine.open_link(v_link.name, engine.layer());
            perform engine.send_call(v_link.name, 'engine.run_range', jsonb_build_array(
                p_entity, p_hop -> 'batch_id', v_range_no, pg_backend_pid()));
            v_moved := true;
        end if;
        p_hop := jsonb_set(p_hop, array['links', v_link.name], jsonb_build_object(
            'range_no', coalesce(v_range_no, 0), 'since', clock_timestamp()));
    end loop;

    if not exists (select from jsonb_each(p_hop -> 'links') l where (l.value ->> 'range_no')::integer > 0) then
        perform engine.close_link(name, false) from jsonb_object_keys(p_hop -> 'links') name;
        return (p_hop - '{links,unlimited}'::text[]) || '{"next": "complete"}';
    end if;
    if not v_moved then
        perform pg_sleep(0.02);
    end if;
    return p_hop;
end
$$;

comment on function engine.advance_ranges(text, jsonb) is
    'gives a key range to every session that has none, takes in what is done, cuts what takes too long';

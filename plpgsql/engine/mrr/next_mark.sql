create or replace function engine.next_mark(p_entity engine.entities, p_mark engine.source_marks)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO, YMD'
as $$
-- Up to where the source will be complete here once everything visible from now on has been read.
--   timestamp  the start of the oldest open transaction, or now, less ceiling_guard. now() of a transaction is
--              fixed a moment before its start is published, and clocks step back: hence the guard.
--   counter    the largest value visible, if no transaction is open that could have drawn a lower one; else it
--              is kept as pending until every transaction that is open now has ended.
-- A prepared transaction started at a time that nobody knows: while one exists the mark does not move.
-- Parameters: p_entity and p_mark, their rows.
-- Returns: loaded_through (NULL: does not move), pending_value, pending_since.
-- Raises: PS008.
-- Reads: operational.open_transactions, and for a counter the source.
declare
    v_open  record;
    v_value text;
begin
    if p_entity.capture = 'counter' then
        -- Before the open transactions: what is drawn in between must not seem to be covered.
        v_value := engine.execute_plan(engine.plan_phase(p_entity.entity, 'mark'), '{}') ->> 'value';
    end if;
    select * into v_open from operational.open_transactions;

    case
    when p_entity.capture = 'timestamp' then
        return jsonb_build_object('loaded_through', case when v_open.prepared_since is null then
            (least(v_open.oldest_start, v_open.read_at) - engine.setting('ceiling_guard')::interval)::text
        end);
    when v_open.prepared_since is null and v_open.oldest_start is null then
        return jsonb_build_object('loaded_through', v_value, 'pending_value', null, 'pending_since', null);
    when p_mark.pending_value is not null
        and (v_open.prepared_since is null and v_open.oldest_start > p_mark.pending_since) then
        return jsonb_build_object(
            'loaded_through', p_mark.pending_value,
            'pending_value', v_value, 'pending_since', v_open.read_at);
    else
        return jsonb_build_object(
            'loaded_through', null,
            'pending_value', coalesce(p_mark.pending_value, v_value),
            'pending_since', coalesce(p_mark.pending_since, v_open.read_at));
    end case;
end
$$;

comment on function engine.next_mark(engine.entities, engine.source_marks) is
    'up to where the source will be complete here once everything visible has been read';

create or replace function engine.begin_hop(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Settles what a hop into the raw layer reads, in a transaction that ends before the one that extracts: from
-- the mark on, inclusive and without an upper bound; and the mark to come, which is the ceiling as it is now.
-- Parameters: p_entity; p_hop, whose options may bring "from", the lower bound of the master.
-- Returns: the hop with its parameters, or with those of a batch that an earlier leader left open.
-- Raises: PS008.
-- Reads: the source's open transactions, engine.source_marks, engine.batches.
declare
    v_entity engine.entities;
    v_mark   engine.source_marks;
    v_from   text := p_hop #>> '{options, from}';
    v_open   engine.batches;
begin
    select b.* into v_open from engine.batches b where b.entity = p_entity and b.completed_at is null;
    if found then
        return p_hop || jsonb_build_object(
            'resumes', true, 'batch_id', v_open.batch_id, 'parameters', v_open.parameters);
    end if;

    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    select m.* into v_mark from engine.source_marks m where m.entity = p_entity;
    -- Where the two differ the lower one is right: this layer misses what lies above its own mark, and the
    -- warehouse what lies above the one that it hands up.
    if not p_hop -> 'options' ? 'from' then
        v_from := v_mark.loaded_through;
    elsif v_from is null or v_mark.loaded_through is null then
        v_from := null;
    elsif v_entity.capture = 'counter' then
        v_from := least(v_from::numeric, v_mark.loaded_through::numeric)::text;
    else
        v_from := least(v_from::timestamptz, v_mark.loaded_through::timestamptz)::text;
    end if;
    return p_hop || jsonb_build_object(
        'resumes', false,
        'batch_id', null,
        'parameters', jsonb_build_object('mark', v_from, 'range_from', null, 'range_to', null)
            || engine.next_mark(v_entity, v_mark));
end
$$;

comment on function engine.begin_hop(text, jsonb) is 'settles what a hop into the raw layer reads';

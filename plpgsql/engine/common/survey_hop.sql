create or replace function engine.survey_hop(p_entity text, p_hop jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Looks at how much is new, and decides how the hop loads it: in one transaction, or in key ranges that
-- several sessions load at once.
-- Parameters: p_entity; p_hop, as engine.begin_hop left it. Where that says is_behind: false, since no batch came after
--   the mark, the upstream need not be asked.
-- Returns: the hop with batch_id and next.
-- Reads: upstream. Writes: engine.batches and engine.ranges for a large hop, engine.indexes_aside for a first one.
declare
    v_must_finish boolean := coalesce((p_hop ->> 'must_finish')::boolean, false);
    v_survey      jsonb;
    v_rows        bigint;
    v_batch_id    bigint;
    v_per_range   integer;
    v_fractions   double precision[];
    v_boundaries  text[];
    v_aside       integer;
    v_hop         jsonb;
begin
    if (p_hop ->> 'resumes')::boolean then
        -- Since then somebody may have written to the target by hand.
        update engine.batches
           set parameters = parameters || '{"is_empty": false}'
         where entity = p_entity and batch_id = (p_hop ->> 'batch_id')::bigint;
        return engine.tell(p_hop || '{"next": "ranges"}',
            format('goes on with batch %s, which a session before left open', p_hop ->> 'batch_id'));
    end if;

    if v_must_finish or coalesce((p_hop ->> 'is_behind')::boolean, true) then
        v_survey := engine.execute_plan(engine.plan_phase(p_entity, 'survey'), p_hop -> 'parameters');
    end if;
    v_rows := coalesce((v_survey ->> 'rows')::bigint, 0);
    if v_rows = 0 and not v_must_finish then
        return engine.tell(p_hop || '{"next": "complete"}', 'nothing is new');
    end if;

    v_batch_id := nextval('engine.batch_id_seq');
    v_hop := engine.tell(p_hop, format('%s rows to look at', v_rows)) || jsonb_build_object(
        'batch_id', v_batch_id,
        'next', 'load',
        'parameters', p_hop -> 'parameters' || jsonb_build_object(
            'batch_id', v_batch_id::text, 'is_empty', v_survey -> 'is_empty'));
    v_per_range := engine.setting('rows_per_range')::integer;
    -- Where a range may take only so long, somebody has to watch it, except one that is done in a second or two.
    if v_rows <= least(v_per_range, case when engine.range_limit() is not null then 50000 end) then
        return v_hop;
    end if;

    select array_agg(i / ceil(v_rows::numeric / v_per_range) order by i)
      into v_fractions
      from generate_series(1, ceil(v_rows::numeric / v_per_range)::integer - 1) i;
    -- A key that many rows share can be the boundary twice.
    if v_fractions is not null then
        select array_agg(b.boundary order by b.position)
          into v_boundaries
          from (select x.boundary, min(x.position) as position
                  from jsonb_array_elements_text(engine.execute_plan(
                           engine.plan_phase(p_entity, 'cut'),
                           (v_hop -> 'parameters') || jsonb_build_object('fractions', v_fractions::text))
                           -> 'boundaries') with ordinality x (boundary, position)
                 group by x.boundary) b;
    end if;

    insert into engine.batches (entity, batch_id, parameters)
    values (p_entity, v_batch_id, v_hop -> 'parameters');
    insert into engine.ranges (entity, batch_id, range_no, range_from, range_to)
    select p_entity, v_batch_id, i, v_boundaries[i - 1], v_boundaries[i]
      from generate_series(1, coalesce(cardinality(v_boundaries), 0) + 1) i;
    if v_boundaries is not null then
        v_hop := engine.tell(v_hop, format('cut into %s key ranges', cardinality(v_boundaries) + 1));
    end if;
    if (v_survey ->> 'is_empty')::boolean then
        v_aside := engine.set_indexes_aside(p_entity);
        v_hop := engine.tell(v_hop, format('%s indexes are built at the end', v_aside));
    end if;
    return v_hop || jsonb_build_object(
        'next', 'ranges',
        'result', engine.add_counts(v_hop -> 'result', engine.execute_plan(
            engine.plan_phase(p_entity, 'prepare'), v_hop -> 'parameters')));
end
$$;

comment on function engine.survey_hop(text, jsonb) is
    'looks at how much is new, and decides how a hop loads it';

create or replace function engine.begin_run(p_entities text[])
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Begins a run: takes its lock, records it, and lays out its steps.
-- Parameters: p_entities, or NULL for all that are enabled.
-- Returns: the run: run_id, next, and steps, each with layer, entity, status, needs (keys of the steps that must
--   have succeeded before it) and follows (keys of those that must only have ended).
-- Raises: PS001 when another run is active, PS004 for an unknown entity.
-- Reads: engine.entities, engine.lookups, and the settings pgstrata.origin, pgstrata.requested_by and
--   pgstrata.job_id of the session. Writes: public.etl_runs, engine.run_messages, and what died before.
declare
    v_entities text[];
    v_run_id   bigint;
    v_steps    jsonb;
    v_notice   text;
begin
    perform engine.assert_entities(p_entities);
    perform engine.lock_run();
    begin
        perform engine.mark_crashed();
        v_entities := array(
            select e.entity from engine.entities e
             where case when p_entities is null then e.is_enabled else e.entity = any (p_entities) end
             order by e.entity);
        -- A worker says on its session on whose behalf it calls.
        insert into public.etl_runs (status, entities, origin, requested_by, job_id)
        values ('RUNNING', v_entities,
                coalesce(nullif(current_setting('pgstrata.origin', true), ''), 'call'),
                nullif(current_setting('pgstrata.requested_by', true), ''),
                nullif(current_setting('pgstrata.job_id', true), '')::uuid)
        returning run_id into v_run_id;
        perform engine.announce_run(v_run_id);

        -- The source of facts is read before that of their dimensions, so that what a fact refers to is there
        -- when the dimension is read; in the warehouse dimensions come first.
        select coalesce(jsonb_agg(jsonb_build_object(
                   'key', s.layer || ' ' || e.entity, 'layer', s.layer, 'entity', e.entity, 'status', 'WAITING',
                   'needs', to_jsonb(
                       case s.layer
                           when 'mrr' then '{}'
                           when 'stg' then array['mrr ' || e.entity]
                           else array['stg ' || e.entity] || array(
                               select distinct 'dwh ' || l.dimension from engine.lookups l
                                where l.fact = e.entity and l.dimension = any (v_entities))
                       end),
                   'follows', to_jsonb(
                       case when s.layer = 'mrr' then array(
                           select distinct 'mrr ' || l.fact from engine.lookups l
                            where l.dimension = e.entity and l.fact = any (v_entities))
                       else '{}' end))
                   order by s.position, e.kind = 'dimension', e.entity), '[]')
          into v_steps
          from engine.entities e
         cross join (values (1, 'mrr'), (2, 'stg'), (3, 'dwh')) s (position, layer)
         where e.entity = any (v_entities);
    exception when query_canceled or others then
        perform engine.unlock_run();
        raise;
    end;
    v_notice := format('run %s: %s', v_run_id,
        coalesce(nullif(array_to_string(v_entities, ', '), ''), 'no entity is enabled'));
    perform engine.say(v_run_id, null, v_notice);
    return jsonb_build_object(
        'run_id', v_run_id, 'next', 'work', 'steps', v_steps, 'pause', 0.001,
        'notices', jsonb_build_array(v_notice));
end
$$;

comment on function engine.begin_run(text[]) is 'begins a run: takes its lock, records it, and lays out its steps';
grant execute on function engine.begin_run(text[]) to pgstrata_operator, pgstrata_worker;

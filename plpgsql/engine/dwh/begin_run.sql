create or replace function engine.begin_run(p_entities text[])
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Begins a run: takes its lock, records it, and lays out its steps.
-- Parameters: p_entities, or NULL for all that are enabled.
-- Returns: the run: run_id, next, and steps, as engine.lay_out_steps has them.
-- Raises: PS001 when another run is active, PS004 for an unknown entity.
-- Reads: engine.entities, and the settings pgstrata.origin, pgstrata.requested_by and
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
        v_entities := engine.entities_of_run(p_entities);
        -- A worker says on its session on whose behalf it calls.
        insert into public.etl_runs (status, entities, origin, requested_by, job_id)
        values ('RUNNING', v_entities,
                coalesce(nullif(current_setting('pgstrata.origin', true), ''), 'call'),
                nullif(current_setting('pgstrata.requested_by', true), ''),
                nullif(current_setting('pgstrata.job_id', true), '')::uuid)
        returning run_id into v_run_id;
        perform engine.announce_run(v_run_id);
        v_steps := engine.lay_out_steps(v_entities);
    exception when query_canceled or others then
        perform engine.unlock_run();
        raise;
    end;
    v_notice := format('run %s: %s', v_run_id,
        coalesce(nullif(array_to_string(v_entities, ', '), ''), 'no entity is enabled'));
    perform engine.say(v_run_id, null, v_notice);
    return jsonb_build_object(
        'run_id', v_run_id, 'next', 'work', 'steps', v_steps, 'pause', 0.002,
        'notices', jsonb_build_array(v_notice));
end
$$;

comment on function engine.begin_run(text[]) is 'begins a run: takes its lock, records it, and lays out its steps';
grant execute on function engine.begin_run(text[]) to pgstrata_operator, pgstrata_worker;

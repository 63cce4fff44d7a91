create or replace function engine.judge_run(p_run jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Looks what a run has made of the incidents, in a moment of its own after the end of the run was committed: what goes
-- wrong here, in on_alert above all, changes nothing about the run.
-- Parameters: p_run.
-- Returns: the run; next is done.
-- Writes: engine.incidents, engine.alerts, engine.run_messages.
begin
    perform engine.judge_incidents();
    return p_run || '{"next": "done", "notices": []}';
exception when query_canceled or assert_failure or others then
    -- A worker judges every minute.
    perform engine.say((p_run ->> 'run_id')::bigint, null,
        format('incidents could not be judged: %s (SQLSTATE %s)', sqlerrm, sqlstate));
    return p_run || '{"next": "done", "notices": []}';
end
$$;

comment on function engine.judge_run(jsonb) is 'looks what a run has made of the incidents';

create or replace function engine.tell_step(p_run jsonb, p_step jsonb)
returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- A step that has ended, in one line, which is kept with the run.
-- Parameters: p_run, p_step.
-- Returns: the line, for a NOTICE.
-- Writes: engine.run_messages.
declare
    v_message text := engine.describe_step(p_step);
begin
    perform engine.say((p_run ->> 'run_id')::bigint, (p_step ->> 'log_id')::bigint, v_message);
    return v_message;
end
$$;

comment on function engine.tell_step(jsonb, jsonb) is 'a step that has ended, in one line, which is kept with the run';

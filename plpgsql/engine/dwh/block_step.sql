create or replace function engine.block_step(p_run jsonb, p_step jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Logs a step that cannot run, since a step that it needs did not succeed.
-- Parameters: p_run, p_step.
-- Returns: the step, BLOCKED.
-- Writes: public.etl_logs.
declare
    v_log_id bigint := engine.log_step(
        (p_run ->> 'run_id')::bigint, p_step ->> 'layer', p_step ->> 'entity', clock_timestamp());
begin
    perform engine.fail_step(v_log_id, 'BLOCKED', null,
        (select format('it needs %s, which did not succeed', string_agg(s ->> 'key', ', '))
           from jsonb_array_elements(p_run -> 'steps') s
          where p_step -> 'needs' ? (s ->> 'key')
            and s ->> 'status' not in ('WAITING', 'READY', 'RUNNING', 'SUCCEEDED')),
        null, 'mend what failed, then run again');
    return p_step || jsonb_build_object('status', 'BLOCKED', 'log_id', v_log_id);
end
$$;

comment on function engine.block_step(jsonb, jsonb) is 'logs a step that cannot run';

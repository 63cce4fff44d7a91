create or replace function engine.end_run(p_run jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Records how a run ended, once every step has.
-- Parameters: p_run.
-- Returns: the run; next is judge; error has what the caller must raise when a step did not succeed.
-- Writes: public.etl_runs.
declare
    v_run_id  bigint := (p_run ->> 'run_id')::bigint;
    v_failed  integer;
    v_blocked integer;
    v_errors  text;
    v_error   jsonb;
begin
    select count(*) filter (where s ->> 'status' in ('FAILED', 'CANCELLED')),
           count(*) filter (where s ->> 'status' = 'BLOCKED'),
           string_agg(format('%s: %s', s ->> 'key', s ->> 'error'), E'\n' order by s ->> 'log_id')
               filter (where s ? 'error')
      into v_failed, v_blocked, v_errors
      from jsonb_array_elements(p_run -> 'steps') s;
    if v_failed > 0 then
        v_error := jsonb_build_object(
            'sqlstate', 'PS011',
            'message', format('run %s failed: %s of %s steps failed, %s blocked',
                v_run_id, v_failed, jsonb_array_length(p_run -> 'steps'), v_blocked),
            'detail', v_errors,
            'hint', format('mend the cause and run again, which goes on where each hop stood; '
                'see select * from etl_logs where run_id = %s', v_run_id));
    end if;
    update public.etl_runs
       set status = case when v_error is null then 'SUCCEEDED' else 'FAILED' end,
           ended_at = clock_timestamp(),
           error_sqlstate = v_error ->> 'sqlstate', error_message = v_error ->> 'message',
           error_detail = v_error ->> 'detail', error_hint = v_error ->> 'hint'
     where run_id = v_run_id;
    perform engine.announce_run(v_run_id);
    return p_run || jsonb_build_object('next', 'judge', 'error', v_error);
end
$$;

comment on function engine.end_run(jsonb) is 'records how a run ended, once every step has';

create or replace function engine.abort_run(
    p_run jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Ends a run that cannot go on, since the master itself was cancelled or failed: cancels what it has started in the
-- layers, disconnects, and then records it. A hop of the warehouse that committed meanwhile has logged its success.
-- Parameters: p_run, as it stood before; the error.
-- Returns: the run; next is judge; error has what the caller must raise.
-- Writes: public.etl_runs, public.etl_logs, engine.run_messages.
declare
    v_status text := case when p_sqlstate = '57014' then 'CANCELLED' else 'FAILED' end;
    v_detail text := coalesce(nullif(p_detail, ''),
        format('run %s; what its hops have committed stays', p_run ->> 'run_id'));
    v_hint   text := coalesce(nullif(p_hint, ''), 'nothing is lost: run again, and each hop goes on where it stood');
begin
    perform engine.assert_run_lock();
    perform engine.close_link(s ->> 'link', true)
       from jsonb_array_elements(p_run -> 'steps') s
      where s ? 'link';
    perform engine.fail_step((s ->> 'log_id')::bigint, v_status, p_sqlstate,
                format('the run was ended: %s', p_message), null, null)
       from jsonb_array_elements(p_run -> 'steps') s
      where s ->> 'status' in ('READY', 'RUNNING');
    update public.etl_runs
       set status = v_status, ended_at = clock_timestamp(),
           error_sqlstate = p_sqlstate, error_message = p_message,
           error_detail = v_detail, error_hint = v_hint
     where run_id = (p_run ->> 'run_id')::bigint;
    perform engine.say((p_run ->> 'run_id')::bigint, null, format('ended as %s: %s', v_status, p_message));
    perform engine.announce_run((p_run ->> 'run_id')::bigint);
    return p_run || jsonb_build_object('next', 'judge', 'notices', '[]'::jsonb, 'error', jsonb_build_object(
        'sqlstate', p_sqlstate, 'message', p_message, 'detail', v_detail, 'hint', v_hint));
end
$$;

comment on function engine.abort_run(jsonb, text, text, text, text) is
    'ends a run that cannot go on: cancels what it has started, disconnects, records it';
grant execute on function engine.abort_run(jsonb, text, text, text, text) to pgstrata_operator, pgstrata_worker;

create or replace function engine.advance_run(p_run jsonb)
returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Moves a run on by a moment: takes in the steps that have ended, and starts those whose turn has come. The caller
-- commits after each call, so that a step is in the log before its work begins, and no snapshot is held meanwhile.
-- A step is WAITING, then READY (in the log, not yet sent), then RUNNING, then as etl_logs says.
-- Parameters: p_run, as the call before returned it.
-- Returns: the run; next is judge when every step has ended, and done after that; notices has what the caller should say.
-- Raises: only what befalls the master itself, such as a cancel or request_cancel: what fails a step is recorded with the step.
-- Writes: public.etl_logs, engine.step_statements, engine.run_messages.
declare
    v_step  jsonb;
    v_steps jsonb := '[]';
    v_old   text;
    v_moved boolean := false;
    v_busy  integer := 0;
    v_limit integer := engine.setting('steps_at_once')::integer;
    v_pause double precision := (p_run ->> 'pause')::double precision;
    v_said  jsonb := '[]';
begin
    perform engine.assert_run_lock();
    if p_run ->> 'next' = 'judge' then
        return engine.judge_run(p_run);
    end if;
    perform engine.assert_not_cancelled((p_run ->> 'run_id')::bigint);
    for v_step in select s from jsonb_array_elements(p_run -> 'steps') s loop
        v_old := v_step ->> 'status';
        v_step := case v_old
            when 'RUNNING' then engine.take_step(v_step)
            when 'READY' then engine.send_step(p_run, v_step)
            else v_step
        end;
        v_moved := v_moved or v_step ->> 'status' <> v_old;
        v_busy := v_busy + (v_step ->> 'status' in ('READY', 'RUNNING'))::integer;
        if v_old = 'RUNNING' and v_step ->> 'status' <> 'RUNNING' then
            v_said := v_said || to_jsonb(engine.tell_step(p_run, v_step));
        end if;
        v_steps := v_steps || v_step;
    end loop;

    p_run := p_run || jsonb_build_object('steps', v_steps);
    v_steps := '[]';
    for v_step in select s from jsonb_array_elements(p_run -> 'steps') s loop
        if v_step ->> 'status' = 'WAITING' then
            case engine.verdict_of(p_run, v_step)
            when 'blocked' then
                v_step := engine.block_step(p_run, v_step);
                v_said := v_said || to_jsonb(engine.tell_step(p_run, v_step));
                v_moved := true;
            when 'ready' then
                if v_busy < v_limit then
                    v_step := engine.prepare_step(p_run, v_step, v_steps);
                    v_busy := v_busy + (v_step ->> 'status' = 'READY')::integer;
                    v_moved := v_moved or v_step ->> 'status' = 'READY';
                end if;
            else null;
            end case;
        end if;
        v_steps := v_steps || v_step;
    end loop;

    if not exists (select from jsonb_array_elements(v_steps) s
                    where s ->> 'status' in ('WAITING', 'READY', 'RUNNING'))
    then
        p_run := engine.end_run(p_run || jsonb_build_object('steps', v_steps));
    elsif not v_moved then
        -- Often at first, since most steps are short.
        perform pg_sleep(v_pause);
        v_pause := least(v_pause * 1.5, 0.1);
    else
        v_pause := 0.002;
    end if;
    return p_run || jsonb_build_object('steps', v_steps, 'pause', v_pause, 'notices', v_said);
end
$$;

comment on function engine.advance_run(jsonb) is
    'moves a run on: takes in the steps that have ended, starts those whose turn has come';
grant execute on function engine.advance_run(jsonb) to pgstrata_operator, pgstrata_worker;

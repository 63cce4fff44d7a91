create or replace function public.pause_schedule(p_paused_by text default session_user)
returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Pauses the schedule: a run that falls due does not happen until resume_schedule, nor is it made up for then. Runs
-- that are called or asked for go on.
-- Parameters: p_paused_by, who pauses it.
-- Returns: whether it was not paused before.
-- Writes: engine.schedule_pauses.
begin
    insert into engine.schedule_pauses (paused_by) values (p_paused_by)
        on conflict ((true)) where resumed_at is null do nothing;
    if found then
        perform engine.announce('schedule', '{}');
        return true;
    end if;
    return false;
end
$$;

comment on function public.pause_schedule(text) is 'pauses the schedule: select pause_schedule()';
grant execute on function public.pause_schedule(text) to pgstrata_operator, pgstrata_web, pgstrata_worker;

create or replace function public.resume_schedule(p_resumed_by text default session_user)
returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Ends a pause of the schedule.
-- Parameters: p_resumed_by, who ends it.
-- Returns: whether it was paused.
-- Writes: engine.schedule_pauses.
begin
    update engine.schedule_pauses
       set resumed_at = clock_timestamp(), resumed_by = p_resumed_by
     where resumed_at is null;
    if found then
        perform engine.announce('schedule', '{}');
        return true;
    end if;
    return false;
end
$$;

comment on function public.resume_schedule(text) is 'ends a pause of the schedule: select resume_schedule()';
grant execute on function public.resume_schedule(text) to pgstrata_operator, pgstrata_web, pgstrata_worker;

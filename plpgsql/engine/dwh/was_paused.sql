create or replace function engine.was_paused(p_at timestamptz)
returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- Whether the schedule was paused at a time.
-- Parameters: p_at.
-- Reads: engine.schedule_pauses.
select exists (
           select from engine.schedule_pauses p
            where p.paused_at <= p_at and (p.resumed_at is null or p_at < p.resumed_at))
$$;

comment on function engine.was_paused(timestamptz) is 'whether the schedule was paused at a time';
grant execute on function engine.was_paused(timestamptz) to pgstrata_operator, pgstrata_worker;

create or replace function engine.schedule_state()
returns table (cron text, time_zone text, paused_at timestamptz, paused_by text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- When runs fall due, and whether that is paused.
-- Returns: one row; cron is NULL when there is no schedule, or not even a queue.
-- Reads: pgboss.schedule, which the queue keeps, and engine.schedule_pauses.
begin
    if to_regclass('pgboss.schedule') is null then
        return query
        select null::text, null::text, p.paused_at, p.paused_by
          from (values (1)) one (row)
          left join engine.schedule_pauses p on p.resumed_at is null;
        return;
    end if;
    return query
    select s.cron, s.timezone, p.paused_at, p.paused_by
      from (values (1)) one (row)
      left join pgboss.schedule s on s.name = 'pgstrata_due'
      left join engine.schedule_pauses p on p.resumed_at is null;
end
$$;

comment on function engine.schedule_state() is 'when runs fall due, and whether that is paused';
grant execute on function engine.schedule_state() to pgstrata_operator, pgstrata_web, pgstrata_worker;

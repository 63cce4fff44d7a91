create or replace function engine.judge_incidents()
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
-- Compares what is wrong now with the open incidents: opens those that are new and closes those that are over, each
-- with one alert. The master calls it at the end of a run; a worker every minute, since a run that does not happen
-- cannot say that data grows old.
-- Returns: how many incidents opened or closed.
-- Raises: 55P03 when somebody else judges for more than two seconds; whoever holds that lock does the work.
-- Reads: engine.faults. Writes: engine.incidents, engine.alerts.
declare
    v_run_id bigint;
    v_change record;
    v_count  integer := 0;
begin
    perform pg_advisory_xact_lock(engine.lock_key('incidents'));
    select r.run_id into v_run_id
      from public.etl_runs r
     where r.status <> 'SKIPPED'
     order by r.run_id desc
     limit 1;
    for v_change in
        with faults as materialized (
            select * from engine.faults() f
        ), opened as (
            insert into engine.incidents as i (kind, entity, summary, detail, opened_by)
            select f.kind, f.entity, f.summary, f.detail, f.run_id from faults f
                on conflict (kind, entity) where closed_at is null do update set last_seen_at = clock_timestamp()
            returning i.incident_id, 'opened' as event, i.xmax = 0 as is_new
        ), closed as (
            update engine.incidents i
               set closed_at = clock_timestamp(), closed_by = v_run_id
             where i.closed_at is null
               and not exists (select from faults f where f.kind = i.kind and f.entity = i.entity)
            returning i.incident_id, 'closed' as event, true as is_new
        )
        select c.incident_id, c.event
          from (select * from opened union all select * from closed) c
         where c.is_new
         order by c.incident_id
    loop
        perform engine.raise_alert(v_change.incident_id, v_change.event);
        v_count := v_count + 1;
    end loop;
    return v_count;
end
$$;

comment on function engine.judge_incidents() is 'opens and closes incidents by what is wrong now, each with one alert';
grant execute on function engine.judge_incidents() to pgstrata_operator, pgstrata_worker;

create or replace function engine.take_alerts(p_limit integer)
returns setof engine.alerts
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Alerts to be posted now. They come back in a minute unless engine.settle_alert says how it went, so that one taken
-- by a worker that died is not lost. Those older than a day are of no use to anybody. An incident is not said to be
-- over before it was said to be there.
-- Parameters: p_limit, at most so many.
-- Writes: engine.alerts.
with due as (
    select a.alert_id
      from engine.alerts a
     where a.delivered_at is null and a.next_attempt_at <= now() and a.raised_at > now() - interval '1 day'
       and not exists (
               select from engine.alerts e
                where e.incident_id = a.incident_id and e.alert_id < a.alert_id
                  and e.delivered_at is null and e.raised_at > now() - interval '1 day')
     order by a.next_attempt_at, a.alert_id
     limit p_limit
       for update skip locked
)
update engine.alerts a
   set attempts = a.attempts + 1, next_attempt_at = clock_timestamp() + interval '1 minute'
  from due
 where a.alert_id = due.alert_id
returning a.*
$$;

comment on function engine.take_alerts(integer) is 'alerts to be posted now';
grant execute on function engine.take_alerts(integer) to pgstrata_worker;

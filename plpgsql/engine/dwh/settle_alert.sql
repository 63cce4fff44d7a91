create or replace function engine.settle_alert(p_alert_id bigint, p_error text)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Records how the delivery of an alert went. After a failure it is tried again, ever later. A success leaves what
-- on_alert raised.
-- Parameters: p_alert_id; p_error, NULL: delivered.
-- Writes: engine.alerts.
update engine.alerts a
   set delivered_at = case when p_error is null then clock_timestamp() end,
       error_message = coalesce(p_error, substring(a.error_message from '^on_alert: .*')),
       next_attempt_at = clock_timestamp()
           + least(interval '1 hour', interval '15 seconds' * 2 ^ least(a.attempts, 10))
 where a.alert_id = p_alert_id
$$;

comment on function engine.settle_alert(bigint, text) is 'records how the delivery of an alert went';
grant execute on function engine.settle_alert(bigint, text) to pgstrata_worker;

create or replace function engine.raise_alert(p_incident_id bigint, p_event text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Says that an incident opened or closed: keeps the alert for a worker to post, notifies channel pgstrata_alert, and
-- calls the procedure on_alert. What that one raises is kept with the alert: it must not fail a run.
-- Parameters: p_incident_id; p_event, opened or closed.
-- Writes: engine.alerts.
declare
    v_payload  jsonb;
    v_alert_id bigint;
begin
    select jsonb_build_object(
               'event', p_event, 'kind', i.kind, 'entity', i.entity, 'summary', i.summary,
               'incident_id', i.incident_id, 'opened_at', i.opened_at, 'closed_at', i.closed_at,
               'run_id', case p_event when 'opened' then i.opened_by else i.closed_by end, 'detail', i.detail)
      into v_payload
      from engine.incidents i
     where i.incident_id = p_incident_id;
    insert into engine.alerts (incident_id, event, payload) values (p_incident_id, p_event, v_payload)
    returning alert_id into v_alert_id;
    perform engine.announce('incident', jsonb_build_object('incident_id', p_incident_id));
    -- A notification holds less than 8000 bytes.
    perform pg_notify('pgstrata_alert', case
        when octet_length(v_payload::text) < 7900 then v_payload::text
        else (v_payload - 'detail' || jsonb_build_object('summary', left(v_payload ->> 'summary', 1000)))::text end);
    begin
        call public.on_alert(v_payload);
    exception when query_canceled or assert_failure or others then
        update engine.alerts a
           set error_message = format('on_alert: %s (SQLSTATE %s)', sqlerrm, sqlstate)
         where a.alert_id = v_alert_id;
    end;
end
$$;

comment on function engine.raise_alert(bigint, text) is 'says that an incident opened or closed';

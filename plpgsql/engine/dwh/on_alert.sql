create or replace procedure public.on_alert(p_alert jsonb)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- What happens in the database when an incident opens or closes: nothing, until somebody replaces this procedure,
-- whose edit migrate then keeps. It runs as pgstrata_pipeline inside a run: it cannot commit, what it raises is kept
-- in engine.alerts, and it should be quick.
-- Parameters: p_alert: event (opened, closed), kind (failure, freshness, rejects), entity, summary, incident_id,
--   opened_at, closed_at, run_id, detail.
begin
    null;
end
$$;

comment on procedure public.on_alert(jsonb) is 'called for each alert; to be replaced by whoever wants to be told in SQL';

create or replace function engine.announce(p_event text, p_what jsonb)
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Tells whoever listens on channel pgstrata that something has changed, once this transaction commits.
-- Parameters: p_event: run, step, request, schedule, row_counts or incident; p_what, which one.
-- Writes: a notification, {"event": …} and p_what in one JSON object.
select pg_notify('pgstrata', (jsonb_build_object('event', p_event) || p_what)::text)
$$;

comment on function engine.announce(text, jsonb) is 'tells whoever listens on channel pgstrata that something changed';

create or replace function engine.beat(p_worker_id uuid, p_host text, p_process_id integer, p_version text)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
-- The heartbeat of a worker. Those that have not been seen for a day are forgotten.
-- Parameters: p_worker_id, made up by the worker; p_host, p_process_id and p_version, where and what it is.
-- Writes: engine.workers.
insert into engine.workers as w (worker_id, host, process_id, version)
values (p_worker_id, p_host, p_process_id, p_version)
    on conflict (worker_id) do update set last_seen_at = clock_timestamp();
delete from engine.workers w where w.last_seen_at < now() - interval '1 day';
$$;

comment on function engine.beat(uuid, text, integer, text) is 'the heartbeat of a worker';
grant execute on function engine.beat(uuid, text, integer, text) to pgstrata_worker;

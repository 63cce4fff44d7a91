create or replace function engine.retire(p_worker_id uuid)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
-- A worker that ends on purpose takes itself off the list.
-- Parameters: p_worker_id.
-- Writes: engine.workers.
delete from engine.workers w where w.worker_id = p_worker_id
$$;

comment on function engine.retire(uuid) is 'takes a worker that ends on purpose off the list';
grant execute on function engine.retire(uuid) to pgstrata_worker;

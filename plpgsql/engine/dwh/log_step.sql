create or replace function engine.log_step(p_run_id bigint, p_layer text, p_entity text, p_began timestamptz)
returns bigint
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Writes the row of a step into the log, as RUNNING.
-- Parameters: p_run_id, NULL for a hop called by hand; p_layer; p_entity; p_began, when it began.
-- Returns: log_id.
-- Writes: public.etl_logs.
with logged as (
    insert into public.etl_logs (run_id, process_name, layer, entity, table_name, status, start_time)
    select p_run_id,
           engine.process_name(p_layer, p_entity),
           p_layer, p_entity,
           -- A table that is missing fails its own step, which has to be in the log for that.
           case p_layer
               when 'mrr' then e.raw_table
               else coalesce((select c.relname from pg_class c where c.oid = to_regclass(t.name)), t.name)
           end,
           'RUNNING', p_began
      from engine.entities e
     cross join lateral (
               select case p_layer when 'stg' then e.source else e.target end) t (name)
     where e.entity = p_entity
    returning *
)
select l.log_id
  from logged l
 cross join lateral engine.announce('step', jsonb_build_object(
           'run_id', l.run_id, 'log_id', l.log_id, 'layer', l.layer, 'entity', l.entity, 'status', l.status))
$$;

comment on function engine.log_step(bigint, text, text, timestamptz) is
    'writes the row of a step into the log, as RUNNING';

create or replace function engine.log_step(p_run_id bigint, p_layer text, p_entity text, p_began timestamptz)
returns bigint
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Writes the row of a step into the log, as RUNNING.
-- Parameters: p_run_id, NULL for a hop called by hand; p_layer; p_entity; p_began, when it began.
-- Returns: log_id.
-- Writes: public.etl_logs.
insert into public.etl_logs (run_id, process_name, layer, entity, table_name, status, start_time)
select p_run_id,
       case p_layer when 'mrr' then 'extract ' when 'stg' then 'stage ' else 'load ' end || p_entity,
       p_layer, p_entity,
       case p_layer
           when 'mrr' then e.raw_table
           else (select c.relname from pg_class c
                  where c.oid = to_regclass(case p_layer when 'stg' then e.source else e.target end))
       end,
       'RUNNING', p_began
  from engine.entities e
 where e.entity = p_entity
returning log_id
$$;

comment on function engine.log_step(bigint, text, text, timestamptz) is
    'writes the row of a step into the log, as RUNNING';

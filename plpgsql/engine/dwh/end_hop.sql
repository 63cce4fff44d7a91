create or replace function engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- What a layer does besides in the transaction that ends a hop: in the warehouse it finishes the row of the log,
-- so that the log can never disagree with the data. A hop called by hand gets a row of its own, without a run.
-- Parameters: p_entity; p_hop, whose options may hold "log_id"; p_result.
-- Writes: public.etl_logs, engine.step_statements.
declare
    v_log_id bigint := (p_hop #>> '{options, log_id}')::bigint;
begin
    if v_log_id is null then
        insert into public.etl_logs (process_name, layer, entity, table_name, status, start_time)
        select 'load ' || p_entity, 'dwh', p_entity, c.relname, 'RUNNING', (p_hop ->> 'began')::timestamptz
          from engine.entities e
          join pg_class c on c.oid = to_regclass(e.target)
         where e.entity = p_entity
        returning log_id into v_log_id;
    end if;
    perform engine.finish_step(v_log_id, p_result);
end
$$;

comment on function engine.end_hop(text, jsonb, jsonb) is
    'what a layer does besides in the transaction that ends a hop';

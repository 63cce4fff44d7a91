create or replace function engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb)
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- What a layer does besides in the transaction that ends a hop: in the warehouse it finishes the row of the log,
-- so that the log can never disagree with the data. A hop called by hand gets a row of its own, without a run.
-- Parameters: p_entity; p_hop, whose options may hold "log_id"; p_result.
-- Writes: public.etl_logs, engine.step_statements.
select engine.finish_step(
    coalesce((p_hop #>> '{options, log_id}')::bigint,
             engine.log_step(null, 'dwh', p_entity, (p_hop ->> 'began')::timestamptz)),
    p_result)
$$;

comment on function engine.end_hop(text, jsonb, jsonb) is
    'what a layer does besides in the transaction that ends a hop';

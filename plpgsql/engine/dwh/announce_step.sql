create or replace function engine.announce_step(p_log_id bigint)
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Announces a step as its row says.
-- Parameters: p_log_id.
-- Reads: public.etl_logs.
select engine.announce('step', jsonb_build_object(
           'run_id', l.run_id, 'log_id', l.log_id, 'layer', l.layer, 'entity', l.entity, 'status', l.status))
  from public.etl_logs l
 where l.log_id = p_log_id
$$;

comment on function engine.announce_step(bigint) is 'announces a step as its row says';

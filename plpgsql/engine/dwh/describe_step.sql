create or replace function engine.describe_step(p_step jsonb)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- A step that has ended, in one line, for NOTICEs.
-- Parameters: p_step.
-- Reads: public.etl_logs.
select case p_step ->> 'status'
           when 'SUCCEEDED' then engine.describe_result(
               p_step ->> 'layer', p_step ->> 'entity', p_step -> 'result')
           else format('%s: %s, %s', p_step ->> 'key', p_step ->> 'status',
               coalesce(p_step ->> 'error', l.error_message))
       end
       || format(' (%s s)', round(extract(epoch from l.end_time - l.start_time), 1))
  from public.etl_logs l
 where l.log_id = (p_step ->> 'log_id')::bigint
$$;

comment on function engine.describe_step(jsonb) is 'a step that has ended, in one line';

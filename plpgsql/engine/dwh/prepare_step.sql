create or replace function engine.prepare_step(p_run jsonb, p_step jsonb, p_prepared jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Logs that a step begins, and gives it a link that no other step uses now. Links are kept through a run, since a
-- connection costs more than a step with nothing to do.
-- Parameters: p_run; p_step; p_prepared, the steps before it as they are now.
-- Returns: the step, READY.
-- Writes: public.etl_logs.
declare
    v_layer text := p_step ->> 'layer';
    v_link  text;
begin
    select l.name into v_link
      from generate_series(1, jsonb_array_length(p_run -> 'steps')) n
     cross join lateral (select format('pgstrata_step_%s_%s', v_layer, n)) l (name)
     where not exists (
               select from jsonb_array_elements((p_run -> 'steps') || p_prepared) s
                where s ->> 'link' = l.name and s ->> 'status' in ('READY', 'RUNNING'))
     order by n
     limit 1;
    return p_step || jsonb_build_object(
        'status', 'READY',
        'link', v_link,
        'log_id', engine.log_step((p_run ->> 'run_id')::bigint, v_layer, p_step ->> 'entity', clock_timestamp()));
end
$$;

comment on function engine.prepare_step(jsonb, jsonb, jsonb) is 'logs that a step begins, and gives it a link';

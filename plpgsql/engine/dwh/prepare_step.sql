create or replace function engine.prepare_step(p_run jsonb, p_step jsonb, p_prepared jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Logs that a step begins, and gives it a link that no other step uses now. Links are kept through a run, since a
-- connection, with what a new session loads and connects to in its turn, costs five times a step with nothing to do.
-- So a step waits a moment for a link of its layer that is busy before it gets a new one.
-- Parameters: p_run; p_step, whose turn has come; p_prepared, the steps before it as they are now.
-- Returns: the step: READY, or WAITING still, for a link.
-- Writes: public.etl_logs.
declare
    v_patience constant interval := '50 milliseconds';
    v_layer    text := p_step ->> 'layer';
    v_since    timestamptz := coalesce((p_step ->> 'since')::timestamptz, clock_timestamp());
    v_link     text;
    v_is_new   boolean;
    v_is_first boolean;
begin
    select l.name, n = 1, l.name <> all (coalesce(extensions.dblink_get_connections(), '{}'))
      into v_link, v_is_first, v_is_new
      from generate_series(1, jsonb_array_length(p_run -> 'steps')) n
     cross join lateral (select format('pgstrata_step_%s_%s', v_layer, n)) l (name)
     where not exists (
               select from jsonb_array_elements((p_run -> 'steps') || p_prepared) s
                where s ->> 'link' = l.name and s ->> 'status' in ('READY', 'RUNNING'))
     order by n
     limit 1;
    if v_is_new and not v_is_first and clock_timestamp() - v_since < v_patience then
        return p_step || jsonb_build_object('since', v_since);
    end if;
    return p_step || jsonb_build_object(
        'status', 'READY',
        'link', v_link,
        'log_id', engine.log_step((p_run ->> 'run_id')::bigint, v_layer, p_step ->> 'entity', clock_timestamp()));
end
$$;

comment on function engine.prepare_step(jsonb, jsonb, jsonb) is 'logs that a step begins, and gives it a link';

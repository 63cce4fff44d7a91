create or replace function engine.verdict_of(p_run jsonb, p_step jsonb)
returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
-- Whether the turn of a waiting step has come.
-- Parameters: p_run, p_step.
-- Returns: blocked when a step that it needs did not succeed; ready when all of them did, and those that it only
--   follows have ended; else waiting.
select case
           when bool_or(p_step -> 'needs' ? (s ->> 'key')
                        and s ->> 'status' not in ('WAITING', 'READY', 'RUNNING', 'SUCCEEDED')) then 'blocked'
           when bool_or(p_step -> 'needs' ? (s ->> 'key') and s ->> 'status' <> 'SUCCEEDED'
                        or p_step -> 'follows' ? (s ->> 'key')
                           and s ->> 'status' in ('WAITING', 'READY', 'RUNNING')) then 'waiting'
           else 'ready'
       end
  from jsonb_array_elements(p_run -> 'steps') s
$$;

comment on function engine.verdict_of(jsonb, jsonb) is 'whether the turn of a waiting step has come';

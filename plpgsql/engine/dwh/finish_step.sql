create or replace function engine.finish_step(p_log_id bigint, p_result jsonb)
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Records that a step succeeded, with its counts and the statements that it ran.
-- Parameters: p_log_id, its row; p_result, what the hop returned.
-- Writes: public.etl_logs, engine.step_statements, engine.run_messages.
update public.etl_logs
   set status = 'SUCCEEDED',
       end_time = clock_timestamp(),
       rows_read = coalesce((p_result ->> 'rows_read')::bigint, 0),
       rows_inserted = coalesce((p_result ->> 'rows_inserted')::bigint, 0),
       rows_updated = coalesce((p_result ->> 'rows_updated')::bigint, 0),
       rows_rejected = coalesce((p_result ->> 'rows_rejected')::bigint, 0),
       rows_deleted = coalesce((p_result ->> 'rows_deleted')::bigint, 0),
       batch_id = (p_result ->> 'batch_id')::bigint
 where log_id = p_log_id;

insert into engine.step_statements (log_id, position, purpose, sql, rows, duration_ms)
select p_log_id, s.position, s.statement ->> 'purpose', s.statement ->> 'sql',
       (s.statement ->> 'rows')::bigint, (s.statement ->> 'duration_ms')::numeric
  from jsonb_array_elements(p_result -> 'statements') with ordinality s (statement, position)
    on conflict (log_id, position) do nothing;

-- What the hop said while it worked, with the times at which it did.
insert into engine.run_messages (run_id, log_id, said_at, message)
select l.run_id, p_log_id, (m.said ->> 'at')::timestamptz, m.said ->> 'message'
  from jsonb_array_elements(p_result -> 'messages') with ordinality m (said, position)
  join public.etl_logs l on l.log_id = p_log_id and l.run_id is not null
 order by m.position;

select engine.announce_step(p_log_id);
$$;

comment on function engine.finish_step(bigint, jsonb) is
    'records that a step succeeded, with its counts and the statements that it ran';

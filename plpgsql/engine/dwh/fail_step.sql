create or replace function engine.fail_step(
    p_log_id bigint, p_status text, p_sqlstate text, p_message text, p_detail text, p_hint text)
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Records that a step did not succeed, unless it has ended already: a hop of the warehouse ends its row itself,
-- in the transaction that commits its data.
-- Parameters: p_log_id, its row; p_status, FAILED, CANCELLED or CRASHED; the error, without its context, since
--   the context of a dblink error can hold a connection string.
-- Writes: public.etl_logs.
update public.etl_logs
   set status = p_status,
       end_time = clock_timestamp(),
       error_sqlstate = p_sqlstate,
       error_message = p_message,
       error_detail = nullif(p_detail, ''),
       error_hint = nullif(p_hint, '')
 where log_id = p_log_id and status = 'RUNNING';

select engine.announce_step(p_log_id);
$$;

comment on function engine.fail_step(bigint, text, text, text, text, text) is
    'records that a step did not succeed, unless it has ended already';

create or replace function engine.say(p_run_id bigint, p_log_id bigint, p_message text)
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Keeps what a run or one of its steps says, beside the NOTICE.
-- Parameters: p_run_id; p_log_id, the step, or NULL for the run itself; p_message.
-- Writes: engine.run_messages.
insert into engine.run_messages (run_id, log_id, message) values (p_run_id, p_log_id, p_message)
$$;

comment on function engine.say(bigint, bigint, text) is 'keeps what a run or one of its steps says';

create or replace function engine.tell(p_hop jsonb, p_message text)
returns jsonb
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
-- Notes what a hop has come to, with the time, in its result: the master keeps it with the step, since no NOTICE
-- comes over a link.
-- Parameters: p_hop, p_message.
-- Returns: the hop.
select p_hop || jsonb_build_object('result', engine.add_counts(p_hop -> 'result', jsonb_build_object(
           'messages', jsonb_build_array(jsonb_build_object('at', clock_timestamp(), 'message', p_message)))))
$$;

comment on function engine.tell(jsonb, text) is 'notes what a hop has come to, with the time, in its result';

create or replace function engine.marks_of(p_entity text, p_options jsonb default '{}')
returns jsonb
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- From where to where a hop that began now would read. Takes no lock and writes nothing: a hop that works
-- meanwhile may move on.
-- Parameters: p_entity; p_options, as public.run_hop takes them.
-- Returns: what engine.begin_hop settles: parameters, resumes, batch_id, must_finish.
-- Raises: PS008, PS013.
-- Reads: the marks of this layer, and where its upstream stands.
select engine.begin_hop(p_entity, jsonb_build_object('options', p_options))
$$;

comment on function engine.marks_of(text, jsonb) is 'from where to where a hop that began now would read';
grant execute on function engine.marks_of(text, jsonb) to pgstrata_operator, pgstrata_link;

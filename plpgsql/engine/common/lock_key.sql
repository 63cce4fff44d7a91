create or replace function engine.lock_key(p_kind text, p_name text default '')
returns bigint
language sql immutable
as $$
-- The key of an advisory lock of this database.
-- Parameters: p_kind, one of
--     run       one run of the master at a time (dwh)
--     hop       one leader for each entity of a layer
--     ranges    held in shared mode by every session that loads key ranges for a leader
--     row counts, incidents: one session at a time (dwh)
--     members   shared: a dimension writes versions; exclusive: a fact writes inferred members
--   p_name, the entity.
-- Two keys that collide only make one hop wait for another.
select hashtextextended('pgstrata ' || p_kind || ' ' || p_name, 0)
$$;

comment on function engine.lock_key(text, text) is 'the key of an advisory lock of this database';
grant execute on function engine.lock_key(text, text) to pgstrata_operator, pgstrata_link, pgstrata_reader, pgstrata_web;

create or replace function engine.plan_hop(p_entity text)
returns table (phase text, step integer, purpose text, sql text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- The statements that a hop of this entity runs, in their order, without running any. Values that only a run
-- knows stand in them as psql variables, so that a statement can be pasted after \set batch_id 1 and the like.
-- Parameters: p_entity.
-- Returns: phase survey (how much is new), cut (only for a large hop: where its ranges end), prepare, load
--   (once, or once for each range), fill (in place of load, where nothing was here) and finish; the step within the
--   phase; what it is for; the statement.
-- Reads: engine.entities and the catalog.
select p.phase, s.step, s.purpose, s.sql
  from unnest(array['survey', 'cut', 'prepare', 'load', 'fill', 'finish']) with ordinality p (phase, position)
 cross join lateral unnest(engine.plan_phase(p_entity, p.phase)) s
 order by p.position, s.step
$$;

comment on function engine.plan_hop(text) is 'the statements that a hop runs, without running any';
grant execute on function engine.plan_hop(text) to pgstrata_operator, pgstrata_link, pgstrata_web;

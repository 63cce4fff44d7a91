create or replace function engine.probe_layers()
returns table (layer text, is_reachable boolean, problem text)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Goes over every link once.
-- Returns: one row for each layer; problem as engine.probe_layer says it.
-- Reads: all layers.
select l.layer, p.problem is null, p.problem
  from unnest(array['operational', 'mrr', 'stg', 'dwh']) with ordinality l (layer, position)
 cross join lateral engine.probe_layer(l.layer) p (problem)
 order by l.position
$$;

comment on function engine.probe_layers() is 'goes over every link once, and says which layers can be reached';
grant execute on function engine.probe_layers() to pgstrata_operator, pgstrata_web, pgstrata_worker;

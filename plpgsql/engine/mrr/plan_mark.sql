create or replace function engine.plan_mark(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the look at a counter: its largest value that is visible.
-- Parameters: p_entity. Reads: engine.entities.
select 1, 'read the largest value of the counter', format($sql$
select jsonb_build_object('value', max(s.%2$I)::text)
  from %1$s s$sql$, e.source, e.watermark)
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.plan_mark(text) is 'plans the look at a counter';

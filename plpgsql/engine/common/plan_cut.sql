create or replace function engine.plan_cut(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans where the key ranges of a large hop end, or where one of them is cut: at quantiles of the first key column, so
-- that they are equally large however the keys are spread. By key and not by watermark, since one bulk load has a
-- single watermark.
-- Parameters: p_entity. Reads: engine.entities, the catalog.
select 1, 'find where the key ranges end', format($sql$
select jsonb_build_object('boundaries',
           to_jsonb((percentile_disc(:'fractions'::double precision[]) within group (order by s.%2$I))::text[]))
  from %1$s s
 where %3$s
   and %4$s$sql$, d.relation, e.business_key[1], d.predicate,
    engine.range_predicate('s', d.relation, e.business_key[1]))
  from engine.entities e
 cross join engine.delta_of(e.entity) d
 where e.entity = p_entity
$$;

comment on function engine.plan_cut(text) is 'plans where the key ranges of a large hop end';

create or replace function engine.plan_cut(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans where the key ranges of a large hop end: at quantiles of the first key column.
-- Parameters: p_entity. Reads: engine.entities.
select 1, 'find where the key ranges end', format($sql$
select jsonb_build_object('boundaries',
           to_jsonb((percentile_disc(:'fractions'::double precision[]) within group (order by r.%2$I))::text[]))
  from %1$s r
 where r.batch_id > :'mark'::bigint and r.batch_id <= :'upto'::bigint$sql$, e.source, e.business_key[1])
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.plan_cut(text) is 'plans where the key ranges of a large hop end';

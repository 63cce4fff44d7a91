create or replace function engine.plan_fill(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the judgement of all rows where nothing is staged yet and no reject is open: good ones are staged, the others
-- rejected with every reason. There is nothing to compare with, so the view need not be kept in a table.
-- Parameters: p_entity.
-- Reads: engine.entities, the catalog.
select row_number() over ()::integer, p.purpose, p.sql
  from engine.entities e
 cross join lateral (
           select array_agg(c.name) from engine.columns_of(e.target) c
            where not c.is_generated and c.name not in ('batch_id', 'loaded_at')) c (names)
 cross join lateral (
           select 'stage good rows, reject bad ones', format($sql$
with judged as materialized (
    select %1$s, v.batch_id as _source_batch_id, v.reject_reasons as _reasons, %2$s as _due_at
      from %3$s v
     where v.batch_id > :'mark'::bigint
       and v.batch_id <= :'upto'::bigint
       and %4$s
), staged as (
    insert into %5$s
           (%6$s, batch_id, loaded_at)
    select %6$s, :'batch_id'::bigint, now()
      from judged
     where _reasons = '{}'
    returning 1
), rejected as (
    insert into public.stg_rejects
           (entity, business_key, reasons, batch_id, source_batch_id, due_at)
    select %7$L, jsonb_build_object(%8$s), j._reasons, :'batch_id'::bigint, j._source_batch_id, j._due_at
      from judged j
     where j._reasons <> '{}'
    returning 1
)
select jsonb_build_object(
           'rows_read', s.rows + r.rows,
           'rows_inserted', s.rows,
           'rows_updated', 0,
           'rows_rejected', r.rows,
           'rejects_written', r.rows,
           'rejects_resolved', 0)
  from (select count(*) as rows from staged) s,
       (select count(*) as rows from rejected) r$sql$,
                      engine.format_columns('v.%1$I', c.names),
                      case when e.is_judged_again then 'v.judge_again_at' else 'null::timestamptz' end,
                      e.source,
                      engine.range_predicate('v', e.source, e.business_key[1]),
                      e.target,
                      engine.format_columns('%1$I', c.names),
                      e.entity,
                      engine.format_columns('%1$L, j.%1$I', e.business_key))
            union all
           select p.purpose, p.sql from engine.plan_payloads(e) p) p (purpose, sql)
 where e.entity = p_entity
$$;

comment on function engine.plan_fill(text) is
    'plans the judgement of all rows where nothing is staged yet and no reject is open';

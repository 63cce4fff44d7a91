create or replace function engine.plan_judgement(
    p_entity engine.entities, p_delta text, p_predicate text)
returns setof engine.plan_step
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the judgement of rows of the cleansing view: good ones are staged, the others rejected with every
-- reason. A bad version never destroys a good one: the row that is staged stays, and an open reject says that it
-- is out of date. Only a deletion passes, whatever else is wrong with the row.
-- The view is read once, into a table of its own, since the planner takes a foreign table of any size for a small
-- one.
-- Parameters: p_entity, a row of the registry; p_delta, a name for that table; p_predicate, which rows of the view,
--   whose alias is v.
-- Reads: the catalog.
declare
    v_key     text[] := p_entity.business_key;
    v_columns text[] := array(
        select c.name from engine.columns_of(p_entity.target) c
         where not c.is_generated and c.name not in ('batch_id', 'loaded_at'));
    v_values  text[] := array(select c from unnest(v_columns) c where c <> all (v_key));
    v_key_object text := 'jsonb_build_object('
        || engine.format_columns('%1$L, d.%1$I', v_key) || ')';
    v_key_match text := (
        select string_agg(format('d.%1$I = (r.business_key ->> %1$L)::%2$s', c.name, c.type), ' and ')
          from engine.columns_of(p_entity.target) c where c.name = any (v_key));
begin
    return query select 1, 'read and clean the rows', format($sql$
create temporary table %1$I on commit drop as
select %2$s, v.batch_id as _source_batch_id, v.reject_reasons as _reasons, %3$s as _due_at
  from %4$s v
 where %5$s$sql$,
        p_delta,
        engine.format_columns('v.%1$I', v_columns),
        case when p_entity.is_judged_again then 'v.judge_again_at' else 'null::timestamptz' end,
        p_entity.source,
        p_predicate);

    -- Nobody has counted stg_rejects before its first use: without an index a plan made for no reject would compare
    -- each of thousands with every row.
    return query select 2, 'index them by their key', format(
        'create index on pg_temp.%I (%s)', p_delta, engine.format_columns('%1$I', v_key));

    return query select 3, 'count them for the planner', format('analyze pg_temp.%I', p_delta);

    return query select 4, 'stage good rows, reject bad ones', format($sql$
with staged as (
    insert into %2$s as t
           (%3$s, batch_id, loaded_at)
    select %3$s, :'batch_id'::bigint, now()
      from %1$s d
     where d._reasons = '{}'
        on conflict (%4$s) do update
       set %5$s,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (%6$s)
           is distinct from (%7$s)
    returning t.xmax = 0 as is_new
), bad as (
    select %8$s as business_key, d._source_batch_id, d._reasons, d._due_at, d.is_deleted, t.is_staged
      from %1$s d
      left join lateral (
               select true as is_staged from %2$s t where %9$s) t on true
     where d._reasons <> '{}'
), deleted as (
    update %2$s t
       set is_deleted = true, batch_id = :'batch_id'::bigint, loaded_at = now()
      from %1$s d
     where d._reasons <> '{}' and d.is_deleted and not t.is_deleted and %9$s
    returning 1
), rejected as (
    insert into public.stg_rejects as r
           (entity, business_key, reasons, batch_id, source_batch_id, due_at)
    select %10$L, b.business_key, b._reasons, :'batch_id'::bigint, b._source_batch_id, b._due_at
      from bad b
     where not (b.is_deleted and coalesce(b.is_staged, false))
        on conflict (entity, business_key) where resolved_at is null do update
       set reasons = excluded.reasons, batch_id = excluded.batch_id, payload = null,
           source_batch_id = excluded.source_batch_id, due_at = excluded.due_at, rejected_at = now()
     where (r.reasons, r.source_batch_id, r.due_at)
           is distinct from (excluded.reasons, excluded.source_batch_id, excluded.due_at)
    returning 1
), resolved as (
    update public.stg_rejects r
       set resolved_at = now()
      from %1$s d
     where r.entity = %10$L and r.resolved_at is null
       and %11$s
       and (d._reasons = '{}'
            or d.is_deleted and exists (select from %2$s t where %9$s))
    returning 1
)
select jsonb_build_object(
           'rows_read', (select count(*) from %1$s),
           'rows_inserted', s.inserted,
           'rows_updated', s.updated + (select count(*) from deleted),
           'rows_rejected', (select count(*) from bad),
           'rejects_written', (select count(*) from rejected),
           'rejects_resolved', (select count(*) from resolved))
  from (select count(*) filter (where is_new) as inserted,
               count(*) filter (where not is_new) as updated from staged) s$sql$,
        format('pg_temp.%I', p_delta),
        p_entity.target,
        engine.format_columns('%1$I', v_columns),
        engine.format_columns('%1$I', v_key),
        engine.format_columns('%1$I = excluded.%1$I', v_values),
        engine.format_columns('t.%1$I', v_values),
        engine.format_columns('excluded.%1$I', v_values),
        v_key_object,
        engine.format_columns('t.%1$I = d.%1$I', v_key, ' and '),
        p_entity.entity,
        v_key_match);

    return query select 5, p.purpose, p.sql from engine.plan_payloads(p_entity) p;
end
$$;

comment on function engine.plan_judgement(engine.entities, text, text) is
    'plans the judgement of rows of the cleansing view: staged or rejected';

create or replace function engine.plan_judgement(p_entity engine.entities, p_predicate text)
returns setof engine.plan_step
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the judgement of rows of the cleansing view: good ones are staged, the others rejected with every
-- reason. A bad version never destroys a good one: the row that is staged stays, and an open reject says that it
-- is out of date. Only a deletion passes, whatever else is wrong with the row.
-- The view is read once; the raw row of a reject is read by its key in a second statement, since it would cost
-- every row to carry it.
-- Parameters: p_entity, a row of the registry; p_predicate, which rows of the view, whose alias is v.
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
    v_type    text := (select c.type from engine.columns_of(p_entity.raw) c where c.name = v_key[1]);
begin
    return query select 1, 'stage good rows, reject bad ones', format($sql$
with delta as materialized (
    select %1$s, v.batch_id as source_batch_id, v.reject_reasons, %2$s as due_at
      from %3$s v
     where %4$s
), staged as (
    insert into %5$s as t
           (%6$s, batch_id, loaded_at)
    select %6$s, :'batch_id'::bigint, now()
      from delta
     where reject_reasons = '{}'
        on conflict (%7$s) do update
       set %8$s,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (%9$s)
           is distinct from (%10$s)
    returning t.xmax = 0 as is_new
), bad as (
    select %11$s as business_key, d.source_batch_id, d.reject_reasons, d.due_at, d.is_deleted, t.is_staged
      from delta d
      left join lateral (
               select true as is_staged from %5$s t where %12$s) t on true
     where d.reject_reasons <> '{}'
), deleted as (
    update %5$s t
       set is_deleted = true, batch_id = :'batch_id'::bigint, loaded_at = now()
      from delta d
     where d.reject_reasons <> '{}' and d.is_deleted and not t.is_deleted and %12$s
    returning 1
), rejected as (
    insert into public.stg_rejects as r
           (entity, business_key, reasons, batch_id, source_batch_id, due_at)
    select %13$L, b.business_key, b.reject_reasons, :'batch_id'::bigint, b.source_batch_id, b.due_at
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
      from delta d
     where r.entity = %13$L and r.resolved_at is null
       and %14$s
       and (d.reject_reasons = '{}'
            or d.is_deleted and exists (select from %5$s t where %12$s))
    returning 1
)
select jsonb_build_object(
           'rows_read', (select count(*) from delta),
           'rows_inserted', s.inserted,
           'rows_updated', s.updated + (select count(*) from deleted),
           'rows_rejected', (select count(*) from bad),
           'rejects_written', (select count(*) from rejected),
           'rejects_resolved', (select count(*) from resolved))
  from (select count(*) filter (where is_new) as inserted,
               count(*) filter (where not is_new) as updated from staged) s$sql$,
        engine.format_columns('v.%1$I', v_columns),
        case when p_entity.is_judged_again then 'v.judge_again_at' else 'null::timestamptz' end,
        p_entity.source,
        p_predicate,
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

    return query select 2, 'keep the raw rows of rejects', format($sql$
update public.stg_rejects r
   set payload = to_jsonb(d)
  from %1$s d
 where r.entity = %2$L and r.batch_id = :'batch_id'::bigint and r.payload is null and r.resolved_at is null
   and d.%3$I = any (array(
           select (x.business_key ->> %4$L)::%5$s
             from public.stg_rejects x
            where x.entity = %2$L and x.batch_id = :'batch_id'::bigint
              and x.payload is null and x.resolved_at is null))
   and %6$s$sql$,
        p_entity.raw, p_entity.entity, v_key[1], v_key[1], v_type, v_key_match);
end
$$;

comment on function engine.plan_judgement(engine.entities, text) is
    'plans the judgement of rows of the cleansing view: staged or rejected';

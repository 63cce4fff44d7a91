create or replace function engine.plan_load(p_entity text)
returns setof engine.plan_step
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the copy of new and changed rows into the raw table: one upsert that leaves equal rows untouched, so that
-- reading a row again costs no write and stamps no batch. A row that had been marked as deleted comes back.
-- Parameters: p_entity.
-- Reads: engine.entities, the catalog.
declare
    v_entity  engine.entities;
    v_columns text[];
    v_values  text[];
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_columns := array(select c.name from engine.columns_of(v_entity.source) c);
    v_values := array(select c from unnest(v_columns) c where c <> all (v_entity.business_key));

    return query select 1, 'copy new and changed rows', format($sql$
with delta as materialized (
    select %1$s
      from %2$s s
     where %3$s
       and %4$s
), written as (
    insert into %5$s as t
           (%6$s, batch_id, loaded_at, is_deleted)
    select %6$s, :'batch_id'::bigint, now(), false
      from delta
        on conflict (%7$s) do update
       set %8$s,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at, is_deleted = excluded.is_deleted
     where (%9$s, t.is_deleted)
           is distinct from (%10$s, excluded.is_deleted)
    returning t.xmax = 0 as is_new
)
select jsonb_build_object(
           'rows_read', d.rows_read,
           'rows_inserted', w.rows_inserted,
           'rows_updated', w.rows_updated,
           'watermarks', to_jsonb(array_remove(array[d.largest::text], null)))
  from (select count(*) as rows_read, max(%11$I) as largest from delta) d,
       (select count(*) filter (where is_new) as rows_inserted,
               count(*) filter (where not is_new) as rows_updated from written) w$sql$,
        engine.format_columns('s.%1$I', v_columns),
        v_entity.source,
        engine.newer_predicate(v_entity),
        engine.range_predicate('s', v_entity.source, v_entity.business_key[1]),
        v_entity.target,
        engine.format_columns('%1$I', v_columns),
        engine.format_columns('%1$I', v_entity.business_key),
        engine.format_columns('%1$I = excluded.%1$I', v_values),
        engine.format_columns('t.%1$I', v_values),
        engine.format_columns('excluded.%1$I', v_values),
        v_entity.watermark);
end
$$;

comment on function engine.plan_load(text) is 'plans the copy of new and changed rows into the raw table';

create or replace function engine.plan_fill(p_entity text)
returns setof engine.plan_step
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the copy of the source into a raw table that is empty.
-- Parameters: p_entity.
-- Reads: engine.entities, the catalog.
declare
    v_entity  engine.entities;
    v_columns text[];
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_columns := array(select c.name from engine.columns_of(v_entity.source) c);

    return query select 1, 'copy all rows', format($sql$
with written as (
    insert into %1$s
           (%2$s, batch_id, loaded_at, is_deleted)
    select %3$s, :'batch_id'::bigint, now(), false
      from %4$s s
     where %5$s
       and %6$s
    returning %7$I
)
select jsonb_build_object(
           'rows_read', count(*),
           'rows_inserted', count(*),
           'rows_updated', 0,
           'watermarks', to_jsonb(array_remove(array[max(%7$I)::text], null)))
  from written$sql$,
        v_entity.target,
        engine.format_columns('%1$I', v_columns),
        engine.format_columns('s.%1$I', v_columns),
        v_entity.source,
        engine.newer_predicate(v_entity),
        engine.range_predicate('s', v_entity.source, v_entity.business_key[1]),
        v_entity.watermark);
end
$$;

comment on function engine.plan_fill(text) is 'plans the copy of the source into a raw table that is empty';

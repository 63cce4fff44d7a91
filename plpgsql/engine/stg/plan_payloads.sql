create or replace function engine.plan_payloads(p_entity engine.entities)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans how the rejects of a batch get their raw rows, read by their key: to carry them in the cleansing view would
-- cost every row.
-- Parameters: p_entity, a row of the registry.
-- Reads: the catalog.
select 1, 'keep the raw rows of rejects', format($sql$
with lacking as materialized (
    select r.reject_id as _reject_id, %1$s
      from public.stg_rejects r
     where r.entity = %2$L and r.batch_id = :'batch_id'::bigint and r.payload is null and r.resolved_at is null
), raw as materialized (
    select %3$s, to_jsonb(d) as _payload
      from %4$s d
     where d.%5$I = any (array(select l.%5$I from lacking l))
), kept as (
    update public.stg_rejects r
       set payload = w._payload
      from lacking l
      join raw w using (%6$s)
     where r.reject_id = l._reject_id
    returning 1
)
select jsonb_build_object('payloads_kept', count(*)) from kept$sql$,
    (select string_agg(format('(r.business_key ->> %1$L)::%2$s as %1$I', c.name, c.type), ', ')
       from engine.columns_of(p_entity.raw) c where c.name = any (p_entity.business_key)),
    p_entity.entity,
    engine.format_columns('d.%1$I', p_entity.business_key),
    p_entity.raw,
    p_entity.business_key[1],
    engine.format_columns('%1$I', p_entity.business_key))
$$;

comment on function engine.plan_payloads(engine.entities) is 'plans how the rejects of a batch get their raw rows';

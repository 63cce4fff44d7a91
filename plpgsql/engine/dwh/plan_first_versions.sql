create or replace function engine.plan_first_versions(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans what engine.plan_dimension_delta and engine.plan_splice come to where the dimension has the unknown member alone:
-- staging has one row for each member, and each is the first version of its history, which ends only where the row is
-- deleted. A fact that infers members between the survey and this statement makes it fail with 23505, on the index of
-- current versions; the next hop splices.
-- Parameters: p_entity.
-- Reads: engine.entities.
select 1, 'keep facts from inferring members meanwhile', format('select engine.lock_members(%L, false)', p_entity)
 union all
select 2, 'write the first version of every member', format($sql$
with written as (
    insert into %1$s
           (%2$s, effective_at, seen_at, valid_from, valid_to, is_deleted, changed_from, batch_id, loaded_at)
    select %3$s, s.%4$I::timestamptz, s.%4$I::timestamptz, '-infinity',
           case when s.is_deleted
               then greatest(s.%4$I::timestamptz + interval '1 microsecond', s.loaded_at)
               else 'infinity'
           end,
           s.is_deleted, '-infinity', :'batch_id'::bigint, now()
      from %5$s s
     where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
       and %6$s
    returning 1
)
select jsonb_build_object('rows_read', count(*), 'rows_inserted', count(*), 'rows_updated', 0)
  from written$sql$,
    e.target,
    engine.format_columns('%1$I', e.business_key || e.type_2 || e.type_1 || e.fixed),
    engine.format_columns('s.%1$I', e.business_key || e.type_2 || e.type_1 || e.fixed),
    e.happens_at,
    e.source,
    engine.range_predicate('s', e.source, e.business_key[1]))
  from engine.entities e
 where e.entity = p_entity
$$;

comment on function engine.plan_first_versions(text) is
    'plans the first load of a dimension: one version of every member';

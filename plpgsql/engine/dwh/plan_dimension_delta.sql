create or replace function engine.plan_dimension_delta(p_entity text)
returns setof engine.plan_step
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans what comes before the splice of a dimension: the delta is fetched once, what cannot be placed is taken
-- out of it, and inferred members get their first real version.
-- Parameters: p_entity.
-- Reads: engine.entities, the catalog.
declare
    v_entity  engine.entities;
    v_columns text[];
    v_match   text;
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_columns := v_entity.type_2 || v_entity.type_1 || v_entity.fixed;
    v_match := engine.format_columns('d.%1$I = n.%1$I', v_entity.business_key, ' and ');

    return query select 1, 'keep facts from inferring members meanwhile',
        format('select engine.lock_members(%L, false)', p_entity);

    -- A deleted row brings its last version too, which no hop may have seen yet. The deletion is effective when it was
    -- noticed, since nobody knows when the row went; but after that version, also where the clock of the source is
    -- ahead.
    return query select 2, 'fetch the delta', format($sql$
create temporary table pgstrata_delta on commit drop as
select %1$s, e.effective_at, e.is_deleted
  from %2$s s
 cross join lateral (
           select s.%3$I::timestamptz, false
            union all
           select greatest(s.%3$I::timestamptz + interval '1 microsecond', s.loaded_at), true
            where s.is_deleted) e (effective_at, is_deleted)
 where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
   and %4$s$sql$,
        engine.format_columns('s.%1$I', v_entity.business_key || v_columns),
        v_entity.source,
        v_entity.happens_at,
        engine.range_predicate('s', v_entity.source, v_entity.business_key[1]));

    return query select 3, 'count the delta for the planner', 'analyze pg_temp.pgstrata_delta'::text;

    return query select 4, 'refuse versions that cannot be placed', format($sql$
with refused as (
    delete from pg_temp.pgstrata_delta n
     using %1$s d
     where %2$s
       and not d.is_inferred
       and n.effective_at >= d.effective_at
       -- A version that a deletion ended where it began would be left without any time.
       and (n.effective_at < d.seen_at or n.is_deleted and n.effective_at = d.effective_at)
       and not exists (
               select from %1$s l
                where %3$s
                  and not l.is_inferred
                  and l.effective_at <= n.effective_at and l.effective_at > d.effective_at)
    returning n.*
), kept as (
    insert into engine.refused_versions (entity, business_key, effective_at, version, batch_id)
    select %4$L, jsonb_build_object(%5$s), r.effective_at, to_jsonb(r), :'batch_id'::bigint
      from refused r
        on conflict do nothing
)
select jsonb_build_object(
           'rows_read', (select count(*) from pg_temp.pgstrata_delta where not is_deleted),
           'rows_rejected', (select count(*) from refused))$sql$,
        v_entity.target,
        v_match,
        engine.format_columns('l.%1$I = n.%1$I', v_entity.business_key, ' and '),
        p_entity,
        engine.format_columns('%1$L, r.%1$I', v_entity.business_key));

    return query select 5, 'give inferred members their first real version', format($sql$
with filled as (
    insert into %1$s as d
           (%2$s, effective_at, seen_at, valid_from, valid_to, is_inferred, batch_id, loaded_at)
    select distinct on (%3$s)
           %4$s, n.effective_at, n.effective_at, '-infinity', 'infinity', true, :'batch_id'::bigint, now()
      from pg_temp.pgstrata_delta n
     where not n.is_deleted
       and exists (select from %1$s d where %5$s and d.is_inferred)
     order by %3$s, n.effective_at
        on conflict (%6$s) where is_inferred do update
       set %7$s, is_inferred = false, changed_from = null, batch_id = excluded.batch_id,
           loaded_at = excluded.loaded_at
    returning 1
)
select jsonb_build_object('rows_updated', count(*)) from filled$sql$,
        v_entity.target,
        engine.format_columns('%1$I', v_entity.business_key || v_columns),
        engine.format_columns('n.%1$I', v_entity.business_key),
        engine.format_columns('n.%1$I', v_entity.business_key || v_columns),
        v_match,
        engine.format_columns('%1$I', v_entity.business_key),
        engine.format_columns('%1$I = excluded.%1$I', v_columns || '{effective_at, seen_at}'));
end
$$;

comment on function engine.plan_dimension_delta(text) is 'plans what comes before the splice of a dimension';

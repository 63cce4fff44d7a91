create or replace function engine.plan_repointing(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans how facts follow a history that changed under them: for every member whose versions changed in the batches
-- that this hop consumes, the facts from its earliest changed boundary on are looked up anew, over the index on
-- business key and event time. So a version that is effective before facts that were loaded already reaches them.
-- Parameters: p_entity, a fact.
-- Reads: engine.entities, engine.lookups, the catalog.
select (row_number() over (order by l.surrogate_key))::integer,
       format('point facts to the changed versions of "%s"', l.dimension),
       format($sql$
with changed as (
    select %1$s, min(d.changed_from) as _from
      from %2$s d
     where d.batch_id > :'%3$s_mark'::bigint and d.batch_id <= :'%3$s_upto'::bigint
       and d.changed_from is not null
     group by %1$s
), looked_up as (
    select %4$s, %5$s as _key
      from changed m
      join %6$s n
        on %7$s and n.%8$I >= m._from%9$s
), moved as (
    update %6$s f
       set %10$I = u._key, batch_id = :'batch_id'::bigint, loaded_at = now()
      from looked_up u
     where %11$s
       and f.%10$I <> u._key
    returning 1
)
select jsonb_build_object('rows_updated', count(*)) from moved$sql$,
           engine.format_columns('d.%1$I', d.business_key),
           d.target,
           l.surrogate_key,
           engine.format_columns('n.%1$I', f.business_key),
           v.value,
           f.target,
           (select string_agg(format('n.%I = m.%I', c.name, b.name), ' and ' order by b.position)
              from unnest(d.business_key) with ordinality b (name, position)
              join unnest(l.columns) with ordinality c (name, position) using (position)),
           f.happens_at,
           v.join_clause,
           l.surrogate_key,
           engine.format_columns('f.%1$I = u.%1$I', f.business_key, ' and '))
  from engine.lookups l
  join engine.entities f on f.entity = l.fact
  join engine.entities d on d.entity = l.dimension
  join engine.lookups_of(p_entity, 'n') v on v.surrogate_key = l.surrogate_key
 where l.fact = p_entity
$$;

comment on function engine.plan_repointing(text) is 'plans how facts follow a history that changed under them';

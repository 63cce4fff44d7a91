create or replace function engine.plan_members(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans what the facts of a hop point to and may not be there yet: inferred members (Kimball and Ross, The Data
-- Warehouse Toolkit, late arriving dimensions) and the years of the calendar. Both are written before any fact.
-- An inferred member is valid from -infinity on, and its dimension gives it its first real version in place.
-- Its changed_from is NULL, since no fact pointed anywhere else before.
-- Parameters: p_entity, a fact.
-- Reads: engine.entities, engine.lookups, engine.date_lookups.
select (row_number() over (order by p.part, p.name, p.step))::integer, p.purpose, p.sql
  from (
    select 1 as part, d.entity as name, 1 as step,
           format('keep "%s" from writing versions meanwhile', d.entity) as purpose,
           format('select engine.lock_members(%L, true)', d.entity) as sql
      from engine.entities d
     where d.entity in (select l.dimension from engine.lookups l where l.fact = p_entity)
     union all
    select 2, l.surrogate_key, 2, format('infer members of "%s" that have not arrived', l.dimension), format($sql$
with wanted as (
    select %1$s
      from %2$s s
     where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
       and %3$s
     group by %4$s
), inferred as (
    insert into %5$s
           (%6$s, effective_at, seen_at, valid_from, valid_to, is_inferred, batch_id, loaded_at)
    select %7$s, '-infinity', '-infinity', '-infinity', 'infinity', true, :'batch_id'::bigint, now()
      from wanted w
     where not exists (
               select from %5$s d
                where %8$s)
     order by %7$s
    returning 1
)
select jsonb_build_object('members_inferred', count(*)) from inferred$sql$,
           k.selected, f.source, k.known, k.grouped, d.target,
           engine.format_columns('%1$I', d.business_key), engine.format_columns('w.%1$I', d.business_key),
           engine.format_columns('d.%1$I = w.%1$I', d.business_key, ' and '))
      from engine.lookups l
      join engine.entities f on f.entity = l.fact
      join engine.entities d on d.entity = l.dimension
     cross join lateral (
               select string_agg(format('s.%I as %I', c.name, b.name), ', ' order by b.position),
                      string_agg(format('s.%I is not null', c.name), ' and ' order by b.position),
                      string_agg(format('s.%I', c.name), ', ' order by b.position)
                 from unnest(d.business_key) with ordinality b (name, position)
                 join unnest(l.columns) with ordinality c (name, position) using (position)
               ) k (selected, known, grouped)
     where l.fact = p_entity
     union all
    select 3, l.date_key, 3, 'grow the calendar', engine.plan_calendar(f.source, l.date_column, l.calendar)
      from engine.date_lookups l
      join engine.entities f on f.entity = l.fact
     where l.fact = p_entity) p
$$;

comment on function engine.plan_members(text) is
    'plans what the facts of a hop point to and may not be there yet: inferred members, days';

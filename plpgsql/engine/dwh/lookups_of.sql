create or replace function engine.lookups_of(p_fact text, p_alias text)
returns table (surrogate_key text, dimension text, join_clause text, value text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- How a statement finds the versions that a fact points to: those that were valid at the time of the event. In a gap
-- (the member was deleted for a while) it is the last version before it. Without a business key it is the unknown
-- member; with one that no version answers, the value is NULL, and the fact table refuses the row.
-- Parameters: p_fact; p_alias, of a relation with the columns of the fact.
-- Returns: for each lookup, a join for the statement, and the expression of the key.
-- Reads: engine.entities, engine.lookups, the catalog.
select l.surrogate_key, l.dimension,
       format($sql$
  left join %1$s %2$s
         on %3$s
        and %2$s.valid_from <= %4$I.%5$I and %2$s.valid_to > %4$I.%5$I$sql$,
           d.target, a.alias, k.match, p_alias, f.happens_at),
       format($sql$case when %1$s then 0 else coalesce(%2$s.%3$I, (
               select g.%3$I from %4$s g
                where %5$s and g.valid_from <= %6$I.%7$I
                order by g.valid_from desc limit 1)) end$sql$,
           k.is_unknown, a.alias, d.surrogate_key, d.target, k.gap_match, p_alias, f.happens_at)
  from engine.lookups l
  join engine.entities f on f.entity = l.fact
  join engine.entities d on d.entity = l.dimension
 cross join lateral (
           select 'd' || (select count(*) from engine.lookups o
                            where o.fact = l.fact and o.surrogate_key <= l.surrogate_key)) a (alias)
 cross join lateral (
           select string_agg(format('%s.%I = %I.%I', a.alias, b.name, p_alias, c.name), ' and ' order by b.position),
                  string_agg(format('g.%I = %I.%I', b.name, p_alias, c.name), ' and ' order by b.position),
                  string_agg(format('%I.%I is null', p_alias, c.name), ' or ' order by b.position)
             from unnest(d.business_key) with ordinality b (name, position)
             join unnest(l.columns) with ordinality c (name, position) using (position)
           ) k (match, gap_match, is_unknown)
 where l.fact = p_fact
 order by l.surrogate_key
$$;

comment on function engine.lookups_of(text, text) is
    'how a statement finds the versions that a fact points to';

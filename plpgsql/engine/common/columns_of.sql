create or replace function engine.columns_of(p_relation text)
returns table (name text, type text, is_generated boolean, has_equality boolean)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The columns of a relation in their order.
-- Parameters: p_relation, schema-qualified and quoted where needed.
-- Raises: 42P01 when it does not exist.
-- Returns: name, type as SQL writes it, whether the column is computed by the table (generated or identity
--   always), and whether its type can be compared for equality (json and xml cannot).
select a.attname, format_type(a.atttypid, a.atttypmod), a.attgenerated <> '' or a.attidentity = 'a',
       exists (
           select from pg_operator o
            where o.oprname = '=' and o.oprresult = 'boolean'::regtype
              and o.oprleft = t.base and o.oprright = t.base)
       or t.typcategory in ('A', 'E', 'S', 'R') or t.typtype in ('e', 'c', 'r', 'm')
  from pg_attribute a
 cross join lateral (
           select coalesce(nullif(y.typbasetype, 0), y.oid) as base, y.typcategory, y.typtype
             from pg_type y where y.oid = a.atttypid) t
 where a.attrelid = p_relation::regclass
   and a.attnum > 0
   and not a.attisdropped
 order by a.attnum
$$;

comment on function engine.columns_of(text) is 'the columns of a relation in their order';

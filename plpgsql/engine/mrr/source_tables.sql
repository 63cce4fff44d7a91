create or replace function engine.source_tables()
returns table (entity text, source_table text, raw_table text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- From which table of the source each raw table is filled, as the source calls it.
-- Returns: one row for each entity; names with their schema, unquoted.
-- Reads: engine.entities and the options of the foreign tables.
select e.entity,
       (select concat(coalesce(max(o.option_value) filter (where o.option_name = 'schema_name'), n.nspname), '.',
                      coalesce(max(o.option_value) filter (where o.option_name = 'table_name'), c.relname))
          from pg_options_to_table(f.ftoptions) o),
       array_to_string(parse_ident(e.target), '.')
  from engine.entities e
  left join pg_class c on c.oid = to_regclass(e.source)
  left join pg_namespace n on n.oid = c.relnamespace
  left join pg_foreign_table f on f.ftrelid = c.oid
 order by e.entity
$$;

comment on function engine.source_tables() is 'from which table of the source each raw table is filled';
grant execute on function engine.source_tables() to pgstrata_link;

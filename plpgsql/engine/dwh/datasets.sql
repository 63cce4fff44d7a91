create or replace function engine.datasets()
returns table (layer text, entity text, inputs jsonb, output jsonb)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- What each hop reads and writes, for those who draw lineage. A fact also reads its dimensions.
-- Returns: one row for each layer and entity; inputs is an array of, and output is, {"layer": …, "table": …}, with
--   the name of the table in its own database, schema first, unquoted.
-- Raises: 08001 when mrr cannot be reached.
-- Reads: mrr, engine.entities, engine.lookups and the options of the foreign tables.
with tables as materialized (
    select e.entity,
           m.source_table as operational,
           m.raw_table as mrr,
           (select concat(coalesce(max(o.option_value) filter (where o.option_name = 'schema_name'), 'public'), '.',
                          coalesce(max(o.option_value) filter (where o.option_name = 'table_name'),
                                   (parse_ident(e.source))[2]))
              from pg_foreign_table f cross join pg_options_to_table(f.ftoptions) o
             where f.ftrelid = to_regclass(e.source)) as stg,
           array_to_string(parse_ident(e.target), '.') as dwh
      from engine.entities e
      join extensions.dblink('mrr', 'select entity, source_table, raw_table from engine.source_tables()')
           m (entity text, source_table text, raw_table text) using (entity)
)
select h.layer, t.entity,
       jsonb_build_array(jsonb_build_object('layer', h.upstream, 'table', h.input))
           || case h.layer when 'dwh' then coalesce((
                  select jsonb_agg(jsonb_build_object('layer', 'dwh', 'table', d.dwh) order by d.dwh)
                    from (select distinct l.dimension from engine.lookups l where l.fact = t.entity) l
                    join tables d on d.entity = l.dimension), '[]') else '[]' end,
       jsonb_build_object('layer', h.layer, 'table', h.output)
  from tables t
 cross join lateral (values ('mrr', 'operational', t.operational, t.mrr),
                            ('stg', 'mrr', t.mrr, t.stg),
                            ('dwh', 'stg', t.stg, t.dwh)) h (layer, upstream, input, output)
 order by t.entity, h.layer
$$;

comment on function engine.datasets() is 'what each hop reads and writes';
grant execute on function engine.datasets() to pgstrata_worker;

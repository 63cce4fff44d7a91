create or replace function engine.plan_versions(p_entity engine.entities)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The statement that reads all versions of one member of a dimension.
-- Parameters: p_entity. The plan takes key_1, key_2, …, the business key column by column.
-- Reads: the catalog.
select 1, 'read the versions of a member', format($sql$
select jsonb_build_object('versions', coalesce(jsonb_agg(to_jsonb(d) order by d.valid_from), '[]'))
  from %1$s d
 where %2$s$sql$,
    p_entity.target::regclass,
    (select string_agg(format('d.%I = :''key_%s''::%s', k.name, k.position, format_type(a.atttypid, a.atttypmod)),
                       ' and ' order by k.position)
       from unnest(p_entity.business_key) with ordinality k (name, position)
       join pg_attribute a on a.attrelid = p_entity.target::regclass and a.attname = k.name))
$$;

comment on function engine.plan_versions(engine.entities) is
    'the statement that reads all versions of one member of a dimension';

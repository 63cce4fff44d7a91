create or replace function engine.assert_index(
    p_entity text, p_relation text, p_role text, p_columns text[], p_unique_where text default null)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses a declaration whose relation lacks an index that the hops rely on.
-- Parameters: p_entity and p_role (source, target, …) for the message; p_relation; p_columns, with which the
--   index begins, in this order; p_unique_where: NULL for any index, else a unique one on just these columns, with
--   this boolean column as its predicate, or '' for none.
-- Raises: PS005.
begin
    if exists (
        select from pg_index i
         where i.indrelid = to_regclass(p_relation)
           and i.indisvalid
           and p_columns = array(
                   select a.attname::text
                     from unnest(i.indkey[0:cardinality(p_columns) - 1]) with ordinality k (attnum, position)
                     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                    order by k.position)
           and (p_unique_where is null and i.indpred is null
                or i.indisunique and i.indnkeyatts = cardinality(p_columns)
                   and coalesce(pg_get_expr(i.indpred, i.indrelid), '') =
                       case when p_unique_where = '' then '' else quote_ident(p_unique_where) end))
    then
        return;
    end if;
    -- A first load that is under way, or was interrupted, builds it at its end.
    if p_unique_where is null and exists (
        select from engine.indexes_aside a
          join engine.entities e using (entity)
         where e.target::regclass = to_regclass(p_relation)
           and position(format(' (%s', engine.format_columns('%1$I', p_columns)) in a.definition) > 0)
    then
        return;
    end if;
    raise exception using
        errcode = 'PS005',
        message = format('%s %s of entity "%s" lacks an index on (%s)',
            p_role, p_relation, p_entity, engine.format_columns('%1$I', p_columns)),
        detail = case when p_unique_where is null then 'without it a hop would read the whole table'
            else 'without it two sessions could write one version twice' end,
        hint = format('add to a migration of the model: create %sindex on %s (%s)%s',
            case when p_unique_where is not null then 'unique ' else '' end,
            p_relation, engine.format_columns('%1$I', p_columns),
            coalesce(' where ' || nullif(p_unique_where, ''), ''));
end
$$;

comment on function engine.assert_index(text, text, text, text[], text) is
    'refuses a declaration whose relation lacks an index that the hops rely on';

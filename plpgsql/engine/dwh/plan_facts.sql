create or replace function engine.plan_facts(p_entity text, p_is_fill boolean)
returns setof engine.plan_step
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans the load of facts: the delta is fetched once, and one upsert gives each row the surrogate keys of the
-- versions that were valid at its time, and leaves equal rows untouched. The delta lies in a table of its own, since the
-- planner takes a foreign table of any size for a small one. Into an empty table everything goes in one insert.
-- Parameters: p_entity, a fact; p_is_fill, the table of facts is empty.
-- Raises: PS005 when a column of the target has neither a lookup nor a column of its name in the source.
-- Reads: engine.entities, engine.lookups, engine.date_lookups, the catalog.
declare
    v_entity  engine.entities;
    v_lookups text[] := array(select l.surrogate_key from engine.lookups l
                               where l.fact = p_entity order by l.surrogate_key);
    v_dates   text[] := array(select l.date_key from engine.date_lookups l
                               where l.fact = p_entity order by l.date_key);
    v_days    text[] := array(select distinct l.date_column from engine.date_lookups l where l.fact = p_entity);
    v_copied  text[];
    v_written text[];
    v_delta   text;
    v_facts   text;
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_copied := array(
        select c.name from engine.columns_of(v_entity.target) c
         where not c.is_generated and c.name <> all (v_lookups || v_dates || '{batch_id, loaded_at}'));
    perform engine.assert_columns(p_entity, v_entity.source, 'source', v_copied || v_days);
    v_written := array(
        select c from unnest(v_copied || v_lookups || v_dates) c where c <> all (v_entity.business_key));

    v_delta := format($sql$
select %1$s
  from %2$s s
 where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
   and %3$s$sql$,
        engine.format_columns('s.%1$I', v_copied || array(select d from unnest(v_days) d where d <> all (v_copied))),
        v_entity.source,
        engine.range_predicate('s', v_entity.source, v_entity.business_key[1]));
    v_facts := format($sql$
    insert into %1$s as f
           (%2$s, batch_id, loaded_at)
    select %3$s, :'batch_id'::bigint, now()
      from %4$s n%5$s$sql$,
        v_entity.target,
        engine.format_columns('%1$I', v_copied || v_lookups || v_dates),
        array_to_string(array_remove(array[
            engine.format_columns('n.%1$I', v_copied),
            (select string_agg(l.value, E',\n           ' order by l.surrogate_key)
               from engine.lookups_of(p_entity, 'n') l),
            (select string_agg(format('coalesce(c%s.date_key, 0)', array_position(v_dates, l.date_key)), ', '
                               order by l.date_key)
               from engine.date_lookups l where l.fact = p_entity)], null), E',\n           '),
        case when p_is_fill then format('(%s)', v_delta) else 'pg_temp.pgstrata_delta' end,
        concat(
            (select string_agg(l.join_clause, '' order by l.surrogate_key)
               from engine.lookups_of(p_entity, 'n') l),
            (select string_agg(format(E'\n  left join %1$s c%2$s on c%2$s.full_date = n.%3$I',
                                      l.calendar, array_position(v_dates, l.date_key), l.date_column), ''
                               order by l.date_key)
               from engine.date_lookups l where l.fact = p_entity)));

    if p_is_fill then
        return query select 1, 'look up the keys and write all facts', format($sql$
with written as (%s
    returning 1
)
select jsonb_build_object('rows_read', count(*), 'rows_inserted', count(*), 'rows_updated', 0)
  from written$sql$,
            v_facts);
        return;
    end if;
    return query select 1, 'fetch the delta',
        format(E'\ncreate temporary table pgstrata_delta on commit drop as%s', v_delta);
    return query select 2, 'count the delta for the planner', 'analyze pg_temp.pgstrata_delta'::text;
    return query select 3, 'look up the keys and write the facts', format($sql$
with written as (%1$s
        on conflict (%2$s) do update
       set %3$s,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (%4$s)
           is distinct from (%5$s)
    returning f.xmax = 0 as is_new
)
select jsonb_build_object(
           'rows_read', (select count(*) from pg_temp.pgstrata_delta),
           'rows_inserted', count(*) filter (where is_new),
           'rows_updated', count(*) filter (where not is_new))
  from written$sql$,
        v_facts,
        engine.format_columns('%1$I', v_entity.business_key),
        engine.format_columns('%1$I = excluded.%1$I', v_written),
        engine.format_columns('f.%1$I', v_written),
        engine.format_columns('excluded.%1$I', v_written));
end
$$;

comment on function engine.plan_facts(text, boolean) is
    'plans the load of facts with the surrogate keys valid at their time';

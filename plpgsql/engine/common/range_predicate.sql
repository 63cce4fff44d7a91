create or replace function engine.range_predicate(p_alias text, p_relation text, p_column text)
returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The condition that keeps a statement within its key range; with both bounds NULL it folds away.
-- Parameters: p_alias of the relation in the statement; p_relation, whose column p_column has the type.
select format($sql$(:'range_from' is null or %1$I.%2$I >= :'range_from'::%3$s)
       and (:'range_to' is null or %1$I.%2$I < :'range_to'::%3$s)$sql$, p_alias, p_column, c.type)
  from engine.columns_of(p_relation) c
 where c.name = p_column
$$;

comment on function engine.range_predicate(text, text, text) is
    'the condition that keeps a statement within its key range';

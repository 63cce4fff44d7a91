create or replace function engine.format_columns(
    p_template text, p_columns text[], p_separator text default ', ')
returns text
language sql immutable
as $$
-- A list of SQL text, one element for each column, in the order of the array.
-- Parameters: p_template for format(), with the column as %1$I; p_columns; p_separator.
-- Returns: for example format_columns('%1$I = excluded.%1$I', '{a,b}') gives a = excluded.a, b = excluded.b;
--   an empty string for no columns.
select coalesce(string_agg(format(p_template, c.name), p_separator order by c.position), '')
  from unnest(p_columns) with ordinality c (name, position)
$$;

comment on function engine.format_columns(text, text[], text) is
    'a list of SQL text, one element for each column';

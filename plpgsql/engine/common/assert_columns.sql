create or replace function engine.assert_columns(
    p_entity text, p_relation text, p_role text, p_columns text[])
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses a declaration whose relation lacks a column, or has one that cannot be compared for equality.
-- Parameters: p_entity and p_role (source, target, …) for the message; p_relation; p_columns that it needs.
-- Raises: PS005.
declare
    v_missing text[];
    v_opaque  text[];
begin
    select array_agg(n.name order by n.position) filter (where c.name is null),
           array_agg(n.name || ' ' || c.type order by n.position) filter (where not c.has_equality)
      into v_missing, v_opaque
      from unnest(p_columns) with ordinality n (name, position)
      left join engine.columns_of(p_relation) c using (name);
    if v_missing is not null then
        raise exception using
            errcode = 'PS005',
            message = format('%s %s of entity "%s" lacks column %s',
                p_role, p_relation, p_entity, array_to_string(v_missing, ', ')),
            detail = 'it has ' || coalesce(
                (select string_agg(c.name, ', ') from engine.columns_of(p_relation) c), 'none'),
            hint = 'correct the declaration, or add the column in a migration of the model';
    elsif v_opaque is not null then
        raise exception using
            errcode = 'PS005',
            message = format('%s %s of entity "%s" has a column without equality: %s',
                p_role, p_relation, p_entity, array_to_string(v_opaque, ', ')),
            detail = 'a hop writes only what differs, so it must be able to compare',
            hint = 'use jsonb instead of json, text instead of xml';
    end if;
end
$$;

comment on function engine.assert_columns(text, text, text, text[]) is
    'refuses a declaration whose relation lacks a column';

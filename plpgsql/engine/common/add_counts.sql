create or replace function engine.add_counts(p_left jsonb, p_right jsonb)
returns jsonb
language sql immutable
as $$
-- Two results of a hop as one: numbers of the same name are added, arrays are appended, other values are
-- taken from the right side unless it has none.
-- Parameters: two objects, or NULL for none.
-- Returns: an object.
select coalesce(jsonb_object_agg(key,
           case
               when l.value is null or jsonb_typeof(l.value) = 'null' then r.value
               when r.value is null or jsonb_typeof(r.value) = 'null' then l.value
               when jsonb_typeof(l.value) = 'number' and jsonb_typeof(r.value) = 'number'
                   then to_jsonb((l.value #>> '{}')::numeric + (r.value #>> '{}')::numeric)
               when jsonb_typeof(l.value) = 'array' and jsonb_typeof(r.value) = 'array'
                   then l.value || r.value
               else r.value
           end), '{}')
  from jsonb_each(coalesce(p_left, '{}')) l
  full join jsonb_each(coalesce(p_right, '{}')) r using (key)
$$;

comment on function engine.add_counts(jsonb, jsonb) is 'two results of a hop as one';

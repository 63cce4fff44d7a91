create or replace function engine.layer()
returns text
language sql immutable parallel safe
as $$ select 'stg' $$;

comment on function engine.layer() is 'the name of the layer that this database is';
grant execute on function engine.layer() to pgstrata_operator, pgstrata_reader, pgstrata_web, pgstrata_link;

create or replace function engine.delete_expired_rejects(p_limit integer)
returns bigint
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Deletes resolved rejects that are old; see engine.delete_expired in stg, which knows how old.
-- Parameters: p_limit, at most so many at once.
-- Returns: how many.
-- Raises: 08001 when staging cannot be reached.
-- Writes: stg.
select r.deleted from extensions.dblink('stg', format('select engine.delete_expired(%L)', p_limit)) r (deleted bigint)
$$;

comment on function engine.delete_expired_rejects(integer) is 'deletes resolved rejects that are old, in stg';
grant execute on function engine.delete_expired_rejects(integer) to pgstrata_operator, pgstrata_worker;

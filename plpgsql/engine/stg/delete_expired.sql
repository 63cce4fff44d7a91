create or replace function engine.delete_expired(p_limit integer)
returns bigint
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Deletes rejects that were resolved longer ago than rejects_retention says.
-- Parameters: p_limit, at most so many at once.
-- Returns: how many.
-- Reads: engine.settings. Writes: public.stg_rejects.
with expired as (
    select r.reject_id
      from public.stg_rejects r
     where r.resolved_at < now() - engine.setting('rejects_retention')::interval
     order by r.resolved_at
     limit p_limit
), deleted as (
    delete from public.stg_rejects r using expired e where r.reject_id = e.reject_id returning 1
)
select count(*) from deleted
$$;

comment on function engine.delete_expired(integer) is 'deletes rejects that were resolved long ago';
grant execute on function engine.delete_expired(integer) to pgstrata_link;

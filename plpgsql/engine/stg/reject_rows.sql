create or replace function engine.reject_rows(
    p_entity text, p_reason text default null, p_limit integer default 50, p_before bigint default null)
returns table (
    reject_id bigint, business_key jsonb, reasons text[], payload jsonb, rejected_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- The rows that are rejected now, newest first, as they came from the raw layer.
-- Parameters: p_entity; p_reason, or NULL for any; p_limit, at most so many; p_before, a reject_id to go on from.
-- Reads: public.stg_rejects.
select r.reject_id, r.business_key, r.reasons, r.payload, r.rejected_at
  from public.stg_rejects r
 where r.entity = p_entity
   and r.resolved_at is null
   and (p_reason is null or p_reason = any (r.reasons))
   and (p_before is null or r.reject_id < p_before)
 order by r.reject_id desc
 limit p_limit
$$;

comment on function engine.reject_rows(text, text, integer, bigint) is 'the rows that are rejected now, newest first';
grant execute on function engine.reject_rows(text, text, integer, bigint) to pgstrata_link, pgstrata_operator;

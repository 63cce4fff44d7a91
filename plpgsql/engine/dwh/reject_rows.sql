create or replace function engine.reject_rows(
    p_entity text, p_reason text default null, p_limit integer default 50, p_before bigint default null)
returns table (
    reject_id bigint, business_key jsonb, reasons text[], payload jsonb, rejected_at timestamptz)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- The rows that staging rejects now, newest first; see engine.reject_rows there.
-- Parameters: p_entity; p_reason, or NULL for any; p_limit, at most so many, 1000 in any case; p_before, a reject_id
--   to go on from.
-- Raises: 08001 when staging cannot be reached.
-- Reads: stg.
select r.*
  from extensions.dblink('stg', format(
           'select reject_id, business_key, reasons, payload, rejected_at from engine.reject_rows(%L, %L, %L, %L)',
           p_entity, p_reason, least(p_limit, 1000), p_before))
       r (reject_id bigint, business_key jsonb, reasons text[], payload jsonb, rejected_at timestamptz)
$$;

comment on function engine.reject_rows(text, text, integer, bigint) is 'the rows that staging rejects now, newest first';
grant execute on function engine.reject_rows(text, text, integer, bigint) to pgstrata_operator, pgstrata_web;

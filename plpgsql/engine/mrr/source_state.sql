create or replace function engine.source_state()
returns table (
    read_at            timestamptz,
    oldest_start       timestamptz,
    prepared_since     timestamptz,
    holder_pid         integer,
    holder_user        text,
    holder_application text,
    holder_state       text)
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Who holds the mark back at the source right now; see engine.watermark_ceiling in the source.
-- Reads: operational.open_transactions.
select o.read_at, o.oldest_start, o.prepared_since, o.holder_pid, o.holder_user, o.holder_application,
       o.holder_state
  from operational.open_transactions o
$$;

comment on function engine.source_state() is 'who holds the mark back at the source right now';
grant execute on function engine.source_state() to pgstrata_link, pgstrata_operator;

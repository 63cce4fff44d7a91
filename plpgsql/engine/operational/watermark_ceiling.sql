create or replace function engine.watermark_ceiling()
returns table (
    read_at            timestamptz,
    oldest_start       timestamptz,
    prepared_since     timestamptz,
    holder_pid         integer,
    holder_user        text,
    holder_application text,
    holder_state       text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- What decides how far the source is known to be complete: the oldest transaction that is open in this database.
-- A transaction stamps its rows with the time of its start, and commits them later: whoever has read everything
-- that is visible now has missed only rows stamped at or after the time this returns.
-- Returns: one row.
--   read_at         the clock before anything else was looked at
--   oldest_start    when the oldest open transaction started; NULL: none is open
--   prepared_since  when the oldest prepared transaction was prepared; NULL: none. It started before that, at a
--                   time that nobody knows
--   holder_*        who holds that oldest transaction open
-- Raises: PS008 where PostgreSQL would answer without knowing: on a standby, without pg_read_all_stats, and with
--   track_activities off.
-- Reads: pg_stat_activity, pg_prepared_xacts. Call it in a transaction that ends before the one that extracts.
begin
    perform engine.assert_activity_visible();
    -- pg_stat_activity is frozen from its first use in a transaction on.
    perform pg_stat_clear_snapshot();
    read_at := clock_timestamp();

    -- Within a message of several statements, now() of a later transaction is the start of the message: hence
    -- query_start, and hence active sessions that are between two transactions.
    select o.started, o.pid, o.usename, o.application_name, o.state
      into oldest_start, holder_pid, holder_user, holder_application, holder_state
      from (select least(a.xact_start, case when a.state = 'active' then a.query_start end) as started, a.*
              from pg_stat_activity a
             where a.datname = current_database()
               and a.pid <> pg_backend_pid()
               and a.backend_type <> 'autovacuum worker'
               and (a.xact_start is not null or a.state = 'active' and a.backend_type = 'client backend')
               -- The pipeline's own readers write nothing here.
               and a.usename is distinct from 'pgstrata_link') o
     where o.started is not null
     order by o.started
     limit 1;
    select min(p.prepared) into prepared_since
      from pg_prepared_xacts p
     where p.database = current_database();
    return next;
end
$$;

comment on function engine.watermark_ceiling() is
    'the oldest transaction that is open in this database: how far the source is known to be complete';
grant execute on function engine.watermark_ceiling() to pgstrata_link;

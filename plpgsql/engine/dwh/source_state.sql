create or replace function engine.source_state()
returns table (
    read_at         timestamptz,
    held_back_since timestamptz,
    held_back_by    text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- What holds the marks back at the source right now: its oldest open transaction, or a prepared one.
-- Returns: one row. read_at: the clock of the source; the others are NULL when nothing holds them back. When the
--   source cannot be asked, read_at is NULL, and held_back_by says why.
-- Reads: mrr, and through it the source.
declare
    v_open record;
begin
    select o.* into v_open
      from extensions.dblink('mrr', 'select read_at, oldest_start, prepared_since, holder_pid, holder_user, '
               'holder_application, holder_state from engine.source_state()')
           o (read_at timestamptz, oldest_start timestamptz, prepared_since timestamptz, holder_pid integer,
              holder_user text, holder_application text, holder_state text);
    read_at := v_open.read_at;
    if v_open.prepared_since is not null then
        held_back_since := v_open.prepared_since;
        held_back_by := 'a prepared transaction; see pg_prepared_xacts in operational';
    elsif v_open.oldest_start is not null then
        held_back_since := v_open.oldest_start;
        held_back_by := format('process %s of %s (%s), %s', v_open.holder_pid,
            coalesce(v_open.holder_user, 'the server'),
            coalesce(nullif(v_open.holder_application, ''), 'no application_name'),
            coalesce(v_open.holder_state, 'at work'));
    end if;
    return next;
exception
    -- A view of how fresh the data is must answer most of all when the source does not.
    when sqlstate 'PS008' or connection_exception or sqlclient_unable_to_establish_sqlconnection
        or fdw_unable_to_establish_connection then
        held_back_by := format('unknown, the source cannot be asked: %s', sqlerrm);
        return next;
end
$$;

comment on function engine.source_state() is 'what holds the marks back at the source right now';
grant execute on function engine.source_state() to pgstrata_operator, pgstrata_reader, pgstrata_web;

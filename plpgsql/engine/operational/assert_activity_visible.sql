create or replace function engine.assert_activity_visible()
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Refuses to go on where open transactions of other sessions cannot be seen, since rows would be lost silently.
-- Raises: PS008.
-- Reads: pg_stat_activity.
declare
    v_detail text;
    v_hint   text;
begin
    if pg_is_in_recovery() then
        v_detail := 'the server is a standby, which shows only its own sessions';
        v_hint := 'let PGSTRATA_OPERATIONAL_URL name the primary';
    elsif not pg_has_role('pg_read_all_stats', 'usage') then
        v_detail := format('role "%s" lacks pg_read_all_stats, so open transactions of others are invisible',
            current_user);
        v_hint := format('grant pg_read_all_stats to %I', current_user);
    elsif current_setting('track_activities') <> 'on'
        or exists (select from pg_stat_activity a
                    where a.datname = current_database() and a.state = 'disabled')
    then
        v_detail := 'track_activities is off, so the start of open transactions is unknown';
        v_hint := 'set track_activities = on for the server, and end the sessions that turned it off';
    else
        return;
    end if;
    raise exception using
        errcode = 'PS008',
        message = format('source database "%s" cannot be read safely', current_database()),
        detail = v_detail,
        hint = v_hint;
end
$$;

comment on function engine.assert_activity_visible() is
    'refuses to go on where open transactions of other sessions cannot be seen';

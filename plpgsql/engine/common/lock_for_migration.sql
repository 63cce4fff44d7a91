create or replace function engine.lock_for_migration()
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Keeps runs and hops out while migrate changes routines under them: takes the lock of the run and of every hop of
-- this layer, for as long as the session lasts.
-- Raises: PS001 when a run does not end within hop_lock_timeout, PS002 when a hop does not.
-- Reads: engine.entities, engine.settings.
declare
    v_entity text;
begin
    perform set_config('lock_timeout',
        (extract(epoch from engine.setting('hop_lock_timeout')::interval) * 1000)::bigint::text, true);
    begin
        perform pg_advisory_lock(engine.lock_key('run'));
    exception when lock_not_available then
        raise exception using
            errcode = 'PS001',
            message = format('a run is active in %s', engine.layer()),
            detail = format('it was waited for %s; process %s', engine.setting('hop_lock_timeout'), (
                select string_agg(h::text, ', ') from engine.lock_holders('run') h)),
            hint = 'wait until it has ended, or end it with pg_cancel_backend()';
    end;
    for v_entity in select e.entity from engine.entities e order by e.entity loop
        perform engine.lock_hop(v_entity);
    end loop;
end
$$;

comment on function engine.lock_for_migration() is
    'keeps runs and hops out while migrate changes routines under them';

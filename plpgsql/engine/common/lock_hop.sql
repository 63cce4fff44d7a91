create or replace function engine.lock_hop(p_entity text)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Makes this session the leader of a hop: it takes the hop's session-level lock, and then waits until every
-- session that still loads ranges for an earlier leader has ended.
-- Parameters: p_entity.
-- Raises: PS004 for an unknown entity; PS002 when the lock does not come within hop_lock_timeout.
-- Reads: engine.entities, engine.settings, pg_locks. Writes: nothing; it takes locks.
declare
    v_timeout text := current_setting('lock_timeout');
begin
    if not exists (select from engine.entities e where e.entity = p_entity) then
        raise exception using
            errcode = 'PS004',
            message = format('entity "%s" is not declared in %s', p_entity, engine.layer()),
            detail = 'declared: ' || coalesce(
                (select string_agg(e.entity, ', ' order by e.entity) from engine.entities e), 'none'),
            hint = 'entities are declared in plpgsql/<model>/<layer>/declarations.sql; run pgstrata migrate';
    end if;

    -- A session whose last hop failed may still hold the lock, and session-level locks stack.
    perform engine.unlock_hop(p_entity);

    perform set_config('lock_timeout',
        (extract(epoch from engine.setting('hop_lock_timeout')::interval) * 1000)::bigint::text, true);
    begin
        perform pg_advisory_lock(engine.lock_key('hop', p_entity));
        perform pg_advisory_lock(engine.lock_key('ranges', p_entity));
        perform pg_advisory_unlock(engine.lock_key('ranges', p_entity));
    exception
        when lock_not_available then
            declare
                v_holders text := (
                    select string_agg(distinct h::text, ', ')
                      from (select engine.lock_holders('hop', p_entity)
                             union all
                            select engine.lock_holders('ranges', p_entity)) x (h)
                     where h <> pg_backend_pid());
            begin
                perform engine.unlock_hop(p_entity);
                raise exception using
                    errcode = 'PS002',
                    message = format('hop of "%s" into %s is busy', p_entity, engine.layer()),
                    detail = format('it is held by process %s, and was waited for %s',
                        coalesce(v_holders, 'unknown'), engine.setting('hop_lock_timeout')),
                    hint = 'wait for it to end, or end it with pg_cancel_backend()';
            end;
        when query_canceled or others then
            perform engine.unlock_hop(p_entity);
            raise;
    end;
    perform set_config('lock_timeout', v_timeout, true);
end
$$;

comment on function engine.lock_hop(text) is 'makes this session the leader of a hop';
grant execute on function engine.lock_hop(text) to pgstrata_operator, pgstrata_link;

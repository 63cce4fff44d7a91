create or replace function engine.assert_hop_lock(p_entity text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Refuses to go on when this session does not lead the hop.
-- Parameters: p_entity.
-- Raises: PS003.
begin
    if pg_backend_pid() not in (select engine.lock_holders('hop', p_entity)) then
        raise exception using
            errcode = 'PS003',
            message = format('this session does not lead the hop of "%s" into %s', p_entity, engine.layer()),
            detail = 'the functions behind a hop work only under its lock',
            hint = format('call run_hop(%L)', p_entity);
    end if;
end
$$;

comment on function engine.assert_hop_lock(text) is 'refuses to go on when this session does not lead the hop';

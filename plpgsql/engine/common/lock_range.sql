create or replace function engine.lock_range(p_entity text, p_leader integer)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Joins the hop of a leader: holds its second lock in shared mode, then makes sure that the leader still leads.
-- In this order a new leader either waits for this session, or this session sees that the old one has gone.
-- Parameters: p_entity; p_leader, the leader's process id.
-- Raises: PS012.
begin
    perform engine.unlock_range(p_entity);
    perform pg_advisory_lock_shared(engine.lock_key('ranges', p_entity));
    if p_leader not in (select engine.lock_holders('hop', p_entity)) then
        perform engine.unlock_range(p_entity);
        raise exception using
            errcode = 'PS012',
            message = format('process %s no longer leads the hop of "%s" into %s',
                p_leader, p_entity, engine.layer()),
            detail = 'a key range is loaded only for the leader that gave it out',
            hint = format('nothing is lost: call run_hop(%L) goes on where the ranges stood', p_entity);
    end if;
end
$$;

comment on function engine.lock_range(text, integer) is 'joins the hop of a leader, to load key ranges for it';
grant execute on function engine.lock_range(text, integer) to pgstrata_operator, pgstrata_link;

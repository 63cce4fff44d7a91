create or replace function public.request_run(
    p_entities      text[] default null,
    p_resume_run_id bigint default null,
    p_dry_run       boolean default false,
    p_requested_by  text default session_user)
returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Asks for a run without waiting for it: a worker takes the request into its queue and calls the master.
-- Parameters: p_entities, or NULL for all that are enabled; p_resume_run_id, a run to go on from: the entities of it
--   that did not get into the warehouse; p_dry_run, only to print what it would do; p_requested_by, who asks.
-- Returns: request_id, a row of engine.run_requests; that of the same request, if one is open.
-- Raises: PS004 for an unknown entity, PS006 for what makes no sense together.
-- Writes: engine.run_requests.
declare
    v_entities   text[] := p_entities;
    v_request_id bigint;
begin
    if p_dry_run then
        raise exception using
            errcode = 'PS006',
            message = 'a dry run cannot be asked for',
            detail = 'the queue runs, it does not print',
            hint = 'see the statements of a hop with select * from engine.plan_hop(''entity'')';
    end if;
    if p_resume_run_id is not null then
        if p_entities is not null then
            raise exception using
                errcode = 'PS006',
                message = 'a run to go on from names its entities itself',
                detail = format('both run %s and entities %s were given', p_resume_run_id, p_entities),
                hint = 'give one of the two';
        end if;
        v_entities := engine.entities_to_resume(p_resume_run_id);
        if coalesce(cardinality(v_entities), 0) = 0 then
            raise exception using
                errcode = 'PS006',
                message = format('there is nothing to go on from in run %s', p_resume_run_id),
                detail = case when v_entities is null then 'there is no such run'
                    else 'all of its entities got into the warehouse' end,
                hint = 'ask for a whole run: select request_run()';
        end if;
    end if;
    perform engine.assert_entities(v_entities);
    v_entities := array(select distinct e from unnest(v_entities) e order by e);
    if p_entities is null and p_resume_run_id is null then
        v_entities := null;
    end if;
    -- To ask twice before anybody has listened is to ask once.
    select r.request_id into v_request_id
      from engine.run_requests r
     where r.taken_at is null and r.entities is not distinct from v_entities
     order by r.request_id
     limit 1;
    if found then
        return v_request_id;
    end if;
    insert into engine.run_requests (entities, resume_run_id, is_dry_run, requested_by)
    values (v_entities, p_resume_run_id, p_dry_run, p_requested_by)
    returning request_id into v_request_id;
    perform engine.announce('request', jsonb_build_object('request_id', v_request_id));
    return v_request_id;
end
$$;

comment on function public.request_run(text[], bigint, boolean, text) is
    'asks a worker for a run, without waiting for it: select request_run()';
grant execute on function public.request_run(text[], bigint, boolean, text)
    to pgstrata_operator, pgstrata_web, pgstrata_worker;

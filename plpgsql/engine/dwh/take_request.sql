create or replace function engine.take_request()
returns engine.run_requests
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Takes the oldest request for a run that no worker has taken. The worker puts it into the queue and settles it in the
-- same transaction, so that two workers cannot take it twice, and one that dies leaves it to the next.
-- Returns: the request; request_id is NULL when there is none.
-- Writes: engine.run_requests.
declare
    v_request engine.run_requests;
begin
    select r.* into v_request
      from engine.run_requests r
     where r.taken_at is null
     order by r.request_id
     limit 1
       for update skip locked;
    update engine.run_requests r
       set taken_at = clock_timestamp()
     where r.request_id = v_request.request_id
    returning r.* into v_request;
    return v_request;
end
$$;

comment on function engine.take_request() is 'takes the oldest request for a run that no worker has taken';
grant execute on function engine.take_request() to pgstrata_worker;

create or replace function engine.settle_request(p_request_id bigint, p_job_id uuid, p_outcome text)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Records what became of a request.
-- Parameters: p_request_id; p_job_id, the job made of it, or NULL; p_outcome, why none was made.
-- Writes: engine.run_requests.
update engine.run_requests r
   set job_id = p_job_id, outcome = p_outcome
 where r.request_id = p_request_id;
select engine.announce('request', jsonb_build_object('request_id', p_request_id, 'job_id', p_job_id));
$$;

comment on function engine.settle_request(bigint, uuid, text) is 'records what became of a request';
grant execute on function engine.settle_request(bigint, uuid, text) to pgstrata_worker;

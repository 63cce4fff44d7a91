create or replace function engine.assert_not_cancelled(p_run_id bigint)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
-- Ends the run when somebody has asked for that with request_cancel: the same way as a cancel of its session.
-- Parameters: p_run_id.
-- Raises: 57014.
-- Reads: public.etl_runs.
declare
    v_by text;
begin
    select r.cancel_requested_by into v_by
      from public.etl_runs r
     where r.run_id = p_run_id and r.cancel_requested_at is not null;
    if found then
        raise exception using
            errcode = 'query_canceled',
            message = format('run %s was cancelled by %s', p_run_id, v_by);
    end if;
end
$$;

comment on function engine.assert_not_cancelled(bigint) is 'ends the run when somebody has asked for that';

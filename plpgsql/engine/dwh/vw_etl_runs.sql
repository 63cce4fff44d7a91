create or replace view public.vw_etl_runs as
-- One row for each call of the master, those that were skipped among them, with what it read from the source and wrote to the
-- warehouse. A run whose
-- session is gone shows as CRASHED here at once; the next run writes that into the log.
select r.run_id,
       case when r.status = 'RUNNING' then engine.live_status(r.run_id) else r.status end as status,
       r.origin,
       r.called_by,
       r.requested_by,
       r.entities,
       r.started_at,
       r.ended_at,
       coalesce(r.ended_at, clock_timestamp()) - r.started_at as duration,
       r.in_the_way,
       r.cancel_requested_at,
       r.cancel_requested_by,
       s.steps,
       s.failed_steps,
       s.blocked_steps,
       s.rows_read,
       s.rows_inserted,
       s.rows_updated,
       s.rows_rejected,
       s.rows_deleted,
       r.error_sqlstate,
       r.error_message,
       r.error_detail,
       r.error_hint
  from public.etl_runs r
 cross join lateral (
           select count(*) as steps,
                  count(*) filter (where l.status in ('FAILED', 'CANCELLED', 'CRASHED')) as failed_steps,
                  count(*) filter (where l.status = 'BLOCKED') as blocked_steps,
                  -- Of each row, what became of it at the ends: a sum over the layers would count it in each.
                  (sum(l.rows_read) filter (where l.layer = 'mrr'))::bigint as rows_read,
                  (sum(l.rows_inserted) filter (where l.layer = 'dwh'))::bigint as rows_inserted,
                  (sum(l.rows_updated) filter (where l.layer = 'dwh'))::bigint as rows_updated,
                  sum(l.rows_rejected)::bigint as rows_rejected,
                  (sum(l.rows_deleted) filter (where l.layer = 'dwh'))::bigint as rows_deleted
             from public.etl_logs l
            where l.run_id = r.run_id) s
 order by r.run_id desc;

comment on view public.vw_etl_runs is 'runs, newest first, with what they read and wrote';
comment on column public.vw_etl_runs.run_id is 'the run';
comment on column public.vw_etl_runs.status is
    'RUNNING, SUCCEEDED, FAILED, CANCELLED, CRASHED, or SKIPPED: another run was in the way';
comment on column public.vw_etl_runs.origin is 'call: by hand; schedule: it was due; request: with request_run()';
comment on column public.vw_etl_runs.duration is 'until it ended, or until now';
comment on column public.vw_etl_runs.in_the_way is 'the run that was active when this one was skipped';
comment on column public.vw_etl_runs.rows_read is 'from the source';
comment on column public.vw_etl_runs.rows_inserted is 'into the warehouse; versions of a dimension among them';
comment on column public.vw_etl_runs.rows_updated is 'in the warehouse';
comment on column public.vw_etl_runs.rows_deleted is 'in the warehouse: marked as deleted';
comment on column public.vw_etl_runs.rows_rejected is
    'by staging, and versions that the warehouse could not place';
grant select on public.vw_etl_runs to pgstrata_operator, pgstrata_web;

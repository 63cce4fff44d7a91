delete from engine.settings
 where name in ('run_timeout', 'freshness_limit', 'rejects_limit_percent', 'rejects_limit_rows', 'worker_timeout',
                'log_retention', 'plan_retention');
alter table engine.entities drop column enabled_since;
drop table engine.alerts, engine.incidents, engine.row_counts, engine.schedule_pauses, engine.workers,
    engine.run_requests, engine.run_messages;
revoke select on engine.settings, engine.batch_marks from pgstrata_operator, pgstrata_web;
drop index public.etl_runs_started_at, public.etl_runs_ended, public.etl_logs_judged;
delete from public.etl_runs where status = 'SKIPPED';
alter table public.etl_runs
    drop column cancel_requested_by,
    drop column cancel_requested_at,
    drop column in_the_way,
    drop column job_id,
    drop column requested_by,
    drop column origin,
    drop constraint etl_runs_status_check,
    add constraint etl_runs_status_check
        check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'CRASHED'));

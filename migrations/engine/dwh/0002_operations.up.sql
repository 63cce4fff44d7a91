-- What watches over runs: who asked for one, who works, what they said, how many rows there are, what is wrong.

alter table public.etl_runs
    drop constraint etl_runs_status_check,
    add constraint etl_runs_status_check
        check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'CRASHED', 'SKIPPED')),
    add column origin              text not null default 'call'
        check (origin in ('call', 'schedule', 'request')),
    add column requested_by        text,
    add column job_id              uuid,
    add column in_the_way          bigint,
    add column cancel_requested_at timestamptz,
    add column cancel_requested_by text;
create index etl_runs_started_at on public.etl_runs (started_at);
create index etl_runs_ended on public.etl_runs (status, run_id desc);
create index etl_logs_judged on public.etl_logs (entity, log_id desc)
    where layer = 'stg' and status = 'SUCCEEDED' and rows_read > 0;
comment on column public.etl_runs.status is
    'RUNNING, SUCCEEDED, FAILED, CANCELLED, CRASHED, or SKIPPED: it was due while another was active';
comment on column public.etl_runs.origin is
    'call: by hand; schedule: it was due; request: somebody asked for it with request_run()';
comment on column public.etl_runs.requested_by is 'who asked for it, if somebody did';
comment on column public.etl_runs.job_id is 'the job of the queue that called it';
comment on column public.etl_runs.in_the_way is 'the run that was active when this one was skipped';
comment on column public.etl_runs.cancel_requested_at is 'when request_cancel() asked the run to end';

alter table engine.entities add column enabled_since timestamptz not null default now();
comment on column engine.entities.enabled_since is
    'since when runs include it; until it was loaded once, its age counts from here';

create table engine.run_messages (
    message_id bigint generated always as identity primary key,
    run_id     bigint not null references public.etl_runs on delete cascade,
    log_id     bigint references public.etl_logs on delete cascade,
    said_at    timestamptz not null default clock_timestamp(),
    message    text not null
);
create index run_messages_run on engine.run_messages (run_id, message_id);
create index run_messages_step on engine.run_messages (log_id);
comment on table engine.run_messages is 'what a run and its steps said as NOTICEs, with their times';
comment on column engine.run_messages.log_id is 'the step that said it; NULL: the run itself';

create table engine.run_requests (
    request_id    bigint generated always as identity primary key,
    entities      text[],
    resume_run_id bigint,
    is_dry_run    boolean not null default false,
    requested_at  timestamptz not null default clock_timestamp(),
    requested_by  text not null,
    taken_at      timestamptz,
    job_id        uuid,
    outcome       text
);
create index run_requests_open on engine.run_requests (request_id) where taken_at is null;
comment on table engine.run_requests is
    'runs that were asked for with request_run(); a worker takes them into the queue';
comment on column engine.run_requests.entities is 'the entities to run; NULL: all that are enabled';
comment on column engine.run_requests.resume_run_id is 'the run whose failed steps to go on from';
comment on column engine.run_requests.job_id is 'the job of the queue; NULL though taken: none was made, see outcome';
comment on column engine.run_requests.outcome is 'why no job was made of it';

create table engine.workers (
    worker_id    uuid primary key,
    host         text not null,
    process_id   integer not null,
    version      text not null,
    started_at   timestamptz not null default clock_timestamp(),
    last_seen_at timestamptz not null default clock_timestamp()
);
comment on table engine.workers is 'the processes that work the schedule, each with its last heartbeat';

create table engine.schedule_pauses (
    pause_id   bigint generated always as identity primary key,
    paused_at  timestamptz not null default clock_timestamp(),
    paused_by  text not null,
    resumed_at timestamptz,
    resumed_by text
);
create unique index schedule_pauses_one_open on engine.schedule_pauses ((true)) where resumed_at is null;
comment on table engine.schedule_pauses is
    'when the schedule was paused: a run that falls due meanwhile does not happen, nor is it made up for';

create table engine.row_counts (
    entity       text not null,
    counted_at   timestamptz not null,
    operational  bigint,
    mrr          bigint,
    stg          bigint,
    rejects      bigint,
    never_good   bigint,
    dwh          bigint,
    dwh_versions bigint,
    took         interval not null,
    primary key (entity, counted_at)
);
create index row_counts_counted_at on engine.row_counts (counted_at);
comment on table engine.row_counts is
    'rows of each entity in every layer, as a worker counted them after a run; see vw_layer_row_counts';
comment on column engine.row_counts.took is 'how long the count took, over all entities';

create table engine.incidents (
    incident_id  bigint generated always as identity primary key,
    kind         text not null check (kind in ('failure', 'freshness', 'rejects')),
    entity       text not null,
    summary      text not null,
    detail       jsonb not null,
    opened_at    timestamptz not null default clock_timestamp(),
    opened_by    bigint,
    last_seen_at timestamptz not null default clock_timestamp(),
    closed_at    timestamptz,
    closed_by    bigint
);
create unique index incidents_one_open on engine.incidents (kind, entity) where closed_at is null;
create index incidents_closed_at on engine.incidents (closed_at);
comment on table engine.incidents is 'what is or was wrong, one row from the first sign to the recovery';
comment on column engine.incidents.entity is 'the entity; empty: the run itself';
comment on column engine.incidents.opened_by is 'the run that showed it first';
comment on column engine.incidents.closed_by is 'the run that made it good';

create table engine.alerts (
    alert_id        bigint generated always as identity primary key,
    incident_id     bigint not null references engine.incidents on delete cascade,
    event           text not null check (event in ('opened', 'closed')),
    raised_at       timestamptz not null default clock_timestamp(),
    payload         jsonb not null,
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null default clock_timestamp(),
    delivered_at    timestamptz,
    error_message   text
);
create index alerts_open on engine.alerts (next_attempt_at) where delivered_at is null;
create index alerts_incident on engine.alerts (incident_id);
comment on table engine.alerts is
    'what was said of incidents: one alert when one opens, one when it closes; a worker posts them to the webhook';
comment on column engine.alerts.error_message is 'why the last attempt to deliver it, or the procedure on_alert, failed';

insert into engine.settings (name, value, kind, most, description) values
    ('run_timeout', '12 hours', 'interval', '24 hours',
     'a run that the queue started is cancelled after this time; a longer one has to be called by hand'),
    ('freshness_limit', '12 hours', 'interval', null,
     'an entity that no run has confirmed for longer is an incident, and makes /health answer 503'),
    ('rejects_limit_percent', '10', 'integer', '100',
     'an incident opens when staging rejects more than this share of the newest rows of an entity'),
    ('rejects_limit_rows', '100', 'integer', null,
     'over how many of the newest rows of an entity the share of rejects is taken, at least'),
    ('worker_timeout', '60 s', 'interval', null,
     'a worker whose last heartbeat is older than this is taken for dead'),
    ('log_retention', '90 days', 'interval', null,
     'how long runs, steps, alerts and row counts are kept'),
    ('plan_retention', '14 days', 'interval', null,
     'how long the statements and messages of steps are kept');

grant select on engine.run_messages, engine.run_requests, engine.workers, engine.schedule_pauses, engine.row_counts,
    engine.incidents, engine.alerts, engine.settings, engine.batch_marks to pgstrata_operator, pgstrata_web;

-- The registry of the warehouse layer, its marks, and the log of its runs.

create table engine.entities (
    entity        text primary key,
    kind          text not null check (kind in ('dimension', 'fact')),
    raw_table     text not null,
    source        text not null,
    target        text not null unique,
    business_key  text[] not null,
    surrogate_key text,
    happens_at    text not null,
    type_1        text[] not null default '{}',
    type_2        text[] not null default '{}',
    fixed         text[] not null default '{}',
    is_enabled    boolean not null default true,
    check ((kind = 'dimension') = (surrogate_key is not null))
);
comment on table engine.entities is 'the registry: written by engine.declare_dimension and declare_fact';
comment on column engine.entities.raw_table is 'the table of the raw layer, for the log';
comment on column engine.entities.happens_at is
    'dimension: the column that says since when a version holds; fact: the time of the event';
comment on column engine.entities.type_1 is 'columns whose change overwrites every version';
comment on column engine.entities.type_2 is 'columns whose change makes a new version';
comment on column engine.entities.fixed is 'columns that keep their first value';
comment on column engine.entities.is_enabled is
    'whether run_master_pipeline() includes the entity; set with call set_entity_enabled(entity, enabled)';

create table engine.lookups (
    fact          text not null references engine.entities on delete cascade,
    dimension     text not null references engine.entities on delete cascade,
    columns       text[] not null,
    surrogate_key text not null,
    primary key (fact, surrogate_key)
);
comment on table engine.lookups is
    'which dimension gives which surrogate key of a fact; written by engine.declare_lookup';

create table engine.date_lookups (
    fact        text not null references engine.entities on delete cascade,
    date_column text not null,
    date_key    text not null,
    calendar    text not null,
    primary key (fact, date_key)
);
comment on table engine.date_lookups is
    'which calendar gives which date key of a fact; written by engine.declare_date';

create table engine.batch_marks (
    entity          text not null references engine.entities on delete cascade,
    upstream_layer  text not null,
    upstream_entity text not null,
    batch_id        bigint not null,
    moved_at        timestamptz not null default now(),
    primary key (entity, upstream_layer, upstream_entity)
);
comment on table engine.batch_marks is
    'how far each entity has consumed stg, and how far each fact has consumed its dimensions';

create table engine.refused_versions (
    entity       text not null,
    business_key jsonb not null,
    effective_at timestamptz not null,
    version      jsonb not null,
    batch_id     bigint not null,
    refused_at   timestamptz not null default now(),
    primary key (entity, business_key, effective_at, batch_id)
);
comment on table engine.refused_versions is
    'versions that came late and fall inside a version confirmed after them, so that nobody can say where they end';

create table public.high_water_mark (
    table_name      text primary key references engine.entities (entity) on delete cascade,
    high_water_mark text,
    loaded_through  text,
    last_updated    timestamptz not null default now()
);
comment on table public.high_water_mark is
    'per entity, what of the source is in the warehouse; moves in the transaction that completes the load';
comment on column public.high_water_mark.high_water_mark is 'the largest watermark loaded (times are UTC)';
comment on column public.high_water_mark.loaded_through is
    'the source is complete up to here; the next run reads from here, inclusive (times are UTC)';
comment on column public.high_water_mark.last_updated is 'when a run last confirmed it';

create table public.etl_runs (
    run_id         bigint generated always as identity primary key,
    status         text not null check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'CRASHED')),
    called_by      text not null default session_user,
    backend_pid    integer not null default pg_backend_pid(),
    entities       text[] not null,
    started_at     timestamptz not null default clock_timestamp(),
    ended_at       timestamptz,
    error_message  text,
    error_sqlstate text,
    error_detail   text,
    error_hint     text
);
create index etl_runs_status on public.etl_runs (status) where status = 'RUNNING';
comment on table public.etl_runs is 'one row for each call of run_master_pipeline()';

create table public.etl_logs (
    log_id         bigint generated always as identity primary key,
    run_id         bigint references public.etl_runs on delete cascade,
    process_name   text not null,
    layer          text not null,
    entity         text not null,
    table_name     text not null,
    status         text not null
        check (status in ('RUNNING', 'SUCCEEDED', 'FAILED', 'BLOCKED', 'CANCELLED', 'CRASHED')),
    start_time     timestamptz not null default clock_timestamp(),
    end_time       timestamptz,
    rows_read      bigint,
    rows_inserted  bigint,
    rows_updated   bigint,
    rows_rejected  bigint,
    rows_deleted   bigint,
    batch_id       bigint,
    error_message  text,
    error_sqlstate text,
    error_detail   text,
    error_hint     text,
    backend_pid    integer not null default pg_backend_pid()
);
create unique index etl_logs_step on public.etl_logs (run_id, layer, entity) where run_id is not null;
create index etl_logs_start_time on public.etl_logs (start_time desc);
create index etl_logs_running on public.etl_logs (layer, entity) where status = 'RUNNING';
create index etl_logs_process on public.etl_logs (process_name, log_id desc);
comment on table public.etl_logs is
    'one row for each step of a run, committed before the work begins; run_id is NULL for a hop called by hand';
comment on column public.etl_logs.batch_id is 'the batch that the step added to its layer; NULL: nothing was new';
comment on column public.etl_logs.rows_rejected is
    'staging: rows that were rejected; dimension: versions that could not be placed';

create table engine.step_statements (
    log_id      bigint not null references public.etl_logs on delete cascade,
    position    integer not null,
    purpose     text not null,
    sql         text not null,
    rows        bigint,
    duration_ms numeric not null,
    primary key (log_id, position)
);
comment on table engine.step_statements is 'the SQL that each step ran, with its values';

insert into engine.settings (name, value, kind, description) values
    ('business_time_zone', 'UTC', 'time zone',
     'the time zone that reports count days in; the same in stg and dwh'),
    ('steps_at_once', '2', 'integer',
     'how many steps of a run work at the same time');

grant select on public.high_water_mark, public.etl_runs, public.etl_logs
    to pgstrata_operator, pgstrata_web;
grant select on engine.step_statements, engine.refused_versions to pgstrata_operator, pgstrata_web;
grant select on public.high_water_mark to pgstrata_reader;

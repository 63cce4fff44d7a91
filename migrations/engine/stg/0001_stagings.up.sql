-- The registry of the staging layer, how far it has read the raw layer, and what it could not accept.

create table engine.entities (
    entity          text primary key,
    source          text not null,
    raw             text not null,
    target          text not null unique,
    business_key    text[] not null,
    is_judged_again boolean not null
);
comment on table engine.entities is 'the registry: written by engine.declare_staging';
comment on column engine.entities.source is 'the cleansing view';
comment on column engine.entities.raw is 'the foreign table of the raw layer under the view';
comment on column engine.entities.is_judged_again is
    'whether the view has a column judge_again_at: a reject that time alone can mend';

create table engine.batch_marks (
    entity          text not null references engine.entities on delete cascade,
    upstream_layer  text not null,
    upstream_entity text not null,
    batch_id        bigint not null,
    moved_at        timestamptz not null default now(),
    primary key (entity, upstream_layer, upstream_entity)
);
comment on table engine.batch_marks is
    'how far each entity has consumed the batches of the layer before this one';

create table public.stg_rejects (
    reject_id       bigint generated always as identity primary key,
    entity          text not null,
    business_key    jsonb not null,
    reasons         text[] not null,
    payload         jsonb,
    batch_id        bigint not null,
    source_batch_id bigint not null,
    rejected_at     timestamptz not null default now(),
    due_at          timestamptz,
    resolved_at     timestamptz
);
create unique index stg_rejects_one_open
    on public.stg_rejects (entity, business_key) where resolved_at is null;
create index stg_rejects_due
    on public.stg_rejects (entity, due_at) where resolved_at is null and due_at is not null;
create index stg_rejects_batch_id on public.stg_rejects (entity, batch_id);
comment on table public.stg_rejects is
    'rows of the raw layer that staging did not accept; open until a later version of the row is good';
comment on column public.stg_rejects.business_key is 'the key as an object, column by column';
comment on column public.stg_rejects.reasons is 'every reason, not only the first';
comment on column public.stg_rejects.payload is 'the raw row as it was';
comment on column public.stg_rejects.batch_id is 'the batch of this layer that rejected the row';
comment on column public.stg_rejects.source_batch_id is 'the batch of the raw layer that brought the row';
comment on column public.stg_rejects.due_at is
    'when the row is judged again by itself, for reasons that time can mend';
comment on column public.stg_rejects.resolved_at is 'when a good version of the row was staged; NULL: open';

insert into engine.settings (name, value, kind, description) values
    ('business_time_zone', 'UTC', 'time zone',
     'the time zone that dates are derived in; the same in stg and dwh; after a change: call restage(entity)');

grant select on public.stg_rejects to pgstrata_operator;

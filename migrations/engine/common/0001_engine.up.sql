-- What every layer of the warehouse has: settings, batches, and the key ranges of a large hop.

create table engine.settings (
    name        text primary key,
    value       text not null,
    kind        text not null check (kind in ('integer', 'interval', 'time zone')),
    description text not null
);
comment on table engine.settings is
    'what an operator may tune in this layer; change it with call engine.set_setting(name, value)';

insert into engine.settings (name, value, kind, description) values
    ('rows_per_range', '500000', 'integer',
     'a hop with more rows than this is cut into key ranges of about this many rows, each a transaction of its own'),
    ('sessions_per_hop', '2', 'integer',
     'how many key ranges of one hop are loaded at once, each by a session of its own'),
    ('hop_lock_timeout', '60 s', 'interval',
     'how long a hop waits for another caller of the same hop before it gives up with PS002');

create sequence engine.batch_id_seq as bigint;
comment on sequence engine.batch_id_seq is 'numbers the batches of this layer, over all entities';

create type engine.plan_step as (step integer, purpose text, sql text);
comment on type engine.plan_step is
    'one statement of a plan; values that only a run knows stand in it as psql variables: :''batch_id''';

create table engine.batches (
    entity       text not null,
    batch_id     bigint not null,
    parameters   jsonb not null,
    started_at   timestamptz not null default clock_timestamp(),
    completed_at timestamptz,
    primary key (entity, batch_id)
);
create unique index batches_one_open on engine.batches (entity) where completed_at is null;
comment on table engine.batches is
    'what hops added to this layer; downstream reads a batch once completed_at is set';
comment on column engine.batches.parameters is
    'the values that the plan of the hop ran with, and the mark to come, so that another leader can go on';
comment on column engine.batches.completed_at is
    'NULL while key ranges of the batch are still to be loaded';

create table engine.ranges (
    entity       text not null,
    batch_id     bigint not null,
    range_no     integer not null,
    range_from   text,
    range_to     text,
    completed_at timestamptz,
    result       jsonb,
    primary key (entity, batch_id, range_no),
    foreign key (entity, batch_id) references engine.batches on delete cascade
);
comment on table engine.ranges is
    'the key ranges of a batch that is not completed yet; a finished one keeps what it loaded in result';
comment on column engine.ranges.range_from is
    'least value of the first business key column, inclusive; NULL: from the start';
comment on column engine.ranges.range_to is
    'value of the first business key column where the range ends, exclusive; NULL: to the end';

-- The registry of the raw layer, and how far it has read each source.

create table engine.entities (
    entity       text primary key,
    source       text not null,
    target       text not null unique,
    business_key text[] not null,
    watermark    text not null,
    capture      text not null check (capture in ('timestamp', 'counter'))
);
comment on table engine.entities is 'the registry: written by engine.declare_source';
comment on column engine.entities.source is 'the foreign table that is read, schema-qualified and quoted';
comment on column engine.entities.watermark is 'the column that grows when a row of the source changes';
comment on column engine.entities.capture is
    'timestamp: the watermark is the time of the changing transaction; counter: a number that only grows';

create table engine.source_marks (
    entity          text primary key references engine.entities on delete cascade,
    loaded_through  text,
    high_water_mark text,
    pending_value   text,
    pending_since   timestamptz,
    moved_at        timestamptz not null default now()
);
comment on table engine.source_marks is
    'what this layer has extracted; the master passes its own lower bound, calls by hand start here';
comment on column engine.source_marks.loaded_through is
    'every row of the source with a lower watermark is here; the next extraction reads from it, inclusive';
comment on column engine.source_marks.high_water_mark is 'the largest watermark extracted so far';
comment on column engine.source_marks.pending_value is
    'counter only: becomes loaded_through once every transaction open at pending_since has ended';

insert into engine.settings (name, value, kind, description) values
    ('ceiling_guard', '2 s', 'interval',
     'how far the next lower bound stays behind the oldest open transaction of the source'),
    ('source_time_zone', 'UTC', 'time zone',
     'what a watermark of type timestamp without time zone means');

-- Looking through open rejects, and letting resolved ones go after a time.

create index stg_rejects_open on public.stg_rejects (entity, reject_id desc) where resolved_at is null;
create index stg_rejects_resolved_at on public.stg_rejects (resolved_at) where resolved_at is not null;

insert into engine.settings (name, value, kind, description) values
    ('rejects_retention', '180 days', 'interval',
     'how long a reject is kept after it was resolved; open ones stay');

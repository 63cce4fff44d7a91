delete from engine.settings where name = 'rejects_retention';
drop index public.stg_rejects_resolved_at, public.stg_rejects_open;

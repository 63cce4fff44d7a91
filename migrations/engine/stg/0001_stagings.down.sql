delete from engine.settings where name = 'business_time_zone';
drop table public.stg_rejects;
drop table engine.batch_marks;
drop table engine.entities;

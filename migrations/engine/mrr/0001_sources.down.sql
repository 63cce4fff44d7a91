delete from engine.settings where name in ('ceiling_guard', 'source_time_zone');
drop table engine.source_marks;
drop table engine.entities;

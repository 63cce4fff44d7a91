-- Some settings have an upper limit.

alter table engine.settings add column most text;
comment on column engine.settings.most is 'the largest value it may have; NULL: no limit';

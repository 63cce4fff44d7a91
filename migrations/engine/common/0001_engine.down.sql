drop table engine.ranges;
drop table engine.batches;
drop type engine.plan_step;
drop sequence engine.batch_id_seq;
drop table engine.settings;

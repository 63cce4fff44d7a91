create or replace view engine.completed_batches as
-- The last batch of each entity that is complete in this layer: what the next layer may read up to.
select e.entity, b.batch_id
  from engine.entities e
 cross join lateral (
           select c.batch_id
             from engine.batches c
            where c.entity = e.entity and c.completed_at is not null
            order by c.batch_id desc
            limit 1) b;

comment on view engine.completed_batches is 'the last complete batch of each entity: downstream reads up to it';
comment on column engine.completed_batches.entity is 'the entity';
comment on column engine.completed_batches.batch_id is 'its last complete batch';
grant select on engine.completed_batches to pgstrata_link, pgstrata_operator, pgstrata_web;

create or replace view public.vw_data_freshness as
-- How far the warehouse is behind the source, and what keeps its marks from moving on. A run always contains what
-- was committed before it: what holds a mark back only makes the next runs read some rows again.
select e.entity,
       e.is_enabled,
       h.high_water_mark,
       h.loaded_through,
       h.last_updated,
       -- A mark of a counter is a number, and says nothing about time.
       case when h.loaded_through like '____-__-__ %'
           then coalesce(s.read_at, now()) - h.loaded_through::timestamptz end as behind,
       s.held_back_since,
       s.held_back_by
  from engine.entities e
  left join public.high_water_mark h on h.table_name = e.entity
 cross join engine.source_state() s
 order by e.entity;

comment on view public.vw_data_freshness is
    'how far each entity is behind the source, and what holds it back now';
comment on column public.vw_data_freshness.entity is 'the entity';
comment on column public.vw_data_freshness.is_enabled is 'whether run_master_pipeline() includes it';
comment on column public.vw_data_freshness.high_water_mark is 'the largest watermark loaded';
comment on column public.vw_data_freshness.loaded_through is
    'the source is known to be complete in the warehouse up to here';
comment on column public.vw_data_freshness.last_updated is 'when a run last confirmed it';
comment on column public.vw_data_freshness.behind is 'the time from loaded_through to now';
comment on column public.vw_data_freshness.held_back_since is
    'start of the oldest transaction that is open at the source now; NULL: none';
comment on column public.vw_data_freshness.held_back_by is 'who holds that transaction open';
grant select on public.vw_data_freshness to pgstrata_operator, pgstrata_reader, pgstrata_web;

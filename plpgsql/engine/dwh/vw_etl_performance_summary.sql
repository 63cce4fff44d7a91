create or replace view public.vw_etl_performance_summary as
-- One row for each process, over its last 1000 steps. Durations are those of steps that succeeded; a step that was
-- blocked has not run, and is counted apart.
with recursive process (process_name) as (
    -- The next name after the one before: an index lookup for each, however long the log is.
    (select l.process_name from public.etl_logs l order by l.process_name limit 1)
    union all
    select (select l.process_name from public.etl_logs l
             where l.process_name > p.process_name order by l.process_name limit 1)
      from process p
     where p.process_name is not null
)
select l.process_name,
       l.layer,
       l.table_name,
       count(*) filter (where l.status <> 'BLOCKED') as runs,
       count(*) filter (where l.status in ('FAILED', 'CRASHED')) as failures,
       count(*) filter (where l.status = 'BLOCKED') as blocked,
       percentile_cont(0.5) within group (order by l.end_time - l.start_time)
           filter (where l.status = 'SUCCEEDED') as median_duration,
       percentile_cont(0.95) within group (order by l.end_time - l.start_time)
           filter (where l.status = 'SUCCEEDED') as p95_duration,
       (array_agg(l.end_time - l.start_time order by l.log_id desc)
           filter (where l.status = 'SUCCEEDED'))[1] as last_duration,
       max(l.end_time) filter (where l.status = 'SUCCEEDED') as last_success,
       round(sum(l.rows_read) filter (where l.status = 'SUCCEEDED')
             / nullif(extract(epoch from sum(l.end_time - l.start_time) filter (where l.status = 'SUCCEEDED')), 0))
           as rows_per_second
  from process p
 cross join lateral (
           select * from public.etl_logs l
            where l.process_name = p.process_name
            order by l.log_id desc
            limit 1000) l
 group by l.process_name, l.layer, l.table_name
 order by l.layer = 'dwh', l.layer = 'stg', l.process_name;

comment on view public.vw_etl_performance_summary is 'how long the last 1000 steps of each process took';
comment on column public.vw_etl_performance_summary.process_name is 'extract, stage or load, and the entity';
comment on column public.vw_etl_performance_summary.runs is 'steps that ran';
comment on column public.vw_etl_performance_summary.failures is 'those that failed or crashed';
comment on column public.vw_etl_performance_summary.blocked is
    'steps that did not run, since one that they need did not succeed';
comment on column public.vw_etl_performance_summary.median_duration is 'of the steps that succeeded';
comment on column public.vw_etl_performance_summary.p95_duration is '95 % of those were no longer';
comment on column public.vw_etl_performance_summary.last_duration is 'of the last that succeeded';
comment on column public.vw_etl_performance_summary.last_success is 'when that ended';
comment on column public.vw_etl_performance_summary.rows_per_second is 'rows read by the time of all that succeeded';
grant select on public.vw_etl_performance_summary to pgstrata_operator, pgstrata_reader, pgstrata_web;

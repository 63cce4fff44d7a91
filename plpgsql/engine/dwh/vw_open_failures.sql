create or replace view public.vw_open_failures as
-- Failures that no later success has made good: one row for each process whose last step did not succeed.
select l.process_name,
       p.layer,
       p.entity,
       l.table_name,
       l.status,
       n.first_failed_at,
       l.start_time as last_failed_at,
       n.failures,
       l.run_id,
       l.log_id,
       l.error_sqlstate,
       l.error_message,
       l.error_detail,
       l.error_hint,
       s.end_time as last_success
  from (select e.entity, v.layer, engine.process_name(v.layer, e.entity) as process_name
          from engine.entities e cross join (values ('mrr'), ('stg'), ('dwh')) v (layer)) p
  left join lateral (
           select l.log_id, l.end_time
             from public.etl_logs l
            where l.process_name = p.process_name and l.status = 'SUCCEEDED'
            order by l.log_id desc
            limit 1) s on true
 cross join lateral (
           select c.*
             from (select l.log_id, l.run_id, l.process_name, l.table_name, l.start_time, l.error_sqlstate,
                          l.error_message, l.error_detail, l.error_hint,
                          case when l.status = 'RUNNING' then engine.live_status(l.run_id) else l.status end as status
                     from public.etl_logs l
                    where l.process_name = p.process_name and l.log_id > coalesce(s.log_id, 0)
                    order by l.log_id desc
                    limit 2) c
            where c.status <> 'RUNNING'
            order by c.log_id desc
            limit 1) l
 cross join lateral (
           select count(*) as failures, min(f.start_time) as first_failed_at
             from public.etl_logs f
            where f.process_name = p.process_name and f.log_id > coalesce(s.log_id, 0) and f.log_id <= l.log_id) n
 order by l.log_id desc;

comment on view public.vw_open_failures is 'failures that no later success has made good, newest first';
comment on column public.vw_open_failures.process_name is 'extract, stage or load, and the entity';
comment on column public.vw_open_failures.status is
    'FAILED, CANCELLED, CRASHED, or BLOCKED: a step that it needs did not succeed';
comment on column public.vw_open_failures.failures is 'how often since the last success';
comment on column public.vw_open_failures.run_id is 'the last run in which it happened';
comment on column public.vw_open_failures.last_success is 'when it last succeeded; NULL: never';
grant select on public.vw_open_failures to pgstrata_operator, pgstrata_web;

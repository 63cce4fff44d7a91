create or replace function engine.delete_expired(p_limit integer)
returns bigint
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- Deletes what log_retention and plan_retention say is old. The newest run that succeeded stays in any case, and so
-- does the newest count. Every part goes through an index from its old end.
-- Parameters: p_limit, at most so many of each at once.
-- Returns: how many rows, without those that go with them.
-- Reads: engine.settings. Writes: public.etl_runs, public.etl_logs, engine.step_statements, engine.run_messages,
--   engine.row_counts, engine.incidents, engine.run_requests, engine.schedule_pauses.
with cutoff as materialized (
    select now() - engine.setting('log_retention')::interval as logs,
           now() - engine.setting('plan_retention')::interval as plans
), runs as (
    delete from public.etl_runs
     where run_id in (
               select r.run_id
                 from (select r.* from public.etl_runs r order by r.run_id limit p_limit) r
                where r.started_at < (select c.logs from cutoff c) and r.status <> 'RUNNING'
                  and r.run_id is distinct from (
                          select max(s.run_id) from public.etl_runs s where s.status = 'SUCCEEDED'))
    returning 1
), hops as (
    delete from public.etl_logs
     where log_id in (
               select l.log_id from public.etl_logs l
                where l.start_time < (select c.logs from cutoff c) and l.run_id is null and l.status <> 'RUNNING'
                order by l.start_time
                limit p_limit)
    returning 1
), statements as (
    delete from engine.step_statements
     where log_id in (
               select l.log_id
                 from (select s.log_id from engine.step_statements s order by s.log_id limit p_limit) o
                 join public.etl_logs l on l.log_id = o.log_id
                where l.start_time < (select c.plans from cutoff c))
    returning 1
), messages as (
    delete from engine.run_messages
     where message_id in (
               select m.message_id
                 from (select m.* from engine.run_messages m order by m.message_id limit p_limit) m
                where m.said_at < (select c.plans from cutoff c))
    returning 1
), counts as (
    delete from engine.row_counts
     where (entity, counted_at) in (
               select n.entity, n.counted_at
                 from engine.row_counts n
                where n.counted_at < (select c.logs from cutoff c)
                  and n.counted_at < (select max(k.counted_at) from engine.row_counts k)
                order by n.counted_at
                limit p_limit)
    returning 1
), incidents as (
    delete from engine.incidents where closed_at < (select c.logs from cutoff c) returning 1
), requests as (
    delete from engine.run_requests
     where request_id in (
               select q.request_id
                 from (select q.* from engine.run_requests q order by q.request_id limit p_limit) q
                where q.taken_at < (select c.logs from cutoff c))
    returning 1
), pauses as (
    delete from engine.schedule_pauses where resumed_at < (select c.logs from cutoff c) returning 1
)
select (select count(*) from runs) + (select count(*) from hops) + (select count(*) from statements)
     + (select count(*) from messages) + (select count(*) from counts) + (select count(*) from incidents)
     + (select count(*) from requests) + (select count(*) from pauses)
$$;

comment on function engine.delete_expired(integer) is 'deletes what log_retention and plan_retention say is old';
grant execute on function engine.delete_expired(integer) to pgstrata_operator, pgstrata_worker;

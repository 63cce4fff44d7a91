create or replace function engine.queue_depth()
returns table (queue text, state text, jobs bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
-- How many jobs wait, work or have failed in each queue, and how many requests no worker has taken yet.
-- Returns: a row for each queue of pgstrata and state; a queue without jobs has one with state created and 0.
-- Reads: pgboss.queue and pgboss.job, which the queue keeps, and engine.run_requests.
begin
    if to_regclass('pgboss.queue') is not null then
        return query
        select q.name, coalesce(j.state::text, 'created'), count(j.id)
          from pgboss.queue q
          left join pgboss.job j on j.name = q.name and j.state in ('created', 'retry', 'active', 'failed')
         where q.name like 'pgstrata\_%'
         group by q.name, j.state;
    end if;
    return query
    select 'request', 'created', count(*) from engine.run_requests r where r.taken_at is null;
end
$$;

comment on function engine.queue_depth() is 'how many jobs wait, work or have failed in each queue';
grant execute on function engine.queue_depth() to pgstrata_operator, pgstrata_web, pgstrata_worker;

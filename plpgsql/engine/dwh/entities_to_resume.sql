create or replace function engine.entities_to_resume(p_run_id bigint)
returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- The entities of a run that did not get into the warehouse: to go on from where it failed is to run these, since
-- each hop goes on where it stood. A run that ended before its steps were laid out counts with all of its entities.
-- Parameters: p_run_id.
-- Reads: public.etl_runs, public.etl_logs.
select array(
           select e.entity
             from unnest(r.entities) e (entity)
            where not exists (
                      select from public.etl_logs l
                       where l.run_id = r.run_id and l.layer = 'dwh' and l.entity = e.entity
                         and l.status = 'SUCCEEDED')
            order by e.entity)
  from public.etl_runs r
 where r.run_id = p_run_id
$$;

comment on function engine.entities_to_resume(bigint) is 'the entities of a run that did not get into the warehouse';

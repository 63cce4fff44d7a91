create or replace function engine.mark_crashed()
returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
-- Records what died without a word. Only the master calls it, and so knows that no other run is alive. A step of
-- another layer has nobody left who would log its end; one of the warehouse logs its own, and may still work: it is
-- dead when its hop is free.
-- Writes: public.etl_runs, public.etl_logs.
with dead as (
    update public.etl_logs l
       set status = 'CRASHED',
           end_time = clock_timestamp(),
           error_message = 'the session that ran it is gone',
           error_hint = 'nothing is lost: the next run goes on where the hop stood'
     where l.status = 'RUNNING'
       and (l.layer <> 'dwh' or not exists (select from engine.lock_holders('hop', l.entity)))
    returning l.run_id, l.log_id, l.layer, l.entity, l.status
)
select engine.announce('step', to_jsonb(d)) from dead d;

with dead as (
    update public.etl_runs r
       set status = 'CRASHED',
           ended_at = clock_timestamp(),
           error_message = 'the session that ran it is gone',
           error_hint = 'nothing is lost: the next run goes on where the hops stood'
     where r.status = 'RUNNING'
    returning r.run_id, r.status
)
select engine.announce('run', to_jsonb(d)) from dead d;
$$;

comment on function engine.mark_crashed() is 'records runs and steps that died without a word';

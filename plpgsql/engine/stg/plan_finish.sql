create or replace function engine.plan_finish(p_entity text)
returns setof engine.plan_step
language sql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans another judgement of the open rejects whose time has come. They are looked up by the first column of
-- their key; rows that share it are judged as well, and come out the same.
-- Parameters: p_entity. Reads: engine.entities, the catalog.
select p.step, p.purpose || ' again', p.sql
  from engine.entities e
  join lateral engine.columns_of(e.source) c on c.name = e.business_key[1]
 cross join lateral engine.plan_judgement(e, 'pgstrata_due', format($sql$v.batch_id <= :'upto'::bigint
       and v.%1$I = any (array(
               select (r.business_key ->> %2$L)::%3$s
                 from public.stg_rejects r
                where r.entity = %4$L and r.resolved_at is null and r.due_at <= now()))$sql$,
           c.name, c.name, c.type, e.entity)) p
 where e.entity = p_entity and e.is_judged_again
$$;

comment on function engine.plan_finish(text) is
    'plans another judgement of the open rejects whose time has come';

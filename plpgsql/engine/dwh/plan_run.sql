create or replace function public.plan_run(p_entities text[] default null)
returns table (step integer, layer text, entity text, phase text, "position" integer, purpose text, sql text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- The SQL that run_master_pipeline(p_entities) would run now, without running any. Takes no lock and writes nothing,
-- and the source is not asked.
-- Parameters: p_entities, the entities of the run; NULL: all that are enabled.
-- Returns: one row for each statement, in their order. Values that only a run knows (marks, the batch, key ranges)
--   stand in them as psql variables, such as :'batch_id'; marks_of_run() has those that are settled already.
--   step      the step of the run, from 1; steps that do not need one another work at once
--   phase     survey, cut (only where a hop is large), prepare, load (once, or once for each key range), fill
--             (in place of load, where nothing was here), finish; a hop that finds nothing new ends after survey
--   position  the place within the phase
-- Raises: PS004 for an unknown entity, 08001 when a layer cannot be reached.
-- Reads: the registries and catalogs of mrr, stg and dwh.
declare
    v_entities text[];
    v_query    text;
begin
    perform engine.assert_entities(p_entities);
    v_entities := engine.entities_of_run(p_entities);
    v_query := format(
        'select e.entity, p.* from unnest(%L::text[]) e (entity) cross join lateral engine.plan_hop(e.entity) p',
        v_entities);
    return query
    select s.step::integer, h.layer, h.entity, h.phase, h.step, h.purpose, h.sql
      from jsonb_array_elements(engine.lay_out_steps(v_entities)) with ordinality s (value, step)
      join (select 'mrr' as layer, m.*
              from extensions.dblink('mrr', v_query)
                   m (entity text, phase text, step integer, purpose text, sql text)
             union all
            select 'stg', g.*
              from extensions.dblink('stg', v_query)
                   g (entity text, phase text, step integer, purpose text, sql text)
             union all
            select 'dwh', e.entity, p.*
              from unnest(v_entities) e (entity) cross join lateral engine.plan_hop(e.entity) p) h
        on h.layer = s.value ->> 'layer' and h.entity = s.value ->> 'entity'
     order by s.step,
           array_position('{survey, cut, prepare, load, fill, finish}', h.phase), h.step;
end
$$;

comment on function public.plan_run(text[]) is
    'the SQL that a run would run now, without running any: select * from plan_run()';
grant execute on function public.plan_run(text[]) to pgstrata_operator;

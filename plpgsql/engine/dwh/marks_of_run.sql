create or replace function public.marks_of_run(p_entities text[] default null)
returns table (
    step       integer,
    layer      text,
    entity     text,
    reads_from text,
    mark       text,
    upto       text,
    has_news   boolean,
    note       text,
    parameters jsonb)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
-- From where to where each step of run_master_pipeline(p_entities) would read if it began now. Takes no lock and
-- writes nothing.
-- Parameters: p_entities, the entities of the run; NULL: all that are enabled.
-- Returns: one row for each step, in their order.
--   reads_from  the layer before
--   mark        mrr: the lower bound of the watermark, inclusive; NULL: everything. Else the last batch consumed
--   upto        mrr: the mark to come, which is no upper bound; NULL: it cannot move now. Else the last complete
--               batch there
--   has_news    whether there is something to read now. What the steps before it will bring in the same run is not
--               in it. In mrr it is NULL, since only reading tells: the statement of phase survey counts it
--   note        what else is to be known of the step
--   parameters  the values of the statements of plan_run() that are settled already
-- Raises: PS004 for an unknown entity, PS008, PS013 (a run would fail alike), 08001 when a layer cannot be reached.
-- Reads: the marks of all layers, and which transactions are open at the source; of a counter, its largest value.
declare
    v_entities text[];
    v_requests jsonb;
    v_query    constant text :=
        'select e.entity, engine.marks_of(e.entity, e.options) from jsonb_to_recordset(%L) e (entity text, options jsonb)';
begin
    perform engine.assert_entities(p_entities);
    v_entities := engine.entities_of_run(p_entities);
    -- What the master hands to mrr; the other layers take no notice of it.
    select coalesce(jsonb_agg(jsonb_build_object(
               'entity', e.entity, 'options', jsonb_build_object('from', h.loaded_through))), '[]')
      into v_requests
      from unnest(v_entities) e (entity)
      left join public.high_water_mark h on h.table_name = e.entity;
    return query
    select s.step::integer, m.layer, m.entity, m.reads_from, m.hop #>> '{parameters, mark}',
           m.hop #>> array['parameters', case m.layer when 'mrr' then 'loaded_through' else 'upto' end],
           case
               when (m.hop ->> 'resumes')::boolean or (m.hop ->> 'must_finish')::boolean then true
               when m.layer <> 'mrr'
                   then (m.hop #>> '{parameters, upto}')::bigint > (m.hop #>> '{parameters, mark}')::bigint
           end,
           case
               when (m.hop ->> 'resumes')::boolean
                   then format('goes on with batch %s, which a session before left open', m.hop ->> 'batch_id')
               when m.layer = 'mrr' and m.hop #>> '{parameters, mark}' is null then 'reads everything'
               when m.layer = 'mrr' and m.hop #>> '{parameters, loaded_through}' is null
                   then 'the mark stays where it is; see vw_data_freshness'
               when (m.hop ->> 'must_finish')::boolean is not true then null
               when m.layer = 'stg' then 'rejects are due for another judgement'
               else 'follows its dimensions'
           end,
           jsonb_strip_nulls(m.hop -> 'parameters')
      from jsonb_array_elements(engine.lay_out_steps(v_entities)) with ordinality s (value, step)
      join (select 'mrr' as layer, 'operational' as reads_from, r.*
              from extensions.dblink('mrr', format(v_query, v_requests)) r (entity text, hop jsonb)
             union all
            select 'stg', 'mrr', g.*
              from extensions.dblink('stg', format(v_query, v_requests)) g (entity text, hop jsonb)
             union all
            select 'dwh', 'stg', e.entity, engine.marks_of(e.entity)
              from unnest(v_entities) e (entity)) m
        on m.layer = s.value ->> 'layer' and m.entity = s.value ->> 'entity'
     order by s.step;
end
$$;

comment on function public.marks_of_run(text[]) is
    'from where to where each step of a run would read now: select * from marks_of_run()';
grant execute on function public.marks_of_run(text[]) to pgstrata_operator;

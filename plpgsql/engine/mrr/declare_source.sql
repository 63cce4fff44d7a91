create or replace procedure engine.declare_source(
    p_entity       text,
    p_source       text,
    p_target       text,
    p_business_key text[],
    p_watermark    text,
    p_capture      text default 'timestamp')
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Declares an entity of the raw layer: which foreign table is copied to which raw table.
-- Parameters:
--   p_entity        its name in every layer
--   p_source        the foreign table, schema-qualified, for example operational.orders
--   p_target        the raw table: the columns of the source, and batch_id, loaded_at, is_deleted
--   p_business_key  the columns that identify a row, equal to the primary key of the target
--   p_watermark     the column that grows when a row changes; indexed at the source, never NULL
--   p_capture       timestamp: the watermark is the time of the changing transaction, as now() gives it
--                   (timestamptz; timestamp and date in the setting source_time_zone);
--                   counter: an integer that only grows, such as a sequence without CACHE
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog. Writes: engine.entities.
declare
    v_source text := engine.canonical_relation(p_source, 'source', p_entity);
    v_target text := engine.canonical_relation(p_target, 'target', p_entity);
    v_type   text;
begin
    perform engine.assert_columns(p_entity, v_source, 'source', p_business_key || p_watermark);
    perform engine.assert_columns(p_entity, v_target, 'target',
        array(select c.name from engine.columns_of(v_source) c) || '{batch_id, loaded_at, is_deleted}');
    perform engine.assert_business_key(p_entity, v_target, p_business_key);

    select c.type into v_type from engine.columns_of(v_source) c where c.name = p_watermark;
    if p_capture is null or p_capture not in ('timestamp', 'counter')
        or p_capture = 'timestamp' and v_type !~ '^(timestamp|date)'
        or p_capture = 'counter' and v_type not in ('smallint', 'integer', 'bigint')
    then
        raise exception using
            errcode = 'PS005',
            message = format('watermark "%s" of entity "%s" does not fit capture %s',
                p_watermark, p_entity, quote_nullable(p_capture)),
            detail = format('the column is of type %s', v_type),
            hint = 'capture timestamp takes timestamptz, timestamp or date; capture counter an integer type';
    end if;

    insert into engine.entities as e (entity, source, target, business_key, watermark, capture)
    values (p_entity, v_source, v_target, p_business_key, p_watermark, p_capture)
    on conflict (entity) do update
       set source = excluded.source, target = excluded.target, business_key = excluded.business_key,
           watermark = excluded.watermark, capture = excluded.capture
     where e is distinct from excluded;
end
$$;

comment on procedure engine.declare_source(text, text, text, text[], text, text) is
    'declares an entity of the raw layer';
grant execute on procedure engine.declare_source(text, text, text, text[], text, text) to pgstrata_owner;

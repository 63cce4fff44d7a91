create or replace procedure engine.declare_staging(
    p_entity       text,
    p_source       text,
    p_raw          text,
    p_target       text,
    p_business_key text[])
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Declares an entity of staging: which cleansing view feeds which staging table.
-- Parameters:
--   p_entity        its name in every layer
--   p_source        the cleansing view: one select over p_raw with every column of the target but loaded_at; in
--                   it, batch_id is the batch of the raw row, reject_reasons text[] is '{}' for a good row, and
--                   judge_again_at timestamptz, if it has that column, says when time alone mends a reject
--   p_raw           the foreign table of the raw layer under the view
--   p_target        the staging table, with batch_id, loaded_at, is_deleted besides the cleaned columns
--   p_business_key  the columns that identify a row, equal to the primary key of the target
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog. Writes: engine.entities.
declare
    v_source text := engine.canonical_relation(p_source, 'source', p_entity);
    v_raw    text := engine.canonical_relation(p_raw, 'raw table', p_entity);
    v_target text := engine.canonical_relation(p_target, 'target', p_entity);
begin
    perform engine.assert_columns(p_entity, v_raw, 'raw table', p_business_key || 'batch_id'::text);
    perform engine.assert_columns(p_entity, v_target, 'target', '{batch_id, loaded_at, is_deleted}');
    perform engine.assert_columns(p_entity, v_source, 'source',
        array(select c.name from engine.columns_of(v_target) c
               where not c.is_generated and c.name <> 'loaded_at') || 'reject_reasons'::text);
    perform engine.assert_business_key(p_entity, v_target, p_business_key);

    insert into engine.entities as e (entity, source, raw, target, business_key, is_judged_again)
    values (p_entity, v_source, v_raw, v_target, p_business_key, exists (
        select from engine.columns_of(v_source) c where c.name = 'judge_again_at'))
    on conflict (entity) do update
       set source = excluded.source, raw = excluded.raw, target = excluded.target,
           business_key = excluded.business_key, is_judged_again = excluded.is_judged_again
     where e is distinct from excluded;
end
$$;

comment on procedure engine.declare_staging(text, text, text, text, text[]) is 'declares an entity of staging';
grant execute on procedure engine.declare_staging(text, text, text, text, text[]) to pgstrata_owner;

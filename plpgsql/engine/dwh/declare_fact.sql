create or replace procedure engine.declare_fact(
    p_entity       text,
    p_source       text,
    p_target       text,
    p_business_key text[],
    p_happens_at   text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Declares a fact: which staging table feeds which fact table. Its surrogate keys are declared after it, with
-- engine.declare_lookup and engine.declare_date; every other column is copied from the column of its name.
-- Parameters:
--   p_entity        its name in every layer
--   p_source        the foreign table of staging
--   p_target        the fact table: one row for each row of the source (its grain)
--   p_business_key  the columns that identify a row, as declared in staging, equal to the primary key of the target
--   p_happens_at    the time of the event, NOT NULL in the target: it decides which versions a fact points to
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog, stg.lineage. Writes: engine.entities.
declare
    v_source text := engine.canonical_relation(p_source, 'source', p_entity);
    v_target text := engine.canonical_relation(p_target, 'target', p_entity);
begin
    perform engine.assert_columns(p_entity, v_source, 'source',
        p_business_key || array[p_happens_at, 'is_deleted', 'batch_id']);
    perform engine.assert_columns(p_entity, v_target, 'target',
        p_business_key || array[p_happens_at, 'is_deleted', 'batch_id', 'loaded_at']);
    perform engine.assert_business_key(p_entity, v_target, p_business_key);
    perform engine.assert_staging_key(p_entity, p_business_key);
    if not exists (select from pg_attribute a
                    where a.attrelid = to_regclass(v_target) and a.attname = p_happens_at and a.attnotnull)
    then
        raise exception using
            errcode = 'PS005',
            message = format('column "%s" of target %s of entity "%s" may be NULL',
                p_happens_at, v_target, p_entity),
            detail = 'it is the time of the event, which decides the versions that a fact points to',
            hint = 'declare it NOT NULL, and reject rows without it in staging';
    end if;

    insert into engine.entities as e (entity, kind, raw_table, source, target, business_key, happens_at)
    values (p_entity, 'fact', engine.raw_table_of(p_entity), v_source, v_target, p_business_key, p_happens_at)
    on conflict (entity) do update
       set kind = excluded.kind, raw_table = excluded.raw_table, source = excluded.source,
           target = excluded.target, business_key = excluded.business_key, surrogate_key = null,
           happens_at = excluded.happens_at, type_1 = '{}', type_2 = '{}', fixed = '{}'
     where (e.kind, e.raw_table, e.source, e.target, e.business_key, e.happens_at)
           is distinct from (excluded.kind, excluded.raw_table, excluded.source, excluded.target,
            excluded.business_key, excluded.happens_at);
end
$$;

comment on procedure engine.declare_fact(text, text, text, text[], text) is 'declares a fact';
grant execute on procedure engine.declare_fact(text, text, text, text[], text) to pgstrata_owner;

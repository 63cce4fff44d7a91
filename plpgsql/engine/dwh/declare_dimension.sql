create or replace procedure engine.declare_dimension(
    p_entity       text,
    p_source       text,
    p_target       text,
    p_business_key text[],
    p_effective_at text,
    p_type_1       text[] default '{}',
    p_type_2       text[] default '{}',
    p_fixed        text[] default '{}')
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Declares a dimension with history: which staging table feeds which dimension, and what a change of each column
-- means (Kimball and Ross, The Data Warehouse Toolkit, slowly changing dimensions).
-- Parameters:
--   p_entity        its name in every layer
--   p_source        the foreign table of staging
--   p_target        the dimension. Its primary key is the surrogate key, in which 0 is the unknown member
--   p_business_key  the columns that identify a member at the source, as declared in staging
--   p_effective_at  the column of the source that says since when its row holds, a timestamptz, timestamp or date
--   p_type_1        columns whose change overwrites every version of the member
--   p_type_2        columns whose change makes a new version
--   p_fixed         columns that keep their first value
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog, stg.lineage, the unknown member. Writes: engine.entities.
declare
    v_standard constant text[] := '{effective_at, seen_at, valid_from, valid_to, is_inferred, is_deleted,
                                    changed_from, batch_id, loaded_at}';
    v_source  text := engine.canonical_relation(p_source, 'source', p_entity);
    v_target  text := engine.canonical_relation(p_target, 'target', p_entity);
    v_values  text[] := p_type_2 || p_type_1 || p_fixed;
    v_key     text;
begin
    if cardinality(v_values) = 0 then
        raise exception using
            errcode = 'PS005',
            message = format('dimension "%s" has no column that describes its members', p_entity),
            detail = 'type 1, type 2 and fixed are all empty',
            hint = 'declare at least one column, or keep the key in the fact alone';
    end if;
    perform engine.assert_columns(p_entity, v_source, 'source',
        p_business_key || v_values || array[p_effective_at, 'is_deleted', 'batch_id', 'loaded_at']);
    perform engine.assert_staging_key(p_entity, p_business_key);
    perform engine.assert_columns(p_entity, v_target, 'target', p_business_key || v_values || v_standard);
    v_key := engine.surrogate_key_of(p_entity, v_target, p_business_key);
    perform engine.assert_history(p_entity, v_target, p_business_key, v_key);
    perform engine.assert_all_declared(p_entity, v_target, p_business_key || v_values || v_standard || v_key);

    insert into engine.entities as e (entity, kind, raw_table, source, target, business_key, surrogate_key,
                                      happens_at, type_1, type_2, fixed)
    values (p_entity, 'dimension', engine.raw_table_of(p_entity), v_source, v_target, p_business_key, v_key,
            p_effective_at, p_type_1, p_type_2, p_fixed)
    on conflict (entity) do update
       set kind = excluded.kind, raw_table = excluded.raw_table, source = excluded.source,
           target = excluded.target, business_key = excluded.business_key,
           surrogate_key = excluded.surrogate_key, happens_at = excluded.happens_at,
           type_1 = excluded.type_1, type_2 = excluded.type_2, fixed = excluded.fixed
     where (e.kind, e.raw_table, e.source, e.target, e.business_key, e.surrogate_key, e.happens_at,
            e.type_1, e.type_2, e.fixed)
           is distinct from (excluded.kind, excluded.raw_table, excluded.source, excluded.target,
            excluded.business_key, excluded.surrogate_key, excluded.happens_at,
            excluded.type_1, excluded.type_2, excluded.fixed);
end
$$;

comment on procedure engine.declare_dimension(text, text, text, text[], text, text[], text[], text[]) is
    'declares a dimension with history';
grant execute on procedure engine.declare_dimension(text, text, text, text[], text, text[], text[], text[])
    to pgstrata_owner;

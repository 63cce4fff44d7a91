create or replace function engine.plan_splice(p_entity text)
returns setof engine.plan_step
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
-- Plans a slowly changing dimension of type 2 (Kimball and Ross, The Data Warehouse Toolkit) as a splice: for the
-- keys of the delta, and only those, the versions that exist and the new ones become one time line, which is
-- written back with one upsert. Running it twice is the same as running it once.
--
--   events     what is stored, the deletions that is_deleted records, and what is new
--   merged     one event for each key and time; what is new corrects what is stored
--   opened     whether an event opens a version: stored ones always do, since facts may hold their key; a new one
--              if it differs from the event before it in a type 2 column, or comes after a deletion
--   confirmed  how long each version was confirmed by events that opened none
--   placed     the versions, each valid until the next event; the first of a key from -infinity, so that a fact
--              older than the first sight of its key finds it
--   latest     type 1 columns: the values seen last, for every version
--   earliest   fixed columns: the values stored first, for every version
--
-- The order of the rows matters: a version is closed before the next one becomes the current one of its key.
-- changed_from is the earliest boundary that moved, for the facts to follow; of a version that moved before they
-- consumed the move before, both count.
-- Parameters: p_entity.
-- Reads: engine.entities, the catalog.
declare
    v_entity  engine.entities;
    v_key     text;
    v_all     text[];
    v_written text[];
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_key := engine.format_columns('%1$I', v_entity.business_key);
    v_all := v_entity.type_2 || v_entity.type_1 || v_entity.fixed;
    v_written := v_all || '{seen_at, valid_from, valid_to, is_deleted}';

    return query select 1, 'splice the new versions into the history', format($sql$
with existing as (
    select %1$s, %2$s, d.effective_at, d.seen_at, d.valid_to, d.is_deleted
      from %3$s d
     where (%1$s) in (select %4$s from pg_temp.pgstrata_delta)
       and not d.is_inferred
), events as (
    select %1$s, %2$s, effective_at as _at, seen_at as _seen_at, false as _ends, true as _stored, 0 as _rank
      from existing d
     union all
    select %1$s, %5$s, valid_to, valid_to, true, true, 0
      from existing d
     where is_deleted
     union all
    select %1$s, %2$s, effective_at, effective_at, is_deleted, false, 1
      from pg_temp.pgstrata_delta d
), merged as (
    select distinct on (%4$s, _at)
           %4$s, %6$s, _at, _ends,
           max(_seen_at) over same as _seen_at,
           bool_or(_stored) over same and not _ends as _stored
      from events
    window same as (partition by %4$s, _at)
     order by %4$s, _at, _rank desc
), opened as (
    select m.*,
           _ends or _stored or coalesce(lag(_ends) over line, true) or %7$s as _opens
      from merged m
    window line as (partition by %4$s order by _at)
), counted as (
    select o.*, count(*) filter (where _opens) over (partition by %4$s order by _at) as _version
      from opened o
), confirmed as (
    select c.*, max(_seen_at) over (partition by %4$s, _version) as _confirmed_at
      from counted c
), placed as (
    select c.*,
           count(*) filter (where not _ends) over line = 1 as _is_first,
           coalesce(lead(_at) over line, 'infinity') as _until,
           coalesce(lead(_ends) over line, false) as _is_deleted
      from confirmed c
     where _opens
    window line as (partition by %4$s order by _at)
), latest as (
    select distinct on (%4$s) %8$s
      from merged
     where not _ends
     order by %4$s, _seen_at desc, _at desc
), earliest as (
    select distinct on (%4$s) %9$s
      from events
     where not _ends
     order by %4$s, _stored desc, _at
), written as (
    insert into %3$s as d
           (%4$s, %6$s, effective_at, seen_at, valid_from, valid_to, is_deleted, changed_from, batch_id, loaded_at)
    select %4$s, %10$s, p._at, p._confirmed_at, f._valid_from, p._until, p._is_deleted, f._valid_from,
           :'batch_id'::bigint, now()
      from placed p
      join latest l using (%4$s)
      join earliest e using (%4$s)
     cross join lateral (select case when p._is_first then '-infinity' else p._at end) f (_valid_from)
     where not p._ends
     order by %4$s, p._at
        on conflict (%4$s, effective_at) do update
       set %11$s,
           changed_from = least(
               case when d.batch_id > :'consumed'::bigint then d.changed_from end,
               case when d.valid_from <> excluded.valid_from then least(d.valid_from, excluded.valid_from) end,
               case when d.valid_to <> excluded.valid_to then least(d.valid_to, excluded.valid_to) end),
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (%12$s)
           is distinct from (%13$s)
    returning d.xmax = 0 as is_new
)
select jsonb_build_object(
           'rows_inserted', count(*) filter (where is_new),
           'rows_updated', count(*) filter (where not is_new))
  from written$sql$,
        engine.format_columns('d.%1$I', v_entity.business_key),
        engine.format_columns('d.%1$I', v_all),
        v_entity.target,
        v_key,
        engine.format_columns('null', v_all),
        engine.format_columns('%1$I', v_all),
        case when v_entity.type_2 = '{}' then 'false' else format('(%s) is distinct from (%s)',
            engine.format_columns('%1$I', v_entity.type_2),
            engine.format_columns('lag(%1$I) over line', v_entity.type_2)) end,
        engine.format_columns('%1$I', v_entity.business_key || v_entity.type_1),
        engine.format_columns('%1$I', v_entity.business_key || v_entity.fixed),
        array_to_string(array_remove(array[
            nullif(engine.format_columns('p.%1$I', v_entity.type_2), ''),
            nullif(engine.format_columns('l.%1$I', v_entity.type_1), ''),
            nullif(engine.format_columns('e.%1$I', v_entity.fixed), '')], null), ', '),
        engine.format_columns('%1$I = excluded.%1$I', v_written),
        engine.format_columns('d.%1$I', v_written),
        engine.format_columns('excluded.%1$I', v_written));

    return query select 2, 'refuse a history that overlaps', format($sql$
select engine.refuse_overlap(%1$L, array_agg(jsonb_build_object(%2$s)))
  from (select %3$s, d.valid_to, lead(d.valid_from) over (partition by %3$s order by d.valid_from) as _next
          from %4$s d
         where (%3$s) in (select %5$s from pg_temp.pgstrata_delta)) d
 where d.valid_to > d._next$sql$,
        p_entity,
        engine.format_columns('%1$L, d.%1$I', v_entity.business_key),
        engine.format_columns('d.%1$I', v_entity.business_key),
        v_entity.target,
        v_key);
end
$$;

comment on function engine.plan_splice(text) is
    'plans a slowly changing dimension of type 2 as a splice of new versions into the history';

-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA engine;


ALTER SCHEMA engine OWNER TO pgstrata_owner;

CREATE SCHEMA extensions;


ALTER SCHEMA extensions OWNER TO postgres;

CREATE SCHEMA operational;


ALTER SCHEMA operational OWNER TO pgstrata_owner;

CREATE EXTENSION IF NOT EXISTS dblink WITH SCHEMA extensions;


COMMENT ON EXTENSION dblink IS 'connect to other PostgreSQL databases from within a database';


CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA extensions;


COMMENT ON EXTENSION postgres_fdw IS 'foreign-data wrapper for remote PostgreSQL servers';


CREATE TYPE engine.plan_step AS (
	step integer,
	purpose text,
	sql text
);


ALTER TYPE engine.plan_step OWNER TO pgstrata_owner;

COMMENT ON TYPE engine.plan_step IS 'one statement of a plan; values that only a run knows stand in it as psql variables: :''batch_id''';


CREATE FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Leaves a hop that failed or was cancelled: ends the sessions that load ranges for it, then lets the locks go.
-- Parameters: p_entity; p_hop, as it stood before the phase that failed.
begin
    perform engine.close_link(name, true)
       from jsonb_object_keys(coalesce(p_hop -> 'links', '{}')) name;
    perform engine.unlock_hop(p_entity);
end
$$;


ALTER FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) IS 'leaves a hop that failed or was cancelled';


CREATE FUNCTION engine.add_counts(p_left jsonb, p_right jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
-- Two results of a hop as one: numbers of the same name are added, arrays are appended, other values are
-- taken from the right side unless it has none.
-- Parameters: two objects, or NULL for none.
-- Returns: an object.
select coalesce(jsonb_object_agg(key,
           case
               when l.value is null or jsonb_typeof(l.value) = 'null' then r.value
               when r.value is null or jsonb_typeof(r.value) = 'null' then l.value
               when jsonb_typeof(l.value) = 'number' and jsonb_typeof(r.value) = 'number'
                   then to_jsonb((l.value #>> '{}')::numeric + (r.value #>> '{}')::numeric)
               when jsonb_typeof(l.value) = 'array' and jsonb_typeof(r.value) = 'array'
                   then l.value || r.value
               else r.value
           end), '{}')
  from jsonb_each(coalesce(p_left, '{}')) l
  full join jsonb_each(coalesce(p_right, '{}')) r using (key)
$$;


ALTER FUNCTION engine.add_counts(p_left jsonb, p_right jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.add_counts(p_left jsonb, p_right jsonb) IS 'two results of a hop as one';


CREATE FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- One phase of a hop; the caller commits after each.
--
--     begin ──▶ survey ──▶ load ─────────────────▶ done      a change of ordinary size: one transaction
--                 ├──────▶ ranges ──▶ … ──▶ complete ──▶ done      a large one: one transaction a range
--                 └──────▶ complete ─────────────▶ done      nothing is new
--
-- Parameters: p_entity; p_hop, what the phase before returned: next, options, parameters (the named values of
--   the plan), batch_id, resumes, result.
-- Returns: the hop for the next phase.
-- Raises: PS003 without the hop's lock, and what the phase raises.
declare
    v_hop    jsonb := p_hop;
    v_result jsonb;
begin
    perform engine.assert_hop_lock(p_entity);
    case p_hop ->> 'next'
    when 'begin' then
        -- What may be read is settled in a transaction of its own, before the one that reads.
        v_hop := engine.begin_hop(p_entity, p_hop) || '{"next": "survey"}';

    when 'survey' then
        v_hop := engine.survey_hop(p_entity, p_hop);

    when 'load' then
        v_result := engine.execute_plan(
            engine.plan_phase(p_entity, 'prepare') || engine.plan_phase(p_entity, 'load'),
            p_hop -> 'parameters');
        v_hop := engine.complete_hop(p_entity, p_hop, v_result);

    when 'ranges' then
        v_hop := engine.advance_ranges(p_entity, p_hop);

    when 'complete' then
        v_hop := engine.complete_hop(p_entity, p_hop, engine.range_results(p_entity, p_hop));
    end case;
    return v_hop;
end
$$;


ALTER FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) IS 'one phase of a hop; the caller commits after each';


CREATE FUNCTION engine.advance_ranges(p_entity text, p_hop jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The leader's part of a large hop: gives a range to every session that has none, and takes in what is done.
-- It returns after a moment, so that the leader holds no snapshot while the ranges load.
-- Parameters: p_entity; p_hop, whose links say which session (a dblink connection) works on which range.
-- Returns: the hop; next is complete once every range is loaded.
-- Raises: what a range raises.
-- Reads: engine.ranges.
declare
    v_links    jsonb := coalesce(p_hop -> 'links', '{}');
    v_link     record;
    v_range_no integer;
    v_moved    boolean := false;
    v_open     integer := (
        select count(*) from engine.ranges r
         where r.entity = p_entity and r.batch_id = (p_hop ->> 'batch_id')::bigint and r.completed_at is null);
begin
    if v_links = '{}' then
        select coalesce(jsonb_object_agg(format('pgstrata_range_%s', i), 0), '{}')
          into v_links
          from generate_series(1, least(v_open, engine.setting('sessions_per_hop')::integer)) i;
        -- A cancel may have left them open, and busy, in this session.
        perform engine.close_link(name, true) from jsonb_object_keys(v_links) name;
        -- The caller must know the links before the first of them is opened, to be able to close them.
        return p_hop || jsonb_build_object('links', v_links);
    end if;

    for v_link in select key as name, value::text::integer as range_no from jsonb_each(v_links) loop
        if v_link.range_no > 0 then
            continue when engine.take_result(v_link.name) is null;
            v_moved := true;
        end if;
        select min(r.range_no) into v_range_no
          from engine.ranges r
         where r.entity = p_entity and r.batch_id = (p_hop ->> 'batch_id')::bigint
           and r.completed_at is null
           and r.range_no not in (select value::text::integer from jsonb_each(v_links));
        if v_range_no is null then
            v_links := jsonb_set(v_links, array[v_link.name], '0');
            continue;
        end if;
        perform engine.open_link(v_link.name, engine.layer());
        perform engine.send_call(v_link.name, 'engine.run_range', jsonb_build_array(
            p_entity, p_hop -> 'batch_id', v_range_no, pg_backend_pid()));
        v_links := jsonb_set(v_links, array[v_link.name], to_jsonb(v_range_no));
        v_moved := true;
    end loop;

    if not exists (select from jsonb_each(v_links) where value::text::integer > 0) then
        perform engine.close_link(name, false) from jsonb_object_keys(v_links) name;
        return (p_hop - 'links') || '{"next": "complete"}';
    end if;
    if not v_moved then
        perform pg_sleep(0.02);
    end if;
    return p_hop || jsonb_build_object('links', v_links);
end
$$;


ALTER FUNCTION engine.advance_ranges(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.advance_ranges(p_entity text, p_hop jsonb) IS 'gives a key range to every session that has none, and takes in what is done';


CREATE FUNCTION engine.assert_business_key(p_entity text, p_target text, p_business_key text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses a target whose primary key is not the declared business key: an upsert needs it, and without it one
-- row could stand there twice.
-- Parameters: p_entity for the message, p_target, p_business_key.
-- Raises: PS005.
declare
    v_primary text[];
begin
    select array_agg(a.attname::text order by a.attname)
      into v_primary
      from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = to_regclass(p_target) and i.indisprimary;
    if v_primary is distinct from (select array_agg(k order by k) from unnest(p_business_key) k) then
        raise exception using
            errcode = 'PS005',
            message = format('primary key of target %s of entity "%s" is not its business key',
                p_target, p_entity),
            detail = format('business key: %s; primary key: %s',
                array_to_string(p_business_key, ', '), coalesce(array_to_string(v_primary, ', '), 'none')),
            hint = 'declare the primary key of the target on exactly the columns of the business key';
    end if;
end
$$;


ALTER FUNCTION engine.assert_business_key(p_entity text, p_target text, p_business_key text[]) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_business_key(p_entity text, p_target text, p_business_key text[]) IS 'refuses a target whose primary key is not the declared business key';


CREATE FUNCTION engine.assert_columns(p_entity text, p_relation text, p_role text, p_columns text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses a declaration whose relation lacks a column, or has one that cannot be compared for equality.
-- Parameters: p_entity and p_role (source, target, …) for the message; p_relation; p_columns that it needs.
-- Raises: PS005.
declare
    v_missing text[];
    v_opaque  text[];
begin
    select array_agg(n.name order by n.position) filter (where c.name is null),
           array_agg(n.name || ' ' || c.type order by n.position) filter (where not c.has_equality)
      into v_missing, v_opaque
      from unnest(p_columns) with ordinality n (name, position)
      left join engine.columns_of(p_relation) c using (name);
    if v_missing is not null then
        raise exception using
            errcode = 'PS005',
            message = format('%s %s of entity "%s" lacks column %s',
                p_role, p_relation, p_entity, array_to_string(v_missing, ', ')),
            detail = 'it has ' || coalesce(
                (select string_agg(c.name, ', ') from engine.columns_of(p_relation) c), 'none'),
            hint = 'correct the declaration, or add the column in a migration of the model';
    elsif v_opaque is not null then
        raise exception using
            errcode = 'PS005',
            message = format('%s %s of entity "%s" has a column without equality: %s',
                p_role, p_relation, p_entity, array_to_string(v_opaque, ', ')),
            detail = 'a hop writes only what differs, so it must be able to compare',
            hint = 'use jsonb instead of json, text instead of xml';
    end if;
end
$$;


ALTER FUNCTION engine.assert_columns(p_entity text, p_relation text, p_role text, p_columns text[]) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_columns(p_entity text, p_relation text, p_role text, p_columns text[]) IS 'refuses a declaration whose relation lacks a column';


CREATE FUNCTION engine.assert_hop_lock(p_entity text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses to go on when this session does not lead the hop.
-- Parameters: p_entity.
-- Raises: PS003.
begin
    if pg_backend_pid() not in (select engine.lock_holders('hop', p_entity)) then
        raise exception using
            errcode = 'PS003',
            message = format('this session does not lead the hop of "%s" into %s', p_entity, engine.layer()),
            detail = 'the functions behind a hop work only under its lock',
            hint = format('call run_hop(%L)', p_entity);
    end if;
end
$$;


ALTER FUNCTION engine.assert_hop_lock(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_hop_lock(p_entity text) IS 'refuses to go on when this session does not lead the hop';


CREATE FUNCTION engine.assert_index(p_entity text, p_relation text, p_role text, p_columns text[], p_unique_where text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Refuses a declaration whose relation lacks an index that the hops rely on.
-- Parameters: p_entity and p_role (source, target, …) for the message; p_relation; p_columns, with which the
--   index begins, in this order; p_unique_where: NULL for any index, else a unique one on just these columns, with
--   this boolean column as its predicate, or '' for none.
-- Raises: PS005.
begin
    if exists (
        select from pg_index i
         where i.indrelid = to_regclass(p_relation)
           and i.indisvalid
           and p_columns = array(
                   select a.attname::text
                     from unnest(i.indkey[0:cardinality(p_columns) - 1]) with ordinality k (attnum, position)
                     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                    order by k.position)
           and (p_unique_where is null and i.indpred is null
                or i.indisunique and i.indnkeyatts = cardinality(p_columns)
                   and coalesce(pg_get_expr(i.indpred, i.indrelid), '') =
                       case when p_unique_where = '' then '' else quote_ident(p_unique_where) end))
    then
        return;
    end if;
    raise exception using
        errcode = 'PS005',
        message = format('%s %s of entity "%s" lacks an index on (%s)',
            p_role, p_relation, p_entity, engine.format_columns('%1$I', p_columns)),
        detail = case when p_unique_where is null then 'without it a hop would read the whole table'
            else 'without it two sessions could write one version twice' end,
        hint = format('add to a migration of the model: create %sindex on %s (%s)%s',
            case when p_unique_where is not null then 'unique ' else '' end,
            p_relation, engine.format_columns('%1$I', p_columns),
            coalesce(' where ' || nullif(p_unique_where, ''), ''));
end
$_$;


ALTER FUNCTION engine.assert_index(p_entity text, p_relation text, p_role text, p_columns text[], p_unique_where text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_index(p_entity text, p_relation text, p_role text, p_columns text[], p_unique_where text) IS 'refuses a declaration whose relation lacks an index that the hops rely on';


CREATE FUNCTION engine.assert_not_ahead(p_entity text, p_upstream_layer text, p_upstream_entity text, p_mark bigint, p_upto bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses to read from a layer that has fewer batches than were consumed already: it was restored or made anew,
-- and its next batches would be taken for known ones.
-- Parameters: p_entity; p_upstream_layer and p_upstream_entity, whose batches are read; p_mark, the last batch
--   that was consumed; p_upto, the last complete batch there.
-- Raises: PS013.
begin
    if p_mark > p_upto then
        raise exception using
            errcode = 'PS013',
            message = format('"%s" in %s is ahead of "%s" in %s',
                p_entity, engine.layer(), p_upstream_entity, p_upstream_layer),
            detail = format('batch %s was consumed, but the last complete batch is %s', p_mark, p_upto),
            hint = format('%s was probably restored from a backup; to read all of it again: '
                'delete from engine.batch_marks where entity = %L', p_upstream_layer, p_entity);
    end if;
end
$$;


ALTER FUNCTION engine.assert_not_ahead(p_entity text, p_upstream_layer text, p_upstream_entity text, p_mark bigint, p_upto bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_not_ahead(p_entity text, p_upstream_layer text, p_upstream_entity text, p_mark bigint, p_upto bigint) IS 'refuses to read from a layer that has fewer batches than were consumed already';


CREATE FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Settles what a hop into the raw layer reads, in a transaction that ends before the one that extracts: from
-- the mark on, inclusive and without an upper bound; and the mark to come, which is the ceiling as it is now.
-- Parameters: p_entity; p_hop, whose options may bring "from", the lower bound of the master.
-- Returns: the hop with its parameters, or with those of a batch that an earlier leader left open.
-- Raises: PS008.
-- Reads: the source's open transactions, engine.source_marks, engine.batches.
declare
    v_entity engine.entities;
    v_mark   engine.source_marks;
    v_from   text := p_hop #>> '{options, from}';
    v_open   engine.batches;
begin
    select b.* into v_open from engine.batches b where b.entity = p_entity and b.completed_at is null;
    if found then
        return p_hop || jsonb_build_object(
            'resumes', true, 'batch_id', v_open.batch_id, 'parameters', v_open.parameters);
    end if;

    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    select m.* into v_mark from engine.source_marks m where m.entity = p_entity;
    -- Where the two differ the lower one is right: this layer misses what lies above its own mark, and the
    -- warehouse what lies above the one that it hands up.
    if not p_hop -> 'options' ? 'from' then
        v_from := v_mark.loaded_through;
    elsif v_from is null or v_mark.loaded_through is null then
        v_from := null;
    elsif v_entity.capture = 'counter' then
        v_from := least(v_from::numeric, v_mark.loaded_through::numeric)::text;
    else
        v_from := least(v_from::timestamptz, v_mark.loaded_through::timestamptz)::text;
    end if;
    return p_hop || jsonb_build_object(
        'resumes', false,
        'batch_id', null,
        'parameters', jsonb_build_object('mark', v_from, 'range_from', null, 'range_to', null)
            || engine.next_mark(v_entity, v_mark));
end
$$;


ALTER FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) IS 'settles what a hop into the raw layer reads';


CREATE FUNCTION engine.canonical_relation(p_relation text, p_role text, p_entity text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The full name of a relation that a declaration mentions, quoted where needed.
-- Parameters: p_relation as the declaration gives it; p_role (source, target, …) and p_entity for the message.
-- Raises: PS005 when it does not exist.
declare
    v_name text;
begin
    select format('%I.%I', n.nspname, c.relname) into v_name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.oid = to_regclass(p_relation);
    if not found then
        raise exception using
            errcode = 'PS005',
            message = format('%s %s of entity "%s" does not exist in %s',
                p_role, quote_nullable(p_relation), p_entity, engine.layer()),
            detail = 'a relation is named with its schema, and in double quotes where SQL needs them',
            hint = case p_role
                when 'source' then 'a foreign table appears once pgstrata_link may SELECT it upstream'
                else 'create it in a migration of the model'
            end;
    end if;
    return v_name;
end
$$;


ALTER FUNCTION engine.canonical_relation(p_relation text, p_role text, p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.canonical_relation(p_relation text, p_role text, p_entity text) IS 'the full name of a relation that a declaration mentions';


CREATE FUNCTION engine.close_link(p_link text, p_cancel boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Closes a link, if it is open.
-- Parameters: p_link; p_cancel, whether to cancel first what runs there. Closing alone would let it run on,
--   and commit.
begin
    if p_link = any (coalesce(extensions.dblink_get_connections(), '{}')) then
        if p_cancel then
            perform extensions.dblink_cancel_query(p_link);
        end if;
        perform extensions.dblink_disconnect(p_link);
    end if;
end
$$;


ALTER FUNCTION engine.close_link(p_link text, p_cancel boolean) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.close_link(p_link text, p_cancel boolean) IS 'closes a link, if it is open';


CREATE FUNCTION engine.columns_of(p_relation text) RETURNS TABLE(name text, type text, is_generated boolean, has_equality boolean)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The columns of a relation in their order.
-- Parameters: p_relation, schema-qualified and quoted where needed.
-- Returns: name, type as SQL writes it, whether the column is computed by the table (generated or identity
--   always), and whether its type can be compared for equality (json and xml cannot).
select a.attname, format_type(a.atttypid, a.atttypmod), a.attgenerated <> '' or a.attidentity = 'a',
       exists (
           select from pg_operator o
            where o.oprname = '=' and o.oprresult = 'boolean'::regtype
              and o.oprleft = t.base and o.oprright = t.base)
       or t.typcategory in ('A', 'E', 'S', 'R') or t.typtype in ('e', 'c', 'r', 'm')
  from pg_attribute a
 cross join lateral (
           select coalesce(nullif(y.typbasetype, 0), y.oid) as base, y.typcategory, y.typtype
             from pg_type y where y.oid = a.atttypid) t
 where a.attrelid = to_regclass(p_relation)
   and a.attnum > 0
   and not a.attisdropped
 order by a.attnum
$$;


ALTER FUNCTION engine.columns_of(p_relation text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.columns_of(p_relation text) IS 'the columns of a relation in their order';


CREATE FUNCTION engine.complete_hop(p_entity text, p_hop jsonb, p_result jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Ends a hop in the transaction that makes its work visible downstream: the last statements of the plan, the
-- completed batch, and the mark. A batch to which nothing was written is not recorded at all.
-- Parameters: p_entity; p_hop; p_result, what was loaded.
-- Returns: the hop with its whole result; next is done, or begin where a batch of an earlier leader was
--   completed, since what came after it is still to be read.
-- Writes: engine.batches, engine.ranges, the marks.
declare
    v_batch_id bigint := (p_hop ->> 'batch_id')::bigint;
    v_written  boolean;
    v_result   jsonb := p_result;
    v_total    jsonb;
begin
    if v_batch_id is not null then
        v_result := engine.add_counts(v_result, engine.execute_plan(
            engine.plan_phase(p_entity, 'finish'), p_hop -> 'parameters'));
        v_written := (v_result ->> 'rows_inserted')::bigint + (v_result ->> 'rows_updated')::bigint
            + coalesce((v_result ->> 'rows_rejected')::bigint, 0) > 0;
        -- Only a large hop, or one that a leader left open, stands there already.
        delete from engine.ranges where entity = p_entity and batch_id = v_batch_id;
        if v_written then
            insert into engine.batches as b (entity, batch_id, parameters, completed_at)
            values (p_entity, v_batch_id, p_hop -> 'parameters', clock_timestamp())
            on conflict (entity, batch_id) do update set completed_at = excluded.completed_at;
        else
            delete from engine.batches where entity = p_entity and batch_id = v_batch_id;
        end if;
        if v_written then
            -- As text, since numbers of two rounds are added up and the last batch should stand.
            v_result := v_result || jsonb_build_object('batch_id', v_batch_id::text);
        end if;
    end if;

    v_result := engine.move_marks(p_entity, p_hop, v_result);
    v_total := engine.add_counts(p_hop -> 'result', v_result);
    if (p_hop ->> 'resumes')::boolean then
        return jsonb_build_object(
            'next', 'begin', 'began', p_hop -> 'began',
            'options', (p_hop -> 'options') - 'from', 'result', v_total);
    end if;
    perform engine.end_hop(p_entity, p_hop, v_total);
    return p_hop || jsonb_build_object('next', 'done', 'result', v_total);
end
$$;


ALTER FUNCTION engine.complete_hop(p_entity text, p_hop jsonb, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.complete_hop(p_entity text, p_hop jsonb, p_result jsonb) IS 'ends a hop: the last statements, the completed batch and the mark in one transaction';


CREATE FUNCTION engine.count_rows() RETURNS TABLE(entity text, source_rows bigint, raw_rows bigint, deleted_rows bigint)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- How many rows of each entity the source has, and how many the raw layer; the source counts its own.
-- Returns: one row for each entity; deleted_rows are those of the raw layer that the source no longer has.
-- Reads: the source and the raw tables.
select c.entity, (c.counts ->> 'source_rows')::bigint, (c.counts ->> 'raw_rows')::bigint,
       (c.counts ->> 'deleted_rows')::bigint
  from (select e.entity,
               engine.execute_plan(array(select p from engine.plan_count(e) p), '{}') as counts
          from engine.entities e) c
$$;


ALTER FUNCTION engine.count_rows() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.count_rows() IS 'how many rows of each entity the source has, and how many the raw layer';


CREATE PROCEDURE engine.declare_source(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_watermark text, IN p_capture text DEFAULT 'timestamp'::text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER PROCEDURE engine.declare_source(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_watermark text, IN p_capture text) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.declare_source(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_watermark text, IN p_capture text) IS 'declares an entity of the raw layer';


CREATE FUNCTION engine.delta_of(p_entity text) RETURNS TABLE(origin text, relation text, predicate text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What a hop into the raw layer reads.
-- Parameters: p_entity.
-- Returns: origin, for the purpose of a statement; relation, to be read under the alias s; predicate, which of its
--   rows are new.
-- Reads: engine.entities, the catalog.
select 'the source', e.source, engine.newer_predicate(e)
  from engine.entities e
 where e.entity = p_entity
$$;


ALTER FUNCTION engine.delta_of(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.delta_of(p_entity text) IS 'what a hop into the raw layer reads';


CREATE FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The result of a hop in one line, for NOTICEs.
-- Parameters: p_layer, where the hop went; p_entity; p_result.
select format('%s %s: ', p_layer, p_entity)
    || case
           when p_result ->> 'batch_id' is null and coalesce(p_result ->> 'rows_read', '0') = '0'
               then 'nothing new'
           else format('%s read, %s inserted, %s updated%s%s',
               coalesce(p_result ->> 'rows_read', '0'), coalesce(p_result ->> 'rows_inserted', '0'),
               coalesce(p_result ->> 'rows_updated', '0'),
               ', ' || nullif(p_result ->> 'rows_rejected', '0') || ' rejected',
               coalesce(', batch ' || (p_result ->> 'batch_id'), ', no change'))
       end
$$;


ALTER FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) IS 'the result of a hop in one line';


CREATE FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) RETURNS void
    LANGUAGE sql
    AS $$
-- What a layer does besides in the transaction that ends a hop: in the raw layer nothing, since the master
-- writes the log of its steps.
$$;


ALTER FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) IS 'what a layer does besides in the transaction that ends a hop';


CREATE FUNCTION engine.execute_plan(p_plan engine.plan_step[], p_parameters jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET "IntervalStyle" TO 'postgres'
    AS $$
-- Runs the statements of a plan in order: the only EXECUTE of the engine. Nobody but the owner may call it.
-- Parameters:
--   p_plan        rows of a plan_* function; a statement names a value that only a run knows as :'name'
--   p_parameters  these values by name, as JSON strings; they go in as quoted literals, so that the planner
--                 sees constants and postgres_fdw can push every condition down
-- Returns: one object. A statement that begins with "with" or "select" yields one object of counts and marks;
--   numbers of the same name are added up, other values are replaced. Key "statements" has what was run.
-- Raises: whatever a statement raises.
declare
    v_step       engine.plan_step;
    v_parameter  record;
    v_sql        text;
    v_one        jsonb;
    v_rows       bigint;
    v_began      timestamptz;
    v_counts     jsonb := '{}';
    v_statements jsonb := '[]';
begin
    foreach v_step in array p_plan loop
        v_sql := v_step.sql;
        for v_parameter in select key, value from jsonb_each_text(p_parameters) loop
            v_sql := replace(v_sql, format(':''%s''', v_parameter.key), quote_nullable(v_parameter.value));
        end loop;

        v_began := clock_timestamp();
        if v_sql ~* '^\s*(with|select)\M' then
            execute v_sql into v_one;
            v_rows := null;
        else
            execute v_sql;
            get diagnostics v_rows = row_count;
            v_one := '{}';
        end if;
        v_counts := engine.add_counts(v_counts, v_one);
        v_statements := v_statements || jsonb_build_object(
            'purpose', v_step.purpose,
            'sql', v_sql,
            'rows', v_rows,
            'duration_ms', round(extract(epoch from clock_timestamp() - v_began) * 1000, 1));
    end loop;
    return v_counts || jsonb_build_object('statements', v_statements);
end
$$;


ALTER FUNCTION engine.execute_plan(p_plan engine.plan_step[], p_parameters jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.execute_plan(p_plan engine.plan_step[], p_parameters jsonb) IS 'runs the statements of a plan in order: the only EXECUTE of the engine';


CREATE FUNCTION engine.format_columns(p_template text, p_columns text[], p_separator text DEFAULT ', '::text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
-- A list of SQL text, one element for each column, in the order of the array.
-- Parameters: p_template for format(), with the column as %1$I; p_columns; p_separator.
-- Returns: for example format_columns('%1$I = excluded.%1$I', '{a,b}') gives a = excluded.a, b = excluded.b;
--   an empty string for no columns.
select coalesce(string_agg(format(p_template, c.name), p_separator order by c.position), '')
  from unnest(p_columns) with ordinality c (name, position)
$_$;


ALTER FUNCTION engine.format_columns(p_template text, p_columns text[], p_separator text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.format_columns(p_template text, p_columns text[], p_separator text) IS 'a list of SQL text, one element for each column';


CREATE FUNCTION engine.layer() RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select 'mrr' $$;


ALTER FUNCTION engine.layer() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.layer() IS 'the name of the layer that this database is';


CREATE FUNCTION engine.load_range(p_entity text, p_batch_id bigint, p_range_no integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Loads one key range and marks it as loaded, in one transaction.
-- Parameters: p_entity, p_batch_id, p_range_no as in engine.ranges.
-- Raises: PS009 when the range does not exist or is loaded already, and what the data raises.
-- Writes: the target of the entity, engine.ranges.
declare
    v_range      engine.ranges;
    v_parameters jsonb;
begin
    select r.* into v_range
      from engine.ranges r
     where r.entity = p_entity and r.batch_id = p_batch_id and r.range_no = p_range_no
       and r.completed_at is null
       for update;
    if not found then
        raise exception using
            errcode = 'PS009',
            message = format('range %s of batch %s of "%s" is not open', p_range_no, p_batch_id, p_entity),
            detail = 'it was loaded already, or its batch is completed',
            hint = format('call run_hop(%L)', p_entity);
    end if;

    select b.parameters || jsonb_build_object('range_from', v_range.range_from, 'range_to', v_range.range_to)
      into v_parameters
      from engine.batches b
     where b.entity = p_entity and b.batch_id = p_batch_id;
    update engine.ranges
       set completed_at = clock_timestamp(),
           result = engine.execute_plan(engine.plan_phase(p_entity, 'load'), v_parameters)
     where entity = p_entity and batch_id = p_batch_id and range_no = p_range_no;
end
$$;


ALTER FUNCTION engine.load_range(p_entity text, p_batch_id bigint, p_range_no integer) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.load_range(p_entity text, p_batch_id bigint, p_range_no integer) IS 'loads one key range and marks it as loaded';


CREATE FUNCTION engine.lock_for_migration() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Keeps runs and hops out while migrate changes routines under them: takes the lock of the run and of every hop of
-- this layer, for as long as the session lasts.
-- Raises: PS001 when a run does not end within hop_lock_timeout, PS002 when a hop does not.
-- Reads: engine.entities, engine.settings.
declare
    v_entity text;
begin
    perform set_config('lock_timeout',
        (extract(epoch from engine.setting('hop_lock_timeout')::interval) * 1000)::bigint::text, true);
    begin
        perform pg_advisory_lock(engine.lock_key('run'));
    exception when lock_not_available then
        raise exception using
            errcode = 'PS001',
            message = format('a run is active in %s', engine.layer()),
            detail = format('it was waited for %s; process %s', engine.setting('hop_lock_timeout'), (
                select string_agg(h::text, ', ') from engine.lock_holders('run') h)),
            hint = 'wait until it has ended, or end it with pg_cancel_backend()';
    end;
    for v_entity in select e.entity from engine.entities e order by e.entity loop
        perform engine.lock_hop(v_entity);
    end loop;
end
$$;


ALTER FUNCTION engine.lock_for_migration() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lock_for_migration() IS 'keeps runs and hops out while migrate changes routines under them';


CREATE FUNCTION engine.lock_holders(p_kind text, p_name text DEFAULT ''::text) RETURNS SETOF integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The process ids of the sessions that hold a lock, in whichever mode, one row for each.
-- Parameters: as in engine.lock_key.
-- Reads: pg_locks.
select l.pid
  from pg_locks l
 where l.locktype = 'advisory'
   and l.granted
   and l.objsubid = 1
   and l.database = (select d.oid from pg_database d where d.datname = current_database())
   and (l.classid::bigint << 32 | l.objid::bigint) = engine.lock_key(p_kind, p_name)
$$;


ALTER FUNCTION engine.lock_holders(p_kind text, p_name text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lock_holders(p_kind text, p_name text) IS 'the process ids of the sessions that hold a lock';


CREATE FUNCTION engine.lock_hop(p_entity text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Makes this session the leader of a hop: it takes the hop's session-level lock, and then waits until every
-- session that still loads ranges for an earlier leader has ended.
-- Parameters: p_entity.
-- Raises: PS004 for an unknown entity; PS002 when the lock does not come within hop_lock_timeout.
-- Reads: engine.entities, engine.settings, pg_locks. Writes: nothing; it takes locks.
declare
    v_timeout text := current_setting('lock_timeout');
begin
    if not exists (select from engine.entities e where e.entity = p_entity) then
        raise exception using
            errcode = 'PS004',
            message = format('entity "%s" is not declared in %s', p_entity, engine.layer()),
            detail = 'declared: ' || coalesce(
                (select string_agg(e.entity, ', ' order by e.entity) from engine.entities e), 'none'),
            hint = 'entities are declared in plpgsql/<model>/<layer>/declarations.sql; run pgstrata migrate';
    end if;

    -- A session whose last hop failed may still hold the lock, and session-level locks stack.
    perform engine.unlock_hop(p_entity);

    perform set_config('lock_timeout',
        (extract(epoch from engine.setting('hop_lock_timeout')::interval) * 1000)::bigint::text, true);
    begin
        perform pg_advisory_lock(engine.lock_key('hop', p_entity));
        perform pg_advisory_lock(engine.lock_key('ranges', p_entity));
        perform pg_advisory_unlock(engine.lock_key('ranges', p_entity));
    exception
        when lock_not_available then
            declare
                v_holders text := (
                    select string_agg(distinct h::text, ', ')
                      from (select engine.lock_holders('hop', p_entity)
                             union all
                            select engine.lock_holders('ranges', p_entity)) x (h)
                     where h <> pg_backend_pid());
            begin
                perform engine.unlock_hop(p_entity);
                raise exception using
                    errcode = 'PS002',
                    message = format('hop of "%s" into %s is busy', p_entity, engine.layer()),
                    detail = format('it is held by process %s, and was waited for %s',
                        coalesce(v_holders, 'unknown'), engine.setting('hop_lock_timeout')),
                    hint = 'wait for it to end, or end it with pg_cancel_backend()';
            end;
        when query_canceled or others then
            perform engine.unlock_hop(p_entity);
            raise;
    end;
    perform set_config('lock_timeout', v_timeout, true);
end
$$;


ALTER FUNCTION engine.lock_hop(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lock_hop(p_entity text) IS 'makes this session the leader of a hop';


CREATE FUNCTION engine.lock_key(p_kind text, p_name text DEFAULT ''::text) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS $$
-- The key of an advisory lock of this database.
-- Parameters: p_kind, one of
--     run       one run of the master at a time (dwh)
--     hop       one leader for each entity of a layer
--     ranges    held in shared mode by every session that loads key ranges for a leader
--     members   shared: a dimension writes versions; exclusive: a fact writes inferred members
--   p_name, the entity.
-- Two keys that collide only make one hop wait for another.
select hashtextextended('pgstrata ' || p_kind || ' ' || p_name, 0)
$$;


ALTER FUNCTION engine.lock_key(p_kind text, p_name text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lock_key(p_kind text, p_name text) IS 'the key of an advisory lock of this database';


CREATE FUNCTION engine.lock_range(p_entity text, p_leader integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Joins the hop of a leader: holds its second lock in shared mode, then makes sure that the leader still leads.
-- In this order a new leader either waits for this session, or this session sees that the old one has gone.
-- Parameters: p_entity; p_leader, the leader's process id.
-- Raises: PS012.
begin
    perform engine.unlock_range(p_entity);
    perform pg_advisory_lock_shared(engine.lock_key('ranges', p_entity));
    if p_leader not in (select engine.lock_holders('hop', p_entity)) then
        perform engine.unlock_range(p_entity);
        raise exception using
            errcode = 'PS012',
            message = format('process %s no longer leads the hop of "%s" into %s',
                p_leader, p_entity, engine.layer()),
            detail = 'a key range is loaded only for the leader that gave it out',
            hint = format('nothing is lost: call run_hop(%L) goes on where the ranges stood', p_entity);
    end if;
end
$$;


ALTER FUNCTION engine.lock_range(p_entity text, p_leader integer) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lock_range(p_entity text, p_leader integer) IS 'joins the hop of a leader, to load key ranges for it';


CREATE FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $$
-- Moves the mark of an entity of the raw layer to where its hop has read; never backwards.
-- Parameters: p_entity; p_hop, whose parameters hold the mark to come; p_result, with the largest watermarks read.
-- Returns: the result with loaded_through and high_water_mark, for the warehouse.
-- Writes: engine.source_marks.
declare
    v_is_counter boolean := (select e.capture = 'counter' from engine.entities e where e.entity = p_entity);
    v_next       jsonb := p_hop -> 'parameters';
    v_old        engine.source_marks;
    v_read       text[] := array(select jsonb_array_elements_text(p_result -> 'watermarks'));
    v_through    text;
    v_largest    text;
begin
    select m.* into v_old from engine.source_marks m where m.entity = p_entity;
    if v_is_counter then
        v_through := greatest((v_next ->> 'loaded_through')::numeric, v_old.loaded_through::numeric);
        v_largest := (select max(w::numeric) from unnest(v_read || v_old.high_water_mark) w);
    else
        v_through := greatest((v_next ->> 'loaded_through')::timestamptz, v_old.loaded_through::timestamptz);
        v_largest := (select max(w::timestamptz) from unnest(v_read || v_old.high_water_mark) w);
    end if;

    insert into engine.source_marks as m
           (entity, loaded_through, high_water_mark, pending_value, pending_since)
    values (p_entity, v_through, v_largest, v_next ->> 'pending_value',
            (v_next ->> 'pending_since')::timestamptz)
    on conflict (entity) do update
       set loaded_through = excluded.loaded_through,
           high_water_mark = excluded.high_water_mark,
           pending_value = excluded.pending_value,
           pending_since = excluded.pending_since,
           moved_at = excluded.moved_at;
    return (p_result - 'watermarks')
        || jsonb_build_object('loaded_through', v_through, 'high_water_mark', v_largest);
end
$$;


ALTER FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) IS 'moves the mark of an entity of the raw layer to where its hop has read';


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE engine.entities (
    entity text NOT NULL,
    source text NOT NULL,
    target text NOT NULL,
    business_key text[] NOT NULL,
    watermark text NOT NULL,
    capture text NOT NULL,
    CONSTRAINT entities_capture_check CHECK ((capture = ANY (ARRAY['timestamp'::text, 'counter'::text])))
);


ALTER TABLE engine.entities OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.entities IS 'the registry: written by engine.declare_source';


COMMENT ON COLUMN engine.entities.source IS 'the foreign table that is read, schema-qualified and quoted';


COMMENT ON COLUMN engine.entities.watermark IS 'the column that grows when a row of the source changes';


COMMENT ON COLUMN engine.entities.capture IS 'timestamp: the watermark is the time of the changing transaction; counter: a number that only grows';


CREATE FUNCTION engine.newer_predicate(p_entity engine.entities) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- The condition for rows of the source that are not known to be here: inclusive, since several rows share a
-- watermark, and without an upper bound, so that a run contains everything that was committed before it began.
-- Parameters: p_entity, a row of the registry. The relation is s, the mark :'mark'; NULL: everything.
-- A mark of capture timestamp is a timestamptz, whatever the type of the column.
select format($sql$(:'mark' is null or s.%1$I >= %2$s)$sql$, p_entity.watermark,
           case
               when p_entity.capture = 'counter' then format(':''mark''::%s', c.type)
               when c.type like 'timestamp%without time zone' then
                   format('(:''mark''::timestamptz at time zone %L)', engine.setting('source_time_zone'))
               when c.type = 'date' then
                   format('(:''mark''::timestamptz at time zone %L)::date', engine.setting('source_time_zone'))
               else ':''mark''::timestamptz'
           end)
  from engine.columns_of(p_entity.source) c
 where c.name = p_entity.watermark
$_$;


ALTER FUNCTION engine.newer_predicate(p_entity engine.entities) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.newer_predicate(p_entity engine.entities) IS 'the condition for rows of the source that are not known to be here';


CREATE TABLE engine.source_marks (
    entity text NOT NULL,
    loaded_through text,
    high_water_mark text,
    pending_value text,
    pending_since timestamp with time zone,
    moved_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE engine.source_marks OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.source_marks IS 'what this layer has extracted; the master passes its own lower bound, calls by hand start here';


COMMENT ON COLUMN engine.source_marks.loaded_through IS 'every row of the source with a lower watermark is here; the next extraction reads from it, inclusive';


COMMENT ON COLUMN engine.source_marks.high_water_mark IS 'the largest watermark extracted so far';


COMMENT ON COLUMN engine.source_marks.pending_value IS 'counter only: becomes loaded_through once every transaction open at pending_since has ended';


CREATE FUNCTION engine.next_mark(p_entity engine.entities, p_mark engine.source_marks) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    AS $$
-- Up to where the source will be complete here once everything visible from now on has been read.
--   timestamp  the start of the oldest open transaction, or now, less ceiling_guard. now() of a transaction is
--              fixed a moment before its start is published, and clocks step back: hence the guard.
--   counter    the largest value visible, if no transaction is open that could have drawn a lower one; else it
--              is kept as pending until every transaction that is open now has ended.
-- A prepared transaction started at a time that nobody knows: while one exists the mark does not move.
-- Parameters: p_entity and p_mark, their rows.
-- Returns: loaded_through (NULL: does not move), pending_value, pending_since.
-- Raises: PS008.
-- Reads: operational.open_transactions, and for a counter the source.
declare
    v_open  record;
    v_value text;
begin
    if p_entity.capture = 'counter' then
        -- Before the open transactions: what is drawn in between must not seem to be covered.
        v_value := engine.execute_plan(engine.plan_phase(p_entity.entity, 'mark'), '{}') ->> 'value';
    end if;
    select * into v_open from operational.open_transactions;

    case
    when p_entity.capture = 'timestamp' then
        return jsonb_build_object('loaded_through', case when v_open.prepared_since is null then
            (least(v_open.oldest_start, v_open.read_at) - engine.setting('ceiling_guard')::interval)::text
        end);
    when v_open.prepared_since is null and v_open.oldest_start is null then
        return jsonb_build_object('loaded_through', v_value, 'pending_value', null, 'pending_since', null);
    when p_mark.pending_value is not null
        and (v_open.prepared_since is null and v_open.oldest_start > p_mark.pending_since) then
        return jsonb_build_object(
            'loaded_through', p_mark.pending_value,
            'pending_value', v_value, 'pending_since', v_open.read_at);
    else
        return jsonb_build_object(
            'loaded_through', null,
            'pending_value', coalesce(p_mark.pending_value, v_value),
            'pending_since', coalesce(p_mark.pending_since, v_open.read_at));
    end case;
end
$$;


ALTER FUNCTION engine.next_mark(p_entity engine.entities, p_mark engine.source_marks) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.next_mark(p_entity engine.entities, p_mark engine.source_marks) IS 'up to where the source will be complete here once everything visible has been read';


CREATE FUNCTION engine.open_link(p_link text, p_server text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Opens a dblink connection under a name, unless it is open already.
-- Parameters: p_link, its name in this session; p_server, a foreign server of this database. The user mapping
--   is that of the owner of the definer function that calls this one.
-- Raises: 08001 when the server cannot be reached.
begin
    if p_link <> all (coalesce(extensions.dblink_get_connections(), '{}')) then
        perform extensions.dblink_connect(p_link, p_server);
    end if;
end
$$;


ALTER FUNCTION engine.open_link(p_link text, p_server text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.open_link(p_link text, p_server text) IS 'opens a dblink connection under a name, unless it is open';


CREATE FUNCTION engine.plan_count(p_entity engine.entities) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the count of the rows of an entity at the source and in the raw layer.
-- Parameters: p_entity, a row of the registry.
select 1, 'count rows', format($sql$
select jsonb_build_object(
           'source_rows', (select count(*) from %1$s),
           'raw_rows', count(*),
           'deleted_rows', count(*) filter (where is_deleted))
  from %2$s$sql$, p_entity.source, p_entity.target)
$_$;


ALTER FUNCTION engine.plan_count(p_entity engine.entities) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_count(p_entity engine.entities) IS 'plans the count of the rows of an entity at the source and in the raw layer';


CREATE FUNCTION engine.plan_cut(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans where the key ranges of a large hop end: at quantiles of the first key column, so that they are equally
-- large however the keys are spread. By key and not by watermark, since one bulk load has a single watermark.
-- Parameters: p_entity. Reads: engine.entities, the catalog.
select 1, 'find where the key ranges end', format($sql$
select jsonb_build_object('boundaries',
           to_jsonb((percentile_disc(:'fractions'::double precision[]) within group (order by s.%2$I))::text[]))
  from %1$s s
 where %3$s$sql$, d.relation, e.business_key[1], d.predicate)
  from engine.entities e
 cross join engine.delta_of(e.entity) d
 where e.entity = p_entity
$_$;


ALTER FUNCTION engine.plan_cut(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_cut(p_entity text) IS 'plans where the key ranges of a large hop end';


CREATE FUNCTION engine.plan_hop(p_entity text) RETURNS TABLE(phase text, step integer, purpose text, sql text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The statements that a hop of this entity runs, in their order, without running any. Values that only a run
-- knows stand in them as psql variables, so that a statement can be pasted after \set batch_id 1 and the like.
-- Parameters: p_entity.
-- Returns: phase survey (how much is new), cut (only for a large hop: where its ranges end), prepare, load
--   (once, or once for each range) and finish; the step within the phase; what it is for; the statement.
-- Reads: engine.entities and the catalog.
select p.phase, s.step, s.purpose, s.sql
  from unnest(array['survey', 'cut', 'prepare', 'load', 'finish']) with ordinality p (phase, position)
 cross join lateral unnest(engine.plan_phase(p_entity, p.phase)) s
 order by p.position, s.step
$$;


ALTER FUNCTION engine.plan_hop(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_hop(p_entity text) IS 'the statements that a hop runs, without running any';


CREATE FUNCTION engine.plan_load(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the copy of new and changed rows into the raw table: one upsert that leaves equal rows untouched, so that
-- reading a row again costs no write and stamps no batch. A row that had been marked as deleted comes back.
-- Parameters: p_entity.
-- Reads: engine.entities, the catalog.
declare
    v_entity  engine.entities;
    v_columns text[];
    v_values  text[];
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_columns := array(select c.name from engine.columns_of(v_entity.source) c);
    v_values := array(select c from unnest(v_columns) c where c <> all (v_entity.business_key));

    return query select 1, 'copy new and changed rows', format($sql$
with delta as materialized (
    select %1$s
      from %2$s s
     where %3$s
       and %4$s
), written as (
    insert into %5$s as t
           (%6$s, batch_id, loaded_at, is_deleted)
    select %6$s, :'batch_id'::bigint, now(), false
      from delta
        on conflict (%7$s) do update
       set %8$s,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at, is_deleted = excluded.is_deleted
     where (%9$s, t.is_deleted)
           is distinct from (%10$s, excluded.is_deleted)
    returning t.xmax = 0 as is_new
)
select jsonb_build_object(
           'rows_read', d.rows_read,
           'rows_inserted', w.rows_inserted,
           'rows_updated', w.rows_updated,
           'watermarks', to_jsonb(array_remove(array[d.largest::text], null)))
  from (select count(*) as rows_read, max(%11$I) as largest from delta) d,
       (select count(*) filter (where is_new) as rows_inserted,
               count(*) filter (where not is_new) as rows_updated from written) w$sql$,
        engine.format_columns('s.%1$I', v_columns),
        v_entity.source,
        engine.newer_predicate(v_entity),
        engine.range_predicate('s', v_entity.source, v_entity.business_key[1]),
        v_entity.target,
        engine.format_columns('%1$I', v_columns),
        engine.format_columns('%1$I', v_entity.business_key),
        engine.format_columns('%1$I = excluded.%1$I', v_values),
        engine.format_columns('t.%1$I', v_values),
        engine.format_columns('excluded.%1$I', v_values),
        v_entity.watermark);
end
$_$;


ALTER FUNCTION engine.plan_load(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_load(p_entity text) IS 'plans the copy of new and changed rows into the raw table';


CREATE FUNCTION engine.plan_mark(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the look at a counter: its largest value that is visible.
-- Parameters: p_entity. Reads: engine.entities.
select 1, 'read the largest value of the counter', format($sql$
select jsonb_build_object('value', max(s.%2$I)::text)
  from %1$s s$sql$, e.source, e.watermark)
  from engine.entities e
 where e.entity = p_entity
$_$;


ALTER FUNCTION engine.plan_mark(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_mark(p_entity text) IS 'plans the look at a counter';


CREATE FUNCTION engine.plan_phase(p_entity text, p_phase text) RETURNS engine.plan_step[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The statements of one phase of a hop into the raw layer; see engine.plan_hop.
-- Parameters: p_entity; p_phase: mark, survey, cut or load; it has no others.
select case p_phase
    when 'mark' then array(select p from engine.plan_mark(p_entity) p)
    when 'survey' then array(select p from engine.plan_survey(p_entity) p)
    when 'cut' then array(select p from engine.plan_cut(p_entity) p)
    when 'load' then array(select p from engine.plan_load(p_entity) p)
    else '{}'::engine.plan_step[]
end
$$;


ALTER FUNCTION engine.plan_phase(p_entity text, p_phase text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_phase(p_entity text, p_phase text) IS 'the statements of one phase of a hop into the raw layer';


CREATE FUNCTION engine.plan_survey(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the count of what is new upstream; the upstream counts, over its index.
-- Parameters: p_entity. Reads: engine.entities, the catalog.
select 1, format('count what is new in %s', d.origin), format($sql$
select jsonb_build_object('rows', count(*))
  from %1$s s
 where %2$s$sql$, d.relation, d.predicate)
  from engine.delta_of(p_entity) d
$_$;


ALTER FUNCTION engine.plan_survey(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_survey(p_entity text) IS 'plans the count of what is new upstream';


CREATE FUNCTION engine.range_predicate(p_alias text, p_relation text, p_column text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- The condition that keeps a statement within its key range; with both bounds NULL it folds away.
-- Parameters: p_alias of the relation in the statement; p_relation, whose column p_column has the type.
select format($sql$(:'range_from' is null or %1$I.%2$I >= :'range_from'::%3$s)
       and (:'range_to' is null or %1$I.%2$I < :'range_to'::%3$s)$sql$, p_alias, p_column, c.type)
  from engine.columns_of(p_relation) c
 where c.name = p_column
$_$;


ALTER FUNCTION engine.range_predicate(p_alias text, p_relation text, p_column text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.range_predicate(p_alias text, p_relation text, p_column text) IS 'the condition that keeps a statement within its key range';


CREATE FUNCTION engine.range_results(p_entity text, p_hop jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What the key ranges of a hop have loaded, as one result; an empty hop has none, and so an empty result.
-- Parameters: p_entity, p_hop.
-- Returns: the counts added up.
-- Reads: engine.ranges.
declare
    v_result jsonb := '{"rows_read": 0, "rows_inserted": 0, "rows_updated": 0}';
    v_range  record;
begin
    for v_range in
        select r.result from engine.ranges r
         where r.entity = p_entity and r.batch_id = (p_hop ->> 'batch_id')::bigint
         order by r.range_no
    loop
        v_result := engine.add_counts(v_result, v_range.result);
    end loop;
    return v_result;
end
$$;


ALTER FUNCTION engine.range_results(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.range_results(p_entity text, p_hop jsonb) IS 'what the key ranges of a hop have loaded, as one result';


CREATE FUNCTION engine.release_lock(p_kind text, p_name text, p_mode text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Releases an advisory lock of this session, however often it was taken.
-- Parameters: p_kind and p_name as in engine.lock_key; p_mode, ExclusiveLock or ShareLock.
-- Reads: pg_locks, since releasing a lock that is not held would warn. It shows one row for a stacked lock, hence
-- another look after each release.
declare
    v_key bigint := engine.lock_key(p_kind, p_name);
begin
    while exists (
        select from pg_locks l
         where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid() and l.objsubid = 1
           and l.mode = p_mode
           and (l.classid::bigint << 32 | l.objid::bigint) = v_key)
    loop
        if p_mode = 'ShareLock' then
            perform pg_advisory_unlock_shared(v_key);
        else
            perform pg_advisory_unlock(v_key);
        end if;
    end loop;
end
$$;


ALTER FUNCTION engine.release_lock(p_kind text, p_name text, p_mode text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.release_lock(p_kind text, p_name text, p_mode text) IS 'releases an advisory lock of this session, however often it was taken';


CREATE PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb DEFAULT NULL::jsonb)
    LANGUAGE plpgsql
    AS $$
-- Loads one key range of a large hop, in a session of its own, on behalf of the leader.
-- Parameters: p_entity, p_batch_id and p_range_no as in engine.ranges; p_leader, the leader's process id.
-- Returns: an empty object; the result of the range stands in engine.ranges.
-- Raises: PS012 when the leader is no longer there, and what the data raises.
-- Writes: the target of the entity, engine.ranges.
begin
    commit;
    perform engine.lock_range(p_entity, p_leader);
    begin
        perform engine.load_range(p_entity, p_batch_id, p_range_no);
    exception when query_canceled or assert_failure or others then
        perform engine.unlock_range(p_entity);
        raise;
    end;
    commit;
    perform engine.unlock_range(p_entity);
    p_result := '{}';
end
$$;


ALTER PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) IS 'loads one key range of a large hop on behalf of its leader';


CREATE FUNCTION engine.send_call(p_link text, p_procedure text, p_arguments jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Starts a procedure on a link and returns at once; engine.take_result fetches what it returns.
-- Parameters: p_link; p_procedure, a procedure of the engine, whose last parameter is INOUT and is left out
--   here; p_arguments, an array of the others in their order.
-- Raises: PS016 when nothing could be sent.
begin
    -- dblink tells by 0 and a NOTICE only that the result before was not read to its end.
    if extensions.dblink_send_query(p_link, format('call %s(%s)', p_procedure, (
            select string_agg(quote_nullable(a.value), ', ' order by a.position)
              from jsonb_array_elements_text(p_arguments) with ordinality a (value, position)))) <> 1
    then
        raise exception using
            errcode = 'PS016',
            message = format('%s could not be started over link "%s"', p_procedure, p_link),
            detail = 'the connection is broken, or still busy with the call before',
            hint = 'run again; see the log of the server that the link leads to';
    end if;
end
$$;


ALTER FUNCTION engine.send_call(p_link text, p_procedure text, p_arguments jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.send_call(p_link text, p_procedure text, p_arguments jsonb) IS 'starts a procedure on a link and returns at once';


CREATE PROCEDURE engine.set_setting(IN p_name text, IN p_value text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Changes a setting of this layer, for the next hop.
-- Parameters: p_name and p_value, as in engine.settings; intervals as '60 s', time zones by their IANA name.
-- Raises: PS007 when there is no such setting, or when the value is not of its kind.
-- Reads and writes: engine.settings.
declare
    v_kind text;
begin
    perform engine.setting(p_name);
    select s.kind into v_kind from engine.settings s where s.name = p_name;
    begin
        if (v_kind = 'integer' and p_value::integer < 1)
            or (v_kind = 'interval' and p_value::interval < '0')
            or (v_kind = 'time zone' and not exists (
                    select from pg_timezone_names z where z.name = p_value))
            or p_value is null
        then
            raise invalid_parameter_value;
        end if;
    exception when data_exception then
        raise exception using
            errcode = 'PS007',
            message = format('setting "%s" cannot be %s', p_name, quote_nullable(p_value)),
            detail = format('it is of kind %s', v_kind),
            hint = case v_kind
                when 'integer' then 'give a whole number of at least 1'
                when 'interval' then 'give an interval that is not negative, for example 60 s'
                else 'give a name of pg_timezone_names, for example Europe/Berlin'
            end;
    end;
    update engine.settings set value = p_value where name = p_name and value <> p_value;
end
$$;


ALTER PROCEDURE engine.set_setting(IN p_name text, IN p_value text) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.set_setting(IN p_name text, IN p_value text) IS 'changes a setting of this layer';


CREATE FUNCTION engine.setting(p_name text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The value of a setting of this layer, as text.
-- Parameters: p_name, the name in engine.settings.
-- Raises: PS007 when there is no such setting.
-- Reads: engine.settings.
declare
    v_value text;
begin
    select s.value into v_value from engine.settings s where s.name = p_name;
    if not found then
        raise exception using
            errcode = 'PS007',
            message = format('setting "%s" does not exist', p_name),
            detail = 'known settings: '
                || (select string_agg(s.name, ', ' order by s.name) from engine.settings s),
            hint = 'see select * from engine.settings';
    end if;
    return v_value;
end
$$;


ALTER FUNCTION engine.setting(p_name text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.setting(p_name text) IS 'the value of a setting of this layer';


CREATE FUNCTION engine.source_state() RETURNS TABLE(read_at timestamp with time zone, oldest_start timestamp with time zone, prepared_since timestamp with time zone, holder_pid integer, holder_user text, holder_application text, holder_state text)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Who holds the mark back at the source right now; see engine.watermark_ceiling in the source.
-- Reads: operational.open_transactions.
select o.read_at, o.oldest_start, o.prepared_since, o.holder_pid, o.holder_user, o.holder_application,
       o.holder_state
  from operational.open_transactions o
$$;


ALTER FUNCTION engine.source_state() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.source_state() IS 'who holds the mark back at the source right now';


CREATE FUNCTION engine.survey_hop(p_entity text, p_hop jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Looks at how much is new, and decides how the hop loads it: in one transaction, or in key ranges that
-- several sessions load at once.
-- Parameters: p_entity; p_hop, as engine.begin_hop left it.
-- Returns: the hop with batch_id and next.
-- Reads: upstream. Writes: engine.batches and engine.ranges for a large hop.
declare
    v_rows       bigint;
    v_batch_id   bigint;
    v_per_range  integer;
    v_fractions  double precision[];
    v_boundaries text[];
    v_hop        jsonb;
begin
    if (p_hop ->> 'resumes')::boolean then
        return p_hop || '{"next": "ranges"}';
    end if;

    v_rows := (engine.execute_plan(
        engine.plan_phase(p_entity, 'survey'), p_hop -> 'parameters') ->> 'rows')::bigint;
    if v_rows = 0 and not coalesce((p_hop ->> 'must_finish')::boolean, false) then
        return p_hop || '{"next": "complete"}';
    end if;

    v_batch_id := nextval('engine.batch_id_seq');
    v_hop := jsonb_set(
        p_hop || jsonb_build_object('batch_id', v_batch_id, 'next', 'load'),
        '{parameters, batch_id}', to_jsonb(v_batch_id::text));
    v_per_range := engine.setting('rows_per_range')::integer;
    if v_rows <= v_per_range then
        return v_hop;
    end if;

    select array_agg(i / ceil(v_rows::numeric / v_per_range) order by i)
      into v_fractions
      from generate_series(1, ceil(v_rows::numeric / v_per_range)::integer - 1) i;
    -- A key that many rows share can be the boundary twice.
    select array_agg(b.boundary order by b.position)
      into v_boundaries
      from (select x.boundary, min(x.position) as position
              from jsonb_array_elements_text(engine.execute_plan(
                       engine.plan_phase(p_entity, 'cut'),
                       (v_hop -> 'parameters') || jsonb_build_object('fractions', v_fractions::text))
                       -> 'boundaries') with ordinality x (boundary, position)
             group by x.boundary) b;

    insert into engine.batches (entity, batch_id, parameters)
    values (p_entity, v_batch_id, v_hop -> 'parameters');
    insert into engine.ranges (entity, batch_id, range_no, range_from, range_to)
    select p_entity, v_batch_id, i, v_boundaries[i - 1], v_boundaries[i]
      from generate_series(1, coalesce(cardinality(v_boundaries), 0) + 1) i;
    return v_hop || jsonb_build_object(
        'next', 'ranges',
        'result', engine.add_counts(v_hop -> 'result', engine.execute_plan(
            engine.plan_phase(p_entity, 'prepare'), v_hop -> 'parameters')));
end
$$;


ALTER FUNCTION engine.survey_hop(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.survey_hop(p_entity text, p_hop jsonb) IS 'looks at how much is new, and decides how a hop loads it';


CREATE FUNCTION engine.take_result(p_link text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What a call that engine.send_call started has returned.
-- Parameters: p_link.
-- Returns: NULL while it still works, else its INOUT parameter.
-- Raises: what the call raised, with its SQLSTATE, message, detail and hint.
declare
    v_result jsonb;
begin
    if extensions.dblink_is_busy(p_link) = 1 then
        return null;
    end if;
    select r.result into v_result from extensions.dblink_get_result(p_link) r (result jsonb);
    -- Until an empty result has been read, nothing more can be sent over the link.
    perform from extensions.dblink_get_result(p_link) r (result jsonb);
    return coalesce(v_result, '{}');
end
$$;


ALTER FUNCTION engine.take_result(p_link text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.take_result(p_link text) IS 'what a call over a link has returned; NULL while it works';


CREATE FUNCTION engine.unlock_hop(p_entity text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Releases the locks of a hop that this session holds, however often it took them.
-- Parameters: p_entity.
select engine.release_lock('hop', p_entity, 'ExclusiveLock');
select engine.release_lock('ranges', p_entity, 'ExclusiveLock');
$$;


ALTER FUNCTION engine.unlock_hop(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.unlock_hop(p_entity text) IS 'releases the locks of a hop that this session holds';


CREATE FUNCTION engine.unlock_range(p_entity text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Leaves the hop of a leader.
-- Parameters: p_entity.
select engine.release_lock('ranges', p_entity, 'ShareLock')
$$;


ALTER FUNCTION engine.unlock_range(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.unlock_range(p_entity text) IS 'leaves the hop of a leader';


CREATE PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb DEFAULT '{}'::jsonb, INOUT p_result jsonb DEFAULT NULL::jsonb)
    LANGUAGE plpgsql
    AS $$
-- Moves one entity into this layer: everything that is new upstream, exactly once. May be killed anywhere and
-- called again by anyone.
-- Parameters:
--   p_entity   the entity, as declared
--   p_options  what the master hands over; empty by hand. mrr: "from", the lower bound of the watermark. stg:
--              "restage", judge every row again. dwh: "log_id", the row of etl_logs to finish, and "source",
--              the mark of the source hop
--   p_result   returns the counts, the batch and the mark; to the master also the statements
-- Raises: PS002 busy, PS004 unknown entity, PS008 source cannot be read safely, and what the data raises.
-- Reads: upstream, through foreign tables. Writes: the target of the entity, the marks, the batches.
--
-- It commits between its phases, so it cannot run inside BEGIN … COMMIT; the first COMMIT says so before
-- anything is locked. The hop's lock belongs to the session: a cancel that lands between two guarded blocks
-- leaves it behind until the session ends or calls a hop of the entity again.
declare
    v_hop jsonb := pg_catalog.jsonb_build_object(
        'next', 'begin', 'began', pg_catalog.clock_timestamp(), 'options', p_options, 'result', '{}'::jsonb);
begin
    commit;
    perform engine.lock_hop(p_entity);
    loop
        begin
            v_hop := engine.advance_hop(p_entity, v_hop);
        exception when query_canceled or assert_failure or others then
            perform engine.abandon_hop(p_entity, v_hop);
            raise;
        end;
        commit;
        exit when v_hop operator(pg_catalog.->>) 'next' operator(pg_catalog.=) 'done';
    end loop;
    perform engine.unlock_hop(p_entity);

    p_result := v_hop operator(pg_catalog.->) 'result';
    if not p_options operator(pg_catalog.?) 'log_id' then
        p_result := p_result operator(pg_catalog.-) 'statements';
        raise notice '%', engine.describe_result(engine.layer(), p_entity, p_result);
    end if;
end
$$;


ALTER PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) IS 'moves one entity into this layer, exactly once: call run_hop(''entity'')';


CREATE SERVER mrr FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    application_name 'pgstrata from mrr',
    connect_timeout '10',
    dbname 'mrr',
    fetch_size '10000',
    host '127.0.0.1',
    keepalives '1',
    keepalives_count '3',
    keepalives_idle '30',
    keepalives_interval '10',
    options '-c datestyle=ISO -c timezone=UTC -c intervalstyle=postgres -c client_connection_check_interval=1000',
    port '37185',
    sslmode 'disable',
    tcp_user_timeout '60000'
);


ALTER SERVER mrr OWNER TO pgstrata_owner;

CREATE USER MAPPING FOR pgstrata_pipeline SERVER mrr OPTIONS (
    password 'not in the dump',
    "user" 'pgstrata_link'
);


CREATE SERVER operational FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    application_name 'pgstrata from mrr',
    connect_timeout '10',
    dbname 'operational',
    fetch_size '10000',
    host '127.0.0.1',
    keepalives '1',
    keepalives_count '3',
    keepalives_idle '30',
    keepalives_interval '10',
    options '-c datestyle=ISO -c timezone=UTC -c intervalstyle=postgres -c client_connection_check_interval=1000',
    port '37185',
    sslmode 'disable',
    tcp_user_timeout '60000'
);


ALTER SERVER operational OWNER TO pgstrata_owner;

CREATE USER MAPPING FOR pgstrata_pipeline SERVER operational OPTIONS (
    password 'not in the dump',
    "user" 'pgstrata_link'
);


CREATE TABLE engine.applied_files (
    ledger text NOT NULL,
    migration text NOT NULL,
    file_hash text NOT NULL
);


ALTER TABLE engine.applied_files OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.applied_files IS 'hashes of applied migrations, by which migrate knows an edited file';


CREATE SEQUENCE engine.batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.batch_id_seq OWNER TO pgstrata_owner;

COMMENT ON SEQUENCE engine.batch_id_seq IS 'numbers the batches of this layer, over all entities';


CREATE TABLE engine.batches (
    entity text NOT NULL,
    batch_id bigint NOT NULL,
    parameters jsonb NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    completed_at timestamp with time zone
);


ALTER TABLE engine.batches OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.batches IS 'what hops added to this layer; downstream reads a batch once completed_at is set';


COMMENT ON COLUMN engine.batches.parameters IS 'the values that the plan of the hop ran with, and the mark to come, so that another leader can go on';


COMMENT ON COLUMN engine.batches.completed_at IS 'NULL while key ranges of the batch are still to be loaded';


CREATE VIEW engine.completed_batches AS
 SELECT e.entity,
    b.batch_id
   FROM (engine.entities e
     CROSS JOIN LATERAL ( SELECT c.batch_id
           FROM engine.batches c
          WHERE ((c.entity = e.entity) AND (c.completed_at IS NOT NULL))
          ORDER BY c.batch_id DESC
         LIMIT 1) b);


ALTER TABLE engine.completed_batches OWNER TO pgstrata_pipeline;

COMMENT ON VIEW engine.completed_batches IS 'the last complete batch of each entity: downstream reads up to it';


COMMENT ON COLUMN engine.completed_batches.entity IS 'the entity';


COMMENT ON COLUMN engine.completed_batches.batch_id IS 'its last complete batch';


CREATE TABLE engine.installed_objects (
    object text NOT NULL,
    file text NOT NULL,
    file_hash text NOT NULL,
    object_hash text NOT NULL,
    server_major integer NOT NULL,
    installed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE engine.installed_objects OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.installed_objects IS 'what migrate installed: routines, views and declarations, and hashes by which it knows an edit of either side';


CREATE TABLE engine.migrations_engine_common (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_engine_common OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_engine_common_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_engine_common_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_engine_common_id_seq OWNED BY engine.migrations_engine_common.id;


CREATE TABLE engine.migrations_engine_mrr (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_engine_mrr OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_engine_mrr_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_engine_mrr_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_engine_mrr_id_seq OWNED BY engine.migrations_engine_mrr.id;


CREATE TABLE engine.migrations_sales_mrr (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_sales_mrr OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_sales_mrr_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_sales_mrr_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_sales_mrr_id_seq OWNED BY engine.migrations_sales_mrr.id;


CREATE TABLE engine.ranges (
    entity text NOT NULL,
    batch_id bigint NOT NULL,
    range_no integer NOT NULL,
    range_from text,
    range_to text,
    completed_at timestamp with time zone,
    result jsonb
);


ALTER TABLE engine.ranges OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.ranges IS 'the key ranges of a batch that is not completed yet; a finished one keeps what it loaded in result';


COMMENT ON COLUMN engine.ranges.range_from IS 'least value of the first business key column, inclusive; NULL: from the start';


COMMENT ON COLUMN engine.ranges.range_to IS 'value of the first business key column where the range ends, exclusive; NULL: to the end';


CREATE TABLE engine.settings (
    name text NOT NULL,
    value text NOT NULL,
    kind text NOT NULL,
    description text NOT NULL,
    CONSTRAINT settings_kind_check CHECK ((kind = ANY (ARRAY['integer'::text, 'interval'::text, 'time zone'::text])))
);


ALTER TABLE engine.settings OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.settings IS 'what an operator may tune in this layer; change it with call engine.set_setting(name, value)';


CREATE FOREIGN TABLE operational.customers (
    customer_id bigint,
    first_name text,
    last_name text,
    email text,
    phone text,
    city text,
    country text,
    created_at timestamp with time zone,
    updated_at timestamp with time zone
)
SERVER operational
OPTIONS (
    schema_name 'public',
    table_name 'customers',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN customer_id OPTIONS (
    column_name 'customer_id'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN first_name OPTIONS (
    column_name 'first_name'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN last_name OPTIONS (
    column_name 'last_name'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN email OPTIONS (
    column_name 'email'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN phone OPTIONS (
    column_name 'phone'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN city OPTIONS (
    column_name 'city'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN country OPTIONS (
    column_name 'country'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE operational.customers ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);


ALTER FOREIGN TABLE operational.customers OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE operational.open_transactions (
    read_at timestamp with time zone,
    oldest_start timestamp with time zone,
    prepared_since timestamp with time zone,
    holder_pid integer,
    holder_user text,
    holder_application text,
    holder_state text
)
SERVER operational
OPTIONS (
    schema_name 'engine',
    table_name 'open_transactions'
);
ALTER FOREIGN TABLE operational.open_transactions ALTER COLUMN read_at OPTIONS (
    column_name 'read_at'
);
ALTER FOREIGN TABLE operational.open_transactions ALTER COLUMN oldest_start OPTIONS (
    column_name 'oldest_start'
);
ALTER FOREIGN TABLE operational.open_transactions ALTER COLUMN prepared_since OPTIONS (
    column_name 'prepared_since'
);
ALTER FOREIGN TABLE operational.open_transactions ALTER COLUMN holder_pid OPTIONS (
    column_name 'holder_pid'
);
ALTER FOREIGN TABLE operational.open_transactions ALTER COLUMN holder_user OPTIONS (
    column_name 'holder_user'
);
ALTER FOREIGN TABLE operational.open_transactions ALTER COLUMN holder_application OPTIONS (
    column_name 'holder_application'
);
ALTER FOREIGN TABLE operational.open_transactions ALTER COLUMN holder_state OPTIONS (
    column_name 'holder_state'
);


ALTER FOREIGN TABLE operational.open_transactions OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE operational.products (
    product_id bigint,
    product_name text,
    product_group text,
    unit_price numeric(12,2),
    created_at timestamp with time zone,
    updated_at timestamp with time zone
)
SERVER operational
OPTIONS (
    schema_name 'public',
    table_name 'products',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE operational.products ALTER COLUMN product_id OPTIONS (
    column_name 'product_id'
);
ALTER FOREIGN TABLE operational.products ALTER COLUMN product_name OPTIONS (
    column_name 'product_name'
);
ALTER FOREIGN TABLE operational.products ALTER COLUMN product_group OPTIONS (
    column_name 'product_group'
);
ALTER FOREIGN TABLE operational.products ALTER COLUMN unit_price OPTIONS (
    column_name 'unit_price'
);
ALTER FOREIGN TABLE operational.products ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE operational.products ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);


ALTER FOREIGN TABLE operational.products OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE operational.sales (
    sale_id bigint,
    customer_id bigint,
    product_id bigint,
    quantity integer,
    unit_price numeric(12,2),
    total_amount numeric(14,2),
    transaction_date timestamp with time zone,
    created_at timestamp with time zone,
    updated_at timestamp with time zone
)
SERVER operational
OPTIONS (
    schema_name 'public',
    table_name 'sales',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN sale_id OPTIONS (
    column_name 'sale_id'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN customer_id OPTIONS (
    column_name 'customer_id'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN product_id OPTIONS (
    column_name 'product_id'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN quantity OPTIONS (
    column_name 'quantity'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN unit_price OPTIONS (
    column_name 'unit_price'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN total_amount OPTIONS (
    column_name 'total_amount'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN transaction_date OPTIONS (
    column_name 'transaction_date'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE operational.sales ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);


ALTER FOREIGN TABLE operational.sales OWNER TO pgstrata_pipeline;

CREATE TABLE public.mrr_dim_customers (
    customer_id bigint NOT NULL,
    first_name text,
    last_name text,
    email text,
    phone text,
    city text,
    country text,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    is_deleted boolean DEFAULT false NOT NULL
);


ALTER TABLE public.mrr_dim_customers OWNER TO pgstrata_owner;

COMMENT ON TABLE public.mrr_dim_customers IS 'Customers as the source has them';


COMMENT ON COLUMN public.mrr_dim_customers.customer_id IS 'Number of the customer at the source';


COMMENT ON COLUMN public.mrr_dim_customers.first_name IS 'Given name as typed';


COMMENT ON COLUMN public.mrr_dim_customers.last_name IS 'Family name as typed';


COMMENT ON COLUMN public.mrr_dim_customers.email IS 'E-mail address as typed';


COMMENT ON COLUMN public.mrr_dim_customers.phone IS 'Phone number as typed';


COMMENT ON COLUMN public.mrr_dim_customers.city IS 'City as typed';


COMMENT ON COLUMN public.mrr_dim_customers.country IS 'Country as typed';


COMMENT ON COLUMN public.mrr_dim_customers.created_at IS 'When the customer registered';


COMMENT ON COLUMN public.mrr_dim_customers.updated_at IS 'Watermark of the source';


COMMENT ON COLUMN public.mrr_dim_customers.batch_id IS 'Batch of this layer that wrote the row last';


COMMENT ON COLUMN public.mrr_dim_customers.loaded_at IS 'When that batch wrote it';


COMMENT ON COLUMN public.mrr_dim_customers.is_deleted IS 'The source no longer has the row';


CREATE TABLE public.mrr_dim_products (
    product_id bigint NOT NULL,
    product_name text,
    product_group text,
    unit_price numeric(12,2),
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    is_deleted boolean DEFAULT false NOT NULL
);


ALTER TABLE public.mrr_dim_products OWNER TO pgstrata_owner;

COMMENT ON TABLE public.mrr_dim_products IS 'Products as the source has them';


COMMENT ON COLUMN public.mrr_dim_products.product_id IS 'Number of the product at the source';


COMMENT ON COLUMN public.mrr_dim_products.product_name IS 'Name as typed';


COMMENT ON COLUMN public.mrr_dim_products.product_group IS 'Product group as typed';


COMMENT ON COLUMN public.mrr_dim_products.unit_price IS 'List price of one unit';


COMMENT ON COLUMN public.mrr_dim_products.created_at IS 'When the product was listed';


COMMENT ON COLUMN public.mrr_dim_products.updated_at IS 'Watermark of the source';


COMMENT ON COLUMN public.mrr_dim_products.batch_id IS 'Batch of this layer that wrote the row last';


COMMENT ON COLUMN public.mrr_dim_products.loaded_at IS 'When that batch wrote it';


COMMENT ON COLUMN public.mrr_dim_products.is_deleted IS 'The source no longer has the row';


CREATE TABLE public.mrr_fact_sales (
    sale_id bigint NOT NULL,
    customer_id bigint,
    product_id bigint,
    quantity integer,
    unit_price numeric(12,2),
    total_amount numeric(14,2),
    transaction_date timestamp with time zone,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    is_deleted boolean DEFAULT false NOT NULL
);


ALTER TABLE public.mrr_fact_sales OWNER TO pgstrata_owner;

COMMENT ON TABLE public.mrr_fact_sales IS 'Sales as the source has them';


COMMENT ON COLUMN public.mrr_fact_sales.sale_id IS 'Number of the sale at the source';


COMMENT ON COLUMN public.mrr_fact_sales.customer_id IS 'Customer who bought';


COMMENT ON COLUMN public.mrr_fact_sales.product_id IS 'Product that was sold';


COMMENT ON COLUMN public.mrr_fact_sales.quantity IS 'Units sold';


COMMENT ON COLUMN public.mrr_fact_sales.unit_price IS 'Price paid for one unit; may be missing';


COMMENT ON COLUMN public.mrr_fact_sales.total_amount IS 'Amount as the source recorded it; may be missing or wrong';


COMMENT ON COLUMN public.mrr_fact_sales.transaction_date IS 'When the sale took place; may be missing or lie in the future';


COMMENT ON COLUMN public.mrr_fact_sales.created_at IS 'When the sale was recorded';


COMMENT ON COLUMN public.mrr_fact_sales.updated_at IS 'Watermark of the source';


COMMENT ON COLUMN public.mrr_fact_sales.batch_id IS 'Batch of this layer that wrote the row last';


COMMENT ON COLUMN public.mrr_fact_sales.loaded_at IS 'When that batch wrote it';


COMMENT ON COLUMN public.mrr_fact_sales.is_deleted IS 'The source no longer has the row';


ALTER TABLE ONLY engine.migrations_engine_common ALTER COLUMN id SET DEFAULT nextval('engine.migrations_engine_common_id_seq'::regclass);


ALTER TABLE ONLY engine.migrations_engine_mrr ALTER COLUMN id SET DEFAULT nextval('engine.migrations_engine_mrr_id_seq'::regclass);


ALTER TABLE ONLY engine.migrations_sales_mrr ALTER COLUMN id SET DEFAULT nextval('engine.migrations_sales_mrr_id_seq'::regclass);


INSERT INTO engine.applied_files VALUES
	('migrations_engine_common', '0001_engine', '712852d6b6501f53fd939cff2c615d112d2e7d5041024f09d7f6b82f353d18be'),
	('migrations_engine_mrr', '0001_sources', '1526fcbaaee3767de84cb4209d39c7aa292b87f581b532e513f4e42a7f6d89b7'),
	('migrations_sales_mrr', '0001_raw', '3aa10bc287527cc8dc556b0279467aaf9d1a6f99a353b6dbdaa99278d422b0ce');


INSERT INTO engine.batches VALUES
	('sales', 1, '{"mark": null, "batch_id": "1", "range_to": null, "range_from": null, "loaded_through": "2026-11-25 04:50:21.420955+00"}', '2026-11-25 04:50:23.441589+00', '2026-11-25 04:50:23.441589+00'),
	('customers', 2, '{"mark": null, "batch_id": "2", "range_to": null, "range_from": null, "loaded_through": "2026-11-25 04:50:21.472343+00"}', '2026-11-25 04:50:23.48002+00', '2026-11-25 04:50:23.48002+00'),
	('products', 3, '{"mark": null, "batch_id": "3", "range_to": null, "range_from": null, "loaded_through": "2026-11-25 04:50:21.544392+00"}', '2026-11-25 04:50:23.573798+00', '2026-11-25 04:50:23.573798+00'),
	('sales', 4, '{"mark": "2026-11-25 04:50:21.420955+00", "batch_id": "4", "range_to": null, "range_from": null, "loaded_through": "2026-11-25 04:50:22.485923+00"}', '2026-11-25 04:50:24.510256+00', '2026-11-25 04:50:24.510256+00'),
	('customers', 5, '{"mark": "2026-11-25 04:50:21.472343+00", "batch_id": "5", "range_to": null, "range_from": null, "loaded_through": "2026-11-25 04:50:22.53006+00"}', '2026-11-25 04:50:24.539571+00', '2026-11-25 04:50:24.539571+00'),
	('sales', 7, '{"mark": "2026-11-25 04:50:22.485923+00", "batch_id": "7", "range_to": null, "range_from": null, "loaded_through": "2026-11-25 04:50:23.740975+00"}', '2026-11-25 04:50:25.76451+00', '2026-11-25 04:50:25.76451+00'),
	('products', 9, '{"mark": "2026-11-25 04:50:22.562995+00", "batch_id": "9", "range_to": null, "range_from": null, "loaded_through": "2026-11-25 04:50:23.835515+00"}', '2026-11-25 04:50:25.860621+00', '2026-11-25 04:50:25.860621+00');


INSERT INTO engine.entities VALUES
	('customers', 'operational.customers', 'public.mrr_dim_customers', '{customer_id}', 'updated_at', 'timestamp'),
	('products', 'operational.products', 'public.mrr_dim_products', '{product_id}', 'updated_at', 'timestamp'),
	('sales', 'operational.sales', 'public.mrr_fact_sales', '{sale_id}', 'updated_at', 'timestamp');


INSERT INTO engine.installed_objects VALUES
	('engine.abandon_hop(text,jsonb)', 'engine/common/abandon_hop.sql', '7b5ef6cf21b2a53af49274c4b178b8e14c5abd955804fe49f133b24bf45c51c5', '2c4235927ea83b08c07afe860032653c3b8f88fb9cae2d71d381912404478924', 15, '2026-11-25 04:50:20.806875+00'),
	('engine.add_counts(jsonb,jsonb)', 'engine/common/add_counts.sql', '2b9441805d4ca4fff09197ed7d98beadbd1d88883586943d4050095dcaa996cc', '3ae808ebb24ed7221c1b5bb1565cd946d4360e537608889325ba36fa454972d4', 15, '2026-11-25 04:50:20.810814+00'),
	('engine.advance_hop(text,jsonb)', 'engine/common/advance_hop.sql', 'bf0b5c54a2777159fb18fd53803a1a80f44f6a966b30e2ba00d04f80cfb61928', 'e073dc3329af0bebdbbf3de132c425ada8ca2a64edeffae0622b000dc11d1ffc', 15, '2026-11-25 04:50:20.814299+00'),
	('engine.advance_ranges(text,jsonb)', 'engine/common/advance_ranges.sql', '5bb09646f94019aa9360a8fa28ce25d611c6daa9c9a14c3da1fa702c8bdfc75c', '537d66a90227f2ec2a51ce4078e72740ceaf1e1797ee382c8d08135359649b56', 15, '2026-11-25 04:50:20.818108+00'),
	('engine.assert_business_key(text,text,text[])', 'engine/common/assert_business_key.sql', 'b047770db7a83de4e87e2ba449d72762c5b5232d24bb1210f2525f5af060c87c', '7bcb1d2c5cee7b3f3749ec0e9c8ca824c8a5e800070f66e56b3c6119c0366e0a', 15, '2026-11-25 04:50:20.823016+00'),
	('engine.assert_columns(text,text,text,text[])', 'engine/common/assert_columns.sql', '5eb8e303446d78b8a4e14c7f7e674863e01c0a8c73c4b6d9799ef6d49d3e0c79', 'a0e42618e7f1f8e5fe685df29e58176835c0c862e686c02eaab3f4092ffb348d', 15, '2026-11-25 04:50:20.829289+00'),
	('engine.assert_hop_lock(text)', 'engine/common/assert_hop_lock.sql', '86b5eea78b65efd55641b32756b1bc6cfd1ee69e274cd6fcea0563359f89c292', '1620a02fbfb752c564d6676ba561cb216b4c05d755fc631eb0771e12bbc2de93', 15, '2026-11-25 04:50:20.835062+00'),
	('engine.assert_index(text,text,text,text[],text)', 'engine/common/assert_index.sql', 'c989856d583473c1df1c943bf54b2e26d2798fdef28bc1810f7bf4a3a9ab5785', '5188d43863933865b6e37ab799e3b8a3b28a75edf7eb5c795a0adf233efae4e0', 15, '2026-11-25 04:50:20.839999+00'),
	('engine.assert_not_ahead(text,text,text,bigint,bigint)', 'engine/common/assert_not_ahead.sql', '9cb0b040965a19d2e3e8fd164a355665ce147075985f29c34dfd9d081d445283', 'f0cd4f9cdc645647ee0da54b32137b25d3099b7221f02917ec219b5a6deed572', 15, '2026-11-25 04:50:20.845337+00'),
	('engine.canonical_relation(text,text,text)', 'engine/common/canonical_relation.sql', '88f9efd0916839af132aac6fa08cc2b3d3d0838cd78b6896d764f9336d38bca5', 'bb43659c4e1e9ce3ac0b481d48fe4bbd9c858f6d1a50c3c45b56365781076c9c', 15, '2026-11-25 04:50:20.850882+00'),
	('engine.close_link(text,boolean)', 'engine/common/close_link.sql', 'a43ba57a7f7c148f29fc50922f7fe81a4f1000a9103003a076bb90e9b6218ec7', '26652845052a7480682dc0f72d68434ce783e9f94e401c837b67d997dff45e5a', 15, '2026-11-25 04:50:20.856989+00'),
	('engine.columns_of(text)', 'engine/common/columns_of.sql', '884dfb51a59a9540e6adf7f128a522ddbfd2ff980964b0c68b754772f4e0e773', '7c9bacc5b7c33cffab4b9da4eb5c225946e91ccc051ca858a95ac4d529394416', 15, '2026-11-25 04:50:20.86301+00'),
	('engine.complete_hop(text,jsonb,jsonb)', 'engine/common/complete_hop.sql', '959a2baa9d0e00cadab04c78fe21c582d1401481d1f4f8b5adac34e26bdbd92f', '63ab00d70245667166893994033fea2b9f30d5567f1931a71c4a034e64b04a16', 15, '2026-11-25 04:50:20.868175+00'),
	('engine.describe_result(text,text,jsonb)', 'engine/common/describe_result.sql', '24c3f52d07f52a050da5c7efd7bf0e10c3dd2aed982f120701aa20053581a19e', '746e023ba1675eee4dd94be7a3bd1423f2ff5998830aad4d6549ffadccd11794', 15, '2026-11-25 04:50:20.873937+00'),
	('engine.execute_plan(engine.plan_step[],jsonb)', 'engine/common/execute_plan.sql', '790cd1bda6b5f26d1b375c09348d87e5c7a4b459e31e4bd507ef7db470595e84', '690cd76f891fc7c2c2973edd7c244b47450b2738b5880b2d706bd7ad6c04be78', 15, '2026-11-25 04:50:20.880408+00'),
	('engine.format_columns(text,text[],text)', 'engine/common/format_columns.sql', '9e1a2b63cb6a5db668bad3cf0bd5f8e8df872ebb0dc9e33ca5c6ebd0f986a37a', '20cac5a7d04ecef3e4b6846f8810692292129c7f5297e88f8a2a9323244940f0', 15, '2026-11-25 04:50:20.886082+00'),
	('engine.load_range(text,bigint,integer)', 'engine/common/load_range.sql', '90b0a7367883f3197f6457daab8fc035109e27cdb366c52180302bc609be8534', 'cab9f44d5c71743e2546ec15825a2db83f84d8cdc23c82233e3295bcb9aae87c', 15, '2026-11-25 04:50:20.890872+00'),
	('engine.lock_for_migration()', 'engine/common/lock_for_migration.sql', '209b066c4146e9c092598e880e10945498c89e3ef834ab9f221edb0620f2c070', '405ebaf9fc92988789dceabbb956b2ad747801203fc98f70371a6e58c4e4ce84', 15, '2026-11-25 04:50:20.896136+00'),
	('engine.lock_hop(text)', 'engine/common/lock_hop.sql', 'f9b93bdeb3be8ab694bb97e47129f8a5546d39fda6abb28c21404278cae80167', 'c351df103263419c207d8dc47267194620847cdcb75d9a37c73c68c12c67c200', 15, '2026-11-25 04:50:20.907982+00'),
	('engine.lock_key(text,text)', 'engine/common/lock_key.sql', '81794c04246dd9782569ab406f892074d1109f9a0943ad036c369bb80c2e3233', '1671510fb61563e393b1cd1f588ef9d7ac89c874665fe84293fe4ff5f421a485', 15, '2026-11-25 04:50:20.913444+00'),
	('engine.lock_range(text,integer)', 'engine/common/lock_range.sql', '628e026c8483ed9a8a0f4e6cfbdd2d8b6722326f88a953d0295470a42140413b', '48988d92ee35996488bd58b06bf3f21fd8b8e2937736d08a68f4b1c0a586ac7f', 15, '2026-11-25 04:50:20.918921+00'),
	('engine.open_link(text,text)', 'engine/common/open_link.sql', 'c8a2a1aab7849bdfd6d181faa21a43b4f0e45765bca9e8469c5caba51b14c8d8', '4da428895dc30db1a0de38cd04a7813bb81ff11a1399bb8ddd060724ee68fb60', 15, '2026-11-25 04:50:20.925428+00'),
	('engine.range_predicate(text,text,text)', 'engine/common/range_predicate.sql', '489d323cc1f8078054767e81b39534920c9bceb4f131a3b15a32939bb3955f45', 'ef786710ca7a5df108fb719f3bd38a6dd340dda68a91bca41728f96536e713e2', 15, '2026-11-25 04:50:20.938489+00'),
	('engine.range_results(text,jsonb)', 'engine/common/range_results.sql', 'b2c3a5b1fe5d14509e3cfa4df578856aaa7ebc5ef5d5da31022941cf8ad0c14c', '18b285c275ad4462879adea0ed55f8e3e5450e85e69cb562b3e2ee7409034115', 15, '2026-11-25 04:50:20.944137+00'),
	('engine.release_lock(text,text,text)', 'engine/common/release_lock.sql', '76bde2da1d5b6531ec11a3f9ecc3c5147427bc85eae46e4faff0e0e2b1437d4c', '74bbe2f13fdf76a3ae9adf994cbeecd7fb81fad28ac81a46f6b0b030d2311203', 15, '2026-11-25 04:50:20.949541+00'),
	('public.run_hop(text,jsonb,jsonb)', 'engine/common/run_hop.sql', '0d9a8e5695743ee294379504513d86366783aa199102e7074f5291df774cbc1b', 'c811ce56ef32ae3a78e67d0b1de4d470ea0850f80dd2c5138bb477589766d708', 15, '2026-11-25 04:50:20.954118+00'),
	('engine.run_range(text,bigint,integer,integer,jsonb)', 'engine/common/run_range.sql', '63a4b1d5ff0e23d38f6cc846c413d28fdccbc9ea5fe1b28e2168b9f215607f02', '025b796cc4b8e10626a59d5af4217042a26ac3b36f92c17d60d4407f54ada18a', 15, '2026-11-25 04:50:20.958937+00'),
	('engine.send_call(text,text,jsonb)', 'engine/common/send_call.sql', '8c1f3ca8e62899408e1d831a457d8f755d60cae6efe5d1f530dc1e096fa84314', 'c4a93f6c4bbd3f365488a01011e2405c84e9cc627a31ad5512fe08cac70a5049', 15, '2026-11-25 04:50:20.963503+00'),
	('engine.set_setting(text,text)', 'engine/common/set_setting.sql', 'f91b5814ede366b15ca71a39301bf5be0a84be5c70813c072f4b063fa2b257f4', '5d6ff1e6cd814a7319b51ec43936da28215dd57a23cb976160874b91777c681e', 15, '2026-11-25 04:50:20.968857+00'),
	('engine.setting(text)', 'engine/common/setting.sql', 'd01d1197afb7066b035cf24c735f9bbac6de2e74a31b2bca803180bc49dde87a', '88a91f9c1b22c0ab15fa0aa5c8165d5db5f5330c76fe7f523697294ed669cf76', 15, '2026-11-25 04:50:20.973415+00'),
	('engine.survey_hop(text,jsonb)', 'engine/common/survey_hop.sql', '86a9150bda5a3c97fa03575f61ded50f3e65c669ad0e14b3a3ad622a3a7d3cad', '007a0d4dede943ea4351cfd67c11d869320f6b179d20cd9bb5607f17a46e3b5b', 15, '2026-11-25 04:50:20.978135+00'),
	('engine.take_result(text)', 'engine/common/take_result.sql', '0cc0e9db8cb849663a6ae0a5af03ecce9cbdb4b68ac15729fcafdb22ce3e3eec', '0c1611b878aee02c46ad2b27b69f7a9c11e8633eccc8879698662383261b4225', 15, '2026-11-25 04:50:20.982561+00'),
	('engine.unlock_hop(text)', 'engine/common/unlock_hop.sql', 'f10eeb57af952c71953e6b2989fc34b982b9aefd0caf8f927216bed7500f8337', 'c95d44c221c4fc20186aae8801c2a642de53bb7c7fb6bb648c14d7f543c76b2c', 15, '2026-11-25 04:50:20.987271+00'),
	('engine.unlock_range(text)', 'engine/common/unlock_range.sql', '46126c77d5a29df0214ed24f79ebdc0d49eee8b872beb356d3eedf3e4819c6a4', '9753a7ff610aefad93a8e65a10203ec0710fe5caf7f6800bf73ee13b4aebd43a', 15, '2026-11-25 04:50:20.991461+00'),
	('engine.begin_hop(text,jsonb)', 'engine/mrr/begin_hop.sql', '6f5877db7aeb73b980acad73909665852f0bf9cff29c70541b491b8549ecddd7', 'bf5d4187777da8bde0b389cb2edb59de52938a794bf241635db3d4f010c01f07', 15, '2026-11-25 04:50:20.997941+00'),
	('engine.declare_source(text,text,text,text[],text,text)', 'engine/mrr/declare_source.sql', 'cfc403f5800bdd6c65c31358a33eb70be2192cbc9445fd03abfa77e3be6477b4', '0dc19a628478c08c588cd62557cbf478acf3ad469fb6e42a97a20a109a3a6b3a', 15, '2026-11-25 04:50:21.007551+00'),
	('engine.end_hop(text,jsonb,jsonb)', 'engine/mrr/end_hop.sql', 'b8fc4286a02d5ca8025b05f48837f6c0c1f53f6b2036646fc296a558921064e2', 'a1699a2df684986259deac83710b4e16e8858793e5c7bf6e169b2608f46d0bc4', 15, '2026-11-25 04:50:21.013835+00'),
	('engine.layer()', 'engine/mrr/layer.sql', '5d4ed63a072b4df7c3ff64232296fbd548766c554f2a385336a63ed91f1d6f22', 'a548cb539161cb0f1d070ec28106b9736a31be24ebc66f4c7add192716ecdaa0', 15, '2026-11-25 04:50:21.018342+00'),
	('engine.move_marks(text,jsonb,jsonb)', 'engine/mrr/move_marks.sql', 'fd2637448dc9ad37c9d62a06f116206a588305db394780e0fd1a9d25f938c20a', 'deb192a459fceeee15f5bc27ed76f0b5431f54b2ee954d73bd604212603ed988', 15, '2026-11-25 04:50:21.02399+00'),
	('engine.newer_predicate(engine.entities)', 'engine/mrr/newer_predicate.sql', '6f31cb6e03bff47df5b289d379f2226b70e5d434ef37966ce03ed24b28c6c512', 'bcb3f99c3b5f05409b04d62c5361195a72ea95061bdebf50f25831018c9b78ef', 15, '2026-11-25 04:50:21.028223+00'),
	('engine.next_mark(engine.entities,engine.source_marks)', 'engine/mrr/next_mark.sql', 'b36cc2b7fb88dc96f28841c1899fdefac6f55f189f50fb7a3ba733ab852153ff', '0e87782c2bffab6c1e91f5ec644f5558648fba78db113dca551369294c9e1b11', 15, '2026-11-25 04:50:21.032534+00'),
	('engine.plan_count(engine.entities)', 'engine/mrr/plan_count.sql', 'c661ee9861cb04a89cef5edbbff1aeb58807b86fdae44e15dba78f16ccd431b2', '0ce36222e4d819817766d92ad3feecc3417336223fcc758ed867b92412be266a', 15, '2026-11-25 04:50:21.036128+00'),
	('engine.plan_load(text)', 'engine/mrr/plan_load.sql', '2087052cd425b07d5e0af47957f447feaf29e156e390b8e774112032d6ca9348', 'dc857a2931d4f13844bf551508862c9666a68e7c95c1598f8dc58f72be074ab5', 15, '2026-11-25 04:50:21.03986+00'),
	('engine.plan_mark(text)', 'engine/mrr/plan_mark.sql', 'b3378c4c1c65b86bb93882ff9d5e2f60c0553a03ab8ebb214448114bc8d046de', '884e6a0650df2f44dbce288e40acfb5f9af690d2c735c1d9f87ca4e007b73f38', 15, '2026-11-25 04:50:21.045729+00'),
	('engine.lock_holders(text,text)', 'engine/common/lock_holders.sql', '984f9ee7d795432900465ef7b5ede799f00cc9f48fced24888bc6567446c067a', '7052c7bf9049e724289bb5f01fab306d0aafd045e9ac7e42ad4632db0bded3a1', 15, '2026-11-25 04:50:21.084301+00'),
	('engine.count_rows()', 'engine/mrr/count_rows.sql', 'dd5d751d4e24df984020dde8967a939cfffe94cdf7529135865c9df20c64937e', '3a7cea6234eab3fec646c21f4e003bbfa8193a5c0f0107ceca2bc078f3786683', 15, '2026-11-25 04:50:21.093142+00'),
	('engine.delta_of(text)', 'engine/mrr/delta_of.sql', '246752cd09dbbd3f8147cc1044cc2e6d68f0187b2808cf2ae605dd3a86bc9404', '253d4abba762a4c167a599667826ecd246af80b4eaea62beb36d2715c0fad9c4', 15, '2026-11-25 04:50:21.096907+00'),
	('engine.source_state()', 'engine/mrr/source_state.sql', '25e76c5744f737a5ebb26c4eb6e7e23dad28c58e81ab8e3a74a9f4280edc6b57', '468ef94c6c19a7091ff3c5a625d2b89cc120575bbfbbeb4bc341f116dae8a940', 15, '2026-11-25 04:50:21.102019+00'),
	('engine.completed_batches', 'engine/common/completed_batches.sql', '6a4336b1461152ea9d69a12345a54364bca5cf892084e48e3cbcd2772b50ce98', '55af74678954e68be7cc9e133dc44cebfb8551b81b79f249114fab3d1feb4fdd', 15, '2026-11-25 04:50:21.106031+00'),
	('engine.plan_cut(text)', 'engine/common/plan_cut.sql', '2dd7c68b8329d5b8f739718f3a4ba6269cdef91c51f21fab6863cd12124b3f7e', '53a0d0474d1eda68eb46dae3cd298bc3c00364906271b255696e3e48b87394d5', 15, '2026-11-25 04:50:21.112805+00'),
	('engine.plan_survey(text)', 'engine/common/plan_survey.sql', 'c33efb52ed5a2361547b373f98ab07c922e338e1db656c683b6d11d13cf1622a', '125a7a1a89faf018e8b49d0926212b9deca3be3b49a006cb43856b8e620c7a38', 15, '2026-11-25 04:50:21.117038+00'),
	('engine.plan_phase(text,text)', 'engine/mrr/plan_phase.sql', '3187fc88fa1e74e4a65e8bf26a8e44d2ebf3a4e9b429d1e6f99093384c012033', '383d821c7147a3d5f43fc26d5b990c9d6c9858615a76ba190098893aa993d7a1', 15, '2026-11-25 04:50:21.119754+00'),
	('engine.plan_hop(text)', 'engine/common/plan_hop.sql', '2e8b3b96994404cfadc66d9c549c99239fcfb454f072ad1309c37ac59f37e5e3', '4307ec9c6b5c13c6619ad9cb34ac83efe4b9b617e26de9387e29f8d45b130677', 15, '2026-11-25 04:50:21.122912+00'),
	('sales/mrr/declarations.sql', 'sales/mrr/declarations.sql', '378a8fe269798d0aee9ddd8f30f01591b4bd8eb3d5b614bef34ca9c5323ff264', '378a8fe269798d0aee9ddd8f30f01591b4bd8eb3d5b614bef34ca9c5323ff264', 15, '2026-11-25 04:50:21.13243+00');


INSERT INTO engine.migrations_engine_common VALUES
	(1, '0001_engine', '2026-11-25 04:50:19.943909');


INSERT INTO engine.migrations_engine_mrr VALUES
	(1, '0001_sources', '2026-11-25 04:50:19.974083');


INSERT INTO engine.migrations_sales_mrr VALUES
	(1, '0001_raw', '2026-11-25 04:50:19.998866');




INSERT INTO engine.settings VALUES
	('rows_per_range', '500000', 'integer', 'a hop with more rows than this is cut into key ranges of about this many rows, each a transaction of its own'),
	('sessions_per_hop', '2', 'integer', 'how many key ranges of one hop are loaded at once, each by a session of its own'),
	('hop_lock_timeout', '60 s', 'interval', 'how long a hop waits for another caller of the same hop before it gives up with PS002'),
	('ceiling_guard', '2 s', 'interval', 'how far the next lower bound stays behind the oldest open transaction of the source'),
	('source_time_zone', 'UTC', 'time zone', 'what a watermark of type timestamp without time zone means');


INSERT INTO engine.source_marks VALUES
	('sales', '2026-11-25 04:50:23.740975+00', '2026-11-25 04:50:24.990725+00', NULL, NULL, '2026-11-25 04:50:25.753189+00'),
	('customers', '2026-11-25 04:50:23.783372+00', '2026-11-25 04:50:23.955683+00', NULL, NULL, '2026-11-25 04:50:25.790765+00'),
	('products', '2026-11-25 04:50:23.835515+00', '2026-11-25 04:50:24.990725+00', NULL, NULL, '2026-11-25 04:50:25.852865+00');


INSERT INTO public.mrr_dim_customers VALUES
	(4, 'Björn', 'Wilson', NULL, '(085) 842949', 'Hamburg', 'Germany', '2022-01-22 08:44:08.717813+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(5, 'Liam', 'Clark', 'liam.clark5@mail.example.com', '+48 147 78034', 'warszawa', 'POLAND', '2022-11-23 04:52:21.79586+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(6, 'José', 'Park', 'JOSE.PARK6@Example.Com', '(077) 758633', 'Marseille', 'France', '2022-10-23 06:26:46.081391+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(7, 'Chen', 'Sato', 'chen.sato7@example.org', '+49 730 79054', 'München', 'Germany', '2024-09-17 00:12:29.341902+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(8, 'Anna  ', 'Dubois', 'anna.dubois8@mail.example.com', '+31 375 88275', 'Amsterdam', 'netherlands', '2022-07-09 01:53:32.221328+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(9, 'Tara  ', 'Lindqvist', 'tara.lindqvist9@mail.example.com', '+44 774 04920', ' Bristol', 'United Kingdom', '2022-01-09 13:39:34.874492+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(10, 'Carla', 'Weber', 'carla.weber10@example.net', 'n/a', 'Bad Homburg', 'Deutschland', '2023-02-18 23:18:10.242923+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(11, 'Chen', 'Clark', 'chen.clark11@example.net', '+39 830 30731', 'Torino', 'Italy', '2022-02-16 04:48:46.354864+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(12, 'Mei', 'Ferrari', 'mei.ferrari12@example.org', '+49 478 67500', 'Leipzig', 'Germany', '2023-09-15 22:04:05.40465+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(13, 'Tara', 'WEBER', 'tara.weber13@mail.example.com', '+49 700 09150', 'Bad Homburg', 'de', '2022-04-27 05:29:09.166808+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(14, 'Anna', 'Nguyen', 'ANNA.NGUYEN14@Shop.Example.Org', '+49.1811.0666', 'Hamburg', 'Germany', '2023-03-07 03:15:06.50828+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(15, 'Ines', 'Garcia', 'ines.garcia15@@example.com', '+49 224 53372', 'Berlin', 'Germany', '2022-04-15 21:18:48.237896+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(16, 'George', 'Schmidt', 'george.schmidt16@shop.example.org', '+44 163 50966', 'London', 'Great Britain', '2024-04-15 14:34:58.84043+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(17, 'Tara', 'Khan', ' tara.khan17@example.net ', '+49 362 18390', 'Köln', 'GERMANY', '2024-07-31 20:50:42.078705+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(18, 'Maria', 'KING', 'maria.king18@mail.example.com', '+49 483 34885', 'Bad Homburg', 'Germany', '2023-03-22 22:27:01.638224+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(19, 'Wendy', 'Lopez', 'wendy.lopez19@mail.example.com', '+39 677 89133', 'Milano', 'Italy', '2022-04-07 19:05:33.602784+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(20, NULL, NULL, 'elena.tanaka20@example.com', '+1 304 61481', 'Los Angeles', 'United States', '2024-09-06 21:14:24.011105+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(21, 'Maria', 'Khan', 'maria.khan21@example.org', '+44 735 87533', 'Leeds', 'United  Kingdom', '2022-06-19 22:32:24.437137+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(22, 'Aisha', 'King', 'aisha.king22@mail.example.com', '+49 790 52712', 'Hamburg', 'DE', '2023-11-10 18:47:09.54637+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(23, 'Olivia', 'BAKER', 'olivia.baker23@example.net', '(012) 728246', 'Warszawa', ' Polska', '2024-01-26 11:26:00.816935+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(24, 'Emma', 'Laurent', 'emma.laurent24@example.org', '+49 416 93546', 'Köln', 'GERMANY', '2023-01-20 03:11:31.978383+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(25, 'Hugo', ' Tanaka', 'hugo.tanaka25@example.com', '+33 573 75191', 'Saint-Malo', 'France', '2022-09-27 10:46:07.852968+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(26, 'Chen', 'Dubois', 'chen.dubois26@example.com', '(042) 052739', 'Malmö', 'Sweden', '2024-04-25 07:30:02.492402+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(27, 'Anna', 'Lopez', 'anna.lopez27@example.net', '+49 390 60449', 'Hamburg', 'Germany', '2024-03-05 13:08:59.04305+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(28, 'Fatima', 'Moreau', 'fatima.moreau28@shop.example.org', '+49 967 27629', 'Köln', 'DE', '2023-10-05 19:31:48.245299+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(29, 'ANNE-MARIE', 'Kumar', 'anne-marie.kumar29@example.org', '+999 655 77515', 'Amaurote', 'Utopia', '2021-12-24 18:27:15.029534+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(30, 'José', 'Singh', 'jose.singh30@mail.example.com', 'n/a', 'Köln', 'DE', '2023-11-10 03:14:29.864986+00', '2026-11-25 04:50:22.705904+00', 2, '2026-11-25 04:50:23.474902+00', false),
	(1, 'Victor  ', 'LAURENT', 'victor.laurent1@example.net', '0295/11061', 'Wien', 'Germany', '2024-10-23 05:10:17.432251+00', '2026-11-25 04:50:23.955683+00', 5, '2026-11-25 04:50:24.533923+00', false),
	(2, 'Emma', 'O''Brien', 'emma.obrien2@shop.example.org', '+1 606 06027', 'Wien', 'CAN', '2024-02-12 13:52:05.052398+00', '2026-11-25 04:50:23.955683+00', 5, '2026-11-25 04:50:24.533923+00', false),
	(3, 'Julia', 'Costa', 'julia.costa3@mail.example.com', '+1 806 35787', 'Wien', 'US', '2022-10-27 23:11:38.043662+00', '2026-11-25 04:50:23.955683+00', 5, '2026-11-25 04:50:24.533923+00', false);


INSERT INTO public.mrr_dim_products VALUES
	(3, 'Foldable Guide 958', 'bOOKS', 15.59, '2022-12-04 16:49:59.597094+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(4, 'Compact Kite 772', 'Toys & Games', 5.79, '2022-11-04 07:39:05.091712+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(5, 'Compact Bike Light 585', 'Sports & Outdoors', 267.49, '2024-08-04 14:12:02.279278+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(6, 'Light Hair Dryer 420', 'Health & Beauty', 75.39, '2024-06-07 18:05:35.133225+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(7, 'PREMIUM PASTA 254', 'Groceries', 21.49, '2023-01-30 13:56:09.903877+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(8, 'Natural Charger 758', 'Electronics', 278.29, '2022-02-17 15:47:58.867225+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(9, 'Travel Rug 691', 'Home and Garden', 43.59, '2023-12-18 06:58:31.718289+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(10, 'Eco Hat 539', 'clothes', 9.09, '2022-02-06 20:04:44.254919+00', '2026-11-25 04:50:22.705904+00', 3, '2026-11-25 04:50:23.560588+00', false),
	(1, 'Deluxe Garden Hose 380', 'Home & Garden', 7.00, '2023-04-04 07:28:13.559318+00', '2026-11-25 04:50:24.990725+00', 9, '2026-11-25 04:50:25.852865+00', false),
	(2, 'Pro Sweater 976', 'Clothing', 7.00, '2021-11-28 13:08:47.407989+00', '2026-11-25 04:50:24.990725+00', 9, '2026-11-25 04:50:25.852865+00', false);


INSERT INTO public.mrr_fact_sales VALUES
	(1, 20, 10, 6, 9.09, 54.54, '2024-11-30 11:41:23.842298+00', '2024-11-30 11:41:23.842298+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(2, 22, 3, 5, 15.59, 77.95, '2024-12-08 17:06:37.163849+00', '2024-12-08 17:06:37.163849+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(3, 6, 10, 1, 7.27, 7.27, '2024-12-16 17:50:27.256805+00', '2024-12-16 17:50:27.256805+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(4, 20, 8, 1, 278.29, 278.29, '2024-12-24 16:54:58.723662+00', '2024-12-24 16:54:58.723662+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(5, 23, 5, 1, 213.99, 213.99, '2025-01-02 20:13:32.788497+00', '2025-01-02 20:13:32.788497+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(6, 1, 7, 1, 21.49, 21.49, '2025-01-21 19:30:04.457784+00', '2025-01-21 19:30:04.457784+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(7, 4, 1, 1, 133.89, 133.89, '2025-02-09 15:44:35.083821+00', '2025-02-09 15:44:35.083821+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(8, 18, 1, 2, 133.89, 267.78, '2025-02-27 14:19:13.370462+00', '2025-02-27 14:19:13.370462+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(9, 1, 2, 1, 18.09, 18.09, '2025-03-15 22:33:06.426012+00', '2025-03-15 22:33:06.426012+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(10, 22, 5, 3, 267.49, 802.47, '2025-03-30 14:42:37.281261+00', '2025-03-30 14:42:37.281261+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(11, 14, 7, 5, 21.49, 107.45, NULL, '2025-04-14 10:49:12.218977+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(12, 29, 1, 1, 133.89, 133.89, '2025-04-29 14:31:02.248137+00', '2025-04-29 14:31:02.248137+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(13, 26, 7, 1, 21.49, 21.49, '2025-05-13 17:22:14.751796+00', '2025-05-13 17:22:14.751796+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(14, 29, 8, 1, 222.63, 222.63, '2025-05-27 20:45:34.92843+00', '2025-05-27 20:45:34.92843+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(15, 9, 1, 4, 133.89, 535.56, '2025-06-09 13:10:38.411658+00', '2025-06-09 13:10:38.411658+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(16, 22, 10, 1, 7.27, 7.27, '2025-06-23 10:57:37.293572+00', '2025-06-23 10:57:37.293572+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(17, 8, 4, 1, 5.79, 5.79, '2025-07-07 16:35:01.414418+00', '2025-07-07 16:35:01.414418+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(18, 1, 5, 1, 267.49, 267.49, '2025-07-22 12:31:36.080039+00', '2025-07-22 12:31:36.080039+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(19, 11, 8, 1, 278.29, 278.29, '2025-08-06 12:42:23.596235+00', '2025-08-06 12:42:23.596235+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(20, 25, 3, 3, 15.59, 46.77, '2025-08-22 12:07:00.426486+00', '2025-08-22 12:07:00.426486+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(21, 26, 2, 1, 18.09, 18.09, '2025-09-05 21:06:57.383815+00', '2025-09-05 21:06:57.383815+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(22, 24, 9, 1, 34.87, 34.87, '2025-09-18 16:48:42.311696+00', '2025-09-18 16:48:42.311696+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(23, 7, 1, 1, 133.89, 133.89, '2025-10-01 19:20:36.79073+00', '2025-10-01 19:20:36.79073+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(24, 19, 9, 1, 43.59, 43.59, '2025-10-13 10:48:35.88291+00', '2025-10-13 10:48:35.88291+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(25, 14, 6, 3, 75.39, 226.17, '2025-10-25 14:29:46.804155+00', '2025-10-25 14:29:46.804155+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(26, 1, 5, 1, 267.49, 267.49, '2025-11-05 20:15:52.425405+00', '2025-11-05 20:15:52.425405+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(27, 15, 7, 1, 21.49, 21.49, '2025-11-15 12:34:40.904404+00', '2025-11-15 12:34:40.904404+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(28, 27, 7, 2, 21.49, 42.98, '2025-11-24 16:02:13.179007+00', '2025-11-24 16:02:13.179007+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(29, 24, 10, 6, 9.09, 54.54, '2025-12-03 18:12:35.014573+00', '2025-12-03 18:12:35.014573+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(30, 11, 9, 1, 43.59, 43.59, '2025-12-10 18:56:04.367301+00', '2025-12-10 18:56:04.367301+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(31, 1, 1, 1, 133.89, 133.89, '2025-12-16 20:24:42.715608+00', '2025-12-16 20:24:42.715608+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(32, 12, 5, 1, 267.49, 267.49, '2025-12-23 08:30:14.992455+00', '2025-12-23 08:30:14.992455+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(33, 1, 10, 1, 9.09, 9.09, '2025-12-29 12:47:56.231157+00', '2025-12-29 12:47:56.231157+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(34, 19, 1, 1, 107.11, 107.11, '2026-01-11 19:46:39.861941+00', '2026-01-11 19:46:39.861941+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(35, 6, 10, 5, 7.27, 36.35, '2026-01-28 18:05:08.908933+00', '2026-01-28 18:05:08.908933+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(36, 30, 1, 2, 133.89, 267.78, '2026-02-13 15:01:20.531495+00', '2026-02-13 15:01:20.531495+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(37, 16, 2, 1, 18.09, 18.09, '2026-02-27 16:37:25.042238+00', '2026-02-27 16:37:25.042238+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(38, 30, 10, 1, 9.09, 9.09, '2026-03-13 21:25:09.593502+00', '2026-03-13 21:25:09.593502+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(39, 12, 5, 1, 267.49, 267.49, '2026-03-26 13:47:53.293106+00', '2026-03-26 13:47:53.293106+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(40, 27, 1, 1, 107.11, 107.11, '2026-04-08 17:38:34.994162+00', '2026-04-08 17:38:34.994162+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(41, 1, 3, 2, 15.59, 31.18, '2026-04-20 15:00:39.168117+00', '2026-04-20 15:00:39.168117+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(42, 29, 5, 2, 267.49, 534.98, '2026-05-02 13:03:13.169414+00', '2026-05-02 13:03:13.169414+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(43, 1, 9, 6, 43.59, 261.54, '2026-05-14 09:52:29.325022+00', '2026-05-14 09:52:29.325022+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(44, 21, 1, 2, 107.11, 214.22, '2026-05-26 10:32:38.395902+00', '2026-05-26 10:32:38.395902+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(45, 23, 10, 1, 9.09, 9.09, '2026-06-06 09:42:13.764417+00', '2026-06-06 09:42:13.764417+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(46, 30, 1, 2, 107.11, 214.22, '2026-06-18 10:25:21.029019+00', '2026-06-18 10:25:21.029019+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(47, 19, 8, 3, 278.29, 834.87, '2026-06-29 19:25:30.614664+00', '2026-06-29 19:25:30.614664+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(48, 9, 1, 5, 133.89, 669.45, '2026-07-11 15:01:39.565912+00', '2026-07-11 15:01:39.565912+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(49, 15, 6, 5, 60.31, 301.55, '2026-07-24 12:18:13.924972+00', '2026-07-24 12:18:13.924972+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(50, 30, 9, 1, 43.59, 43.59, '2026-08-06 13:14:49.95966+00', '2026-08-06 13:14:49.95966+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(51, 1, 1, 1, 133.89, 133.89, '2026-08-20 16:36:09.204173+00', '2026-08-20 16:36:09.204173+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(52, 8, 8, 1, 278.29, 278.29, '2026-09-01 14:45:22.374317+00', '2026-09-01 14:45:22.374317+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(53, 6, 7, 1, 21.49, 21.49, '2026-09-12 16:43:48.813502+00', '2026-09-12 16:43:48.813502+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(54, 1, 1, 1, 107.11, 107.11, '2026-09-24 12:05:10.734129+00', '2026-09-24 12:05:10.734129+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(55, 1, 1, 3, 133.89, 401.67, '2026-10-04 17:44:39.908169+00', '2026-10-04 17:44:39.908169+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(56, 28, 6, 2, 75.39, 150.78, '2026-10-15 12:57:00.658533+00', '2026-10-15 12:57:00.658533+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(57, 17, 9, 1, 34.87, 34.87, '2026-10-25 14:42:11.54576+00', '2026-10-25 14:42:11.54576+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(58, 24, 3, 6, 15.59, 93.54, '2026-11-04 12:48:30.24254+00', '2026-11-04 12:48:30.24254+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(59, 1, 1, 1, 133.89, 133.89, '2026-11-12 09:13:12.249931+00', '2026-11-12 09:13:12.249931+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(60, 10, 6, 1, 60.31, 60.31, '2026-11-20 15:48:57.231275+00', '2026-11-20 15:48:57.231275+00', '2026-11-25 04:50:22.705904+00', 1, '2026-11-25 04:50:23.43317+00', false),
	(62, 2, 2, -2, 5.00, NULL, '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', 4, '2026-11-25 04:50:24.498705+00', false),
	(61, 1, 1, 1, 5.00, NULL, '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:24.990725+00', 7, '2026-11-25 04:50:25.753189+00', false);


SELECT pg_catalog.setval('engine.batch_id_seq', 9, true);


SELECT pg_catalog.setval('engine.migrations_engine_common_id_seq', 1, true);


SELECT pg_catalog.setval('engine.migrations_engine_mrr_id_seq', 1, true);


SELECT pg_catalog.setval('engine.migrations_sales_mrr_id_seq', 1, true);


ALTER TABLE ONLY engine.applied_files
    ADD CONSTRAINT applied_files_pkey PRIMARY KEY (ledger, migration);


ALTER TABLE ONLY engine.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (entity, batch_id);


ALTER TABLE ONLY engine.entities
    ADD CONSTRAINT entities_pkey PRIMARY KEY (entity);


ALTER TABLE ONLY engine.entities
    ADD CONSTRAINT entities_target_key UNIQUE (target);


ALTER TABLE ONLY engine.installed_objects
    ADD CONSTRAINT installed_objects_pkey PRIMARY KEY (object);


ALTER TABLE ONLY engine.migrations_engine_common
    ADD CONSTRAINT migrations_engine_common_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.migrations_engine_mrr
    ADD CONSTRAINT migrations_engine_mrr_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.migrations_sales_mrr
    ADD CONSTRAINT migrations_sales_mrr_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.ranges
    ADD CONSTRAINT ranges_pkey PRIMARY KEY (entity, batch_id, range_no);


ALTER TABLE ONLY engine.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);


ALTER TABLE ONLY engine.source_marks
    ADD CONSTRAINT source_marks_pkey PRIMARY KEY (entity);


ALTER TABLE ONLY public.mrr_dim_customers
    ADD CONSTRAINT mrr_dim_customers_pkey PRIMARY KEY (customer_id);


ALTER TABLE ONLY public.mrr_dim_products
    ADD CONSTRAINT mrr_dim_products_pkey PRIMARY KEY (product_id);


ALTER TABLE ONLY public.mrr_fact_sales
    ADD CONSTRAINT mrr_fact_sales_pkey PRIMARY KEY (sale_id);


CREATE UNIQUE INDEX batches_one_open ON engine.batches USING btree (entity) WHERE (completed_at IS NULL);


CREATE INDEX mrr_dim_customers_batch_id ON public.mrr_dim_customers USING btree (batch_id);


CREATE INDEX mrr_dim_products_batch_id ON public.mrr_dim_products USING btree (batch_id);


CREATE INDEX mrr_fact_sales_batch_id ON public.mrr_fact_sales USING btree (batch_id);


ALTER TABLE ONLY engine.ranges
    ADD CONSTRAINT ranges_entity_batch_id_fkey FOREIGN KEY (entity, batch_id) REFERENCES engine.batches(entity, batch_id) ON DELETE CASCADE;


ALTER TABLE ONLY engine.source_marks
    ADD CONSTRAINT source_marks_entity_fkey FOREIGN KEY (entity) REFERENCES engine.entities(entity) ON DELETE CASCADE;


GRANT USAGE ON SCHEMA engine TO pgstrata_link;
GRANT USAGE ON SCHEMA engine TO pgstrata_operator;
GRANT USAGE ON SCHEMA engine TO pgstrata_reader;
GRANT USAGE ON SCHEMA engine TO pgstrata_web;
GRANT ALL ON SCHEMA engine TO pgstrata_pipeline;


GRANT USAGE ON SCHEMA extensions TO pgstrata_pipeline;


GRANT ALL ON SCHEMA operational TO pgstrata_pipeline;


GRANT CREATE ON SCHEMA public TO pgstrata_owner;
GRANT CREATE ON SCHEMA public TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.add_counts(p_left jsonb, p_right jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.advance_ranges(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_business_key(p_entity text, p_target text, p_business_key text[]) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_columns(p_entity text, p_relation text, p_role text, p_columns text[]) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_hop_lock(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_index(p_entity text, p_relation text, p_role text, p_columns text[], p_unique_where text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_not_ahead(p_entity text, p_upstream_layer text, p_upstream_entity text, p_mark bigint, p_upto bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.canonical_relation(p_relation text, p_role text, p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.close_link(p_link text, p_cancel boolean) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.columns_of(p_relation text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.complete_hop(p_entity text, p_hop jsonb, p_result jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.count_rows() FROM PUBLIC;
GRANT ALL ON FUNCTION engine.count_rows() TO pgstrata_link;
GRANT ALL ON FUNCTION engine.count_rows() TO pgstrata_operator;


REVOKE ALL ON PROCEDURE engine.declare_source(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_watermark text, IN p_capture text) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.declare_source(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_watermark text, IN p_capture text) TO pgstrata_owner;


REVOKE ALL ON FUNCTION engine.delta_of(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.execute_plan(p_plan engine.plan_step[], p_parameters jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.format_columns(p_template text, p_columns text[], p_separator text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.layer() FROM PUBLIC;
GRANT ALL ON FUNCTION engine.layer() TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.layer() TO pgstrata_reader;
GRANT ALL ON FUNCTION engine.layer() TO pgstrata_web;
GRANT ALL ON FUNCTION engine.layer() TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.load_range(p_entity text, p_batch_id bigint, p_range_no integer) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.load_range(p_entity text, p_batch_id bigint, p_range_no integer) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.load_range(p_entity text, p_batch_id bigint, p_range_no integer) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.lock_for_migration() FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.lock_holders(p_kind text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.lock_holders(p_kind text, p_name text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.lock_holders(p_kind text, p_name text) TO pgstrata_link;
GRANT ALL ON FUNCTION engine.lock_holders(p_kind text, p_name text) TO pgstrata_reader;
GRANT ALL ON FUNCTION engine.lock_holders(p_kind text, p_name text) TO pgstrata_web;


REVOKE ALL ON FUNCTION engine.lock_hop(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.lock_hop(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.lock_hop(p_entity text) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.lock_key(p_kind text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.lock_key(p_kind text, p_name text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.lock_key(p_kind text, p_name text) TO pgstrata_link;
GRANT ALL ON FUNCTION engine.lock_key(p_kind text, p_name text) TO pgstrata_reader;
GRANT ALL ON FUNCTION engine.lock_key(p_kind text, p_name text) TO pgstrata_web;


REVOKE ALL ON FUNCTION engine.lock_range(p_entity text, p_leader integer) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.lock_range(p_entity text, p_leader integer) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.lock_range(p_entity text, p_leader integer) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) FROM PUBLIC;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.entities TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION engine.newer_predicate(p_entity engine.entities) FROM PUBLIC;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.source_marks TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION engine.next_mark(p_entity engine.entities, p_mark engine.source_marks) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.open_link(p_link text, p_server text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_count(p_entity engine.entities) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_cut(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_hop(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_link;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_web;


REVOKE ALL ON FUNCTION engine.plan_load(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_mark(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_phase(p_entity text, p_phase text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_survey(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.range_predicate(p_alias text, p_relation text, p_column text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.range_results(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.release_lock(p_kind text, p_name text, p_mode text) FROM PUBLIC;


REVOKE ALL ON PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) TO pgstrata_operator;
GRANT ALL ON PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.send_call(p_link text, p_procedure text, p_arguments jsonb) FROM PUBLIC;


REVOKE ALL ON PROCEDURE engine.set_setting(IN p_name text, IN p_value text) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.set_setting(IN p_name text, IN p_value text) TO pgstrata_owner;
GRANT ALL ON PROCEDURE engine.set_setting(IN p_name text, IN p_value text) TO pgstrata_operator;


REVOKE ALL ON FUNCTION engine.setting(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.setting(p_name text) TO pgstrata_owner;
GRANT ALL ON FUNCTION engine.setting(p_name text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.setting(p_name text) TO pgstrata_reader;
GRANT ALL ON FUNCTION engine.setting(p_name text) TO pgstrata_web;
GRANT ALL ON FUNCTION engine.setting(p_name text) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.source_state() FROM PUBLIC;
GRANT ALL ON FUNCTION engine.source_state() TO pgstrata_link;
GRANT ALL ON FUNCTION engine.source_state() TO pgstrata_operator;


REVOKE ALL ON FUNCTION engine.survey_hop(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.take_result(p_link text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.unlock_hop(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.unlock_hop(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.unlock_hop(p_entity text) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.unlock_range(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.unlock_range(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.unlock_range(p_entity text) TO pgstrata_link;


REVOKE ALL ON FUNCTION extensions.dblink(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink(text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink(text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink(text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink(text, text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink(text, text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink(text, text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_build_sql_delete(text, int2vector, integer, text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_build_sql_delete(text, int2vector, integer, text[]) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_build_sql_insert(text, int2vector, integer, text[], text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_build_sql_insert(text, int2vector, integer, text[], text[]) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_build_sql_update(text, int2vector, integer, text[], text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_build_sql_update(text, int2vector, integer, text[], text[]) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_cancel_query(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_cancel_query(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_close(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_close(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_close(text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_close(text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_close(text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_close(text, text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_close(text, text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_close(text, text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_connect(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_connect(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_connect(text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_connect(text, text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_current_query() FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_current_query() TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_disconnect() FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_disconnect() TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_disconnect(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_disconnect(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_error_message(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_error_message(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_exec(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_exec(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_exec(text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_exec(text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_exec(text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_exec(text, text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_exec(text, text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_exec(text, text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_fdw_validator(options text[], catalog oid) FROM PUBLIC;


REVOKE ALL ON FUNCTION extensions.dblink_fetch(text, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_fetch(text, integer) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_fetch(text, integer, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_fetch(text, integer, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_fetch(text, text, integer) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_fetch(text, text, integer) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_fetch(text, text, integer, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_fetch(text, text, integer, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_get_connections() FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_get_connections() TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_get_notify(OUT notify_name text, OUT be_pid integer, OUT extra text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_get_notify(OUT notify_name text, OUT be_pid integer, OUT extra text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_get_notify(conname text, OUT notify_name text, OUT be_pid integer, OUT extra text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_get_notify(conname text, OUT notify_name text, OUT be_pid integer, OUT extra text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_get_pkey(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_get_pkey(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_get_result(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_get_result(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_get_result(text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_get_result(text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_is_busy(text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_is_busy(text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_open(text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_open(text, text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_open(text, text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_open(text, text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_open(text, text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_open(text, text, text) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_open(text, text, text, boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_open(text, text, text, boolean) TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION extensions.dblink_send_query(text, text) FROM PUBLIC;
GRANT ALL ON FUNCTION extensions.dblink_send_query(text, text) TO pgstrata_pipeline;


REVOKE ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) TO pgstrata_operator;
GRANT ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) TO pgstrata_link;


GRANT ALL ON FOREIGN DATA WRAPPER postgres_fdw TO pgstrata_owner;


GRANT ALL ON FOREIGN SERVER mrr TO pgstrata_pipeline;


GRANT ALL ON FOREIGN SERVER operational TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.applied_files TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.batch_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.batches TO pgstrata_pipeline;


GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_link;
GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_operator;
GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_web;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.installed_objects TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_engine_common TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_engine_common_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_engine_mrr TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_engine_mrr_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_sales_mrr TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_sales_mrr_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.ranges TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.settings TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mrr_dim_customers TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.mrr_dim_customers TO pgstrata_link;
GRANT SELECT ON TABLE public.mrr_dim_customers TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mrr_dim_products TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.mrr_dim_products TO pgstrata_link;
GRANT SELECT ON TABLE public.mrr_dim_products TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mrr_fact_sales TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.mrr_fact_sales TO pgstrata_link;
GRANT SELECT ON TABLE public.mrr_fact_sales TO pgstrata_operator;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_pipeline REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

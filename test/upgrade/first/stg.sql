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

CREATE SCHEMA mrr;


ALTER SCHEMA mrr OWNER TO pgstrata_owner;

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
-- Settles what a hop into staging reads: the batches of the raw layer after the mark, up to the last complete
-- one. Rejects that are due for another judgement make a hop of their own, even if nothing is new.
-- Parameters: p_entity; p_hop, whose options may bring "restage": every row, as if none had been staged.
-- Returns: the hop with its parameters, or with those of a batch that an earlier leader left open.
-- Raises: PS013 when the mark is ahead of the raw layer.
-- Reads: mrr.completed_batches, engine.batch_marks, engine.batches, public.stg_rejects.
declare
    v_mark bigint;
    v_upto bigint;
    v_open engine.batches;
begin
    select b.* into v_open from engine.batches b where b.entity = p_entity and b.completed_at is null;
    if found then
        return p_hop || jsonb_build_object(
            'resumes', true, 'batch_id', v_open.batch_id, 'parameters', v_open.parameters);
    end if;

    v_mark := coalesce((select m.batch_id from engine.batch_marks m
                         where m.entity = p_entity and m.upstream_layer = 'mrr'), 0);
    v_upto := coalesce((select c.batch_id from mrr.completed_batches c where c.entity = p_entity), 0);
    perform engine.assert_not_ahead(p_entity, 'mrr', p_entity, v_mark, v_upto);
    return p_hop || jsonb_build_object(
        'resumes', false,
        'batch_id', null,
        'must_finish', exists (
            select from public.stg_rejects r
             where r.entity = p_entity and r.resolved_at is null and r.due_at <= now()),
        'parameters', jsonb_build_object(
            'mark', (case when (p_hop #>> '{options, restage}')::boolean then 0 else v_mark end)::text,
            'upto', v_upto::text, 'range_from', null, 'range_to', null));
end
$$;


ALTER FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) IS 'settles what a hop into staging reads';


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


CREATE FUNCTION engine.count_rows() RETURNS TABLE(entity text, staged bigint, open_rejects bigint, never_good bigint)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- How many rows of each entity are staged, how many have an open reject, and how many of those were never good.
-- The equation of staging: rows of the raw layer = staged + never_good.
-- Returns: one row for each entity.
-- Reads: the staging tables and stg_rejects.
select c.entity, (c.counts ->> 'staged')::bigint, (c.counts ->> 'open_rejects')::bigint,
       (c.counts ->> 'never_good')::bigint
  from (select e.entity,
               engine.execute_plan(array(select p from engine.plan_count(e) p), '{}') as counts
          from engine.entities e) c
$$;


ALTER FUNCTION engine.count_rows() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.count_rows() IS 'how many rows of each entity are staged, rejected, and were never good';


CREATE PROCEDURE engine.declare_staging(IN p_entity text, IN p_source text, IN p_raw text, IN p_target text, IN p_business_key text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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


ALTER PROCEDURE engine.declare_staging(IN p_entity text, IN p_source text, IN p_raw text, IN p_target text, IN p_business_key text[]) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.declare_staging(IN p_entity text, IN p_source text, IN p_raw text, IN p_target text, IN p_business_key text[]) IS 'declares an entity of staging';


CREATE FUNCTION engine.delta_of(p_entity text) RETURNS TABLE(origin text, relation text, predicate text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- What a hop into staging reads.
-- Parameters: p_entity.
-- Returns: origin, for the purpose of a statement; relation, to be read under the alias s; predicate, which of its
--   rows are new.
-- Reads: engine.entities.
select 'the raw layer', e.raw, $sql$s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint$sql$
  from engine.entities e
 where e.entity = p_entity
$_$;


ALTER FUNCTION engine.delta_of(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.delta_of(p_entity text) IS 'what a hop into staging reads';


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
-- What a layer does besides in the transaction that ends a hop: in staging nothing, since the master
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
    AS $$ select 'stg' $$;


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
    AS $$
-- Moves the mark of an entity of staging to the last batch of the raw layer that its hop has read.
-- Parameters: p_entity; p_hop, whose parameters hold the batch; p_result.
-- Returns: the result.
-- Writes: engine.batch_marks, when the mark moves.
begin
    insert into engine.batch_marks as m (entity, upstream_layer, upstream_entity, batch_id)
    values (p_entity, 'mrr', p_entity, (p_hop #>> '{parameters, upto}')::bigint)
    on conflict (entity, upstream_layer, upstream_entity) do update
       set batch_id = excluded.batch_id, moved_at = excluded.moved_at
     where m.batch_id < excluded.batch_id;
    return p_result;
end
$$;


ALTER FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) IS 'moves the mark of an entity of staging to the last batch that its hop has read';


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


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE engine.entities (
    entity text NOT NULL,
    source text NOT NULL,
    raw text NOT NULL,
    target text NOT NULL,
    business_key text[] NOT NULL,
    is_judged_again boolean NOT NULL
);


ALTER TABLE engine.entities OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.entities IS 'the registry: written by engine.declare_staging';


COMMENT ON COLUMN engine.entities.source IS 'the cleansing view';


COMMENT ON COLUMN engine.entities.raw IS 'the foreign table of the raw layer under the view';


COMMENT ON COLUMN engine.entities.is_judged_again IS 'whether the view has a column judge_again_at: a reject that time alone can mend';


CREATE FUNCTION engine.plan_count(p_entity engine.entities) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the count of the rows of an entity of staging.
-- Parameters: p_entity, a row of the registry.
select 1, 'count rows and rejects', format($sql$
select jsonb_build_object(
           'staged', (select count(*) from %1$s),
           'open_rejects', count(*),
           'never_good', count(*) filter (where not exists (
               select from %1$s d where %2$s)))
  from public.stg_rejects r
 where r.entity = %3$L and r.resolved_at is null$sql$,
    p_entity.target,
    (select string_agg(format('d.%1$I = (r.business_key ->> %1$L)::%2$s', c.name, c.type), ' and ')
       from engine.columns_of(p_entity.target) c where c.name = any (p_entity.business_key)),
    p_entity.entity)
$_$;


ALTER FUNCTION engine.plan_count(p_entity engine.entities) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_count(p_entity engine.entities) IS 'plans the count of the rows of an entity of staging';


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


CREATE FUNCTION engine.plan_finish(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;


ALTER FUNCTION engine.plan_finish(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_finish(p_entity text) IS 'plans another judgement of the open rejects whose time has come';


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


CREATE FUNCTION engine.plan_judgement(p_entity engine.entities, p_delta text, p_predicate text) RETURNS SETOF engine.plan_step
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the judgement of rows of the cleansing view: good ones are staged, the others rejected with every
-- reason. A bad version never destroys a good one: the row that is staged stays, and an open reject says that it
-- is out of date. Only a deletion passes, whatever else is wrong with the row.
-- The view is read once, into a table of its own, since the planner takes a foreign table of any size for a small
-- one; the raw row of a reject is read by its key at the end, since it would cost every row to carry it.
-- Parameters: p_entity, a row of the registry; p_delta, a name for that table; p_predicate, which rows of the view,
--   whose alias is v.
-- Reads: the catalog.
declare
    v_key     text[] := p_entity.business_key;
    v_columns text[] := array(
        select c.name from engine.columns_of(p_entity.target) c
         where not c.is_generated and c.name not in ('batch_id', 'loaded_at'));
    v_values  text[] := array(select c from unnest(v_columns) c where c <> all (v_key));
    v_key_object text := 'jsonb_build_object('
        || engine.format_columns('%1$L, d.%1$I', v_key) || ')';
    v_key_match text := (
        select string_agg(format('d.%1$I = (r.business_key ->> %1$L)::%2$s', c.name, c.type), ' and ')
          from engine.columns_of(p_entity.target) c where c.name = any (v_key));
begin
    return query select 1, 'read and clean the rows', format($sql$
create temporary table %1$I on commit drop as
select %2$s, v.batch_id as _source_batch_id, v.reject_reasons as _reasons, %3$s as _due_at
  from %4$s v
 where %5$s$sql$,
        p_delta,
        engine.format_columns('v.%1$I', v_columns),
        case when p_entity.is_judged_again then 'v.judge_again_at' else 'null::timestamptz' end,
        p_entity.source,
        p_predicate);

    -- Nobody has counted stg_rejects before its first use: without an index a plan made for no reject would compare
    -- each of thousands with every row.
    return query select 2, 'index them by their key', format(
        'create index on pg_temp.%I (%s)', p_delta, engine.format_columns('%1$I', v_key));

    return query select 3, 'count them for the planner', format('analyze pg_temp.%I', p_delta);

    return query select 4, 'stage good rows, reject bad ones', format($sql$
with staged as (
    insert into %2$s as t
           (%3$s, batch_id, loaded_at)
    select %3$s, :'batch_id'::bigint, now()
      from %1$s d
     where d._reasons = '{}'
        on conflict (%4$s) do update
       set %5$s,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (%6$s)
           is distinct from (%7$s)
    returning t.xmax = 0 as is_new
), bad as (
    select %8$s as business_key, d._source_batch_id, d._reasons, d._due_at, d.is_deleted, t.is_staged
      from %1$s d
      left join lateral (
               select true as is_staged from %2$s t where %9$s) t on true
     where d._reasons <> '{}'
), deleted as (
    update %2$s t
       set is_deleted = true, batch_id = :'batch_id'::bigint, loaded_at = now()
      from %1$s d
     where d._reasons <> '{}' and d.is_deleted and not t.is_deleted and %9$s
    returning 1
), rejected as (
    insert into public.stg_rejects as r
           (entity, business_key, reasons, batch_id, source_batch_id, due_at)
    select %10$L, b.business_key, b._reasons, :'batch_id'::bigint, b._source_batch_id, b._due_at
      from bad b
     where not (b.is_deleted and coalesce(b.is_staged, false))
        on conflict (entity, business_key) where resolved_at is null do update
       set reasons = excluded.reasons, batch_id = excluded.batch_id, payload = null,
           source_batch_id = excluded.source_batch_id, due_at = excluded.due_at, rejected_at = now()
     where (r.reasons, r.source_batch_id, r.due_at)
           is distinct from (excluded.reasons, excluded.source_batch_id, excluded.due_at)
    returning 1
), resolved as (
    update public.stg_rejects r
       set resolved_at = now()
      from %1$s d
     where r.entity = %10$L and r.resolved_at is null
       and %11$s
       and (d._reasons = '{}'
            or d.is_deleted and exists (select from %2$s t where %9$s))
    returning 1
)
select jsonb_build_object(
           'rows_read', (select count(*) from %1$s),
           'rows_inserted', s.inserted,
           'rows_updated', s.updated + (select count(*) from deleted),
           'rows_rejected', (select count(*) from bad),
           'rejects_written', (select count(*) from rejected),
           'rejects_resolved', (select count(*) from resolved))
  from (select count(*) filter (where is_new) as inserted,
               count(*) filter (where not is_new) as updated from staged) s$sql$,
        format('pg_temp.%I', p_delta),
        p_entity.target,
        engine.format_columns('%1$I', v_columns),
        engine.format_columns('%1$I', v_key),
        engine.format_columns('%1$I = excluded.%1$I', v_values),
        engine.format_columns('t.%1$I', v_values),
        engine.format_columns('excluded.%1$I', v_values),
        v_key_object,
        engine.format_columns('t.%1$I = d.%1$I', v_key, ' and '),
        p_entity.entity,
        v_key_match);

    return query select 5, 'keep the raw rows of rejects', format($sql$
with lacking as materialized (
    select r.reject_id as _reject_id, %1$s
      from public.stg_rejects r
     where r.entity = %2$L and r.batch_id = :'batch_id'::bigint and r.payload is null and r.resolved_at is null
), raw as materialized (
    select %3$s, to_jsonb(d) as _payload
      from %4$s d
     where d.%5$I = any (array(select l.%5$I from lacking l))
), kept as (
    update public.stg_rejects r
       set payload = w._payload
      from lacking l
      join raw w using (%6$s)
     where r.reject_id = l._reject_id
    returning 1
)
select jsonb_build_object('payloads_kept', count(*)) from kept$sql$,
        (select string_agg(format('(r.business_key ->> %1$L)::%2$s as %1$I', c.name, c.type), ', ')
           from engine.columns_of(p_entity.raw) c where c.name = any (v_key)),
        p_entity.entity,
        engine.format_columns('d.%1$I', v_key),
        p_entity.raw,
        v_key[1],
        engine.format_columns('%1$I', v_key));
end
$_$;


ALTER FUNCTION engine.plan_judgement(p_entity engine.entities, p_delta text, p_predicate text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_judgement(p_entity engine.entities, p_delta text, p_predicate text) IS 'plans the judgement of rows of the cleansing view: staged or rejected';


CREATE FUNCTION engine.plan_load(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the judgement of what is new in the raw layer.
-- Parameters: p_entity. Reads: engine.entities, the catalog.
select p.step, p.purpose, p.sql
  from engine.entities e
 cross join lateral engine.plan_judgement(e, 'pgstrata_delta', format($sql$v.batch_id > :'mark'::bigint
       and v.batch_id <= :'upto'::bigint
       and %s$sql$, engine.range_predicate('v', e.source, e.business_key[1]))) p
 where e.entity = p_entity
$_$;


ALTER FUNCTION engine.plan_load(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_load(p_entity text) IS 'plans the judgement of what is new in the raw layer';


CREATE FUNCTION engine.plan_phase(p_entity text, p_phase text) RETURNS engine.plan_step[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The statements of one phase of a hop into staging; see engine.plan_hop.
-- Parameters: p_entity; p_phase: survey, cut, load or finish; it has no prepare.
select case p_phase
    when 'survey' then array(select p from engine.plan_survey(p_entity) p)
    when 'cut' then array(select p from engine.plan_cut(p_entity) p)
    when 'load' then array(select p from engine.plan_load(p_entity) p)
    when 'finish' then array(select p from engine.plan_finish(p_entity) p)
    else '{}'::engine.plan_step[]
end
$$;


ALTER FUNCTION engine.plan_phase(p_entity text, p_phase text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_phase(p_entity text, p_phase text) IS 'the statements of one phase of a hop into staging';


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


CREATE FUNCTION public.clean_email(p_email text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    -- The address in lower case without spaces around it, or null when it is none: a local part of
    -- the characters that mail servers take unquoted, no leading, trailing or double dot,
    -- a domain of at least two labels, 3 to 254 characters in all.
    -- The length is no lookahead of the pattern, which would make it 20 times slower.
    select case
        when length(p_email) < 300
         and length(btrim(p_email, E' \t\r\n\u00a0')) between 3 and 254
         and lower(btrim(p_email, E' \t\r\n\u00a0')) ~
             '^[a-z0-9!#$%&''*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&''*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])$'
        then lower(btrim(p_email, E' \t\r\n\u00a0'))
    end
$_$;


ALTER FUNCTION public.clean_email(p_email text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.clean_email(p_email text) IS 'E-mail address in lower case, null when it is not a valid one';


CREATE FUNCTION public.clean_name(p_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    -- Like clean_text, and every word capitalised: "  jOSÉ   o'brien " is "José O'Brien".
    -- Text of ASCII alone goes the short way, which is 20 times faster. For the rest the collation
    -- is named, since the database's own may be C, which makes "GarcíA" of "garcía"; ICU sees one
    -- word in "o'brien", typographic or not, and in "st.john", so that these are hidden from it as
    -- control characters.
    select case when p_name ~ '^[ -~]*$'
        then initcap(public.clean_text(p_name) collate "C") collate "default"
        else translate(initcap(translate(public.clean_text(p_name), '''.’', E'\x01\x02\x03')
                               collate "und-x-icu"), E'\x01\x02\x03', '''.’') collate "default"
    end
$_$;


ALTER FUNCTION public.clean_name(p_name text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.clean_name(p_name text) IS 'Trimmed, inner spaces collapsed, every word capitalised, null when nothing is left';


CREATE FUNCTION public.clean_phone(p_phone text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- Digits only, after a + where one stands before the first digit; null when there is no digit.
    select case when p_phone ~ '^[^0-9]*\+' then '+' else '' end
        || nullif(regexp_replace(p_phone, '[^0-9]+', '', 'g'), '')
$$;


ALTER FUNCTION public.clean_phone(p_phone text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.clean_phone(p_phone text) IS 'Phone number reduced to digits and a leading +, null when there is no digit';


CREATE FUNCTION public.clean_text(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- Trims, collapses inner spaces to one, and turns an empty text into null.
    -- Spaces are all that text from forms and spreadsheets brings along: tabs, line ends,
    -- no-break, thin, zero-width and ideographic ones.
    select nullif(btrim(regexp_replace(p_text,
        '[[:space:]\u00a0\u2000-\u200b\u202f\u3000\ufeff]+', ' ', 'g')), '')
$$;


ALTER FUNCTION public.clean_text(p_text text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.clean_text(p_text text) IS 'Trimmed, inner spaces collapsed, null when nothing is left';


CREATE FUNCTION public.mapping_key(p_spelling text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
    -- What two spellings must share to be the same: lower case, no spaces, no punctuation.
    -- country_codes and product_group_names generate their key columns with this expression.
    -- "n/a" and "n.a." stand for nothing, and without their punctuation would be Namibia.
    select case when p_spelling !~* '^\s*n\s*[/.]\s*a[\s.]*$'
        then lower(regexp_replace(p_spelling collate "C", '[[:space:][:punct:]\u00a0]+', '', 'g')
                   collate "und-x-icu")
    end
$_$;


ALTER FUNCTION public.mapping_key(p_spelling text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.mapping_key(p_spelling text) IS 'Key by which a spelling is looked up in country_codes and product_group_names';


CREATE PROCEDURE public.restage(IN p_entity text, INOUT p_result jsonb DEFAULT NULL::jsonb)
    LANGUAGE plpgsql
    AS $$
-- Judges every row of an entity again, after a rule of its cleansing view or a mapping has changed. What comes
-- out the same stays untouched; what differs flows on with the next run.
-- Parameters: p_entity. p_result returns the counts.
-- Raises: as run_hop. It commits, so it cannot run inside BEGIN … COMMIT.
-- Reads: the raw layer. Writes: the staging table of the entity, stg_rejects, the marks, the batches.
begin
    -- What an earlier leader left half done is completed first, with the parameters that it had.
    call public.run_hop(p_entity, '{}', p_result);
    call public.run_hop(p_entity, '{"restage": true}', p_result);
end
$$;


ALTER PROCEDURE public.restage(IN p_entity text, INOUT p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.restage(IN p_entity text, INOUT p_result jsonb) IS 'judges every row of an entity again, after a rule or a mapping has changed: call restage(''entity'')';


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
    application_name 'pgstrata from stg',
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


CREATE SERVER stg FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    application_name 'pgstrata from stg',
    connect_timeout '10',
    dbname 'stg',
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


ALTER SERVER stg OWNER TO pgstrata_owner;

CREATE USER MAPPING FOR pgstrata_pipeline SERVER stg OPTIONS (
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


CREATE TABLE engine.batch_marks (
    entity text NOT NULL,
    upstream_layer text NOT NULL,
    upstream_entity text NOT NULL,
    batch_id bigint NOT NULL,
    moved_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE engine.batch_marks OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.batch_marks IS 'how far each entity has consumed the batches of the layer before this one';


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


CREATE VIEW engine.lineage AS
 SELECT e.entity,
    (parse_ident(e.raw))[2] AS raw_table
   FROM engine.entities e;


ALTER TABLE engine.lineage OWNER TO pgstrata_pipeline;

COMMENT ON VIEW engine.lineage IS 'from which raw table each entity of staging is filled';


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


CREATE TABLE engine.migrations_engine_stg (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_engine_stg OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_engine_stg_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_engine_stg_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_engine_stg_id_seq OWNED BY engine.migrations_engine_stg.id;


CREATE TABLE engine.migrations_sales_stg (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_sales_stg OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_sales_stg_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_sales_stg_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_sales_stg_id_seq OWNED BY engine.migrations_sales_stg.id;


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


CREATE FOREIGN TABLE mrr.completed_batches (
    entity text,
    batch_id bigint
)
SERVER mrr
OPTIONS (
    schema_name 'engine',
    table_name 'completed_batches'
);
ALTER FOREIGN TABLE mrr.completed_batches ALTER COLUMN entity OPTIONS (
    column_name 'entity'
);
ALTER FOREIGN TABLE mrr.completed_batches ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);


ALTER FOREIGN TABLE mrr.completed_batches OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE mrr.mrr_dim_customers (
    customer_id bigint,
    first_name text,
    last_name text,
    email text,
    phone text,
    city text,
    country text,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    batch_id bigint,
    loaded_at timestamp with time zone,
    is_deleted boolean
)
SERVER mrr
OPTIONS (
    schema_name 'public',
    table_name 'mrr_dim_customers',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN customer_id OPTIONS (
    column_name 'customer_id'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN first_name OPTIONS (
    column_name 'first_name'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN last_name OPTIONS (
    column_name 'last_name'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN email OPTIONS (
    column_name 'email'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN phone OPTIONS (
    column_name 'phone'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN city OPTIONS (
    column_name 'city'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN country OPTIONS (
    column_name 'country'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN loaded_at OPTIONS (
    column_name 'loaded_at'
);
ALTER FOREIGN TABLE mrr.mrr_dim_customers ALTER COLUMN is_deleted OPTIONS (
    column_name 'is_deleted'
);


ALTER FOREIGN TABLE mrr.mrr_dim_customers OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE mrr.mrr_dim_products (
    product_id bigint,
    product_name text,
    product_group text,
    unit_price numeric(12,2),
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    batch_id bigint,
    loaded_at timestamp with time zone,
    is_deleted boolean
)
SERVER mrr
OPTIONS (
    schema_name 'public',
    table_name 'mrr_dim_products',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN product_id OPTIONS (
    column_name 'product_id'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN product_name OPTIONS (
    column_name 'product_name'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN product_group OPTIONS (
    column_name 'product_group'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN unit_price OPTIONS (
    column_name 'unit_price'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN loaded_at OPTIONS (
    column_name 'loaded_at'
);
ALTER FOREIGN TABLE mrr.mrr_dim_products ALTER COLUMN is_deleted OPTIONS (
    column_name 'is_deleted'
);


ALTER FOREIGN TABLE mrr.mrr_dim_products OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE mrr.mrr_fact_sales (
    sale_id bigint,
    customer_id bigint,
    product_id bigint,
    quantity integer,
    unit_price numeric(12,2),
    total_amount numeric(14,2),
    transaction_date timestamp with time zone,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    batch_id bigint,
    loaded_at timestamp with time zone,
    is_deleted boolean
)
SERVER mrr
OPTIONS (
    schema_name 'public',
    table_name 'mrr_fact_sales',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN sale_id OPTIONS (
    column_name 'sale_id'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN customer_id OPTIONS (
    column_name 'customer_id'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN product_id OPTIONS (
    column_name 'product_id'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN quantity OPTIONS (
    column_name 'quantity'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN unit_price OPTIONS (
    column_name 'unit_price'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN total_amount OPTIONS (
    column_name 'total_amount'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN transaction_date OPTIONS (
    column_name 'transaction_date'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN loaded_at OPTIONS (
    column_name 'loaded_at'
);
ALTER FOREIGN TABLE mrr.mrr_fact_sales ALTER COLUMN is_deleted OPTIONS (
    column_name 'is_deleted'
);


ALTER FOREIGN TABLE mrr.mrr_fact_sales OWNER TO pgstrata_pipeline;

CREATE TABLE public.country_codes (
    country_name text NOT NULL,
    country_code text NOT NULL,
    country_key text GENERATED ALWAYS AS (lower((regexp_replace((country_name COLLATE "C"), '[[:space:][:punct:]\u00a0]+'::text, ''::text, 'g'::text) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT country_codes_country_code_check CHECK ((country_code ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT country_codes_country_key_check CHECK ((country_key <> ''::text))
);


ALTER TABLE public.country_codes OWNER TO pgstrata_owner;

COMMENT ON TABLE public.country_codes IS 'Spellings of countries and the ISO 3166-1 alpha-2 code they stand for';


COMMENT ON COLUMN public.country_codes.country_name IS 'A spelling; case, spaces and punctuation do not matter';


COMMENT ON COLUMN public.country_codes.country_code IS 'ISO 3166-1 alpha-2 code';


COMMENT ON COLUMN public.country_codes.country_key IS 'What is looked up: the spelling in lower case without spaces and punctuation';


CREATE VIEW public.clean_customers AS
 SELECT raw.customer_id,
    cleaned.first_name,
    cleaned.last_name,
    NULLIF(concat_ws(' '::text, cleaned.first_name, cleaned.last_name), ''::text) AS full_name,
    cleaned.email,
    (cleaned.email IS NOT NULL) AS has_valid_email,
    public.clean_phone(raw.phone) AS phone,
    public.clean_name(raw.city) AS city,
    country.country_code,
    raw.created_at,
    raw.updated_at,
    raw.is_deleted,
    raw.batch_id,
        CASE
            WHEN ((cleaned.first_name IS NULL) AND (cleaned.last_name IS NULL)) THEN '{missing_name}'::text[]
            ELSE '{}'::text[]
        END AS reject_reasons
   FROM ((mrr.mrr_dim_customers raw
     CROSS JOIN LATERAL ( SELECT public.clean_name(raw.first_name) AS first_name,
            public.clean_name(raw.last_name) AS last_name,
            public.clean_email(raw.email) AS email
         OFFSET 0) cleaned)
     LEFT JOIN public.country_codes country ON ((country.country_key = public.mapping_key(raw.country))));


ALTER TABLE public.clean_customers OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.clean_customers IS 'Cleansing of customers: the raw rows as staging takes them, with the reasons to reject one';


CREATE TABLE public.product_group_names (
    group_name text NOT NULL,
    product_group text NOT NULL,
    group_key text GENERATED ALWAYS AS (lower((regexp_replace((group_name COLLATE "C"), '[[:space:][:punct:]\u00a0]+'::text, ''::text, 'g'::text) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT product_group_names_group_key_check CHECK ((group_key <> ''::text))
);


ALTER TABLE public.product_group_names OWNER TO pgstrata_owner;

COMMENT ON TABLE public.product_group_names IS 'Spellings of product groups and the name they stand for';


COMMENT ON COLUMN public.product_group_names.group_name IS 'A spelling; case, spaces and punctuation do not matter';


COMMENT ON COLUMN public.product_group_names.product_group IS 'Standard name of the group';


COMMENT ON COLUMN public.product_group_names.group_key IS 'What is looked up: the spelling in lower case without spaces and punctuation';


CREATE VIEW public.clean_products AS
 SELECT raw.product_id,
    cleaned.product_name,
    COALESCE(known.product_group, public.clean_name(raw.product_group)) AS product_group,
    (NULLIF(raw.unit_price, 'NaN'::numeric))::numeric AS unit_price,
    raw.created_at,
    raw.updated_at,
    raw.is_deleted,
    raw.batch_id,
    array_remove(ARRAY[
        CASE
            WHEN (cleaned.product_name IS NULL) THEN 'missing_name'::text
            ELSE NULL::text
        END,
        CASE
            WHEN (raw.unit_price < (0)::numeric) THEN 'negative_price'::text
            ELSE NULL::text
        END], NULL::text) AS reject_reasons
   FROM ((mrr.mrr_dim_products raw
     CROSS JOIN LATERAL ( SELECT public.clean_text(raw.product_name) AS product_name
         OFFSET 0) cleaned)
     LEFT JOIN public.product_group_names known ON ((known.group_key = public.mapping_key(raw.product_group))));


ALTER TABLE public.clean_products OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.clean_products IS 'Cleansing of products: the raw rows as staging takes them, with the reasons to reject one';


CREATE VIEW public.clean_sales AS
 SELECT raw.sale_id,
    raw.customer_id,
    raw.product_id,
    raw.quantity,
    COALESCE(cleaned.price, cleaned.derived_price) AS unit_price,
    COALESCE(cleaned.amount, cleaned.expected_amount) AS total_amount,
    COALESCE((abs((cleaned.amount - cleaned.expected_amount)) > 0.01), false) AS has_amount_mismatch,
    raw.transaction_date,
    cleaned.sale_date,
    (date_part('year'::text, cleaned.sale_date))::smallint AS sale_year,
    (date_part('quarter'::text, cleaned.sale_date))::smallint AS sale_quarter,
    (date_part('month'::text, cleaned.sale_date))::smallint AS sale_month,
    (date_part('day'::text, cleaned.sale_date))::smallint AS sale_day,
    (date_part('week'::text, cleaned.sale_date))::smallint AS iso_week,
    (date_part('isodow'::text, cleaned.sale_date))::smallint AS day_of_week,
    (date_part('isodow'::text, cleaned.sale_date) > (5)::double precision) AS is_weekend,
    raw.created_at,
    raw.updated_at,
    raw.is_deleted,
    raw.batch_id,
        CASE
            WHEN ((raw.quantity > 0) AND (cleaned.price >= (0)::numeric) AND ((raw.transaction_date >= '0001-01-02 00:00:00+00'::timestamp with time zone) AND (raw.transaction_date <= clock.latest))) THEN '{}'::text[]
            ELSE array_remove(ARRAY[
            CASE
                WHEN ((raw.quantity > 0) IS NOT TRUE) THEN 'quantity_not_positive'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (COALESCE(cleaned.price, cleaned.derived_price) < (0)::numeric) THEN 'negative_price'::text
                ELSE NULL::text
            END,
            CASE
                WHEN ((cleaned.price IS NULL) AND (cleaned.amount IS NULL)) THEN 'missing_price'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (raw.transaction_date IS NULL) THEN 'missing_transaction_date'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (raw.transaction_date > clock.latest) THEN 'transaction_date_in_future'::text
                ELSE NULL::text
            END,
            CASE
                WHEN (raw.transaction_date < '0001-01-02 00:00:00+00'::timestamp with time zone) THEN 'transaction_date_out_of_range'::text
                ELSE NULL::text
            END], NULL::text)
        END AS reject_reasons,
        CASE
            WHEN ((raw.transaction_date > clock.latest) AND isfinite(raw.transaction_date)) THEN (raw.transaction_date - '24:00:00'::interval)
            ELSE NULL::timestamp with time zone
        END AS judge_again_at
   FROM ((mrr.mrr_fact_sales raw
     CROSS JOIN ( SELECT (now() + '24:00:00'::interval) AS latest,
            engine.setting('business_time_zone'::text) AS time_zone
         OFFSET 0) clock)
     CROSS JOIN LATERAL ( SELECT (NULLIF(raw.unit_price, 'NaN'::numeric))::numeric AS price,
            (NULLIF(raw.total_amount, 'NaN'::numeric))::numeric AS amount,
            ((raw.quantity)::numeric * NULLIF(raw.unit_price, 'NaN'::numeric)) AS expected_amount,
                CASE
                    WHEN ((raw.unit_price IS NULL) OR (raw.unit_price = 'NaN'::numeric)) THEN round((NULLIF(raw.total_amount, 'NaN'::numeric) / (NULLIF(raw.quantity, 0))::numeric), 2)
                    ELSE NULL::numeric
                END AS derived_price,
                CASE
                    WHEN ((raw.transaction_date >= '0001-01-02 00:00:00+00'::timestamp with time zone) AND (raw.transaction_date <= '9999-12-30 00:00:00+00'::timestamp with time zone)) THEN ((raw.transaction_date AT TIME ZONE clock.time_zone))::date
                    ELSE NULL::date
                END AS sale_date
         OFFSET 0) cleaned);


ALTER TABLE public.clean_sales OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.clean_sales IS 'Cleansing of sales: the raw rows as staging takes them, with the reasons to reject one';


CREATE TABLE public.stg_dim_customers (
    customer_id bigint NOT NULL,
    first_name text,
    last_name text,
    full_name text NOT NULL,
    email text,
    has_valid_email boolean NOT NULL,
    phone text,
    city text,
    country_code text,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    is_deleted boolean DEFAULT false NOT NULL,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    CONSTRAINT stg_dim_customers_check CHECK ((has_valid_email = (email IS NOT NULL)))
);


ALTER TABLE public.stg_dim_customers OWNER TO pgstrata_owner;

COMMENT ON TABLE public.stg_dim_customers IS 'Customers, cleaned';


COMMENT ON COLUMN public.stg_dim_customers.customer_id IS 'Number of the customer at the source';


COMMENT ON COLUMN public.stg_dim_customers.first_name IS 'Given name: trimmed, single spaces, capitalised';


COMMENT ON COLUMN public.stg_dim_customers.last_name IS 'Family name: trimmed, single spaces, capitalised';


COMMENT ON COLUMN public.stg_dim_customers.full_name IS 'Given and family name, or the one there is';


COMMENT ON COLUMN public.stg_dim_customers.email IS 'E-mail address in lower case; null when the source has none or no valid one';


COMMENT ON COLUMN public.stg_dim_customers.has_valid_email IS 'The source has a valid e-mail address';


COMMENT ON COLUMN public.stg_dim_customers.phone IS 'Phone number as digits, with a leading + where the source has one';


COMMENT ON COLUMN public.stg_dim_customers.city IS 'City: trimmed, single spaces, capitalised';


COMMENT ON COLUMN public.stg_dim_customers.country_code IS 'ISO 3166-1 alpha-2 code; null when country_codes lacks the spelling';


COMMENT ON COLUMN public.stg_dim_customers.created_at IS 'When the customer registered';


COMMENT ON COLUMN public.stg_dim_customers.updated_at IS 'Watermark of the source';


COMMENT ON COLUMN public.stg_dim_customers.is_deleted IS 'The source no longer has the row';


COMMENT ON COLUMN public.stg_dim_customers.batch_id IS 'Batch of this layer that wrote the row last';


COMMENT ON COLUMN public.stg_dim_customers.loaded_at IS 'When that batch wrote it';


CREATE TABLE public.stg_dim_products (
    product_id bigint NOT NULL,
    product_name text NOT NULL,
    product_group text,
    unit_price numeric,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    is_deleted boolean DEFAULT false NOT NULL,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    CONSTRAINT stg_dim_products_unit_price_check CHECK ((unit_price >= (0)::numeric))
);


ALTER TABLE public.stg_dim_products OWNER TO pgstrata_owner;

COMMENT ON TABLE public.stg_dim_products IS 'Products, cleaned';


COMMENT ON COLUMN public.stg_dim_products.product_id IS 'Number of the product at the source';


COMMENT ON COLUMN public.stg_dim_products.product_name IS 'Name: trimmed, single spaces';


COMMENT ON COLUMN public.stg_dim_products.product_group IS 'Standard name of the group; capitalised as written where product_group_names lacks it';


COMMENT ON COLUMN public.stg_dim_products.unit_price IS 'List price of one unit, at least 0; null when the source has none';


COMMENT ON COLUMN public.stg_dim_products.created_at IS 'When the product was listed';


COMMENT ON COLUMN public.stg_dim_products.updated_at IS 'Watermark of the source';


COMMENT ON COLUMN public.stg_dim_products.is_deleted IS 'The source no longer has the row';


COMMENT ON COLUMN public.stg_dim_products.batch_id IS 'Batch of this layer that wrote the row last';


COMMENT ON COLUMN public.stg_dim_products.loaded_at IS 'When that batch wrote it';


CREATE TABLE public.stg_fact_sales (
    sale_id bigint NOT NULL,
    customer_id bigint,
    product_id bigint,
    quantity integer NOT NULL,
    unit_price numeric NOT NULL,
    total_amount numeric NOT NULL,
    has_amount_mismatch boolean NOT NULL,
    transaction_date timestamp with time zone NOT NULL,
    sale_date date NOT NULL,
    sale_year smallint NOT NULL,
    sale_quarter smallint NOT NULL,
    sale_month smallint NOT NULL,
    sale_day smallint NOT NULL,
    iso_week smallint NOT NULL,
    day_of_week smallint NOT NULL,
    is_weekend boolean NOT NULL,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    is_deleted boolean DEFAULT false NOT NULL,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    CONSTRAINT stg_fact_sales_quantity_check CHECK ((quantity > 0))
);


ALTER TABLE public.stg_fact_sales OWNER TO pgstrata_owner;

COMMENT ON TABLE public.stg_fact_sales IS 'Sales, cleaned; date parts are those of the business time zone';


COMMENT ON COLUMN public.stg_fact_sales.sale_id IS 'Number of the sale at the source';


COMMENT ON COLUMN public.stg_fact_sales.customer_id IS 'Customer who bought';


COMMENT ON COLUMN public.stg_fact_sales.product_id IS 'Product that was sold';


COMMENT ON COLUMN public.stg_fact_sales.quantity IS 'Units sold, at least 1';


COMMENT ON COLUMN public.stg_fact_sales.unit_price IS 'Price of one unit; total_amount / quantity, to the cent, where the source has none';


COMMENT ON COLUMN public.stg_fact_sales.total_amount IS 'Amount of the source; quantity * unit_price where it has none';


COMMENT ON COLUMN public.stg_fact_sales.has_amount_mismatch IS 'The amount of the source differs from quantity * unit_price by more than a cent';


COMMENT ON COLUMN public.stg_fact_sales.transaction_date IS 'When the sale took place';


COMMENT ON COLUMN public.stg_fact_sales.sale_date IS 'Day of the sale in the business time zone';


COMMENT ON COLUMN public.stg_fact_sales.sale_year IS 'Year of sale_date';


COMMENT ON COLUMN public.stg_fact_sales.sale_quarter IS 'Quarter of sale_date, 1 to 4';


COMMENT ON COLUMN public.stg_fact_sales.sale_month IS 'Month of sale_date, 1 to 12';


COMMENT ON COLUMN public.stg_fact_sales.sale_day IS 'Day of the month of sale_date, 1 to 31';


COMMENT ON COLUMN public.stg_fact_sales.iso_week IS 'ISO 8601 week of sale_date, 1 to 53; belongs to the ISO year, not to sale_year';


COMMENT ON COLUMN public.stg_fact_sales.day_of_week IS 'ISO 8601 weekday of sale_date, 1 Monday to 7 Sunday';


COMMENT ON COLUMN public.stg_fact_sales.is_weekend IS 'sale_date is a Saturday or Sunday';


COMMENT ON COLUMN public.stg_fact_sales.created_at IS 'When the sale was recorded';


COMMENT ON COLUMN public.stg_fact_sales.updated_at IS 'Watermark of the source';


COMMENT ON COLUMN public.stg_fact_sales.is_deleted IS 'The source no longer has the row';


COMMENT ON COLUMN public.stg_fact_sales.batch_id IS 'Batch of this layer that wrote the row last';


COMMENT ON COLUMN public.stg_fact_sales.loaded_at IS 'When that batch wrote it';


CREATE TABLE public.stg_rejects (
    reject_id bigint NOT NULL,
    entity text NOT NULL,
    business_key jsonb NOT NULL,
    reasons text[] NOT NULL,
    payload jsonb,
    batch_id bigint NOT NULL,
    source_batch_id bigint NOT NULL,
    rejected_at timestamp with time zone DEFAULT now() NOT NULL,
    due_at timestamp with time zone,
    resolved_at timestamp with time zone
);


ALTER TABLE public.stg_rejects OWNER TO pgstrata_owner;

COMMENT ON TABLE public.stg_rejects IS 'rows of the raw layer that staging did not accept; open until a later version of the row is good';


COMMENT ON COLUMN public.stg_rejects.business_key IS 'the key as an object, column by column';


COMMENT ON COLUMN public.stg_rejects.reasons IS 'every reason, not only the first';


COMMENT ON COLUMN public.stg_rejects.payload IS 'the raw row as it was';


COMMENT ON COLUMN public.stg_rejects.batch_id IS 'the batch of this layer that rejected the row';


COMMENT ON COLUMN public.stg_rejects.source_batch_id IS 'the batch of the raw layer that brought the row';


COMMENT ON COLUMN public.stg_rejects.due_at IS 'when the row is judged again by itself, for reasons that time can mend';


COMMENT ON COLUMN public.stg_rejects.resolved_at IS 'when a good version of the row was staged; NULL: open';


ALTER TABLE public.stg_rejects ALTER COLUMN reject_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.stg_rejects_reject_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE VIEW public.vw_unmapped_countries AS
 SELECT public.clean_text(raw.country) AS country_name,
    count(*) AS customers,
    min(raw.customer_id) AS example_customer_id
   FROM (mrr.mrr_dim_customers raw
     LEFT JOIN public.country_codes country ON ((country.country_key = public.mapping_key(raw.country))))
  WHERE ((country.country_key IS NULL) AND (NOT raw.is_deleted) AND (public.clean_text(raw.country) IS NOT NULL))
  GROUP BY (public.clean_text(raw.country))
  ORDER BY (count(*)) DESC, (public.clean_text(raw.country));


ALTER TABLE public.vw_unmapped_countries OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.vw_unmapped_countries IS 'Country spellings that country_codes lacks, with the number of customers who have them';


COMMENT ON COLUMN public.vw_unmapped_countries.country_name IS 'The spelling, spaces cleaned';


COMMENT ON COLUMN public.vw_unmapped_countries.customers IS 'Customers with this spelling';


COMMENT ON COLUMN public.vw_unmapped_countries.example_customer_id IS 'One of them';


ALTER TABLE ONLY engine.migrations_engine_common ALTER COLUMN id SET DEFAULT nextval('engine.migrations_engine_common_id_seq'::regclass);


ALTER TABLE ONLY engine.migrations_engine_stg ALTER COLUMN id SET DEFAULT nextval('engine.migrations_engine_stg_id_seq'::regclass);


ALTER TABLE ONLY engine.migrations_sales_stg ALTER COLUMN id SET DEFAULT nextval('engine.migrations_sales_stg_id_seq'::regclass);


INSERT INTO engine.applied_files VALUES
	('migrations_engine_common', '0001_engine', '712852d6b6501f53fd939cff2c615d112d2e7d5041024f09d7f6b82f353d18be'),
	('migrations_engine_stg', '0001_stagings', '6d2969817855d2725c6f67331772b38d1f39cb6c369954a85d1c7cc3fc25a49d'),
	('migrations_sales_stg', '0001_mappings', 'd3ab65d57ebc1ef68460355e604a2f167bfb455b8d8bc3d5eb4c247357c198dd'),
	('migrations_sales_stg', '0002_staging', '9cf898ea12d7963a63cf59d84f1521521d129c5a8bc22e3565706a31b75e47aa');


INSERT INTO engine.batch_marks VALUES
	('customers', 'mrr', 'customers', 5, '2026-11-25 04:50:24.694979+00'),
	('sales', 'mrr', 'sales', 7, '2026-11-25 04:50:25.865242+00'),
	('products', 'mrr', 'products', 9, '2026-11-25 04:50:25.961355+00');


INSERT INTO engine.batches VALUES
	('sales', 1, '{"mark": "0", "upto": "1", "batch_id": "1", "range_to": null, "range_from": null}', '2026-11-25 04:50:23.626849+00', '2026-11-25 04:50:23.626849+00'),
	('products', 2, '{"mark": "0", "upto": "3", "batch_id": "2", "range_to": null, "range_from": null}', '2026-11-25 04:50:23.678627+00', '2026-11-25 04:50:23.678627+00'),
	('customers', 3, '{"mark": "0", "upto": "2", "batch_id": "3", "range_to": null, "range_from": null}', '2026-11-25 04:50:23.693496+00', '2026-11-25 04:50:23.693496+00'),
	('sales', 4, '{"mark": "1", "upto": "4", "batch_id": "4", "range_to": null, "range_from": null}', '2026-11-25 04:50:24.632485+00', '2026-11-25 04:50:24.632485+00'),
	('customers', 5, '{"mark": "2", "upto": "5", "batch_id": "5", "range_to": null, "range_from": null}', '2026-11-25 04:50:24.747412+00', '2026-11-25 04:50:24.747412+00'),
	('sales', 6, '{"mark": "4", "upto": "7", "batch_id": "6", "range_to": null, "range_from": null}', '2026-11-25 04:50:25.930052+00', '2026-11-25 04:50:25.930052+00'),
	('products', 7, '{"mark": "3", "upto": "9", "batch_id": "7", "range_to": null, "range_from": null}', '2026-11-25 04:50:26.007718+00', '2026-11-25 04:50:26.007718+00');


INSERT INTO engine.entities VALUES
	('customers', 'public.clean_customers', 'mrr.mrr_dim_customers', 'public.stg_dim_customers', '{customer_id}', false),
	('products', 'public.clean_products', 'mrr.mrr_dim_products', 'public.stg_dim_products', '{product_id}', false),
	('sales', 'public.clean_sales', 'mrr.mrr_fact_sales', 'public.stg_fact_sales', '{sale_id}', true);


INSERT INTO engine.installed_objects VALUES
	('engine.abandon_hop(text,jsonb)', 'engine/common/abandon_hop.sql', '7b5ef6cf21b2a53af49274c4b178b8e14c5abd955804fe49f133b24bf45c51c5', '2c4235927ea83b08c07afe860032653c3b8f88fb9cae2d71d381912404478924', 15, '2026-11-25 04:50:21.144499+00'),
	('engine.add_counts(jsonb,jsonb)', 'engine/common/add_counts.sql', '2b9441805d4ca4fff09197ed7d98beadbd1d88883586943d4050095dcaa996cc', '3ae808ebb24ed7221c1b5bb1565cd946d4360e537608889325ba36fa454972d4', 15, '2026-11-25 04:50:21.147628+00'),
	('engine.advance_hop(text,jsonb)', 'engine/common/advance_hop.sql', 'bf0b5c54a2777159fb18fd53803a1a80f44f6a966b30e2ba00d04f80cfb61928', 'e073dc3329af0bebdbbf3de132c425ada8ca2a64edeffae0622b000dc11d1ffc', 15, '2026-11-25 04:50:21.151186+00'),
	('engine.advance_ranges(text,jsonb)', 'engine/common/advance_ranges.sql', '5bb09646f94019aa9360a8fa28ce25d611c6daa9c9a14c3da1fa702c8bdfc75c', '537d66a90227f2ec2a51ce4078e72740ceaf1e1797ee382c8d08135359649b56', 15, '2026-11-25 04:50:21.155125+00'),
	('engine.assert_business_key(text,text,text[])', 'engine/common/assert_business_key.sql', 'b047770db7a83de4e87e2ba449d72762c5b5232d24bb1210f2525f5af060c87c', '7bcb1d2c5cee7b3f3749ec0e9c8ca824c8a5e800070f66e56b3c6119c0366e0a', 15, '2026-11-25 04:50:21.160087+00'),
	('engine.assert_columns(text,text,text,text[])', 'engine/common/assert_columns.sql', '5eb8e303446d78b8a4e14c7f7e674863e01c0a8c73c4b6d9799ef6d49d3e0c79', 'a0e42618e7f1f8e5fe685df29e58176835c0c862e686c02eaab3f4092ffb348d', 15, '2026-11-25 04:50:21.164563+00'),
	('engine.assert_hop_lock(text)', 'engine/common/assert_hop_lock.sql', '86b5eea78b65efd55641b32756b1bc6cfd1ee69e274cd6fcea0563359f89c292', '1620a02fbfb752c564d6676ba561cb216b4c05d755fc631eb0771e12bbc2de93', 15, '2026-11-25 04:50:21.168524+00'),
	('engine.assert_index(text,text,text,text[],text)', 'engine/common/assert_index.sql', 'c989856d583473c1df1c943bf54b2e26d2798fdef28bc1810f7bf4a3a9ab5785', '5188d43863933865b6e37ab799e3b8a3b28a75edf7eb5c795a0adf233efae4e0', 15, '2026-11-25 04:50:21.173881+00'),
	('engine.assert_not_ahead(text,text,text,bigint,bigint)', 'engine/common/assert_not_ahead.sql', '9cb0b040965a19d2e3e8fd164a355665ce147075985f29c34dfd9d081d445283', 'f0cd4f9cdc645647ee0da54b32137b25d3099b7221f02917ec219b5a6deed572', 15, '2026-11-25 04:50:21.179025+00'),
	('engine.canonical_relation(text,text,text)', 'engine/common/canonical_relation.sql', '88f9efd0916839af132aac6fa08cc2b3d3d0838cd78b6896d764f9336d38bca5', 'bb43659c4e1e9ce3ac0b481d48fe4bbd9c858f6d1a50c3c45b56365781076c9c', 15, '2026-11-25 04:50:21.183579+00'),
	('engine.close_link(text,boolean)', 'engine/common/close_link.sql', 'a43ba57a7f7c148f29fc50922f7fe81a4f1000a9103003a076bb90e9b6218ec7', '26652845052a7480682dc0f72d68434ce783e9f94e401c837b67d997dff45e5a', 15, '2026-11-25 04:50:21.187939+00'),
	('engine.columns_of(text)', 'engine/common/columns_of.sql', '884dfb51a59a9540e6adf7f128a522ddbfd2ff980964b0c68b754772f4e0e773', '7c9bacc5b7c33cffab4b9da4eb5c225946e91ccc051ca858a95ac4d529394416', 15, '2026-11-25 04:50:21.192573+00'),
	('engine.complete_hop(text,jsonb,jsonb)', 'engine/common/complete_hop.sql', '959a2baa9d0e00cadab04c78fe21c582d1401481d1f4f8b5adac34e26bdbd92f', '63ab00d70245667166893994033fea2b9f30d5567f1931a71c4a034e64b04a16', 15, '2026-11-25 04:50:21.1979+00'),
	('engine.describe_result(text,text,jsonb)', 'engine/common/describe_result.sql', '24c3f52d07f52a050da5c7efd7bf0e10c3dd2aed982f120701aa20053581a19e', '746e023ba1675eee4dd94be7a3bd1423f2ff5998830aad4d6549ffadccd11794', 15, '2026-11-25 04:50:21.202642+00'),
	('engine.execute_plan(engine.plan_step[],jsonb)', 'engine/common/execute_plan.sql', '790cd1bda6b5f26d1b375c09348d87e5c7a4b459e31e4bd507ef7db470595e84', '690cd76f891fc7c2c2973edd7c244b47450b2738b5880b2d706bd7ad6c04be78', 15, '2026-11-25 04:50:21.206908+00'),
	('engine.format_columns(text,text[],text)', 'engine/common/format_columns.sql', '9e1a2b63cb6a5db668bad3cf0bd5f8e8df872ebb0dc9e33ca5c6ebd0f986a37a', '20cac5a7d04ecef3e4b6846f8810692292129c7f5297e88f8a2a9323244940f0', 15, '2026-11-25 04:50:21.210896+00'),
	('engine.load_range(text,bigint,integer)', 'engine/common/load_range.sql', '90b0a7367883f3197f6457daab8fc035109e27cdb366c52180302bc609be8534', 'cab9f44d5c71743e2546ec15825a2db83f84d8cdc23c82233e3295bcb9aae87c', 15, '2026-11-25 04:50:21.215972+00'),
	('engine.lock_for_migration()', 'engine/common/lock_for_migration.sql', '209b066c4146e9c092598e880e10945498c89e3ef834ab9f221edb0620f2c070', '405ebaf9fc92988789dceabbb956b2ad747801203fc98f70371a6e58c4e4ce84', 15, '2026-11-25 04:50:21.221031+00'),
	('engine.lock_hop(text)', 'engine/common/lock_hop.sql', 'f9b93bdeb3be8ab694bb97e47129f8a5546d39fda6abb28c21404278cae80167', 'c351df103263419c207d8dc47267194620847cdcb75d9a37c73c68c12c67c200', 15, '2026-11-25 04:50:21.22761+00'),
	('engine.lock_key(text,text)', 'engine/common/lock_key.sql', '81794c04246dd9782569ab406f892074d1109f9a0943ad036c369bb80c2e3233', '1671510fb61563e393b1cd1f588ef9d7ac89c874665fe84293fe4ff5f421a485', 15, '2026-11-25 04:50:21.231929+00'),
	('engine.lock_range(text,integer)', 'engine/common/lock_range.sql', '628e026c8483ed9a8a0f4e6cfbdd2d8b6722326f88a953d0295470a42140413b', '48988d92ee35996488bd58b06bf3f21fd8b8e2937736d08a68f4b1c0a586ac7f', 15, '2026-11-25 04:50:21.236818+00'),
	('engine.open_link(text,text)', 'engine/common/open_link.sql', 'c8a2a1aab7849bdfd6d181faa21a43b4f0e45765bca9e8469c5caba51b14c8d8', '4da428895dc30db1a0de38cd04a7813bb81ff11a1399bb8ddd060724ee68fb60', 15, '2026-11-25 04:50:21.241595+00'),
	('engine.range_predicate(text,text,text)', 'engine/common/range_predicate.sql', '489d323cc1f8078054767e81b39534920c9bceb4f131a3b15a32939bb3955f45', 'ef786710ca7a5df108fb719f3bd38a6dd340dda68a91bca41728f96536e713e2', 15, '2026-11-25 04:50:21.251206+00'),
	('engine.range_results(text,jsonb)', 'engine/common/range_results.sql', 'b2c3a5b1fe5d14509e3cfa4df578856aaa7ebc5ef5d5da31022941cf8ad0c14c', '18b285c275ad4462879adea0ed55f8e3e5450e85e69cb562b3e2ee7409034115', 15, '2026-11-25 04:50:21.255712+00'),
	('engine.release_lock(text,text,text)', 'engine/common/release_lock.sql', '76bde2da1d5b6531ec11a3f9ecc3c5147427bc85eae46e4faff0e0e2b1437d4c', '74bbe2f13fdf76a3ae9adf994cbeecd7fb81fad28ac81a46f6b0b030d2311203', 15, '2026-11-25 04:50:21.26082+00'),
	('public.run_hop(text,jsonb,jsonb)', 'engine/common/run_hop.sql', '0d9a8e5695743ee294379504513d86366783aa199102e7074f5291df774cbc1b', 'c811ce56ef32ae3a78e67d0b1de4d470ea0850f80dd2c5138bb477589766d708', 15, '2026-11-25 04:50:21.266273+00'),
	('engine.run_range(text,bigint,integer,integer,jsonb)', 'engine/common/run_range.sql', '63a4b1d5ff0e23d38f6cc846c413d28fdccbc9ea5fe1b28e2168b9f215607f02', '025b796cc4b8e10626a59d5af4217042a26ac3b36f92c17d60d4407f54ada18a', 15, '2026-11-25 04:50:21.27031+00'),
	('engine.send_call(text,text,jsonb)', 'engine/common/send_call.sql', '8c1f3ca8e62899408e1d831a457d8f755d60cae6efe5d1f530dc1e096fa84314', 'c4a93f6c4bbd3f365488a01011e2405c84e9cc627a31ad5512fe08cac70a5049', 15, '2026-11-25 04:50:21.274106+00'),
	('engine.set_setting(text,text)', 'engine/common/set_setting.sql', 'f91b5814ede366b15ca71a39301bf5be0a84be5c70813c072f4b063fa2b257f4', '5d6ff1e6cd814a7319b51ec43936da28215dd57a23cb976160874b91777c681e', 15, '2026-11-25 04:50:21.279041+00'),
	('engine.setting(text)', 'engine/common/setting.sql', 'd01d1197afb7066b035cf24c735f9bbac6de2e74a31b2bca803180bc49dde87a', '88a91f9c1b22c0ab15fa0aa5c8165d5db5f5330c76fe7f523697294ed669cf76', 15, '2026-11-25 04:50:21.282875+00'),
	('engine.survey_hop(text,jsonb)', 'engine/common/survey_hop.sql', '86a9150bda5a3c97fa03575f61ded50f3e65c669ad0e14b3a3ad622a3a7d3cad', '007a0d4dede943ea4351cfd67c11d869320f6b179d20cd9bb5607f17a46e3b5b', 15, '2026-11-25 04:50:21.290771+00'),
	('engine.take_result(text)', 'engine/common/take_result.sql', '0cc0e9db8cb849663a6ae0a5af03ecce9cbdb4b68ac15729fcafdb22ce3e3eec', '0c1611b878aee02c46ad2b27b69f7a9c11e8633eccc8879698662383261b4225', 15, '2026-11-25 04:50:21.29981+00'),
	('engine.unlock_hop(text)', 'engine/common/unlock_hop.sql', 'f10eeb57af952c71953e6b2989fc34b982b9aefd0caf8f927216bed7500f8337', 'c95d44c221c4fc20186aae8801c2a642de53bb7c7fb6bb648c14d7f543c76b2c', 15, '2026-11-25 04:50:21.305397+00'),
	('engine.unlock_range(text)', 'engine/common/unlock_range.sql', '46126c77d5a29df0214ed24f79ebdc0d49eee8b872beb356d3eedf3e4819c6a4', '9753a7ff610aefad93a8e65a10203ec0710fe5caf7f6800bf73ee13b4aebd43a', 15, '2026-11-25 04:50:21.309915+00'),
	('engine.begin_hop(text,jsonb)', 'engine/stg/begin_hop.sql', '3d10b34fe295fc8f405ecccffa39a895d19cfe62363da8513212bb4ca247eba3', '1ff71875e42a92b4276c4673972c671d0338741e6c8d2b6b0db2d8da87e520c9', 15, '2026-11-25 04:50:21.318821+00'),
	('engine.declare_staging(text,text,text,text,text[])', 'engine/stg/declare_staging.sql', 'f37a739448288f3549d058eba2079413f2546075759e2cd640b5ec211297653f', '0d9f1deffeda07cf6c18c64cd708d01c3d0759947b5c556d73d91118172f60f7', 15, '2026-11-25 04:50:21.327196+00'),
	('engine.delta_of(text)', 'engine/stg/delta_of.sql', '6cb22d575b98f17d7405d33e35bca7cbc66605894dbbd08098f788f508449fcc', '45db0a7d82bf6853af525997af9e9bedb4fce5f0c2ab9d513fce7ca59052ee8a', 15, '2026-11-25 04:50:21.331318+00'),
	('engine.end_hop(text,jsonb,jsonb)', 'engine/stg/end_hop.sql', '86020a495e15abc5e7d143c658fa83567092a06eca84e42a5f87145649e9406c', '1f908f9b4fbb912e2fcd7fd9b2f7d2544b142949581c1b545df1ad9888d72cf6', 15, '2026-11-25 04:50:21.335455+00'),
	('engine.layer()', 'engine/stg/layer.sql', '3b13de6e2860412c6729df69cbd97ac228393d22729389e7642023663e8c293e', '4f1647fb6bcfb4bad2b3ca7cc1ca39dc0cc5ea1f4fa03b6f611f8e40d8fb1223', 15, '2026-11-25 04:50:21.34164+00'),
	('engine.move_marks(text,jsonb,jsonb)', 'engine/stg/move_marks.sql', 'a52015b32ea0ac652f88265bbb4f5c8e396845bdbd9d55b34891b236c617d0ab', 'c5eb9f311323547625904a42044b303d83d7f6cd5c33da84c15d7f2a756dacc9', 15, '2026-11-25 04:50:21.34715+00'),
	('engine.plan_count(engine.entities)', 'engine/stg/plan_count.sql', '20d79751c3bddfbb5340d7ed94b5d44298ed6e2eb4ac0581f4c82bb669539e1d', 'a88e17f8bccbd893a1c426f17721a1b2e391e3cec347b5eeb150b89a26332ace', 15, '2026-11-25 04:50:21.352687+00'),
	('engine.plan_judgement(engine.entities,text,text)', 'engine/stg/plan_judgement.sql', '7b5a67a9e3a26e96a4cd0ff550249325a70949d88c70bd6ccb2b312a17846270', '971a638b578b28f2685455f303def1298b8453189816cc7423b88dbc483c0794', 15, '2026-11-25 04:50:21.361282+00'),
	('engine.plan_load(text)', 'engine/stg/plan_load.sql', '1e190d7a36beb155bdfffd4ad16f001423cb90585d5712b60ac913d0a8dfddaa', '18a006c9dfd6a658de1915a089ecfd2075e9963188e7f81dbd686981bd39f1a7', 15, '2026-11-25 04:50:21.367032+00'),
	('public.restage(text,jsonb)', 'engine/stg/restage.sql', '524c52ab3df75eafbb329551d22efb014e011d2e82eb0c5ef2d2c5df261ec013', '0596dd2be87d3a5fdeee9deda2ae94e79dfe80c5aa5418a46d4e4d30c911e6bd', 15, '2026-11-25 04:50:21.373358+00'),
	('public.clean_email(text)', 'sales/stg/clean_email.sql', '04b409433f44349886c9552d5233f9e1081d01b12d2fa80eeb9e5dc928fb486f', '3a31a7f22bdc2362d7314b350d4ac74ebddb85d8dcbd29e14a2d637602c9fd79', 15, '2026-11-25 04:50:21.377264+00'),
	('public.clean_phone(text)', 'sales/stg/clean_phone.sql', '2d9abd3e90c61bd1afbcf00b10a8a9cebb0637a5c5cc3ada6f72f5082a8b126d', 'd4b456cef359fad4f4a8eefb1aec23b46ef2976ff63662459ba0111d3b036d93', 15, '2026-11-25 04:50:21.382778+00'),
	('public.clean_text(text)', 'sales/stg/clean_text.sql', '705dd7d163531030d76880d4b26ce5f046b10719f5c658ca0fb4c14ece03ea5b', 'bb0001b3a019d41392e009bed1fad5a2a903062d2bef675cdde96d88c2c5ad85', 15, '2026-11-25 04:50:21.386321+00'),
	('public.mapping_key(text)', 'sales/stg/mapping_key.sql', '18f3d63321caa081725948c245b283cf1551be5ebd7dedc61bba7d5b03e83875', 'afd0e031189c85d273884579a40ec7c0e17a2839bf0f615de68ca40eb6889df1', 15, '2026-11-25 04:50:21.390808+00'),
	('engine.lock_holders(text,text)', 'engine/common/lock_holders.sql', '984f9ee7d795432900465ef7b5ede799f00cc9f48fced24888bc6567446c067a', '7052c7bf9049e724289bb5f01fab306d0aafd045e9ac7e42ad4632db0bded3a1', 15, '2026-11-25 04:50:21.42908+00'),
	('engine.plan_cut(text)', 'engine/common/plan_cut.sql', '2dd7c68b8329d5b8f739718f3a4ba6269cdef91c51f21fab6863cd12124b3f7e', '53a0d0474d1eda68eb46dae3cd298bc3c00364906271b255696e3e48b87394d5', 15, '2026-11-25 04:50:21.433188+00'),
	('engine.plan_survey(text)', 'engine/common/plan_survey.sql', 'c33efb52ed5a2361547b373f98ab07c922e338e1db656c683b6d11d13cf1622a', '125a7a1a89faf018e8b49d0926212b9deca3be3b49a006cb43856b8e620c7a38', 15, '2026-11-25 04:50:21.438079+00'),
	('engine.count_rows()', 'engine/stg/count_rows.sql', 'fdb47af32baa39e7e0f10c8c1ddb81ce953a7dbbb07ad89f881b2414ea32f5df', 'b0b735f02a5a21937a1a3eae17dc7fa43c8c29b37df75817ac9d55856ae2ea58', 15, '2026-11-25 04:50:21.441463+00'),
	('engine.plan_finish(text)', 'engine/stg/plan_finish.sql', '971afdf4a3fb00257539b4f7e43b879c5c7bf035a61c4c2d1ee754935f79d08f', '6a2a6bfdb69e3255e74a6e9d11189916d955a61f2c6f63c3fc579c558e1b87e8', 15, '2026-11-25 04:50:21.444953+00'),
	('engine.plan_phase(text,text)', 'engine/stg/plan_phase.sql', '7b28782bcacbd3d06dd0a6c140dbd008693de38858542580a74eb296c629a0f1', '52a3910fcfe12dfbc1c153d704a83e342c9bbf5bb4155d491dafa8d8d2effe88', 15, '2026-11-25 04:50:21.448755+00'),
	('public.clean_name(text)', 'sales/stg/clean_name.sql', 'b4c819b1d482c4f96336ddd158e8ac6f1d836db9a3ce99591c5c242933df0c0d', 'a902940519ec574944d9b92f0ce6e59a495f240d3b5a2ef3abd0298427244312', 15, '2026-11-25 04:50:21.452948+00'),
	('engine.completed_batches', 'engine/common/completed_batches.sql', '6a4336b1461152ea9d69a12345a54364bca5cf892084e48e3cbcd2772b50ce98', '55af74678954e68be7cc9e133dc44cebfb8551b81b79f249114fab3d1feb4fdd', 15, '2026-11-25 04:50:21.457502+00'),
	('engine.lineage', 'engine/stg/lineage.sql', 'ed9757187470f1d4f58b951c4a9994ef57fd19cfd4317f4a93edba70ef0f4864', '3f77ea4b93de1c43d4ca515ef8a13746a8de2ef6ab2f79df0b5461e8fa66e33a', 15, '2026-11-25 04:50:21.461206+00'),
	('public.clean_customers', 'sales/stg/clean_customers.sql', '34637d17d6005355875035b2fb00315998474d55b9c7127aaf5686792f6715a9', 'bcbd726c279df722540fcb9995679bd17ed2ee1433e61d24a8cf7e4d88a6cd53', 15, '2026-11-25 04:50:21.46583+00'),
	('public.clean_products', 'sales/stg/clean_products.sql', '044e34cc7ba42e57d1ead1ed594e2284b470ef7bf0e4ccd44e836d5ec21a7678', '06b0fdfa9efcb43d96352518b57e2b7ba77e411f67450205c057ea6e1982d276', 15, '2026-11-25 04:50:21.47107+00'),
	('public.clean_sales', 'sales/stg/clean_sales.sql', '6a7011bf5f6de27d963721d9829bda782b9298508dbf6231e0f772c882ef9ef2', '9b8b3e2e97eb64196d7daffda77f636c8d67c658e7460df8ea44558b15850197', 15, '2026-11-25 04:50:21.477756+00'),
	('public.vw_unmapped_countries', 'sales/stg/vw_unmapped_countries.sql', '6b9b3f99a430dfc20aa5dda7fcd3bbc759bfdd2f2bc604919f4b4c6374dfbb5a', '98ecf9739f2eeece3e7c47ad3f03b6e99122ffd49c79e3b820b6a9f939a68728', 15, '2026-11-25 04:50:21.48202+00'),
	('engine.plan_hop(text)', 'engine/common/plan_hop.sql', '2e8b3b96994404cfadc66d9c549c99239fcfb454f072ad1309c37ac59f37e5e3', '4307ec9c6b5c13c6619ad9cb34ac83efe4b9b617e26de9387e29f8d45b130677', 15, '2026-11-25 04:50:21.485826+00'),
	('sales/stg/declarations.sql', 'sales/stg/declarations.sql', '027a39bc51b7d7d4394301a364bc9056cafc60da8f7219c2936a8c9d318f83ae', '027a39bc51b7d7d4394301a364bc9056cafc60da8f7219c2936a8c9d318f83ae', 15, '2026-11-25 04:50:21.497278+00');


INSERT INTO engine.migrations_engine_common VALUES
	(1, '0001_engine', '2026-11-25 04:50:20.034333');


INSERT INTO engine.migrations_engine_stg VALUES
	(1, '0001_stagings', '2026-11-25 04:50:20.068512');


INSERT INTO engine.migrations_sales_stg VALUES
	(1, '0001_mappings', '2026-11-25 04:50:20.11564'),
	(2, '0002_staging', '2026-11-25 04:50:20.11564');




INSERT INTO engine.settings VALUES
	('rows_per_range', '500000', 'integer', 'a hop with more rows than this is cut into key ranges of about this many rows, each a transaction of its own'),
	('sessions_per_hop', '2', 'integer', 'how many key ranges of one hop are loaded at once, each by a session of its own'),
	('hop_lock_timeout', '60 s', 'interval', 'how long a hop waits for another caller of the same hop before it gives up with PS002'),
	('business_time_zone', 'UTC', 'time zone', 'the time zone that dates are derived in; the same in stg and dwh; after a change: call restage(entity)');


INSERT INTO public.country_codes VALUES
	('AD', 'AD', DEFAULT),
	('Andorra', 'AD', DEFAULT),
	('AE', 'AE', DEFAULT),
	('United Arab Emirates', 'AE', DEFAULT),
	('UAE', 'AE', DEFAULT),
	('Emirates', 'AE', DEFAULT),
	('AF', 'AF', DEFAULT),
	('Afghanistan', 'AF', DEFAULT),
	('AG', 'AG', DEFAULT),
	('Antigua and Barbuda', 'AG', DEFAULT),
	('AL', 'AL', DEFAULT),
	('Albania', 'AL', DEFAULT),
	('AM', 'AM', DEFAULT),
	('Armenia', 'AM', DEFAULT),
	('AO', 'AO', DEFAULT),
	('Angola', 'AO', DEFAULT),
	('AR', 'AR', DEFAULT),
	('Argentina', 'AR', DEFAULT),
	('ARG', 'AR', DEFAULT),
	('AT', 'AT', DEFAULT),
	('Austria', 'AT', DEFAULT),
	('AUT', 'AT', DEFAULT),
	('Österreich', 'AT', DEFAULT),
	('Oesterreich', 'AT', DEFAULT),
	('AU', 'AU', DEFAULT),
	('Australia', 'AU', DEFAULT),
	('AUS', 'AU', DEFAULT),
	('AZ', 'AZ', DEFAULT),
	('Azerbaijan', 'AZ', DEFAULT),
	('BA', 'BA', DEFAULT),
	('Bosnia and Herzegovina', 'BA', DEFAULT),
	('Bosnia', 'BA', DEFAULT),
	('BB', 'BB', DEFAULT),
	('Barbados', 'BB', DEFAULT),
	('BD', 'BD', DEFAULT),
	('Bangladesh', 'BD', DEFAULT),
	('BE', 'BE', DEFAULT),
	('Belgium', 'BE', DEFAULT),
	('BEL', 'BE', DEFAULT),
	('België', 'BE', DEFAULT),
	('Belgie', 'BE', DEFAULT),
	('Belgique', 'BE', DEFAULT),
	('Belgien', 'BE', DEFAULT),
	('BF', 'BF', DEFAULT),
	('Burkina Faso', 'BF', DEFAULT),
	('BG', 'BG', DEFAULT),
	('Bulgaria', 'BG', DEFAULT),
	('BH', 'BH', DEFAULT),
	('Bahrain', 'BH', DEFAULT),
	('BI', 'BI', DEFAULT),
	('Burundi', 'BI', DEFAULT),
	('BJ', 'BJ', DEFAULT),
	('Benin', 'BJ', DEFAULT),
	('BN', 'BN', DEFAULT),
	('Brunei', 'BN', DEFAULT),
	('BO', 'BO', DEFAULT),
	('Bolivia', 'BO', DEFAULT),
	('BR', 'BR', DEFAULT),
	('Brazil', 'BR', DEFAULT),
	('BRA', 'BR', DEFAULT),
	('Brasil', 'BR', DEFAULT),
	('BS', 'BS', DEFAULT),
	('Bahamas', 'BS', DEFAULT),
	('The Bahamas', 'BS', DEFAULT),
	('BT', 'BT', DEFAULT),
	('Bhutan', 'BT', DEFAULT),
	('BW', 'BW', DEFAULT),
	('Botswana', 'BW', DEFAULT),
	('BY', 'BY', DEFAULT),
	('Belarus', 'BY', DEFAULT),
	('BZ', 'BZ', DEFAULT),
	('Belize', 'BZ', DEFAULT),
	('CA', 'CA', DEFAULT),
	('Canada', 'CA', DEFAULT),
	('CAN', 'CA', DEFAULT),
	('CD', 'CD', DEFAULT),
	('Democratic Republic of the Congo', 'CD', DEFAULT),
	('DR Congo', 'CD', DEFAULT),
	('CF', 'CF', DEFAULT),
	('Central African Republic', 'CF', DEFAULT),
	('CG', 'CG', DEFAULT),
	('Congo', 'CG', DEFAULT),
	('Republic of the Congo', 'CG', DEFAULT),
	('CH', 'CH', DEFAULT),
	('Switzerland', 'CH', DEFAULT),
	('CHE', 'CH', DEFAULT),
	('Schweiz', 'CH', DEFAULT),
	('Suisse', 'CH', DEFAULT),
	('Svizzera', 'CH', DEFAULT),
	('CI', 'CI', DEFAULT),
	('Ivory Coast', 'CI', DEFAULT),
	('Cote d''Ivoire', 'CI', DEFAULT),
	('Côte d''Ivoire', 'CI', DEFAULT),
	('CL', 'CL', DEFAULT),
	('Chile', 'CL', DEFAULT),
	('CM', 'CM', DEFAULT),
	('Cameroon', 'CM', DEFAULT),
	('CN', 'CN', DEFAULT),
	('China', 'CN', DEFAULT),
	('CHN', 'CN', DEFAULT);
INSERT INTO public.country_codes VALUES
	('People''s Republic of China', 'CN', DEFAULT),
	('PRC', 'CN', DEFAULT),
	('CO', 'CO', DEFAULT),
	('Colombia', 'CO', DEFAULT),
	('CR', 'CR', DEFAULT),
	('Costa Rica', 'CR', DEFAULT),
	('CU', 'CU', DEFAULT),
	('Cuba', 'CU', DEFAULT),
	('CV', 'CV', DEFAULT),
	('Cape Verde', 'CV', DEFAULT),
	('Cabo Verde', 'CV', DEFAULT),
	('CY', 'CY', DEFAULT),
	('Cyprus', 'CY', DEFAULT),
	('CZ', 'CZ', DEFAULT),
	('Czech Republic', 'CZ', DEFAULT),
	('Czechia', 'CZ', DEFAULT),
	('CZE', 'CZ', DEFAULT),
	('Česko', 'CZ', DEFAULT),
	('DE', 'DE', DEFAULT),
	('Germany', 'DE', DEFAULT),
	('DEU', 'DE', DEFAULT),
	('GER', 'DE', DEFAULT),
	('Deutschland', 'DE', DEFAULT),
	('Allemagne', 'DE', DEFAULT),
	('Alemania', 'DE', DEFAULT),
	('Federal Republic of Germany', 'DE', DEFAULT),
	('DJ', 'DJ', DEFAULT),
	('Djibouti', 'DJ', DEFAULT),
	('DK', 'DK', DEFAULT),
	('Denmark', 'DK', DEFAULT),
	('DNK', 'DK', DEFAULT),
	('Danmark', 'DK', DEFAULT),
	('DM', 'DM', DEFAULT),
	('Dominica', 'DM', DEFAULT),
	('DO', 'DO', DEFAULT),
	('Dominican Republic', 'DO', DEFAULT),
	('DZ', 'DZ', DEFAULT),
	('Algeria', 'DZ', DEFAULT),
	('EC', 'EC', DEFAULT),
	('Ecuador', 'EC', DEFAULT),
	('EE', 'EE', DEFAULT),
	('Estonia', 'EE', DEFAULT),
	('EG', 'EG', DEFAULT),
	('Egypt', 'EG', DEFAULT),
	('ER', 'ER', DEFAULT),
	('Eritrea', 'ER', DEFAULT),
	('ES', 'ES', DEFAULT),
	('Spain', 'ES', DEFAULT),
	('ESP', 'ES', DEFAULT),
	('España', 'ES', DEFAULT),
	('Espana', 'ES', DEFAULT),
	('Espagne', 'ES', DEFAULT),
	('Spanien', 'ES', DEFAULT),
	('ET', 'ET', DEFAULT),
	('Ethiopia', 'ET', DEFAULT),
	('FI', 'FI', DEFAULT),
	('Finland', 'FI', DEFAULT),
	('FIN', 'FI', DEFAULT),
	('Suomi', 'FI', DEFAULT),
	('FJ', 'FJ', DEFAULT),
	('Fiji', 'FJ', DEFAULT),
	('FR', 'FR', DEFAULT),
	('France', 'FR', DEFAULT),
	('FRA', 'FR', DEFAULT),
	('Frankreich', 'FR', DEFAULT),
	('Francia', 'FR', DEFAULT),
	('GA', 'GA', DEFAULT),
	('Gabon', 'GA', DEFAULT),
	('GB', 'GB', DEFAULT),
	('United Kingdom', 'GB', DEFAULT),
	('UK', 'GB', DEFAULT),
	('GBR', 'GB', DEFAULT),
	('Great Britain', 'GB', DEFAULT),
	('Britain', 'GB', DEFAULT),
	('England', 'GB', DEFAULT),
	('Scotland', 'GB', DEFAULT),
	('Wales', 'GB', DEFAULT),
	('Northern Ireland', 'GB', DEFAULT),
	('GD', 'GD', DEFAULT),
	('Grenada', 'GD', DEFAULT),
	('GE', 'GE', DEFAULT),
	('Georgia', 'GE', DEFAULT),
	('GH', 'GH', DEFAULT),
	('Ghana', 'GH', DEFAULT),
	('GM', 'GM', DEFAULT),
	('Gambia', 'GM', DEFAULT),
	('GN', 'GN', DEFAULT),
	('Guinea', 'GN', DEFAULT),
	('GQ', 'GQ', DEFAULT),
	('Equatorial Guinea', 'GQ', DEFAULT),
	('GR', 'GR', DEFAULT),
	('Greece', 'GR', DEFAULT),
	('GRC', 'GR', DEFAULT),
	('Hellas', 'GR', DEFAULT),
	('GT', 'GT', DEFAULT),
	('Guatemala', 'GT', DEFAULT),
	('GW', 'GW', DEFAULT),
	('Guinea-Bissau', 'GW', DEFAULT),
	('GY', 'GY', DEFAULT),
	('Guyana', 'GY', DEFAULT);
INSERT INTO public.country_codes VALUES
	('HK', 'HK', DEFAULT),
	('Hong Kong', 'HK', DEFAULT),
	('HN', 'HN', DEFAULT),
	('Honduras', 'HN', DEFAULT),
	('HR', 'HR', DEFAULT),
	('Croatia', 'HR', DEFAULT),
	('Hrvatska', 'HR', DEFAULT),
	('HT', 'HT', DEFAULT),
	('Haiti', 'HT', DEFAULT),
	('HU', 'HU', DEFAULT),
	('Hungary', 'HU', DEFAULT),
	('Magyarország', 'HU', DEFAULT),
	('ID', 'ID', DEFAULT),
	('Indonesia', 'ID', DEFAULT),
	('IE', 'IE', DEFAULT),
	('Ireland', 'IE', DEFAULT),
	('IRL', 'IE', DEFAULT),
	('Republic of Ireland', 'IE', DEFAULT),
	('Éire', 'IE', DEFAULT),
	('IL', 'IL', DEFAULT),
	('Israel', 'IL', DEFAULT),
	('IN', 'IN', DEFAULT),
	('India', 'IN', DEFAULT),
	('IND', 'IN', DEFAULT),
	('IQ', 'IQ', DEFAULT),
	('Iraq', 'IQ', DEFAULT),
	('IR', 'IR', DEFAULT),
	('Iran', 'IR', DEFAULT),
	('IS', 'IS', DEFAULT),
	('Iceland', 'IS', DEFAULT),
	('IT', 'IT', DEFAULT),
	('Italy', 'IT', DEFAULT),
	('ITA', 'IT', DEFAULT),
	('Italia', 'IT', DEFAULT),
	('Italien', 'IT', DEFAULT),
	('Italie', 'IT', DEFAULT),
	('JM', 'JM', DEFAULT),
	('Jamaica', 'JM', DEFAULT),
	('JO', 'JO', DEFAULT),
	('Jordan', 'JO', DEFAULT),
	('JP', 'JP', DEFAULT),
	('Japan', 'JP', DEFAULT),
	('JPN', 'JP', DEFAULT),
	('Nippon', 'JP', DEFAULT),
	('日本', 'JP', DEFAULT),
	('KE', 'KE', DEFAULT),
	('Kenya', 'KE', DEFAULT),
	('KG', 'KG', DEFAULT),
	('Kyrgyzstan', 'KG', DEFAULT),
	('KH', 'KH', DEFAULT),
	('Cambodia', 'KH', DEFAULT),
	('KI', 'KI', DEFAULT),
	('Kiribati', 'KI', DEFAULT),
	('KM', 'KM', DEFAULT),
	('Comoros', 'KM', DEFAULT),
	('KN', 'KN', DEFAULT),
	('Saint Kitts and Nevis', 'KN', DEFAULT),
	('KP', 'KP', DEFAULT),
	('North Korea', 'KP', DEFAULT),
	('KR', 'KR', DEFAULT),
	('South Korea', 'KR', DEFAULT),
	('KOR', 'KR', DEFAULT),
	('Republic of Korea', 'KR', DEFAULT),
	('Korea', 'KR', DEFAULT),
	('KW', 'KW', DEFAULT),
	('Kuwait', 'KW', DEFAULT),
	('KZ', 'KZ', DEFAULT),
	('Kazakhstan', 'KZ', DEFAULT),
	('LA', 'LA', DEFAULT),
	('Laos', 'LA', DEFAULT),
	('LB', 'LB', DEFAULT),
	('Lebanon', 'LB', DEFAULT),
	('LC', 'LC', DEFAULT),
	('Saint Lucia', 'LC', DEFAULT),
	('LI', 'LI', DEFAULT),
	('Liechtenstein', 'LI', DEFAULT),
	('LK', 'LK', DEFAULT),
	('Sri Lanka', 'LK', DEFAULT),
	('LR', 'LR', DEFAULT),
	('Liberia', 'LR', DEFAULT),
	('LS', 'LS', DEFAULT),
	('Lesotho', 'LS', DEFAULT),
	('LT', 'LT', DEFAULT),
	('Lithuania', 'LT', DEFAULT),
	('LU', 'LU', DEFAULT),
	('Luxembourg', 'LU', DEFAULT),
	('Luxemburg', 'LU', DEFAULT),
	('LV', 'LV', DEFAULT),
	('Latvia', 'LV', DEFAULT),
	('LY', 'LY', DEFAULT),
	('Libya', 'LY', DEFAULT),
	('MA', 'MA', DEFAULT),
	('Morocco', 'MA', DEFAULT),
	('MC', 'MC', DEFAULT),
	('Monaco', 'MC', DEFAULT),
	('MD', 'MD', DEFAULT),
	('Moldova', 'MD', DEFAULT),
	('ME', 'ME', DEFAULT),
	('Montenegro', 'ME', DEFAULT),
	('MG', 'MG', DEFAULT);
INSERT INTO public.country_codes VALUES
	('Madagascar', 'MG', DEFAULT),
	('MH', 'MH', DEFAULT),
	('Marshall Islands', 'MH', DEFAULT),
	('MK', 'MK', DEFAULT),
	('North Macedonia', 'MK', DEFAULT),
	('Macedonia', 'MK', DEFAULT),
	('ML', 'ML', DEFAULT),
	('Mali', 'ML', DEFAULT),
	('MM', 'MM', DEFAULT),
	('Myanmar', 'MM', DEFAULT),
	('Burma', 'MM', DEFAULT),
	('MN', 'MN', DEFAULT),
	('Mongolia', 'MN', DEFAULT),
	('MO', 'MO', DEFAULT),
	('Macao', 'MO', DEFAULT),
	('Macau', 'MO', DEFAULT),
	('MR', 'MR', DEFAULT),
	('Mauritania', 'MR', DEFAULT),
	('MT', 'MT', DEFAULT),
	('Malta', 'MT', DEFAULT),
	('MU', 'MU', DEFAULT),
	('Mauritius', 'MU', DEFAULT),
	('MV', 'MV', DEFAULT),
	('Maldives', 'MV', DEFAULT),
	('MW', 'MW', DEFAULT),
	('Malawi', 'MW', DEFAULT),
	('MX', 'MX', DEFAULT),
	('Mexico', 'MX', DEFAULT),
	('MEX', 'MX', DEFAULT),
	('México', 'MX', DEFAULT),
	('MY', 'MY', DEFAULT),
	('Malaysia', 'MY', DEFAULT),
	('MZ', 'MZ', DEFAULT),
	('Mozambique', 'MZ', DEFAULT),
	('NA', 'NA', DEFAULT),
	('Namibia', 'NA', DEFAULT),
	('NE', 'NE', DEFAULT),
	('Niger', 'NE', DEFAULT),
	('NG', 'NG', DEFAULT),
	('Nigeria', 'NG', DEFAULT),
	('NI', 'NI', DEFAULT),
	('Nicaragua', 'NI', DEFAULT),
	('NL', 'NL', DEFAULT),
	('Netherlands', 'NL', DEFAULT),
	('NLD', 'NL', DEFAULT),
	('The Netherlands', 'NL', DEFAULT),
	('Nederland', 'NL', DEFAULT),
	('Holland', 'NL', DEFAULT),
	('Niederlande', 'NL', DEFAULT),
	('Pays-Bas', 'NL', DEFAULT),
	('NO', 'NO', DEFAULT),
	('Norway', 'NO', DEFAULT),
	('NOR', 'NO', DEFAULT),
	('Norge', 'NO', DEFAULT),
	('NP', 'NP', DEFAULT),
	('Nepal', 'NP', DEFAULT),
	('NR', 'NR', DEFAULT),
	('Nauru', 'NR', DEFAULT),
	('NZ', 'NZ', DEFAULT),
	('New Zealand', 'NZ', DEFAULT),
	('NZL', 'NZ', DEFAULT),
	('OM', 'OM', DEFAULT),
	('Oman', 'OM', DEFAULT),
	('PA', 'PA', DEFAULT),
	('Panama', 'PA', DEFAULT),
	('PE', 'PE', DEFAULT),
	('Peru', 'PE', DEFAULT),
	('PG', 'PG', DEFAULT),
	('Papua New Guinea', 'PG', DEFAULT),
	('PH', 'PH', DEFAULT),
	('Philippines', 'PH', DEFAULT),
	('PK', 'PK', DEFAULT),
	('Pakistan', 'PK', DEFAULT),
	('PL', 'PL', DEFAULT),
	('Poland', 'PL', DEFAULT),
	('POL', 'PL', DEFAULT),
	('Polska', 'PL', DEFAULT),
	('Polen', 'PL', DEFAULT),
	('PR', 'PR', DEFAULT),
	('Puerto Rico', 'PR', DEFAULT),
	('PS', 'PS', DEFAULT),
	('Palestine', 'PS', DEFAULT),
	('PT', 'PT', DEFAULT),
	('Portugal', 'PT', DEFAULT),
	('PRT', 'PT', DEFAULT),
	('PW', 'PW', DEFAULT),
	('Palau', 'PW', DEFAULT),
	('PY', 'PY', DEFAULT),
	('Paraguay', 'PY', DEFAULT),
	('QA', 'QA', DEFAULT),
	('Qatar', 'QA', DEFAULT),
	('RO', 'RO', DEFAULT),
	('Romania', 'RO', DEFAULT),
	('România', 'RO', DEFAULT),
	('RS', 'RS', DEFAULT),
	('Serbia', 'RS', DEFAULT),
	('RU', 'RU', DEFAULT),
	('Russia', 'RU', DEFAULT),
	('RUS', 'RU', DEFAULT),
	('Russian Federation', 'RU', DEFAULT);
INSERT INTO public.country_codes VALUES
	('RW', 'RW', DEFAULT),
	('Rwanda', 'RW', DEFAULT),
	('SA', 'SA', DEFAULT),
	('Saudi Arabia', 'SA', DEFAULT),
	('SB', 'SB', DEFAULT),
	('Solomon Islands', 'SB', DEFAULT),
	('SC', 'SC', DEFAULT),
	('Seychelles', 'SC', DEFAULT),
	('SD', 'SD', DEFAULT),
	('Sudan', 'SD', DEFAULT),
	('SE', 'SE', DEFAULT),
	('Sweden', 'SE', DEFAULT),
	('SWE', 'SE', DEFAULT),
	('Sverige', 'SE', DEFAULT),
	('Schweden', 'SE', DEFAULT),
	('SG', 'SG', DEFAULT),
	('Singapore', 'SG', DEFAULT),
	('SI', 'SI', DEFAULT),
	('Slovenia', 'SI', DEFAULT),
	('SK', 'SK', DEFAULT),
	('Slovakia', 'SK', DEFAULT),
	('Slovak Republic', 'SK', DEFAULT),
	('SL', 'SL', DEFAULT),
	('Sierra Leone', 'SL', DEFAULT),
	('SM', 'SM', DEFAULT),
	('San Marino', 'SM', DEFAULT),
	('SN', 'SN', DEFAULT),
	('Senegal', 'SN', DEFAULT),
	('SO', 'SO', DEFAULT),
	('Somalia', 'SO', DEFAULT),
	('SR', 'SR', DEFAULT),
	('Suriname', 'SR', DEFAULT),
	('SS', 'SS', DEFAULT),
	('South Sudan', 'SS', DEFAULT),
	('ST', 'ST', DEFAULT),
	('Sao Tome and Principe', 'ST', DEFAULT),
	('SV', 'SV', DEFAULT),
	('El Salvador', 'SV', DEFAULT),
	('SY', 'SY', DEFAULT),
	('Syria', 'SY', DEFAULT),
	('SZ', 'SZ', DEFAULT),
	('Eswatini', 'SZ', DEFAULT),
	('Swaziland', 'SZ', DEFAULT),
	('TD', 'TD', DEFAULT),
	('Chad', 'TD', DEFAULT),
	('TG', 'TG', DEFAULT),
	('Togo', 'TG', DEFAULT),
	('TH', 'TH', DEFAULT),
	('Thailand', 'TH', DEFAULT),
	('TJ', 'TJ', DEFAULT),
	('Tajikistan', 'TJ', DEFAULT),
	('TL', 'TL', DEFAULT),
	('Timor-Leste', 'TL', DEFAULT),
	('East Timor', 'TL', DEFAULT),
	('TM', 'TM', DEFAULT),
	('Turkmenistan', 'TM', DEFAULT),
	('TN', 'TN', DEFAULT),
	('Tunisia', 'TN', DEFAULT),
	('TO', 'TO', DEFAULT),
	('Tonga', 'TO', DEFAULT),
	('TR', 'TR', DEFAULT),
	('Turkey', 'TR', DEFAULT),
	('TUR', 'TR', DEFAULT),
	('Türkiye', 'TR', DEFAULT),
	('Turkiye', 'TR', DEFAULT),
	('TT', 'TT', DEFAULT),
	('Trinidad and Tobago', 'TT', DEFAULT),
	('TV', 'TV', DEFAULT),
	('Tuvalu', 'TV', DEFAULT),
	('TW', 'TW', DEFAULT),
	('Taiwan', 'TW', DEFAULT),
	('TZ', 'TZ', DEFAULT),
	('Tanzania', 'TZ', DEFAULT),
	('UA', 'UA', DEFAULT),
	('Ukraine', 'UA', DEFAULT),
	('UG', 'UG', DEFAULT),
	('Uganda', 'UG', DEFAULT),
	('US', 'US', DEFAULT),
	('United States', 'US', DEFAULT),
	('USA', 'US', DEFAULT),
	('United States of America', 'US', DEFAULT),
	('America', 'US', DEFAULT),
	('Estados Unidos', 'US', DEFAULT),
	('UY', 'UY', DEFAULT),
	('Uruguay', 'UY', DEFAULT),
	('UZ', 'UZ', DEFAULT),
	('Uzbekistan', 'UZ', DEFAULT),
	('VA', 'VA', DEFAULT),
	('Vatican City', 'VA', DEFAULT),
	('Holy See', 'VA', DEFAULT),
	('VC', 'VC', DEFAULT),
	('Saint Vincent and the Grenadines', 'VC', DEFAULT),
	('VE', 'VE', DEFAULT),
	('Venezuela', 'VE', DEFAULT),
	('VN', 'VN', DEFAULT),
	('Vietnam', 'VN', DEFAULT),
	('VU', 'VU', DEFAULT),
	('Vanuatu', 'VU', DEFAULT),
	('WS', 'WS', DEFAULT),
	('Samoa', 'WS', DEFAULT);
INSERT INTO public.country_codes VALUES
	('XK', 'XK', DEFAULT),
	('Kosovo', 'XK', DEFAULT),
	('YE', 'YE', DEFAULT),
	('Yemen', 'YE', DEFAULT),
	('ZA', 'ZA', DEFAULT),
	('South Africa', 'ZA', DEFAULT),
	('ZAF', 'ZA', DEFAULT),
	('ZM', 'ZM', DEFAULT),
	('Zambia', 'ZM', DEFAULT),
	('ZW', 'ZW', DEFAULT),
	('Zimbabwe', 'ZW', DEFAULT);


INSERT INTO public.product_group_names VALUES
	('Electronics', 'Electronics', DEFAULT),
	('Electronic', 'Electronics', DEFAULT),
	('Elec', 'Electronics', DEFAULT),
	('Consumer Electronics', 'Electronics', DEFAULT),
	('Elektronik', 'Electronics', DEFAULT),
	('Home & Garden', 'Home & Garden', DEFAULT),
	('Home and Garden', 'Home & Garden', DEFAULT),
	('House & Garden', 'Home & Garden', DEFAULT),
	('Clothing', 'Clothing', DEFAULT),
	('Clothes', 'Clothing', DEFAULT),
	('Apparel', 'Clothing', DEFAULT),
	('Fashion', 'Clothing', DEFAULT),
	('Books', 'Books', DEFAULT),
	('Book', 'Books', DEFAULT),
	('Toys & Games', 'Toys & Games', DEFAULT),
	('Toys and Games', 'Toys & Games', DEFAULT),
	('Toys', 'Toys & Games', DEFAULT),
	('Toy', 'Toys & Games', DEFAULT),
	('Games', 'Toys & Games', DEFAULT),
	('Sports & Outdoors', 'Sports & Outdoors', DEFAULT),
	('Sports and Outdoors', 'Sports & Outdoors', DEFAULT),
	('Sport', 'Sports & Outdoors', DEFAULT),
	('Sports', 'Sports & Outdoors', DEFAULT),
	('Outdoor', 'Sports & Outdoors', DEFAULT),
	('Sport & Outdoor', 'Sports & Outdoors', DEFAULT),
	('Health & Beauty', 'Health & Beauty', DEFAULT),
	('Health and Beauty', 'Health & Beauty', DEFAULT),
	('Beauty', 'Health & Beauty', DEFAULT),
	('Beauty & Health', 'Health & Beauty', DEFAULT),
	('Cosmetics', 'Health & Beauty', DEFAULT),
	('Groceries', 'Groceries', DEFAULT),
	('Grocery', 'Groceries', DEFAULT),
	('Food', 'Groceries', DEFAULT),
	('Food & Drink', 'Groceries', DEFAULT),
	('Food and Drink', 'Groceries', DEFAULT),
	('Office Supplies', 'Office Supplies', DEFAULT),
	('Office', 'Office Supplies', DEFAULT),
	('Office Supply', 'Office Supplies', DEFAULT),
	('Stationery', 'Office Supplies', DEFAULT),
	('Automotive', 'Automotive', DEFAULT),
	('Auto', 'Automotive', DEFAULT),
	('Car Parts', 'Automotive', DEFAULT),
	('Cars', 'Automotive', DEFAULT);


INSERT INTO public.stg_dim_customers VALUES
	(4, 'Björn', 'Wilson', 'Björn Wilson', NULL, false, '085842949', 'Hamburg', 'DE', '2022-01-22 08:44:08.717813+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(5, 'Liam', 'Clark', 'Liam Clark', 'liam.clark5@mail.example.com', true, '+4814778034', 'Warszawa', 'PL', '2022-11-23 04:52:21.79586+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(6, 'José', 'Park', 'José Park', 'jose.park6@example.com', true, '077758633', 'Marseille', 'FR', '2022-10-23 06:26:46.081391+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(7, 'Chen', 'Sato', 'Chen Sato', 'chen.sato7@example.org', true, '+4973079054', 'München', 'DE', '2024-09-17 00:12:29.341902+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(8, 'Anna', 'Dubois', 'Anna Dubois', 'anna.dubois8@mail.example.com', true, '+3137588275', 'Amsterdam', 'NL', '2022-07-09 01:53:32.221328+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(9, 'Tara', 'Lindqvist', 'Tara Lindqvist', 'tara.lindqvist9@mail.example.com', true, '+4477404920', 'Bristol', 'GB', '2022-01-09 13:39:34.874492+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(10, 'Carla', 'Weber', 'Carla Weber', 'carla.weber10@example.net', true, NULL, 'Bad Homburg', 'DE', '2023-02-18 23:18:10.242923+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(11, 'Chen', 'Clark', 'Chen Clark', 'chen.clark11@example.net', true, '+3983030731', 'Torino', 'IT', '2022-02-16 04:48:46.354864+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(12, 'Mei', 'Ferrari', 'Mei Ferrari', 'mei.ferrari12@example.org', true, '+4947867500', 'Leipzig', 'DE', '2023-09-15 22:04:05.40465+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(13, 'Tara', 'Weber', 'Tara Weber', 'tara.weber13@mail.example.com', true, '+4970009150', 'Bad Homburg', 'DE', '2022-04-27 05:29:09.166808+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(14, 'Anna', 'Nguyen', 'Anna Nguyen', 'anna.nguyen14@shop.example.org', true, '+4918110666', 'Hamburg', 'DE', '2023-03-07 03:15:06.50828+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(15, 'Ines', 'Garcia', 'Ines Garcia', NULL, false, '+4922453372', 'Berlin', 'DE', '2022-04-15 21:18:48.237896+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(16, 'George', 'Schmidt', 'George Schmidt', 'george.schmidt16@shop.example.org', true, '+4416350966', 'London', 'GB', '2024-04-15 14:34:58.84043+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(17, 'Tara', 'Khan', 'Tara Khan', 'tara.khan17@example.net', true, '+4936218390', 'Köln', 'DE', '2024-07-31 20:50:42.078705+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(18, 'Maria', 'King', 'Maria King', 'maria.king18@mail.example.com', true, '+4948334885', 'Bad Homburg', 'DE', '2023-03-22 22:27:01.638224+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(19, 'Wendy', 'Lopez', 'Wendy Lopez', 'wendy.lopez19@mail.example.com', true, '+3967789133', 'Milano', 'IT', '2022-04-07 19:05:33.602784+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(21, 'Maria', 'Khan', 'Maria Khan', 'maria.khan21@example.org', true, '+4473587533', 'Leeds', 'GB', '2022-06-19 22:32:24.437137+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(22, 'Aisha', 'King', 'Aisha King', 'aisha.king22@mail.example.com', true, '+4979052712', 'Hamburg', 'DE', '2023-11-10 18:47:09.54637+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(23, 'Olivia', 'Baker', 'Olivia Baker', 'olivia.baker23@example.net', true, '012728246', 'Warszawa', 'PL', '2024-01-26 11:26:00.816935+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(24, 'Emma', 'Laurent', 'Emma Laurent', 'emma.laurent24@example.org', true, '+4941693546', 'Köln', 'DE', '2023-01-20 03:11:31.978383+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(25, 'Hugo', 'Tanaka', 'Hugo Tanaka', 'hugo.tanaka25@example.com', true, '+3357375191', 'Saint-Malo', 'FR', '2022-09-27 10:46:07.852968+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(26, 'Chen', 'Dubois', 'Chen Dubois', 'chen.dubois26@example.com', true, '042052739', 'Malmö', 'SE', '2024-04-25 07:30:02.492402+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(27, 'Anna', 'Lopez', 'Anna Lopez', 'anna.lopez27@example.net', true, '+4939060449', 'Hamburg', 'DE', '2024-03-05 13:08:59.04305+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(28, 'Fatima', 'Moreau', 'Fatima Moreau', 'fatima.moreau28@shop.example.org', true, '+4996727629', 'Köln', 'DE', '2023-10-05 19:31:48.245299+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(29, 'Anne-Marie', 'Kumar', 'Anne-Marie Kumar', 'anne-marie.kumar29@example.org', true, '+99965577515', 'Amaurote', NULL, '2021-12-24 18:27:15.029534+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(30, 'José', 'Singh', 'José Singh', 'jose.singh30@mail.example.com', true, NULL, 'Köln', 'DE', '2023-11-10 03:14:29.864986+00', '2026-11-25 04:50:22.705904+00', false, 3, '2026-11-25 04:50:23.656786+00'),
	(1, 'Victor', 'Laurent', 'Victor Laurent', 'victor.laurent1@example.net', true, '029511061', 'Wien', 'DE', '2024-10-23 05:10:17.432251+00', '2026-11-25 04:50:23.955683+00', false, 5, '2026-11-25 04:50:24.694979+00'),
	(2, 'Emma', 'O''Brien', 'Emma O''Brien', 'emma.obrien2@shop.example.org', true, '+160606027', 'Wien', 'CA', '2024-02-12 13:52:05.052398+00', '2026-11-25 04:50:23.955683+00', false, 5, '2026-11-25 04:50:24.694979+00'),
	(3, 'Julia', 'Costa', 'Julia Costa', 'julia.costa3@mail.example.com', true, '+180635787', 'Wien', 'US', '2022-10-27 23:11:38.043662+00', '2026-11-25 04:50:23.955683+00', false, 5, '2026-11-25 04:50:24.694979+00');


INSERT INTO public.stg_dim_products VALUES
	(3, 'Foldable Guide 958', 'Books', 15.59, '2022-12-04 16:49:59.597094+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(4, 'Compact Kite 772', 'Toys & Games', 5.79, '2022-11-04 07:39:05.091712+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(5, 'Compact Bike Light 585', 'Sports & Outdoors', 267.49, '2024-08-04 14:12:02.279278+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(6, 'Light Hair Dryer 420', 'Health & Beauty', 75.39, '2024-06-07 18:05:35.133225+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(7, 'PREMIUM PASTA 254', 'Groceries', 21.49, '2023-01-30 13:56:09.903877+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(8, 'Natural Charger 758', 'Electronics', 278.29, '2022-02-17 15:47:58.867225+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(9, 'Travel Rug 691', 'Home & Garden', 43.59, '2023-12-18 06:58:31.718289+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(10, 'Eco Hat 539', 'Clothing', 9.09, '2022-02-06 20:04:44.254919+00', '2026-11-25 04:50:22.705904+00', false, 2, '2026-11-25 04:50:23.651902+00'),
	(1, 'Deluxe Garden Hose 380', 'Home & Garden', 7.00, '2023-04-04 07:28:13.559318+00', '2026-11-25 04:50:24.990725+00', false, 7, '2026-11-25 04:50:25.961355+00'),
	(2, 'Pro Sweater 976', 'Clothing', 7.00, '2021-11-28 13:08:47.407989+00', '2026-11-25 04:50:24.990725+00', false, 7, '2026-11-25 04:50:25.961355+00');


INSERT INTO public.stg_fact_sales VALUES
	(1, 20, 10, 6, 9.09, 54.54, false, '2024-11-30 11:41:23.842298+00', '2024-11-30', 2024, 4, 11, 30, 48, 6, true, '2024-11-30 11:41:23.842298+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(2, 22, 3, 5, 15.59, 77.95, false, '2024-12-08 17:06:37.163849+00', '2024-12-08', 2024, 4, 12, 8, 49, 7, true, '2024-12-08 17:06:37.163849+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(3, 6, 10, 1, 7.27, 7.27, false, '2024-12-16 17:50:27.256805+00', '2024-12-16', 2024, 4, 12, 16, 51, 1, false, '2024-12-16 17:50:27.256805+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(4, 20, 8, 1, 278.29, 278.29, false, '2024-12-24 16:54:58.723662+00', '2024-12-24', 2024, 4, 12, 24, 52, 2, false, '2024-12-24 16:54:58.723662+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(5, 23, 5, 1, 213.99, 213.99, false, '2025-01-02 20:13:32.788497+00', '2025-01-02', 2025, 1, 1, 2, 1, 4, false, '2025-01-02 20:13:32.788497+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(6, 1, 7, 1, 21.49, 21.49, false, '2025-01-21 19:30:04.457784+00', '2025-01-21', 2025, 1, 1, 21, 4, 2, false, '2025-01-21 19:30:04.457784+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(7, 4, 1, 1, 133.89, 133.89, false, '2025-02-09 15:44:35.083821+00', '2025-02-09', 2025, 1, 2, 9, 6, 7, true, '2025-02-09 15:44:35.083821+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(8, 18, 1, 2, 133.89, 267.78, false, '2025-02-27 14:19:13.370462+00', '2025-02-27', 2025, 1, 2, 27, 9, 4, false, '2025-02-27 14:19:13.370462+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(9, 1, 2, 1, 18.09, 18.09, false, '2025-03-15 22:33:06.426012+00', '2025-03-15', 2025, 1, 3, 15, 11, 6, true, '2025-03-15 22:33:06.426012+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(10, 22, 5, 3, 267.49, 802.47, false, '2025-03-30 14:42:37.281261+00', '2025-03-30', 2025, 1, 3, 30, 13, 7, true, '2025-03-30 14:42:37.281261+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(12, 29, 1, 1, 133.89, 133.89, false, '2025-04-29 14:31:02.248137+00', '2025-04-29', 2025, 2, 4, 29, 18, 2, false, '2025-04-29 14:31:02.248137+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(13, 26, 7, 1, 21.49, 21.49, false, '2025-05-13 17:22:14.751796+00', '2025-05-13', 2025, 2, 5, 13, 20, 2, false, '2025-05-13 17:22:14.751796+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(14, 29, 8, 1, 222.63, 222.63, false, '2025-05-27 20:45:34.92843+00', '2025-05-27', 2025, 2, 5, 27, 22, 2, false, '2025-05-27 20:45:34.92843+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(15, 9, 1, 4, 133.89, 535.56, false, '2025-06-09 13:10:38.411658+00', '2025-06-09', 2025, 2, 6, 9, 24, 1, false, '2025-06-09 13:10:38.411658+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(16, 22, 10, 1, 7.27, 7.27, false, '2025-06-23 10:57:37.293572+00', '2025-06-23', 2025, 2, 6, 23, 26, 1, false, '2025-06-23 10:57:37.293572+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(17, 8, 4, 1, 5.79, 5.79, false, '2025-07-07 16:35:01.414418+00', '2025-07-07', 2025, 3, 7, 7, 28, 1, false, '2025-07-07 16:35:01.414418+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(18, 1, 5, 1, 267.49, 267.49, false, '2025-07-22 12:31:36.080039+00', '2025-07-22', 2025, 3, 7, 22, 30, 2, false, '2025-07-22 12:31:36.080039+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(19, 11, 8, 1, 278.29, 278.29, false, '2025-08-06 12:42:23.596235+00', '2025-08-06', 2025, 3, 8, 6, 32, 3, false, '2025-08-06 12:42:23.596235+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(20, 25, 3, 3, 15.59, 46.77, false, '2025-08-22 12:07:00.426486+00', '2025-08-22', 2025, 3, 8, 22, 34, 5, false, '2025-08-22 12:07:00.426486+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(21, 26, 2, 1, 18.09, 18.09, false, '2025-09-05 21:06:57.383815+00', '2025-09-05', 2025, 3, 9, 5, 36, 5, false, '2025-09-05 21:06:57.383815+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(22, 24, 9, 1, 34.87, 34.87, false, '2025-09-18 16:48:42.311696+00', '2025-09-18', 2025, 3, 9, 18, 38, 4, false, '2025-09-18 16:48:42.311696+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(23, 7, 1, 1, 133.89, 133.89, false, '2025-10-01 19:20:36.79073+00', '2025-10-01', 2025, 4, 10, 1, 40, 3, false, '2025-10-01 19:20:36.79073+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(24, 19, 9, 1, 43.59, 43.59, false, '2025-10-13 10:48:35.88291+00', '2025-10-13', 2025, 4, 10, 13, 42, 1, false, '2025-10-13 10:48:35.88291+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(25, 14, 6, 3, 75.39, 226.17, false, '2025-10-25 14:29:46.804155+00', '2025-10-25', 2025, 4, 10, 25, 43, 6, true, '2025-10-25 14:29:46.804155+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(26, 1, 5, 1, 267.49, 267.49, false, '2025-11-05 20:15:52.425405+00', '2025-11-05', 2025, 4, 11, 5, 45, 3, false, '2025-11-05 20:15:52.425405+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(27, 15, 7, 1, 21.49, 21.49, false, '2025-11-15 12:34:40.904404+00', '2025-11-15', 2025, 4, 11, 15, 46, 6, true, '2025-11-15 12:34:40.904404+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(28, 27, 7, 2, 21.49, 42.98, false, '2025-11-24 16:02:13.179007+00', '2025-11-24', 2025, 4, 11, 24, 48, 1, false, '2025-11-24 16:02:13.179007+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(29, 24, 10, 6, 9.09, 54.54, false, '2025-12-03 18:12:35.014573+00', '2025-12-03', 2025, 4, 12, 3, 49, 3, false, '2025-12-03 18:12:35.014573+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(30, 11, 9, 1, 43.59, 43.59, false, '2025-12-10 18:56:04.367301+00', '2025-12-10', 2025, 4, 12, 10, 50, 3, false, '2025-12-10 18:56:04.367301+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(31, 1, 1, 1, 133.89, 133.89, false, '2025-12-16 20:24:42.715608+00', '2025-12-16', 2025, 4, 12, 16, 51, 2, false, '2025-12-16 20:24:42.715608+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(32, 12, 5, 1, 267.49, 267.49, false, '2025-12-23 08:30:14.992455+00', '2025-12-23', 2025, 4, 12, 23, 52, 2, false, '2025-12-23 08:30:14.992455+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(33, 1, 10, 1, 9.09, 9.09, false, '2025-12-29 12:47:56.231157+00', '2025-12-29', 2025, 4, 12, 29, 1, 1, false, '2025-12-29 12:47:56.231157+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(34, 19, 1, 1, 107.11, 107.11, false, '2026-01-11 19:46:39.861941+00', '2026-01-11', 2026, 1, 1, 11, 2, 7, true, '2026-01-11 19:46:39.861941+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(35, 6, 10, 5, 7.27, 36.35, false, '2026-01-28 18:05:08.908933+00', '2026-01-28', 2026, 1, 1, 28, 5, 3, false, '2026-01-28 18:05:08.908933+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(36, 30, 1, 2, 133.89, 267.78, false, '2026-02-13 15:01:20.531495+00', '2026-02-13', 2026, 1, 2, 13, 7, 5, false, '2026-02-13 15:01:20.531495+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(37, 16, 2, 1, 18.09, 18.09, false, '2026-02-27 16:37:25.042238+00', '2026-02-27', 2026, 1, 2, 27, 9, 5, false, '2026-02-27 16:37:25.042238+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(38, 30, 10, 1, 9.09, 9.09, false, '2026-03-13 21:25:09.593502+00', '2026-03-13', 2026, 1, 3, 13, 11, 5, false, '2026-03-13 21:25:09.593502+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(39, 12, 5, 1, 267.49, 267.49, false, '2026-03-26 13:47:53.293106+00', '2026-03-26', 2026, 1, 3, 26, 13, 4, false, '2026-03-26 13:47:53.293106+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(40, 27, 1, 1, 107.11, 107.11, false, '2026-04-08 17:38:34.994162+00', '2026-04-08', 2026, 2, 4, 8, 15, 3, false, '2026-04-08 17:38:34.994162+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(41, 1, 3, 2, 15.59, 31.18, false, '2026-04-20 15:00:39.168117+00', '2026-04-20', 2026, 2, 4, 20, 17, 1, false, '2026-04-20 15:00:39.168117+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(42, 29, 5, 2, 267.49, 534.98, false, '2026-05-02 13:03:13.169414+00', '2026-05-02', 2026, 2, 5, 2, 18, 6, true, '2026-05-02 13:03:13.169414+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(43, 1, 9, 6, 43.59, 261.54, false, '2026-05-14 09:52:29.325022+00', '2026-05-14', 2026, 2, 5, 14, 20, 4, false, '2026-05-14 09:52:29.325022+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(44, 21, 1, 2, 107.11, 214.22, false, '2026-05-26 10:32:38.395902+00', '2026-05-26', 2026, 2, 5, 26, 22, 2, false, '2026-05-26 10:32:38.395902+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(45, 23, 10, 1, 9.09, 9.09, false, '2026-06-06 09:42:13.764417+00', '2026-06-06', 2026, 2, 6, 6, 23, 6, true, '2026-06-06 09:42:13.764417+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(46, 30, 1, 2, 107.11, 214.22, false, '2026-06-18 10:25:21.029019+00', '2026-06-18', 2026, 2, 6, 18, 25, 4, false, '2026-06-18 10:25:21.029019+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(47, 19, 8, 3, 278.29, 834.87, false, '2026-06-29 19:25:30.614664+00', '2026-06-29', 2026, 2, 6, 29, 27, 1, false, '2026-06-29 19:25:30.614664+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(48, 9, 1, 5, 133.89, 669.45, false, '2026-07-11 15:01:39.565912+00', '2026-07-11', 2026, 3, 7, 11, 28, 6, true, '2026-07-11 15:01:39.565912+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(49, 15, 6, 5, 60.31, 301.55, false, '2026-07-24 12:18:13.924972+00', '2026-07-24', 2026, 3, 7, 24, 30, 5, false, '2026-07-24 12:18:13.924972+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(50, 30, 9, 1, 43.59, 43.59, false, '2026-08-06 13:14:49.95966+00', '2026-08-06', 2026, 3, 8, 6, 32, 4, false, '2026-08-06 13:14:49.95966+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(51, 1, 1, 1, 133.89, 133.89, false, '2026-08-20 16:36:09.204173+00', '2026-08-20', 2026, 3, 8, 20, 34, 4, false, '2026-08-20 16:36:09.204173+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(52, 8, 8, 1, 278.29, 278.29, false, '2026-09-01 14:45:22.374317+00', '2026-09-01', 2026, 3, 9, 1, 36, 2, false, '2026-09-01 14:45:22.374317+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(53, 6, 7, 1, 21.49, 21.49, false, '2026-09-12 16:43:48.813502+00', '2026-09-12', 2026, 3, 9, 12, 37, 6, true, '2026-09-12 16:43:48.813502+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(54, 1, 1, 1, 107.11, 107.11, false, '2026-09-24 12:05:10.734129+00', '2026-09-24', 2026, 3, 9, 24, 39, 4, false, '2026-09-24 12:05:10.734129+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(55, 1, 1, 3, 133.89, 401.67, false, '2026-10-04 17:44:39.908169+00', '2026-10-04', 2026, 4, 10, 4, 40, 7, true, '2026-10-04 17:44:39.908169+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(56, 28, 6, 2, 75.39, 150.78, false, '2026-10-15 12:57:00.658533+00', '2026-10-15', 2026, 4, 10, 15, 42, 4, false, '2026-10-15 12:57:00.658533+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(57, 17, 9, 1, 34.87, 34.87, false, '2026-10-25 14:42:11.54576+00', '2026-10-25', 2026, 4, 10, 25, 43, 7, true, '2026-10-25 14:42:11.54576+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(58, 24, 3, 6, 15.59, 93.54, false, '2026-11-04 12:48:30.24254+00', '2026-11-04', 2026, 4, 11, 4, 45, 3, false, '2026-11-04 12:48:30.24254+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(59, 1, 1, 1, 133.89, 133.89, false, '2026-11-12 09:13:12.249931+00', '2026-11-12', 2026, 4, 11, 12, 46, 4, false, '2026-11-12 09:13:12.249931+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(60, 10, 6, 1, 60.31, 60.31, false, '2026-11-20 15:48:57.231275+00', '2026-11-20', 2026, 4, 11, 20, 47, 5, false, '2026-11-20 15:48:57.231275+00', '2026-11-25 04:50:22.705904+00', false, 1, '2026-11-25 04:50:23.570615+00'),
	(61, 1, 1, 1, 5.00, 5.00, false, '2026-11-25 04:50:23.955683+00', '2026-11-25', 2026, 4, 11, 25, 48, 3, false, '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:24.990725+00', false, 6, '2026-11-25 04:50:25.865242+00');


INSERT INTO public.stg_rejects OVERRIDING SYSTEM VALUE VALUES
	(1, 'sales', '{"sale_id": 11}', '{missing_transaction_date}', '{"sale_id": 11, "batch_id": 1, "quantity": 5, "loaded_at": "2026-11-25T04:50:23.43317+00:00", "created_at": "2025-04-14T10:49:12.218977+00:00", "is_deleted": false, "product_id": 7, "unit_price": 21.49, "updated_at": "2026-11-25T04:50:22.705904+00:00", "customer_id": 14, "total_amount": 107.45, "transaction_date": null}', 1, 1, '2026-11-25 04:50:23.570615+00', NULL, NULL),
	(2, 'customers', '{"customer_id": 20}', '{missing_name}', '{"city": "Los Angeles", "email": "elena.tanaka20@example.com", "phone": "+1 304 61481", "country": "United States", "batch_id": 2, "last_name": null, "loaded_at": "2026-11-25T04:50:23.474902+00:00", "created_at": "2024-09-06T21:14:24.011105+00:00", "first_name": null, "is_deleted": false, "updated_at": "2026-11-25T04:50:22.705904+00:00", "customer_id": 20}', 3, 2, '2026-11-25 04:50:23.656786+00', NULL, NULL),
	(4, 'sales', '{"sale_id": 62}', '{quantity_not_positive}', '{"sale_id": 62, "batch_id": 4, "quantity": -2, "loaded_at": "2026-11-25T04:50:24.498705+00:00", "created_at": "2026-11-25T04:50:23.955683+00:00", "is_deleted": false, "product_id": 2, "unit_price": 5.00, "updated_at": "2026-11-25T04:50:23.955683+00:00", "customer_id": 2, "total_amount": null, "transaction_date": "2026-11-25T04:50:23.955683+00:00"}', 4, 4, '2026-11-25 04:50:24.601961+00', NULL, NULL),
	(3, 'sales', '{"sale_id": 61}', '{quantity_not_positive}', '{"sale_id": 61, "batch_id": 4, "quantity": -1, "loaded_at": "2026-11-25T04:50:24.498705+00:00", "created_at": "2026-11-25T04:50:23.955683+00:00", "is_deleted": false, "product_id": 1, "unit_price": 5.00, "updated_at": "2026-11-25T04:50:23.955683+00:00", "customer_id": 1, "total_amount": null, "transaction_date": "2026-11-25T04:50:23.955683+00:00"}', 4, 4, '2026-11-25 04:50:24.601961+00', NULL, '2026-11-25 04:50:25.865242+00');


SELECT pg_catalog.setval('engine.batch_id_seq', 7, true);


SELECT pg_catalog.setval('engine.migrations_engine_common_id_seq', 1, true);


SELECT pg_catalog.setval('engine.migrations_engine_stg_id_seq', 1, true);


SELECT pg_catalog.setval('engine.migrations_sales_stg_id_seq', 2, true);


SELECT pg_catalog.setval('public.stg_rejects_reject_id_seq', 4, true);


ALTER TABLE ONLY engine.applied_files
    ADD CONSTRAINT applied_files_pkey PRIMARY KEY (ledger, migration);


ALTER TABLE ONLY engine.batch_marks
    ADD CONSTRAINT batch_marks_pkey PRIMARY KEY (entity, upstream_layer, upstream_entity);


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


ALTER TABLE ONLY engine.migrations_engine_stg
    ADD CONSTRAINT migrations_engine_stg_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.migrations_sales_stg
    ADD CONSTRAINT migrations_sales_stg_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.ranges
    ADD CONSTRAINT ranges_pkey PRIMARY KEY (entity, batch_id, range_no);


ALTER TABLE ONLY engine.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);


ALTER TABLE ONLY public.country_codes
    ADD CONSTRAINT country_codes_country_key_key UNIQUE (country_key);


ALTER TABLE ONLY public.country_codes
    ADD CONSTRAINT country_codes_pkey PRIMARY KEY (country_name);


ALTER TABLE ONLY public.product_group_names
    ADD CONSTRAINT product_group_names_group_key_key UNIQUE (group_key);


ALTER TABLE ONLY public.product_group_names
    ADD CONSTRAINT product_group_names_pkey PRIMARY KEY (group_name);


ALTER TABLE ONLY public.stg_dim_customers
    ADD CONSTRAINT stg_dim_customers_pkey PRIMARY KEY (customer_id);


ALTER TABLE ONLY public.stg_dim_products
    ADD CONSTRAINT stg_dim_products_pkey PRIMARY KEY (product_id);


ALTER TABLE ONLY public.stg_fact_sales
    ADD CONSTRAINT stg_fact_sales_pkey PRIMARY KEY (sale_id);


ALTER TABLE ONLY public.stg_rejects
    ADD CONSTRAINT stg_rejects_pkey PRIMARY KEY (reject_id);


CREATE UNIQUE INDEX batches_one_open ON engine.batches USING btree (entity) WHERE (completed_at IS NULL);


CREATE INDEX stg_dim_customers_batch_id ON public.stg_dim_customers USING btree (batch_id);


CREATE INDEX stg_dim_products_batch_id ON public.stg_dim_products USING btree (batch_id);


CREATE INDEX stg_fact_sales_batch_id ON public.stg_fact_sales USING btree (batch_id);


CREATE INDEX stg_rejects_batch_id ON public.stg_rejects USING btree (entity, batch_id);


CREATE INDEX stg_rejects_due ON public.stg_rejects USING btree (entity, due_at) WHERE ((resolved_at IS NULL) AND (due_at IS NOT NULL));


CREATE UNIQUE INDEX stg_rejects_one_open ON public.stg_rejects USING btree (entity, business_key) WHERE (resolved_at IS NULL);


ALTER TABLE ONLY engine.batch_marks
    ADD CONSTRAINT batch_marks_entity_fkey FOREIGN KEY (entity) REFERENCES engine.entities(entity) ON DELETE CASCADE;


ALTER TABLE ONLY engine.ranges
    ADD CONSTRAINT ranges_entity_batch_id_fkey FOREIGN KEY (entity, batch_id) REFERENCES engine.batches(entity, batch_id) ON DELETE CASCADE;


GRANT USAGE ON SCHEMA engine TO pgstrata_link;
GRANT USAGE ON SCHEMA engine TO pgstrata_operator;
GRANT USAGE ON SCHEMA engine TO pgstrata_reader;
GRANT USAGE ON SCHEMA engine TO pgstrata_web;
GRANT ALL ON SCHEMA engine TO pgstrata_pipeline;


GRANT USAGE ON SCHEMA extensions TO pgstrata_pipeline;


GRANT ALL ON SCHEMA mrr TO pgstrata_pipeline;


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


REVOKE ALL ON PROCEDURE engine.declare_staging(IN p_entity text, IN p_source text, IN p_raw text, IN p_target text, IN p_business_key text[]) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.declare_staging(IN p_entity text, IN p_source text, IN p_raw text, IN p_target text, IN p_business_key text[]) TO pgstrata_owner;


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


REVOKE ALL ON FUNCTION engine.open_link(p_link text, p_server text) FROM PUBLIC;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.entities TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION engine.plan_count(p_entity engine.entities) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_cut(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_finish(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_hop(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_link;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_web;


REVOKE ALL ON FUNCTION engine.plan_judgement(p_entity engine.entities, p_delta text, p_predicate text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_load(p_entity text) FROM PUBLIC;


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


REVOKE ALL ON FUNCTION public.clean_email(p_email text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.clean_email(p_email text) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.clean_name(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.clean_name(p_name text) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.clean_phone(p_phone text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.clean_phone(p_phone text) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.clean_text(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.clean_text(p_text text) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.mapping_key(p_spelling text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.mapping_key(p_spelling text) TO pgstrata_operator;


REVOKE ALL ON PROCEDURE public.restage(IN p_entity text, INOUT p_result jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.restage(IN p_entity text, INOUT p_result jsonb) TO pgstrata_operator;


REVOKE ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) TO pgstrata_operator;
GRANT ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) TO pgstrata_link;


GRANT ALL ON FOREIGN DATA WRAPPER postgres_fdw TO pgstrata_owner;


GRANT ALL ON FOREIGN SERVER mrr TO pgstrata_pipeline;


GRANT ALL ON FOREIGN SERVER stg TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.applied_files TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.batch_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.batch_marks TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.batches TO pgstrata_pipeline;


GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_link;
GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_operator;
GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_web;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.installed_objects TO pgstrata_pipeline;


GRANT SELECT ON TABLE engine.lineage TO pgstrata_link;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_engine_common TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_engine_common_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_engine_stg TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_engine_stg_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_sales_stg TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_sales_stg_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.ranges TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.settings TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.country_codes TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.country_codes TO pgstrata_operator;


GRANT SELECT ON TABLE public.clean_customers TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_group_names TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.product_group_names TO pgstrata_operator;


GRANT SELECT ON TABLE public.clean_products TO pgstrata_operator;


GRANT SELECT ON TABLE public.clean_sales TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stg_dim_customers TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.stg_dim_customers TO pgstrata_link;
GRANT SELECT ON TABLE public.stg_dim_customers TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stg_dim_products TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.stg_dim_products TO pgstrata_link;
GRANT SELECT ON TABLE public.stg_dim_products TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stg_fact_sales TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.stg_fact_sales TO pgstrata_link;
GRANT SELECT ON TABLE public.stg_fact_sales TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.stg_rejects TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.stg_rejects TO pgstrata_operator;


GRANT SELECT,USAGE ON SEQUENCE public.stg_rejects_reject_id_seq TO pgstrata_pipeline;


GRANT SELECT ON TABLE public.vw_unmapped_countries TO pgstrata_operator;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_pipeline REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

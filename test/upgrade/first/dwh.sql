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

CREATE SCHEMA stg;


ALTER SCHEMA stg OWNER TO pgstrata_owner;

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


CREATE FUNCTION engine.abort_run(p_run jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Ends a run that cannot go on, since the master itself was cancelled or failed: cancels what it has started in the
-- layers, disconnects, and then records it. A hop of the warehouse that committed meanwhile has logged its success.
-- Parameters: p_run, as it stood before; the error.
-- Returns: the run; next is done; error has what the caller must raise.
-- Writes: public.etl_runs, public.etl_logs.
declare
    v_status text := case when p_sqlstate = '57014' then 'CANCELLED' else 'FAILED' end;
    v_detail text := coalesce(nullif(p_detail, ''),
        format('run %s; what its hops have committed stays', p_run ->> 'run_id'));
    v_hint   text := coalesce(nullif(p_hint, ''), 'nothing is lost: run again, and each hop goes on where it stood');
begin
    perform engine.assert_run_lock();
    perform engine.close_link(s ->> 'link', true)
       from jsonb_array_elements(p_run -> 'steps') s
      where s ? 'link';
    perform engine.fail_step((s ->> 'log_id')::bigint, v_status, p_sqlstate,
                format('the run was ended: %s', p_message), null, null)
       from jsonb_array_elements(p_run -> 'steps') s
      where s ->> 'status' in ('READY', 'RUNNING');
    update public.etl_runs
       set status = v_status, ended_at = clock_timestamp(),
           error_sqlstate = p_sqlstate, error_message = p_message,
           error_detail = v_detail, error_hint = v_hint
     where run_id = (p_run ->> 'run_id')::bigint;
    return p_run || jsonb_build_object('next', 'done', 'notices', '[]'::jsonb, 'error', jsonb_build_object(
        'sqlstate', p_sqlstate, 'message', p_message, 'detail', v_detail, 'hint', v_hint));
end
$$;


ALTER FUNCTION engine.abort_run(p_run jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.abort_run(p_run jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) IS 'ends a run that cannot go on: cancels what it has started, disconnects, records it';


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


CREATE FUNCTION engine.advance_run(p_run jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Moves a run on by a moment: takes in the steps that have ended, and starts those whose turn has come. The caller
-- commits after each call, so that a step is in the log before its work begins, and no snapshot is held meanwhile.
-- A step is WAITING, then READY (in the log, not yet sent), then RUNNING, then as etl_logs says.
-- Parameters: p_run, as the call before returned it.
-- Returns: the run; next is done when every step has ended; notices has what the caller should say.
-- Raises: only what befalls the master itself, such as a cancel: what fails a step is recorded with the step.
-- Writes: public.etl_logs, engine.step_statements.
declare
    v_step  jsonb;
    v_steps jsonb := '[]';
    v_old   text;
    v_moved boolean := false;
    v_busy  integer := 0;
    v_limit integer := engine.setting('steps_at_once')::integer;
    v_pause double precision := (p_run ->> 'pause')::double precision;
    v_said  jsonb := '[]';
begin
    perform engine.assert_run_lock();
    for v_step in select s from jsonb_array_elements(p_run -> 'steps') s loop
        v_old := v_step ->> 'status';
        v_step := case v_old
            when 'RUNNING' then engine.take_step(v_step)
            when 'READY' then engine.send_step(p_run, v_step)
            else v_step
        end;
        v_moved := v_moved or v_step ->> 'status' <> v_old;
        v_busy := v_busy + (v_step ->> 'status' in ('READY', 'RUNNING'))::integer;
        if v_old = 'RUNNING' and v_step ->> 'status' <> 'RUNNING' then
            v_said := v_said || to_jsonb(engine.describe_step(v_step));
        end if;
        v_steps := v_steps || v_step;
    end loop;

    p_run := p_run || jsonb_build_object('steps', v_steps);
    v_steps := '[]';
    for v_step in select s from jsonb_array_elements(p_run -> 'steps') s loop
        if v_step ->> 'status' = 'WAITING' then
            case engine.verdict_of(p_run, v_step)
            when 'blocked' then
                v_step := engine.block_step(p_run, v_step);
                v_said := v_said || to_jsonb(engine.describe_step(v_step));
                v_moved := true;
            when 'ready' then
                if v_busy < v_limit then
                    v_step := engine.prepare_step(p_run, v_step, v_steps);
                    v_busy := v_busy + 1;
                    v_moved := true;
                end if;
            else null;
            end case;
        end if;
        v_steps := v_steps || v_step;
    end loop;

    if not exists (select from jsonb_array_elements(v_steps) s
                    where s ->> 'status' in ('WAITING', 'READY', 'RUNNING'))
    then
        p_run := engine.end_run(p_run || jsonb_build_object('steps', v_steps));
    elsif not v_moved then
        -- Often at first, since most steps are short.
        perform pg_sleep(v_pause);
        v_pause := least(v_pause * 1.3, 0.1);
    else
        v_pause := 0.001;
    end if;
    return p_run || jsonb_build_object('steps', v_steps, 'pause', v_pause, 'notices', v_said);
end
$$;


ALTER FUNCTION engine.advance_run(p_run jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.advance_run(p_run jsonb) IS 'moves a run on: takes in the steps that have ended, starts those whose turn has come';


CREATE FUNCTION engine.assert_all_declared(p_entity text, p_target text, p_declared text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses a target with a column that the declaration does not mention, since no hop would ever fill it, and a
-- declaration that mentions one twice, since no statement can write it twice.
-- Parameters: p_entity for the message; p_target; p_declared, the columns that are filled.
-- Raises: PS005.
declare
    v_others text := (
        select string_agg(c.name, ', ')
          from engine.columns_of(p_target) c
         where not c.is_generated and c.name <> all (p_declared));
    v_twice  text := (
        select string_agg(d.name, ', ' order by d.name)
          from (select n.name from unnest(p_declared) n (name) group by n.name having count(*) > 1) d);
begin
    if v_twice is not null then
        raise exception using
            errcode = 'PS005',
            message = format('dimension "%s" declares a column twice: %s', p_entity, v_twice),
            detail = 'a column is of the business key, type 1, type 2 or fixed, or one that every dimension has',
            hint = 'decide what a change of it means, and name it once';
    end if;
    if v_others is not null then
        raise exception using
            errcode = 'PS005',
            message = format('target %s of entity "%s" has a column that is not declared: %s',
                p_target, p_entity, v_others),
            detail = 'no hop would ever fill it',
            hint = 'declare it, or keep columns of your own in a table beside this one';
    end if;
end
$$;


ALTER FUNCTION engine.assert_all_declared(p_entity text, p_target text, p_declared text[]) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_all_declared(p_entity text, p_target text, p_declared text[]) IS 'refuses a target with a column that the declaration does not mention, or mentions twice';


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


CREATE FUNCTION engine.assert_history(p_entity text, p_target text, p_business_key text[], p_surrogate_key text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses a dimension whose table would accept a wrong history: it must itself refuse a second current version,
-- a second inferred one, two versions at one time, and an interval that is empty or negative; and it must have
-- its unknown member.
-- Parameters: p_entity for the message, p_target, p_business_key, p_surrogate_key.
-- Raises: PS005.
-- Reads: the catalog, the unknown member.
declare
    v_lacks text;
begin
    perform engine.assert_index(p_entity, p_target, 'target', p_business_key || 'effective_at'::text, '');
    perform engine.assert_index(p_entity, p_target, 'target', p_business_key, 'is_current');
    perform engine.assert_index(p_entity, p_target, 'target', p_business_key, 'is_inferred');
    perform engine.assert_index(p_entity, p_target, 'target', '{batch_id}');

    if not exists (select from engine.columns_of(p_target) c where c.name = 'is_current' and c.is_generated) then
        v_lacks := 'is_current boolean not null generated always as (valid_to = ''infinity'') stored';
    elsif not exists (
        select from pg_constraint c
         where c.conrelid = to_regclass(p_target) and c.contype = 'c'
           and pg_get_constraintdef(c.oid) like '%valid_from < valid_to%')
    then
        v_lacks := 'check (valid_from < valid_to)';
    elsif (engine.execute_plan(array[(1, 'look for the unknown member', format(
            'select jsonb_build_object(''rows'', count(*)) from %s d where d.%I = 0',
            p_target, p_surrogate_key))::engine.plan_step], '{}') ->> 'rows')::integer = 0
    then
        v_lacks := format('a row with %I = 0, the unknown member, valid to a day before infinity', p_surrogate_key);
    end if;
    if v_lacks is not null then
        raise exception using
            errcode = 'PS005',
            message = format('target %s of dimension "%s" lacks %s', p_target, p_entity, v_lacks),
            detail = 'the table itself must refuse a wrong history',
            hint = 'add it in a migration of the model; the bundled one shows how';
    end if;
end
$$;


ALTER FUNCTION engine.assert_history(p_entity text, p_target text, p_business_key text[], p_surrogate_key text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_history(p_entity text, p_target text, p_business_key text[], p_surrogate_key text) IS 'refuses a dimension whose table would accept a wrong history';


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


CREATE FUNCTION engine.assert_run_lock() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses to go on when this session is not the master.
-- Raises: PS003.
begin
    if pg_backend_pid() not in (select engine.lock_holders('run')) then
        raise exception using
            errcode = 'PS003',
            message = 'this session does not lead a run',
            detail = 'the functions behind a run work only under its lock',
            hint = 'call run_master_pipeline()';
    end if;
end
$$;


ALTER FUNCTION engine.assert_run_lock() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_run_lock() IS 'refuses to go on when this session is not the master';


CREATE FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Settles what a hop into the warehouse reads: the batches of staging after the mark, up to the last complete
-- one; for a fact also the batches of its dimensions, read before the lookups, so that a version that appears
-- meanwhile is consumed by the next hop.
-- Parameters: p_entity; p_hop.
-- Returns: the hop with its parameters, or with those of a batch that an earlier leader left open.
-- Raises: PS013 when a mark is ahead of its upstream.
-- Reads: stg.completed_batches, engine.batch_marks, engine.batches.
declare
    v_mark       bigint;
    v_upto       bigint;
    v_open       engine.batches;
    v_dimension  record;
    v_parameters jsonb := '{"range_from": null, "range_to": null}';
    v_moved      boolean := false;
begin
    select b.* into v_open from engine.batches b where b.entity = p_entity and b.completed_at is null;
    if found then
        return p_hop || jsonb_build_object(
            'resumes', true, 'batch_id', v_open.batch_id, 'parameters', v_open.parameters);
    end if;

    v_mark := coalesce((select m.batch_id from engine.batch_marks m
                         where m.entity = p_entity and m.upstream_layer = 'stg'), 0);
    v_upto := coalesce((select c.batch_id from stg.completed_batches c where c.entity = p_entity), 0);
    perform engine.assert_not_ahead(p_entity, 'stg', p_entity, v_mark, v_upto);
    v_parameters := v_parameters || jsonb_build_object(
        'mark', v_mark::text, 'upto', v_upto::text,
        -- What every fact has consumed of this dimension, for changed_from in engine.plan_splice. A fact whose
        -- first load is under way has no mark yet, and has consumed nothing.
        'consumed', coalesce((
            select min(coalesce(m.batch_id, 0))
              from engine.lookups l
              left join engine.batch_marks m
                on m.entity = l.fact and m.upstream_layer = 'dwh' and m.upstream_entity = l.dimension
             where l.dimension = p_entity), 9223372036854775807)::text);

    for v_dimension in
        select l.dimension, l.surrogate_key, coalesce(c.batch_id, 0) as upto,
               -- A lookup that was declared after the fact had been loaded starts from the beginning.
               coalesce(m.batch_id, case when v_mark > 0 then 0 end) as mark
          from engine.lookups l
          left join engine.completed_batches c on c.entity = l.dimension
          left join engine.batch_marks m
            on m.entity = l.fact and m.upstream_layer = 'dwh' and m.upstream_entity = l.dimension
         where l.fact = p_entity
    loop
        perform engine.assert_not_ahead(
            p_entity, 'dwh', v_dimension.dimension, v_dimension.mark, v_dimension.upto);
        v_moved := v_moved or coalesce(v_dimension.upto > v_dimension.mark, false);
        v_parameters := v_parameters || jsonb_build_object(
            v_dimension.surrogate_key || '_mark', v_dimension.mark::text,
            v_dimension.surrogate_key || '_upto', v_dimension.upto::text);
    end loop;
    return p_hop || jsonb_build_object(
        'resumes', false, 'batch_id', null, 'must_finish', v_moved, 'parameters', v_parameters);
end
$$;


ALTER FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) IS 'settles what a hop into the warehouse reads';


CREATE FUNCTION engine.begin_run(p_entities text[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Begins a run: takes its lock, records it, and lays out its steps.
-- Parameters: p_entities, or NULL for all that are enabled.
-- Returns: the run: run_id, next, and steps, each with layer, entity, status, needs (keys of the steps that must
--   have succeeded before it) and follows (keys of those that must only have ended).
-- Raises: PS001 when another run is active, PS004 for an unknown entity.
-- Reads: engine.entities, engine.lookups. Writes: public.etl_runs, and what died before.
declare
    v_entities text[];
    v_unknown  text;
    v_run_id   bigint;
    v_steps    jsonb;
begin
    select string_agg(quote_nullable(n), ', ') into v_unknown
      from unnest(p_entities) n
     where not exists (select from engine.entities e where e.entity = n);
    if v_unknown is not null then
        raise exception using
            errcode = 'PS004',
            message = format('entity %s is not declared in dwh', v_unknown),
            detail = 'declared: ' || coalesce(
                (select string_agg(e.entity, ', ' order by e.entity) from engine.entities e), 'none'),
            hint = 'call run_master_pipeline() for all of them, or name some: call run_master_pipeline(''{…}'')';
    end if;

    perform engine.lock_run();
    begin
        perform engine.mark_crashed();
        v_entities := array(
            select e.entity from engine.entities e
             where case when p_entities is null then e.is_enabled else e.entity = any (p_entities) end
             order by e.entity);
        insert into public.etl_runs (status, entities) values ('RUNNING', v_entities)
        returning run_id into v_run_id;

        -- The source of facts is read before that of their dimensions, so that what a fact refers to is there
        -- when the dimension is read; in the warehouse dimensions come first.
        select coalesce(jsonb_agg(jsonb_build_object(
                   'key', s.layer || ' ' || e.entity, 'layer', s.layer, 'entity', e.entity, 'status', 'WAITING',
                   'needs', to_jsonb(
                       case s.layer
                           when 'mrr' then '{}'
                           when 'stg' then array['mrr ' || e.entity]
                           else array['stg ' || e.entity] || array(
                               select distinct 'dwh ' || l.dimension from engine.lookups l
                                where l.fact = e.entity and l.dimension = any (v_entities))
                       end),
                   'follows', to_jsonb(
                       case when s.layer = 'mrr' then array(
                           select distinct 'mrr ' || l.fact from engine.lookups l
                            where l.dimension = e.entity and l.fact = any (v_entities))
                       else '{}' end))
                   order by s.position, e.kind = 'dimension', e.entity), '[]')
          into v_steps
          from engine.entities e
         cross join (values (1, 'mrr'), (2, 'stg'), (3, 'dwh')) s (position, layer)
         where e.entity = any (v_entities);
    exception when query_canceled or others then
        perform engine.unlock_run();
        raise;
    end;
    return jsonb_build_object(
        'run_id', v_run_id, 'next', 'work', 'steps', v_steps, 'pause', 0.001,
        'notices', jsonb_build_array(format('run %s: %s', v_run_id,
            coalesce(nullif(array_to_string(v_entities, ', '), ''), 'no entity is enabled'))));
end
$$;


ALTER FUNCTION engine.begin_run(p_entities text[]) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.begin_run(p_entities text[]) IS 'begins a run: takes its lock, records it, and lays out its steps';


CREATE FUNCTION engine.block_step(p_run jsonb, p_step jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Logs a step that cannot run, since a step that it needs did not succeed.
-- Parameters: p_run, p_step.
-- Returns: the step, BLOCKED.
-- Writes: public.etl_logs.
declare
    v_log_id bigint := engine.log_step(
        (p_run ->> 'run_id')::bigint, p_step ->> 'layer', p_step ->> 'entity', clock_timestamp());
begin
    perform engine.fail_step(v_log_id, 'BLOCKED', null,
        (select format('it needs %s, which did not succeed', string_agg(s ->> 'key', ', '))
           from jsonb_array_elements(p_run -> 'steps') s
          where p_step -> 'needs' ? (s ->> 'key')
            and s ->> 'status' not in ('WAITING', 'READY', 'RUNNING', 'SUCCEEDED')),
        null, 'mend what failed, then run again');
    return p_step || jsonb_build_object('status', 'BLOCKED', 'log_id', v_log_id);
end
$$;


ALTER FUNCTION engine.block_step(p_run jsonb, p_step jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.block_step(p_run jsonb, p_step jsonb) IS 'logs a step that cannot run';


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


CREATE FUNCTION engine.count_rows() RETURNS TABLE(entity text, kind text, operational bigint, mrr bigint, stg bigint, rejects bigint, never_good bigint, dwh bigint, dwh_versions bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- How many rows of each entity every layer has; each layer counts its own, over dblink.
-- Returns: one row for each entity.
--   operational   rows of the source
--   mrr           rows of the raw layer, those that the source deleted among them
--   stg           rows that are staged
--   rejects       keys with an open reject; never_good: those of them that are not staged. mrr = stg + never_good
--   dwh           rows of a fact, members of a dimension
--   dwh_versions  versions of a dimension; NULL for a fact
-- Raises: 08001 when a layer cannot be reached.
-- Reads: all layers.
begin
    return query
    select e.entity, e.kind, m.source_rows, m.raw_rows, s.staged, s.open_rejects, s.never_good,
           (c.counts ->> 'rows')::bigint, (c.counts ->> 'versions')::bigint
      from engine.entities e
      left join extensions.dblink('mrr', 'select entity, source_rows, raw_rows from engine.count_rows()')
                m (entity text, source_rows bigint, raw_rows bigint) using (entity)
      left join extensions.dblink('stg', 'select entity, staged, open_rejects, never_good from engine.count_rows()')
                s (entity text, staged bigint, open_rejects bigint, never_good bigint) using (entity)
     cross join lateral (
               select engine.execute_plan(array(select p from engine.plan_count(e) p), '{}')) c (counts)
     order by e.kind, e.entity;
end
$$;


ALTER FUNCTION engine.count_rows() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.count_rows() IS 'how many rows of each entity every layer has';


CREATE PROCEDURE engine.declare_date(IN p_fact text, IN p_date_column text, IN p_date_key text, IN p_calendar text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Declares that a fact points to a calendar, which the load grows by whole years as far as dates occur.
-- Parameters:
--   p_fact         the fact
--   p_date_column  the column of its source that has the day, of type date; NULL points to date_key 0
--   p_date_key     the column of the fact that gets the key of the day, the number yyyymmdd
--   p_calendar     the table of days, with the columns of dwh_dim_date, and the row with date_key 0
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog, engine.entities. Writes: engine.date_lookups.
declare
    v_fact     engine.entities := engine.declared_fact(p_fact);
    v_calendar text := engine.canonical_relation(p_calendar, 'calendar', p_fact);
    v_type     text;
begin
    perform engine.assert_columns(p_fact, v_fact.source, 'source', array[p_date_column]);
    perform engine.assert_columns(p_fact, v_fact.target, 'target', array[p_date_key]);
    perform engine.assert_columns(p_fact, v_calendar, 'calendar', '{date_key, full_date, year, quarter, month,
        month_name, day, iso_year, iso_week, day_of_week, day_name, is_weekend}');
    perform engine.assert_index(p_fact, v_calendar, 'calendar', '{date_key}', '');
    perform engine.assert_index(p_fact, v_calendar, 'calendar', '{full_date}', '');
    select c.type into v_type from engine.columns_of(v_fact.source) c where c.name = p_date_column;
    if v_type <> 'date' then
        raise exception using
            errcode = 'PS005',
            message = format('column "%s" of source %s of entity "%s" is not a date',
                p_date_column, v_fact.source, p_fact),
            detail = format('it is of type %s', v_type),
            hint = 'derive the day in staging, in the business time zone';
    end if;

    insert into engine.date_lookups as l (fact, date_column, date_key, calendar)
    values (p_fact, p_date_column, p_date_key, v_calendar)
    on conflict (fact, date_key) do update
       set date_column = excluded.date_column, calendar = excluded.calendar
     where (l.date_column, l.calendar) is distinct from (excluded.date_column, excluded.calendar);
end
$$;


ALTER PROCEDURE engine.declare_date(IN p_fact text, IN p_date_column text, IN p_date_key text, IN p_calendar text) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.declare_date(IN p_fact text, IN p_date_column text, IN p_date_key text, IN p_calendar text) IS 'declares that a fact points to a calendar';


CREATE PROCEDURE engine.declare_dimension(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_effective_at text, IN p_type_1 text[] DEFAULT '{}'::text[], IN p_type_2 text[] DEFAULT '{}'::text[], IN p_fixed text[] DEFAULT '{}'::text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Declares a dimension with history: which staging table feeds which dimension, and what a change of each column
-- means (Kimball and Ross, The Data Warehouse Toolkit, slowly changing dimensions).
-- Parameters:
--   p_entity        its name in every layer
--   p_source        the foreign table of staging
--   p_target        the dimension. Its primary key is the surrogate key, in which 0 is the unknown member
--   p_business_key  the columns that identify a member at the source
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


ALTER PROCEDURE engine.declare_dimension(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_effective_at text, IN p_type_1 text[], IN p_type_2 text[], IN p_fixed text[]) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.declare_dimension(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_effective_at text, IN p_type_1 text[], IN p_type_2 text[], IN p_fixed text[]) IS 'declares a dimension with history';


CREATE PROCEDURE engine.declare_fact(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_happens_at text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Declares a fact: which staging table feeds which fact table. Its surrogate keys are declared after it, with
-- engine.declare_lookup and engine.declare_date; every other column is copied from the column of its name.
-- Parameters:
--   p_entity        its name in every layer
--   p_source        the foreign table of staging
--   p_target        the fact table: one row for each row of the source (its grain)
--   p_business_key  the columns that identify a row, equal to the primary key of the target
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


ALTER PROCEDURE engine.declare_fact(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_happens_at text) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.declare_fact(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_happens_at text) IS 'declares a fact';


CREATE PROCEDURE engine.declare_lookup(IN p_fact text, IN p_dimension text, IN p_columns text[], IN p_surrogate_key text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Declares that a fact points to a dimension, at the version that was valid at the time of the event. One dimension
-- may be looked up several times, in different roles.
-- Parameters:
--   p_fact           the fact
--   p_dimension      the dimension
--   p_columns        the columns of the fact that hold its business key, in the order of that key; a NULL in one of
--                    them points to the unknown member
--   p_surrogate_key  the column of the fact that gets the surrogate key
-- Raises: PS005 when the catalog does not fit.
-- Reads: the catalog, engine.entities. Writes: engine.lookups.
declare
    v_fact      engine.entities := engine.declared_fact(p_fact);
    v_dimension engine.entities;
begin
    select e.* into v_dimension from engine.entities e where e.entity = p_dimension and e.kind = 'dimension';
    if not found or cardinality(v_dimension.business_key) <> cardinality(p_columns) then
        raise exception using
            errcode = 'PS005',
            message = format('fact "%s" cannot look up dimension "%s"', p_fact, p_dimension),
            detail = case when v_dimension.entity is null then 'that dimension is not declared in dwh'
                else format('its business key is (%s), not (%s)',
                    array_to_string(v_dimension.business_key, ', '), array_to_string(p_columns, ', ')) end,
            hint = 'declare the dimension first, and name one column of the fact for each column of its key';
    end if;
    perform engine.assert_columns(p_fact, v_fact.source, 'source', p_columns);
    perform engine.assert_columns(p_fact, v_fact.target, 'target', p_columns || p_surrogate_key);
    perform engine.assert_index(p_fact, v_fact.target, 'target', p_columns || v_fact.happens_at);

    insert into engine.lookups as l (fact, dimension, columns, surrogate_key)
    values (p_fact, p_dimension, p_columns, p_surrogate_key)
    on conflict (fact, surrogate_key) do update
       set dimension = excluded.dimension, columns = excluded.columns
     where (l.dimension, l.columns) is distinct from (excluded.dimension, excluded.columns);
end
$$;


ALTER PROCEDURE engine.declare_lookup(IN p_fact text, IN p_dimension text, IN p_columns text[], IN p_surrogate_key text) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE engine.declare_lookup(IN p_fact text, IN p_dimension text, IN p_columns text[], IN p_surrogate_key text) IS 'declares that a fact points to a dimension';


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE engine.entities (
    entity text NOT NULL,
    kind text NOT NULL,
    raw_table text NOT NULL,
    source text NOT NULL,
    target text NOT NULL,
    business_key text[] NOT NULL,
    surrogate_key text,
    happens_at text NOT NULL,
    type_1 text[] DEFAULT '{}'::text[] NOT NULL,
    type_2 text[] DEFAULT '{}'::text[] NOT NULL,
    fixed text[] DEFAULT '{}'::text[] NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    CONSTRAINT entities_check CHECK (((kind = 'dimension'::text) = (surrogate_key IS NOT NULL))),
    CONSTRAINT entities_kind_check CHECK ((kind = ANY (ARRAY['dimension'::text, 'fact'::text])))
);


ALTER TABLE engine.entities OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.entities IS 'the registry: written by engine.declare_dimension and declare_fact';


COMMENT ON COLUMN engine.entities.raw_table IS 'the table of the raw layer, for the log';


COMMENT ON COLUMN engine.entities.happens_at IS 'dimension: the column that says since when a version holds; fact: the time of the event';


COMMENT ON COLUMN engine.entities.type_1 IS 'columns whose change overwrites every version';


COMMENT ON COLUMN engine.entities.type_2 IS 'columns whose change makes a new version';


COMMENT ON COLUMN engine.entities.fixed IS 'columns that keep their first value';


COMMENT ON COLUMN engine.entities.is_enabled IS 'whether run_master_pipeline() includes the entity; set with call set_entity_enabled(entity, enabled)';


CREATE FUNCTION engine.declared_fact(p_fact text) RETURNS engine.entities
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The row of the registry of a fact.
-- Parameters: p_fact.
-- Raises: PS005 when it is not declared as a fact.
-- Reads: engine.entities.
declare
    v_entity engine.entities;
begin
    select e.* into v_entity from engine.entities e where e.entity = p_fact and e.kind = 'fact';
    if not found then
        raise exception using
            errcode = 'PS005',
            message = format('fact "%s" is not declared in dwh', p_fact),
            detail = 'its keys are declared after it',
            hint = 'call engine.declare_fact first';
    end if;
    return v_entity;
end
$$;


ALTER FUNCTION engine.declared_fact(p_fact text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.declared_fact(p_fact text) IS 'the row of the registry of a fact';


CREATE FUNCTION engine.delta_of(p_entity text) RETURNS TABLE(origin text, relation text, predicate text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- What a hop into the warehouse reads.
-- Parameters: p_entity.
-- Returns: origin, for the purpose of a statement; relation, to be read under the alias s; predicate, which of its
--   rows are new.
-- Reads: engine.entities.
select 'staging', e.source, $sql$s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint$sql$
  from engine.entities e
 where e.entity = p_entity
$_$;


ALTER FUNCTION engine.delta_of(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.delta_of(p_entity text) IS 'what a hop into the warehouse reads';


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


CREATE FUNCTION engine.describe_step(p_step jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- A step that has ended, in one line, for NOTICEs.
-- Parameters: p_step.
-- Reads: public.etl_logs.
select case p_step ->> 'status'
           when 'SUCCEEDED' then engine.describe_result(
               p_step ->> 'layer', p_step ->> 'entity', p_step -> 'result')
           else format('%s: %s, %s', p_step ->> 'key', p_step ->> 'status',
               coalesce(p_step ->> 'error', l.error_message))
       end
       || format(' (%s s)', round(extract(epoch from l.end_time - l.start_time), 1))
  from public.etl_logs l
 where l.log_id = (p_step ->> 'log_id')::bigint
$$;


ALTER FUNCTION engine.describe_step(p_step jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.describe_step(p_step jsonb) IS 'a step that has ended, in one line';


CREATE FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What a layer does besides in the transaction that ends a hop: in the warehouse it finishes the row of the log,
-- so that the log can never disagree with the data. A hop called by hand gets a row of its own, without a run.
-- Parameters: p_entity; p_hop, whose options may hold "log_id"; p_result.
-- Writes: public.etl_logs, engine.step_statements.
select engine.finish_step(
    coalesce((p_hop #>> '{options, log_id}')::bigint,
             engine.log_step(null, 'dwh', p_entity, (p_hop ->> 'began')::timestamptz)),
    p_result)
$$;


ALTER FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) IS 'what a layer does besides in the transaction that ends a hop';


CREATE FUNCTION engine.end_run(p_run jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Records how a run ended, once every step has.
-- Parameters: p_run.
-- Returns: the run; next is done; error has what the caller must raise when a step did not succeed.
-- Writes: public.etl_runs.
declare
    v_run_id  bigint := (p_run ->> 'run_id')::bigint;
    v_failed  integer;
    v_blocked integer;
    v_errors  text;
    v_error   jsonb;
begin
    select count(*) filter (where s ->> 'status' in ('FAILED', 'CANCELLED')),
           count(*) filter (where s ->> 'status' = 'BLOCKED'),
           string_agg(format('%s: %s', s ->> 'key', s ->> 'error'), E'\n' order by s ->> 'log_id')
               filter (where s ? 'error')
      into v_failed, v_blocked, v_errors
      from jsonb_array_elements(p_run -> 'steps') s;
    if v_failed > 0 then
        v_error := jsonb_build_object(
            'sqlstate', 'PS011',
            'message', format('run %s failed: %s of %s steps failed, %s blocked',
                v_run_id, v_failed, jsonb_array_length(p_run -> 'steps'), v_blocked),
            'detail', v_errors,
            'hint', format('mend the cause and run again, which goes on where each hop stood; '
                'see select * from etl_logs where run_id = %s', v_run_id));
    end if;
    update public.etl_runs
       set status = case when v_error is null then 'SUCCEEDED' else 'FAILED' end,
           ended_at = clock_timestamp(),
           error_sqlstate = v_error ->> 'sqlstate', error_message = v_error ->> 'message',
           error_detail = v_error ->> 'detail', error_hint = v_error ->> 'hint'
     where run_id = v_run_id;
    return p_run || jsonb_build_object('next', 'done', 'error', v_error);
end
$$;


ALTER FUNCTION engine.end_run(p_run jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.end_run(p_run jsonb) IS 'records how a run ended, once every step has';


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


CREATE FUNCTION engine.fail_link(p_step jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Logs that a step failed, and closes its link: the session behind it may still hold locks.
-- Parameters: p_step; the error.
-- Returns: the step, FAILED, with the error in a line; CANCELLED when somebody cancelled its session.
-- Writes: public.etl_logs.
declare
    v_status text := case when p_sqlstate = '57014' then 'CANCELLED' else 'FAILED' end;
begin
    perform engine.close_link(p_step ->> 'link', true);
    perform engine.fail_step(
        (p_step ->> 'log_id')::bigint, v_status, p_sqlstate, p_message, p_detail, p_hint);
    return p_step || jsonb_build_object(
        'status', v_status, 'error', format('%s (SQLSTATE %s)', p_message, p_sqlstate), 'hint', p_hint);
end
$$;


ALTER FUNCTION engine.fail_link(p_step jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.fail_link(p_step jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) IS 'logs that a step failed, and closes its link';


CREATE FUNCTION engine.fail_step(p_log_id bigint, p_status text, p_sqlstate text, p_message text, p_detail text, p_hint text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Records that a step did not succeed, unless it has ended already: a hop of the warehouse ends its row itself,
-- in the transaction that commits its data.
-- Parameters: p_log_id, its row; p_status, FAILED, CANCELLED or CRASHED; the error, without its context, since
--   the context of a dblink error can hold a connection string.
-- Writes: public.etl_logs.
update public.etl_logs
   set status = p_status,
       end_time = clock_timestamp(),
       error_sqlstate = p_sqlstate,
       error_message = p_message,
       error_detail = nullif(p_detail, ''),
       error_hint = nullif(p_hint, '')
 where log_id = p_log_id and status = 'RUNNING'
$$;


ALTER FUNCTION engine.fail_step(p_log_id bigint, p_status text, p_sqlstate text, p_message text, p_detail text, p_hint text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.fail_step(p_log_id bigint, p_status text, p_sqlstate text, p_message text, p_detail text, p_hint text) IS 'records that a step did not succeed, unless it has ended already';


CREATE FUNCTION engine.finish_step(p_log_id bigint, p_result jsonb) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Records that a step succeeded, with its counts and the statements that it ran.
-- Parameters: p_log_id, its row; p_result, what the hop returned.
-- Writes: public.etl_logs, engine.step_statements.
update public.etl_logs
   set status = 'SUCCEEDED',
       end_time = clock_timestamp(),
       rows_read = coalesce((p_result ->> 'rows_read')::bigint, 0),
       rows_inserted = coalesce((p_result ->> 'rows_inserted')::bigint, 0),
       rows_updated = coalesce((p_result ->> 'rows_updated')::bigint, 0),
       rows_rejected = coalesce((p_result ->> 'rows_rejected')::bigint, 0),
       rows_deleted = coalesce((p_result ->> 'rows_deleted')::bigint, 0),
       batch_id = (p_result ->> 'batch_id')::bigint
 where log_id = p_log_id;

insert into engine.step_statements (log_id, position, purpose, sql, rows, duration_ms)
select p_log_id, s.position, s.statement ->> 'purpose', s.statement ->> 'sql',
       (s.statement ->> 'rows')::bigint, (s.statement ->> 'duration_ms')::numeric
  from jsonb_array_elements(p_result -> 'statements') with ordinality s (statement, position)
    on conflict (log_id, position) do nothing;
$$;


ALTER FUNCTION engine.finish_step(p_log_id bigint, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.finish_step(p_log_id bigint, p_result jsonb) IS 'records that a step succeeded, with its counts and the statements that it ran';


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
    AS $$ select 'dwh' $$;


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


CREATE FUNCTION engine.lock_members(p_dimension text, p_to_infer boolean) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Keeps two hops from writing the same key of a dimension at the same time, until the transaction ends: sessions
-- that write versions share it (they work on different keys), one that infers members has it alone.
-- Parameters: p_dimension; p_to_infer, whether the caller infers members.
-- Returns: an empty object, since it stands in a plan.
begin
    if p_to_infer then
        perform pg_advisory_xact_lock(engine.lock_key('members', p_dimension));
    else
        perform pg_advisory_xact_lock_shared(engine.lock_key('members', p_dimension));
    end if;
    return '{}';
end
$$;


ALTER FUNCTION engine.lock_members(p_dimension text, p_to_infer boolean) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lock_members(p_dimension text, p_to_infer boolean) IS 'keeps two hops from writing the same key of a dimension at the same time';


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


CREATE FUNCTION engine.lock_run() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Makes this session the master: takes the lock of the run, or refuses at once.
-- Raises: PS001, with the run that holds the lock in DETAIL.
-- Reads: public.etl_runs, pg_locks.
declare
    v_holder integer;
    v_run    public.etl_runs;
begin
    -- A cancel may have left the lock with this session, and session-level locks stack.
    perform engine.unlock_run();
    if pg_try_advisory_lock(engine.lock_key('run')) then
        return;
    end if;
    select h into v_holder from engine.lock_holders('run') h limit 1;
    select r.* into v_run from public.etl_runs r
     where r.status = 'RUNNING' and r.backend_pid = v_holder;
    raise exception using
        errcode = 'PS001',
        message = 'another run is active',
        detail = case when v_run.run_id is null
            then format('process %s holds the lock of the run', coalesce(v_holder::text, 'unknown'))
            else format('run %s of %s, called by %s, in process %s', v_run.run_id,
                v_run.started_at::timestamptz(0), v_run.called_by, v_holder) end,
        hint = format('wait until it has ended, or end it with select pg_cancel_backend(%s)',
            coalesce(v_holder::text, 'pid'));
end
$$;


ALTER FUNCTION engine.lock_run() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lock_run() IS 'makes this session the master, or refuses at once';


CREATE FUNCTION engine.log_step(p_run_id bigint, p_layer text, p_entity text, p_began timestamp with time zone) RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Writes the row of a step into the log, as RUNNING.
-- Parameters: p_run_id, NULL for a hop called by hand; p_layer; p_entity; p_began, when it began.
-- Returns: log_id.
-- Writes: public.etl_logs.
insert into public.etl_logs (run_id, process_name, layer, entity, table_name, status, start_time)
select p_run_id,
       case p_layer when 'mrr' then 'extract ' when 'stg' then 'stage ' else 'load ' end || p_entity,
       p_layer, p_entity,
       case p_layer
           when 'mrr' then e.raw_table
           else (select c.relname from pg_class c
                  where c.oid = to_regclass(case p_layer when 'stg' then e.source else e.target end))
       end,
       'RUNNING', p_began
  from engine.entities e
 where e.entity = p_entity
returning log_id
$$;


ALTER FUNCTION engine.log_step(p_run_id bigint, p_layer text, p_entity text, p_began timestamp with time zone) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.log_step(p_run_id bigint, p_layer text, p_entity text, p_began timestamp with time zone) IS 'writes the row of a step into the log, as RUNNING';


CREATE FUNCTION engine.lookups_of(p_fact text, p_alias text) RETURNS TABLE(surrogate_key text, dimension text, join_clause text, value text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- How a statement finds the versions that a fact points to: those that were valid at the time of the event. In a gap
-- (the member was deleted for a while) it is the last version before it. Without a business key it is the unknown
-- member; with one that no version answers, the value is NULL, and the fact table refuses the row.
-- Parameters: p_fact; p_alias, of a relation with the columns of the fact.
-- Returns: for each lookup, a join for the statement, and the expression of the key.
-- Reads: engine.entities, engine.lookups, the catalog.
select l.surrogate_key, l.dimension,
       format($sql$
  left join %1$s %2$s
         on %3$s
        and %2$s.valid_from <= %4$I.%5$I and %2$s.valid_to > %4$I.%5$I$sql$,
           d.target, a.alias, k.match, p_alias, f.happens_at),
       format($sql$case when %1$s then 0 else coalesce(%2$s.%3$I, (
               select g.%3$I from %4$s g
                where %5$s and g.valid_from <= %6$I.%7$I
                order by g.valid_from desc limit 1)) end$sql$,
           k.is_unknown, a.alias, d.surrogate_key, d.target, k.gap_match, p_alias, f.happens_at)
  from engine.lookups l
  join engine.entities f on f.entity = l.fact
  join engine.entities d on d.entity = l.dimension
 cross join lateral (
           select 'd' || (select count(*) from engine.lookups o
                            where o.fact = l.fact and o.surrogate_key <= l.surrogate_key)) a (alias)
 cross join lateral (
           select string_agg(format('%s.%I = %I.%I', a.alias, b.name, p_alias, c.name), ' and ' order by b.position),
                  string_agg(format('g.%I = %I.%I', b.name, p_alias, c.name), ' and ' order by b.position),
                  string_agg(format('%I.%I is null', p_alias, c.name), ' or ' order by b.position)
             from unnest(d.business_key) with ordinality b (name, position)
             join unnest(l.columns) with ordinality c (name, position) using (position)
           ) k (match, gap_match, is_unknown)
 where l.fact = p_fact
 order by l.surrogate_key
$_$;


ALTER FUNCTION engine.lookups_of(p_fact text, p_alias text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.lookups_of(p_fact text, p_alias text) IS 'how a statement finds the versions that a fact points to';


CREATE FUNCTION engine.mark_crashed() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Records what died without a word. Only the master calls it, and so knows that no other run is alive. A step of
-- another layer has nobody left who would log its end; one of the warehouse logs its own, and may still work: it is
-- dead when its hop is free.
-- Writes: public.etl_runs, public.etl_logs.
update public.etl_logs l
   set status = 'CRASHED',
       end_time = clock_timestamp(),
       error_message = 'the session that ran it is gone',
       error_hint = 'nothing is lost: the next run goes on where the hop stood'
 where l.status = 'RUNNING'
   and (l.layer <> 'dwh' or not exists (select from engine.lock_holders('hop', l.entity)));
update public.etl_runs r
   set status = 'CRASHED',
       ended_at = clock_timestamp(),
       error_message = 'the session that ran it is gone',
       error_hint = 'nothing is lost: the next run goes on where the hops stood'
 where r.status = 'RUNNING';
$$;


ALTER FUNCTION engine.mark_crashed() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.mark_crashed() IS 'records runs and steps that died without a word';


CREATE FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Moves the marks of an entity of the warehouse to what its hop has read: of staging, for a fact of each of its
-- dimensions, and, in a run of the master, of the source.
-- Parameters: p_entity; p_hop, whose parameters hold the batches, and whose options may hold "source", the mark
--   that the source hop of the same run reached; p_result.
-- Returns: the result.
-- Writes: engine.batch_marks, public.high_water_mark.
declare
    v_source jsonb := p_hop #> '{options, source}';
begin
    insert into engine.batch_marks as m (entity, upstream_layer, upstream_entity, batch_id)
    select p_entity, 'stg', p_entity, (p_hop #>> '{parameters, upto}')::bigint
     union all
    select p_entity, 'dwh', l.dimension, min((p_hop -> 'parameters' ->> (l.surrogate_key || '_upto'))::bigint)
      from engine.lookups l
     where l.fact = p_entity and p_hop -> 'parameters' ? (l.surrogate_key || '_upto')
     group by l.dimension
    on conflict (entity, upstream_layer, upstream_entity) do update
       set batch_id = excluded.batch_id, moved_at = excluded.moved_at
     where m.batch_id < excluded.batch_id;

    if v_source is not null and not (p_hop ->> 'resumes')::boolean then
        insert into public.high_water_mark as h (table_name, high_water_mark, loaded_through, last_updated)
        values (p_entity, v_source ->> 'high_water_mark', v_source ->> 'loaded_through', clock_timestamp())
        on conflict (table_name) do update
           set high_water_mark = coalesce(excluded.high_water_mark, h.high_water_mark),
               loaded_through = coalesce(excluded.loaded_through, h.loaded_through),
               last_updated = excluded.last_updated;
    end if;
    return p_result;
end
$$;


ALTER FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) IS 'moves the marks of an entity of the warehouse to what its hop has read';


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


CREATE FUNCTION engine.plan_calendar(p_source text, p_date_column text, p_calendar text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- The statement that grows a calendar by the whole years in which days of the delta lie, and only those: one wrong
-- year far away does not fill the time between.
-- Parameters: p_source, the staging table; p_date_column, its day; p_calendar.
-- Returns: SQL text.
select format($sql$
with wanted as (
    select s.%1$I as day
      from %2$s s
     where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
       and s.%1$I is not null
     group by s.%1$I
), years as (
    select distinct date_trunc('year', w.day::timestamp)::date as first_day
      from wanted w
     where not exists (select from %3$s c where c.full_date = w.day)
), grown as (
    insert into %3$s
           (date_key, full_date, year, quarter, month, month_name, day, iso_year, iso_week,
            day_of_week, day_name, is_weekend)
    select to_char(g.day, 'YYYYMMDD')::integer, g.day, extract(year from g.day), extract(quarter from g.day),
           extract(month from g.day), to_char(g.day, 'FMMonth'), extract(day from g.day),
           extract(isoyear from g.day), extract(week from g.day), extract(isodow from g.day),
           to_char(g.day, 'FMDay'), extract(isodow from g.day) > 5
      from years y
     cross join lateral (
               select n.day::date
                 from generate_series(y.first_day::timestamp,
                          y.first_day + interval '1 year' - interval '1 day', interval '1 day') n (day)) g (day)
        on conflict do nothing
    returning 1
)
select jsonb_build_object('days_added', count(*)) from grown$sql$, p_date_column, p_source, p_calendar)
$_$;


ALTER FUNCTION engine.plan_calendar(p_source text, p_date_column text, p_calendar text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_calendar(p_source text, p_date_column text, p_calendar text) IS 'the statement that grows a calendar by the years in which days of the delta lie';


CREATE FUNCTION engine.plan_count(p_entity engine.entities) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the count of what of an entity is in the warehouse: the rows of a fact, or the members and versions of a
-- dimension. A member has exactly one first version; the unknown member and inferred ones are not counted.
-- Parameters: p_entity, a row of the registry.
select 1, 'count rows', case p_entity.kind
    when 'fact' then format($sql$
select jsonb_build_object('rows', count(*))
  from %1$s$sql$, p_entity.target)
    else format($sql$
select jsonb_build_object(
           'rows', count(*) filter (where d.valid_from = '-infinity'),
           'versions', count(*))
  from %1$s d
 where d.%2$I <> 0 and not d.is_inferred$sql$, p_entity.target, p_entity.surrogate_key)
end
$_$;


ALTER FUNCTION engine.plan_count(p_entity engine.entities) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_count(p_entity engine.entities) IS 'plans the count of what of an entity is in the warehouse';


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


CREATE FUNCTION engine.plan_dimension_delta(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans what comes before the splice of a dimension: the delta is fetched once, what cannot be placed is taken
-- out of it, and inferred members get their first real version.
-- Parameters: p_entity.
-- Reads: engine.entities, the catalog.
declare
    v_entity  engine.entities;
    v_columns text[];
    v_match   text;
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_columns := v_entity.type_2 || v_entity.type_1 || v_entity.fixed;
    v_match := engine.format_columns('d.%1$I = n.%1$I', v_entity.business_key, ' and ');

    return query select 1, 'keep facts from inferring members meanwhile',
        format('select engine.lock_members(%L, false)', p_entity);

    -- A deleted row brings its last version too, which no hop may have seen yet. The deletion is effective when it was
    -- noticed, since nobody knows when the row went; but after that version, also where the clock of the source is
    -- ahead.
    return query select 2, 'fetch the delta', format($sql$
create temporary table pgstrata_delta on commit drop as
select %1$s, e.effective_at, e.is_deleted
  from %2$s s
 cross join lateral (
           select s.%3$I::timestamptz, false
            union all
           select greatest(s.%3$I::timestamptz + interval '1 microsecond', s.loaded_at), true
            where s.is_deleted) e (effective_at, is_deleted)
 where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
   and %4$s$sql$,
        engine.format_columns('s.%1$I', v_entity.business_key || v_columns),
        v_entity.source,
        v_entity.happens_at,
        engine.range_predicate('s', v_entity.source, v_entity.business_key[1]));

    return query select 3, 'count the delta for the planner', 'analyze pg_temp.pgstrata_delta'::text;

    return query select 4, 'refuse versions that cannot be placed', format($sql$
with refused as (
    delete from pg_temp.pgstrata_delta n
     using %1$s d
     where %2$s
       and not d.is_inferred
       and n.effective_at >= d.effective_at
       -- A version that a deletion ended where it began would be left without any time.
       and (n.effective_at < d.seen_at or n.is_deleted and n.effective_at = d.effective_at)
       and not exists (
               select from %1$s l
                where %3$s
                  and not l.is_inferred
                  and l.effective_at <= n.effective_at and l.effective_at > d.effective_at)
    returning n.*
), kept as (
    insert into engine.refused_versions (entity, business_key, effective_at, version, batch_id)
    select %4$L, jsonb_build_object(%5$s), r.effective_at, to_jsonb(r), :'batch_id'::bigint
      from refused r
        on conflict do nothing
)
select jsonb_build_object(
           'rows_read', (select count(*) from pg_temp.pgstrata_delta where not is_deleted),
           'rows_rejected', (select count(*) from refused))$sql$,
        v_entity.target,
        v_match,
        engine.format_columns('l.%1$I = n.%1$I', v_entity.business_key, ' and '),
        p_entity,
        engine.format_columns('%1$L, r.%1$I', v_entity.business_key));

    return query select 5, 'give inferred members their first real version', format($sql$
with filled as (
    insert into %1$s as d
           (%2$s, effective_at, seen_at, valid_from, valid_to, is_inferred, batch_id, loaded_at)
    select distinct on (%3$s)
           %4$s, n.effective_at, n.effective_at, '-infinity', 'infinity', true, :'batch_id'::bigint, now()
      from pg_temp.pgstrata_delta n
     where not n.is_deleted
       and exists (select from %1$s d where %5$s and d.is_inferred)
     order by %3$s, n.effective_at
        on conflict (%6$s) where is_inferred do update
       set %7$s, is_inferred = false, changed_from = null, batch_id = excluded.batch_id,
           loaded_at = excluded.loaded_at
    returning 1
)
select jsonb_build_object('rows_updated', count(*)) from filled$sql$,
        v_entity.target,
        engine.format_columns('%1$I', v_entity.business_key || v_columns),
        engine.format_columns('n.%1$I', v_entity.business_key),
        engine.format_columns('n.%1$I', v_entity.business_key || v_columns),
        v_match,
        engine.format_columns('%1$I', v_entity.business_key),
        engine.format_columns('%1$I = excluded.%1$I', v_columns || '{effective_at, seen_at}'));
end
$_$;


ALTER FUNCTION engine.plan_dimension_delta(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_dimension_delta(p_entity text) IS 'plans what comes before the splice of a dimension';


CREATE FUNCTION engine.plan_facts(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans the load of facts: the delta is fetched once, and one upsert gives each row the surrogate keys of the
-- versions that were valid at its time, and leaves equal rows untouched.
-- The delta lies in a table of its own, since the planner takes a foreign table of any size for a small one.
-- Parameters: p_entity, a fact.
-- Raises: PS005 when a column of the target has neither a lookup nor a column of its name in the source.
-- Reads: engine.entities, engine.lookups, engine.date_lookups, the catalog.
declare
    v_entity  engine.entities;
    v_lookups text[] := array(select l.surrogate_key from engine.lookups l
                               where l.fact = p_entity order by l.surrogate_key);
    v_dates   text[] := array(select l.date_key from engine.date_lookups l
                               where l.fact = p_entity order by l.date_key);
    v_days    text[] := array(select distinct l.date_column from engine.date_lookups l where l.fact = p_entity);
    v_copied  text[];
    v_written text[];
begin
    select e.* into v_entity from engine.entities e where e.entity = p_entity;
    v_copied := array(
        select c.name from engine.columns_of(v_entity.target) c
         where not c.is_generated and c.name <> all (v_lookups || v_dates || '{batch_id, loaded_at}'));
    perform engine.assert_columns(p_entity, v_entity.source, 'source', v_copied || v_days);
    v_written := array(
        select c from unnest(v_copied || v_lookups || v_dates) c where c <> all (v_entity.business_key));

    return query select 1, 'fetch the delta', format($sql$
create temporary table pgstrata_delta on commit drop as
select %1$s
  from %2$s s
 where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
   and %3$s$sql$,
        engine.format_columns('s.%1$I', v_copied || array(select d from unnest(v_days) d where d <> all (v_copied))),
        v_entity.source,
        engine.range_predicate('s', v_entity.source, v_entity.business_key[1]));

    return query select 2, 'count the delta for the planner', 'analyze pg_temp.pgstrata_delta'::text;

    return query select 3, 'look up the keys and write the facts', format($sql$
with written as (
    insert into %1$s as f
           (%2$s, batch_id, loaded_at)
    select %3$s, :'batch_id'::bigint, now()
      from pg_temp.pgstrata_delta n%4$s
        on conflict (%5$s) do update
       set %6$s,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (%7$s)
           is distinct from (%8$s)
    returning f.xmax = 0 as is_new
)
select jsonb_build_object(
           'rows_read', (select count(*) from pg_temp.pgstrata_delta),
           'rows_inserted', count(*) filter (where is_new),
           'rows_updated', count(*) filter (where not is_new))
  from written$sql$,
        v_entity.target,
        engine.format_columns('%1$I', v_copied || v_lookups || v_dates),
        array_to_string(array_remove(array[
            engine.format_columns('n.%1$I', v_copied),
            (select string_agg(l.value, E',\n           ' order by l.surrogate_key)
               from engine.lookups_of(p_entity, 'n') l),
            (select string_agg(format('coalesce(c%s.date_key, 0)', array_position(v_dates, l.date_key)), ', '
                               order by l.date_key)
               from engine.date_lookups l where l.fact = p_entity)], null), E',\n           '),
        concat(
            (select string_agg(l.join_clause, '' order by l.surrogate_key)
               from engine.lookups_of(p_entity, 'n') l),
            (select string_agg(format(E'\n  left join %1$s c%2$s on c%2$s.full_date = n.%3$I',
                                      l.calendar, array_position(v_dates, l.date_key), l.date_column), ''
                               order by l.date_key)
               from engine.date_lookups l where l.fact = p_entity)),
        engine.format_columns('%1$I', v_entity.business_key),
        engine.format_columns('%1$I = excluded.%1$I', v_written),
        engine.format_columns('f.%1$I', v_written),
        engine.format_columns('excluded.%1$I', v_written));
end
$_$;


ALTER FUNCTION engine.plan_facts(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_facts(p_entity text) IS 'plans the load of facts with the surrogate keys valid at their time';


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


CREATE FUNCTION engine.plan_members(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans what the facts of a hop point to and may not be there yet: inferred members (Kimball and Ross, The Data
-- Warehouse Toolkit, late arriving dimensions) and the years of the calendar. Both are written before any fact.
-- An inferred member is valid from -infinity on, and its dimension gives it its first real version in place.
-- Its changed_from is NULL, since no fact pointed anywhere else before.
-- Parameters: p_entity, a fact.
-- Reads: engine.entities, engine.lookups, engine.date_lookups.
select (row_number() over (order by p.part, p.name, p.step))::integer, p.purpose, p.sql
  from (
    select 1 as part, d.entity as name, 1 as step,
           format('keep "%s" from writing versions meanwhile', d.entity) as purpose,
           format('select engine.lock_members(%L, true)', d.entity) as sql
      from engine.entities d
     where d.entity in (select l.dimension from engine.lookups l where l.fact = p_entity)
     union all
    select 2, l.surrogate_key, 2, format('infer members of "%s" that have not arrived', l.dimension), format($sql$
with wanted as (
    select %1$s
      from %2$s s
     where s.batch_id > :'mark'::bigint and s.batch_id <= :'upto'::bigint
       and %3$s
     group by %4$s
), inferred as (
    insert into %5$s
           (%6$s, effective_at, seen_at, valid_from, valid_to, is_inferred, batch_id, loaded_at)
    select %7$s, '-infinity', '-infinity', '-infinity', 'infinity', true, :'batch_id'::bigint, now()
      from wanted w
     where not exists (
               select from %5$s d
                where %8$s)
     order by %7$s
    returning 1
)
select jsonb_build_object('members_inferred', count(*)) from inferred$sql$,
           k.selected, f.source, k.known, k.grouped, d.target,
           engine.format_columns('%1$I', d.business_key), engine.format_columns('w.%1$I', d.business_key),
           engine.format_columns('d.%1$I = w.%1$I', d.business_key, ' and '))
      from engine.lookups l
      join engine.entities f on f.entity = l.fact
      join engine.entities d on d.entity = l.dimension
     cross join lateral (
               select string_agg(format('s.%I as %I', c.name, b.name), ', ' order by b.position),
                      string_agg(format('s.%I is not null', c.name), ' and ' order by b.position),
                      string_agg(format('s.%I', c.name), ', ' order by b.position)
                 from unnest(d.business_key) with ordinality b (name, position)
                 join unnest(l.columns) with ordinality c (name, position) using (position)
               ) k (selected, known, grouped)
     where l.fact = p_entity
     union all
    select 3, l.date_key, 3, 'grow the calendar', engine.plan_calendar(f.source, l.date_column, l.calendar)
      from engine.date_lookups l
      join engine.entities f on f.entity = l.fact
     where l.fact = p_entity) p
$_$;


ALTER FUNCTION engine.plan_members(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_members(p_entity text) IS 'plans what the facts of a hop point to and may not be there yet: inferred members, days';


CREATE FUNCTION engine.plan_phase(p_entity text, p_phase text) RETURNS engine.plan_step[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The statements of one phase of a hop into the warehouse; see engine.plan_hop.
-- Parameters: p_entity; p_phase: survey, cut, load, and for a fact prepare and finish.
select case
    when p_phase = 'survey' then array(select p from engine.plan_survey(p_entity) p)
    when p_phase = 'cut' then array(select p from engine.plan_cut(p_entity) p)
    when p_phase = 'load' and e.kind = 'dimension' then array(
        select (row_number() over (), p.purpose, p.sql)::engine.plan_step
          from (select * from engine.plan_dimension_delta(p_entity)
                 union all
                select * from engine.plan_splice(p_entity)) p)
    when p_phase = 'prepare' and e.kind = 'fact' then array(select p from engine.plan_members(p_entity) p)
    when p_phase = 'load' and e.kind = 'fact' then array(select p from engine.plan_facts(p_entity) p)
    when p_phase = 'finish' and e.kind = 'fact' then array(select p from engine.plan_repointing(p_entity) p)
    else '{}'::engine.plan_step[]
end
  from engine.entities e
 where e.entity = p_entity
$$;


ALTER FUNCTION engine.plan_phase(p_entity text, p_phase text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_phase(p_entity text, p_phase text) IS 'the statements of one phase of a hop into the warehouse';


CREATE FUNCTION engine.plan_repointing(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
-- Plans how facts follow a history that changed under them: for every member whose versions changed in the batches
-- that this hop consumes, the facts from its earliest changed boundary on are looked up anew, over the index on
-- business key and event time. So a version that is effective before facts that were loaded already reaches them.
-- Parameters: p_entity, a fact.
-- Reads: engine.entities, engine.lookups, the catalog.
select (row_number() over (order by l.surrogate_key))::integer,
       format('point facts to the changed versions of "%s"', l.dimension),
       format($sql$
with changed as (
    select %1$s, min(d.changed_from) as _from
      from %2$s d
     where d.batch_id > :'%3$s_mark'::bigint and d.batch_id <= :'%3$s_upto'::bigint
       and d.changed_from is not null
     group by %1$s
), looked_up as (
    select %4$s, %5$s as _key
      from changed m
      join %6$s n
        on %7$s and n.%8$I >= m._from%9$s
), moved as (
    update %6$s f
       set %10$I = u._key, batch_id = :'batch_id'::bigint, loaded_at = now()
      from looked_up u
     where %11$s
       and f.%10$I <> u._key
    returning 1
)
select jsonb_build_object('rows_updated', count(*)) from moved$sql$,
           engine.format_columns('d.%1$I', d.business_key),
           d.target,
           l.surrogate_key,
           engine.format_columns('n.%1$I', f.business_key),
           v.value,
           f.target,
           (select string_agg(format('n.%I = m.%I', c.name, b.name), ' and ' order by b.position)
              from unnest(d.business_key) with ordinality b (name, position)
              join unnest(l.columns) with ordinality c (name, position) using (position)),
           f.happens_at,
           v.join_clause,
           l.surrogate_key,
           engine.format_columns('f.%1$I = u.%1$I', f.business_key, ' and '))
  from engine.lookups l
  join engine.entities f on f.entity = l.fact
  join engine.entities d on d.entity = l.dimension
  join engine.lookups_of(p_entity, 'n') v on v.surrogate_key = l.surrogate_key
 where l.fact = p_entity
$_$;


ALTER FUNCTION engine.plan_repointing(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_repointing(p_entity text) IS 'plans how facts follow a history that changed under them';


CREATE FUNCTION engine.plan_splice(p_entity text) RETURNS SETOF engine.plan_step
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;


ALTER FUNCTION engine.plan_splice(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.plan_splice(p_entity text) IS 'plans a slowly changing dimension of type 2 as a splice of new versions into the history';


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


CREATE FUNCTION engine.prepare_step(p_run jsonb, p_step jsonb, p_prepared jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Logs that a step begins, and gives it a link that no other step uses now. Links are kept through a run, since a
-- connection costs more than a step with nothing to do.
-- Parameters: p_run; p_step; p_prepared, the steps before it as they are now.
-- Returns: the step, READY.
-- Writes: public.etl_logs.
declare
    v_layer text := p_step ->> 'layer';
    v_link  text;
begin
    select l.name into v_link
      from generate_series(1, jsonb_array_length(p_run -> 'steps')) n
     cross join lateral (select format('pgstrata_step_%s_%s', v_layer, n)) l (name)
     where not exists (
               select from jsonb_array_elements((p_run -> 'steps') || p_prepared) s
                where s ->> 'link' = l.name and s ->> 'status' in ('READY', 'RUNNING'))
     order by n
     limit 1;
    return p_step || jsonb_build_object(
        'status', 'READY',
        'link', v_link,
        'log_id', engine.log_step((p_run ->> 'run_id')::bigint, v_layer, p_step ->> 'entity', clock_timestamp()));
end
$$;


ALTER FUNCTION engine.prepare_step(p_run jsonb, p_step jsonb, p_prepared jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.prepare_step(p_run jsonb, p_step jsonb, p_prepared jsonb) IS 'logs that a step begins, and gives it a link';


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


CREATE FUNCTION engine.raw_table_of(p_entity text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The raw table of an entity, for the log.
-- Parameters: p_entity.
-- Raises: PS005 when staging does not declare the entity.
-- Reads: stg.lineage.
declare
    v_table text;
begin
    select l.raw_table into v_table from stg.lineage l where l.entity = p_entity;
    if not found then
        raise exception using
            errcode = 'PS005',
            message = format('entity "%s" is not declared in stg', p_entity),
            detail = 'an entity has the same name in every layer',
            hint = 'declare it in plpgsql/<model>/stg/declarations.sql with engine.declare_staging';
    end if;
    return v_table;
end
$$;


ALTER FUNCTION engine.raw_table_of(p_entity text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.raw_table_of(p_entity text) IS 'the raw table of an entity, for the log';


CREATE FUNCTION engine.refuse_overlap(p_entity text, p_keys jsonb[]) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses to commit a history in which two versions of a key are valid at the same time.
-- Parameters: p_entity; p_keys, the business keys where it is so, or NULL for none.
-- Returns: an empty object, since it stands in a plan.
-- Raises: PS010.
begin
    if p_keys is not null then
        raise exception using
            errcode = 'PS010',
            message = format('versions of dimension "%s" overlap', p_entity),
            detail = format('%s keys, the first is %s', cardinality(p_keys), p_keys[1]),
            hint = 'somebody changed valid_from or valid_to by hand: correct the versions of these keys';
    end if;
    return '{}';
end
$$;


ALTER FUNCTION engine.refuse_overlap(p_entity text, p_keys jsonb[]) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.refuse_overlap(p_entity text, p_keys jsonb[]) IS 'refuses to commit a history in which two versions of a key overlap';


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


CREATE FUNCTION engine.send_step(p_run jsonb, p_step jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Starts the hop of a step in its layer, and returns at once. The raw layer gets the mark of the warehouse to read
-- from, and the warehouse gets back the mark that the raw layer has reached.
-- Parameters: p_run; p_step, which is in the log already.
-- Returns: the step, RUNNING, or FAILED when it could not be started.
-- Reads: public.high_water_mark. Writes: public.etl_logs when it fails.
declare
    v_options jsonb := jsonb_build_object('log_id', p_step -> 'log_id');
    v_sqlstate text;
    v_message  text;
    v_detail   text;
    v_hint     text;
begin
    case p_step ->> 'layer'
    when 'mrr' then
        v_options := v_options || jsonb_build_object('from', (
            select h.loaded_through from public.high_water_mark h where h.table_name = p_step ->> 'entity'));
    when 'dwh' then
        v_options := v_options || jsonb_build_object('source', (
            select s -> 'mark' from jsonb_array_elements(p_run -> 'steps') s
             where s ->> 'key' = 'mrr ' || (p_step ->> 'entity')));
    else null;
    end case;
    perform engine.open_link(p_step ->> 'link', p_step ->> 'layer');
    perform engine.send_call(p_step ->> 'link', 'public.run_hop',
        jsonb_build_array(p_step ->> 'entity', v_options::text));
    return p_step || jsonb_build_object('status', 'RUNNING');
exception when others then
    get stacked diagnostics v_sqlstate = returned_sqlstate, v_message = message_text,
        v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return engine.fail_link(p_step, v_sqlstate, v_message, v_detail, v_hint);
end
$$;


ALTER FUNCTION engine.send_step(p_run jsonb, p_step jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.send_step(p_run jsonb, p_step jsonb) IS 'starts the hop of a step in its layer, and returns at once';


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


CREATE FUNCTION engine.source_state() RETURNS TABLE(read_at timestamp with time zone, held_back_since timestamp with time zone, held_back_by text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What holds the marks back at the source right now: its oldest open transaction, or a prepared one.
-- Returns: one row. read_at: the clock of the source; the others are NULL when nothing holds them back. When the
--   source cannot be asked, read_at is NULL, and held_back_by says why.
-- Reads: mrr, and through it the source.
declare
    v_open record;
begin
    select o.* into v_open
      from extensions.dblink('mrr', 'select read_at, oldest_start, prepared_since, holder_pid, holder_user, '
               'holder_application, holder_state from engine.source_state()')
           o (read_at timestamptz, oldest_start timestamptz, prepared_since timestamptz, holder_pid integer,
              holder_user text, holder_application text, holder_state text);
    read_at := v_open.read_at;
    if v_open.prepared_since is not null then
        held_back_since := v_open.prepared_since;
        held_back_by := 'a prepared transaction; see pg_prepared_xacts in operational';
    elsif v_open.oldest_start is not null then
        held_back_since := v_open.oldest_start;
        held_back_by := format('process %s of %s (%s), %s', v_open.holder_pid,
            coalesce(v_open.holder_user, 'the server'),
            coalesce(nullif(v_open.holder_application, ''), 'no application_name'),
            coalesce(v_open.holder_state, 'at work'));
    end if;
    return next;
exception
    -- A view of how fresh the data is must answer most of all when the source does not.
    when sqlstate 'PS008' or connection_exception or sqlclient_unable_to_establish_sqlconnection
        or fdw_unable_to_establish_connection then
        held_back_by := format('unknown, the source cannot be asked: %s', sqlerrm);
        return next;
end
$$;


ALTER FUNCTION engine.source_state() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.source_state() IS 'what holds the marks back at the source right now';


CREATE FUNCTION engine.surrogate_key_of(p_entity text, p_target text, p_business_key text[]) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The surrogate key of a dimension: the one column of its primary key, which numbers itself.
-- Parameters: p_entity for the message, p_target, p_business_key.
-- Raises: PS005.
declare
    v_columns text[];
    v_numbers boolean;
begin
    select array_agg(a.attname::text), bool_and(a.attidentity <> '' or a.atthasdef)
      into v_columns, v_numbers
      from pg_index i
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = to_regclass(p_target) and i.indisprimary;
    if cardinality(v_columns) is distinct from 1 or not v_numbers or v_columns <@ p_business_key then
        raise exception using
            errcode = 'PS005',
            message = format('target %s of dimension "%s" has no surrogate key', p_target, p_entity),
            detail = format('its primary key is %s', coalesce(array_to_string(v_columns, ', '), 'missing')),
            hint = 'give it a primary key of one column: bigint generated by default as identity';
    end if;
    return v_columns[1];
end
$$;


ALTER FUNCTION engine.surrogate_key_of(p_entity text, p_target text, p_business_key text[]) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.surrogate_key_of(p_entity text, p_target text, p_business_key text[]) IS 'the surrogate key of a dimension';


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


CREATE FUNCTION engine.take_step(p_step jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Takes in a step, if its hop has ended. A hop of the warehouse has logged its end itself.
-- Parameters: p_step, RUNNING.
-- Returns: the step: RUNNING still, SUCCEEDED with its counts and, of the raw layer, its mark, or FAILED.
-- Raises: what befalls this session itself.
-- Writes: public.etl_logs, engine.step_statements.
declare
    v_result   jsonb;
    v_sqlstate text;
    v_message  text;
    v_detail   text;
    v_hint     text;
    v_context  text;
begin
    begin
        v_result := engine.take_result(p_step ->> 'link');
    exception when query_canceled or assert_failure or others then
        get stacked diagnostics v_sqlstate = returned_sqlstate, v_message = message_text,
            v_detail = pg_exception_detail, v_hint = pg_exception_hint, v_context = pg_exception_context;
        -- dblink names the link in the context of what the other side raised; a cancel of the master does not.
        if position(format('"%s"', p_step ->> 'link') in v_context) = 0 then
            raise;
        end if;
        return engine.fail_link(p_step, v_sqlstate, v_message, v_detail, v_hint);
    end;
    if v_result is null then
        return p_step;
    end if;
    if p_step ->> 'layer' <> 'dwh' then
        perform engine.finish_step((p_step ->> 'log_id')::bigint, v_result);
    end if;
    return p_step || jsonb_build_object(
        'status', 'SUCCEEDED',
        'result', v_result - 'statements',
        'mark', case when p_step ->> 'layer' = 'mrr' then jsonb_build_object(
            'high_water_mark', v_result -> 'high_water_mark', 'loaded_through', v_result -> 'loaded_through') end);
end
$$;


ALTER FUNCTION engine.take_step(p_step jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.take_step(p_step jsonb) IS 'takes in a step, if its hop has ended';


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


CREATE FUNCTION engine.unlock_run() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Closes what a run of this session has opened, and releases its lock, however often the session took it.
-- A call that is still running over a link is cancelled.
begin
    perform engine.close_link(l.name, true)
       from unnest(extensions.dblink_get_connections()) l (name)
      where l.name like 'pgstrata\_step\_%';
    perform engine.release_lock('run', '', 'ExclusiveLock');
end
$$;


ALTER FUNCTION engine.unlock_run() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.unlock_run() IS 'closes what a run of this session has opened, and releases its lock';


CREATE FUNCTION engine.verdict_of(p_run jsonb, p_step jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Whether the turn of a waiting step has come.
-- Parameters: p_run, p_step.
-- Returns: blocked when a step that it needs did not succeed; ready when all of them did, and those that it only
--   follows have ended; else waiting.
select case
           when bool_or(p_step -> 'needs' ? (s ->> 'key')
                        and s ->> 'status' not in ('WAITING', 'READY', 'RUNNING', 'SUCCEEDED')) then 'blocked'
           when bool_or(p_step -> 'needs' ? (s ->> 'key') and s ->> 'status' <> 'SUCCEEDED'
                        or p_step -> 'follows' ? (s ->> 'key')
                           and s ->> 'status' in ('WAITING', 'READY', 'RUNNING')) then 'waiting'
           else 'ready'
       end
  from jsonb_array_elements(p_run -> 'steps') s
$$;


ALTER FUNCTION engine.verdict_of(p_run jsonb, p_step jsonb) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.verdict_of(p_run jsonb, p_step jsonb) IS 'whether the turn of a waiting step has come';


CREATE FUNCTION public._require_date_range(p_from date, p_to date) RETURNS void
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses a date range that cannot mean anything, in the same words for every report.
-- Parameters: p_from and p_to, the first and the last day, both included; -infinity and infinity
--     are allowed.
-- Raises: PS006 when an end is NULL, or when p_from is after p_to.
begin
    if p_from is null or p_to is null then
        raise exception using
            errcode = 'PS006',
            message = 'a date range needs a first and a last day',
            detail = format('it goes from %s to %s',
                coalesce(p_from::text, 'NULL'), coalesce(p_to::text, 'NULL')),
            hint = 'give two dates; -infinity and infinity stand for a range without ends';
    end if;
    if p_from > p_to then
        raise exception using
            errcode = 'PS006',
            message = 'a date range cannot end before it begins',
            detail = format('it goes from %s to %s', p_from, p_to),
            hint = 'give the earlier date first';
    end if;
end
$$;


ALTER FUNCTION public._require_date_range(p_from date, p_to date) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._require_date_range(p_from date, p_to date) IS 'refuses a date range with a NULL end, or one that ends before it begins';


CREATE FUNCTION public.fn_avg_quantity_per_customer(p_customer_id bigint) RETURNS numeric
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The mean quantity per sale of one customer, over all versions of that customer.
-- Parameters: p_customer_id, the business key, so that a customer who moved is still one customer.
-- Returns: units per sale, not rounded; NULL for a customer who is NULL, unknown, or has no sales.
-- Reads: dwh_fact_sales without deleted sales, by its index on customer_id.
begin
    return (
        select avg(f.quantity)
          from public.dwh_fact_sales f
         where f.customer_id = p_customer_id
           and not f.is_deleted
    );
end
$$;


ALTER FUNCTION public.fn_avg_quantity_per_customer(p_customer_id bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.fn_avg_quantity_per_customer(p_customer_id bigint) IS 'mean quantity per sale of a customer, over all versions; NULL without sales';


CREATE FUNCTION public.fn_product_group_performance(p_product_group text, p_from date, p_to date, OUT units bigint, OUT revenue numeric, OUT sales bigint, OUT customers bigint, OUT average_price numeric) RETURNS record
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What a product group sold in a range of days, by the group that each product had at the time of
-- the sale: that of the version which product_key points to, not of the current one.
-- Parameters: p_product_group as staging spells it, case included; NULL for the products without a
--     known group, the unknown product and inferred ones among them. p_from and p_to, the first and
--     the last day of sale, both included, in the business time zone.
-- Returns: one row of units, revenue (the sum of total_amount), number of sales, number of distinct
--     known customers, and average_price (revenue per unit, rounded to cents, NULL without sales).
--     A known group without sales gives zeros, an unknown one NULLs. select * from
--     fn_product_group_performance(...) shows the names of the columns.
-- Raises: PS006 for a range with a NULL end, or one that ends before it begins.
-- Reads: dwh_dim_products; dwh_dim_date; dwh_fact_sales without deleted sales, by its index on
--     date_key.
begin
    perform public._require_date_range(p_from, p_to);

    if not exists (
        select from public.dwh_dim_products p
         where p.product_group is not distinct from p_product_group)
    then
        return;
    end if;

    select coalesce(sum(f.quantity), 0), coalesce(sum(f.total_amount), 0), count(*),
           count(distinct f.customer_id), round(sum(f.total_amount) / sum(f.quantity), 2)
      into units, revenue, sales, customers, average_price
      from public.dwh_dim_date d
      join public.dwh_fact_sales f on f.date_key = d.date_key
      join public.dwh_dim_products p on p.product_key = f.product_key
     where d.full_date between p_from and p_to
       and p.product_group is not distinct from p_product_group
       and not f.is_deleted;
end
$$;


ALTER FUNCTION public.fn_product_group_performance(p_product_group text, p_from date, p_to date, OUT units bigint, OUT revenue numeric, OUT sales bigint, OUT customers bigint, OUT average_price numeric) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.fn_product_group_performance(p_product_group text, p_from date, p_to date, OUT units bigint, OUT revenue numeric, OUT sales bigint, OUT customers bigint, OUT average_price numeric) IS 'units, revenue, sales, distinct customers and average price of a product group in a closed date range';


CREATE FUNCTION public.fn_product_sales_velocity(p_product_id bigint, p_days integer) RETURNS numeric
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Units of one product sold per day, over the last p_days full days.
-- A full day runs from midnight to midnight of the business time zone. Today is not over and does
-- not count: with p_days = 1 the answer is yesterday's units.
-- Parameters: p_product_id, the business key, all versions of which count; p_days, 1 to 36525.
-- Returns: units per day, not rounded; 0 for a known product without sales in those days; NULL for
--     a product that is NULL or unknown.
-- Raises: PS006 when p_days is NULL or out of range.
-- Reads: dwh_fact_sales without deleted sales, by its index on product_id and transaction_date;
--     dwh_dim_products; the setting business_time_zone.
declare
    v_time_zone constant text := engine.setting('business_time_zone');
    v_today     constant date := (now() at time zone v_time_zone)::date;
    v_units     bigint;
begin
    if p_days is null or p_days not between 1 and 36525 then
        raise exception using
            errcode = 'PS006',
            message = 'fn_product_sales_velocity needs p_days from 1 to 36525',
            detail = format('p_days is %s', coalesce(p_days::text, 'NULL')),
            hint = 'give the number of full days to look back, for example 30';
    end if;

    select sum(f.quantity)
      into v_units
      from public.dwh_fact_sales f
     where f.product_id = p_product_id
       and f.transaction_date >= (v_today - p_days)::timestamp at time zone v_time_zone
       and f.transaction_date < v_today::timestamp at time zone v_time_zone
       and not f.is_deleted;

    if v_units is null
        and not exists (select from public.dwh_dim_products p where p.product_id = p_product_id)
    then
        return null;
    end if;
    return coalesce(v_units, 0)::numeric / p_days;
end
$$;


ALTER FUNCTION public.fn_product_sales_velocity(p_product_id bigint, p_days integer) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.fn_product_sales_velocity(p_product_id bigint, p_days integer) IS 'units of a product sold per day, over the last so many full days of the business time zone';


CREATE FUNCTION public.fn_top_customers(p_count integer) RETURNS TABLE(rank bigint, customer_id bigint, full_name text, sales bigint, units bigint, revenue numeric)
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- The customers with the most revenue, best first.
-- Customers of equal revenue share a rank and stand in the order of their customer_id, so the same
-- data always gives the same rows; the list ends after p_count rows, within a tie too.
-- A customer deleted at the source keeps its place, since the sales were made. One that has not
-- arrived yet (inferred) takes part without a name. Sales of the unknown customer are nobody's and
-- take no part.
-- Parameters: p_count, the number of customers, 0 or more.
-- Returns: per customer the rank, customer_id, full_name of the latest version, number of sales,
--     units, and revenue (the sum of total_amount).
-- Raises: PS006 when p_count is NULL or negative.
-- Reads: dwh_fact_sales without deleted sales, the whole of it from its index on customer_id;
--     dwh_dim_customers.
begin
    if p_count is null or p_count < 0 then
        raise exception using
            errcode = 'PS006',
            message = 'fn_top_customers needs p_count of 0 or more',
            detail = format('p_count is %s', coalesce(p_count::text, 'NULL')),
            hint = 'give the number of customers to list, for example 10';
    end if;

    return query
    with totals as (
        select f.customer_id,
               count(*)            as sales,
               sum(f.quantity)     as units,
               sum(f.total_amount) as revenue
          from public.dwh_fact_sales f
         where f.customer_id is not null
           and not f.is_deleted
         group by f.customer_id
    ),
    top as (
        select t.*, rank() over (order by t.revenue desc) as rank
          from totals t
         order by t.revenue desc, t.customer_id
         limit p_count
    )
    select t.rank, t.customer_id, c.full_name, t.sales, t.units, t.revenue
      from top t
      left join lateral (
        select d.full_name
          from public.dwh_dim_customers d
         where d.customer_id = t.customer_id
         order by d.effective_at desc
         limit 1
      ) c on true
     order by t.revenue desc, t.customer_id;
end
$$;


ALTER FUNCTION public.fn_top_customers(p_count integer) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public.fn_top_customers(p_count integer) IS 'the customers with the most revenue, ranked; ties in the order of customer_id';


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


CREATE PROCEDURE public.run_master_pipeline(IN p_entities text[] DEFAULT NULL::text[])
    LANGUAGE plpgsql
    AS $$
-- Carries everything that was committed at the source before this call into the warehouse: for each entity its hops
-- into mrr, stg and dwh, as steps in sessions of their own, several at once. One run at a time.
-- Parameters: p_entities, the entities to run; NULL: all that are enabled. A fact that runs without its dimensions
--   gets inferred members for what they miss.
-- Raises: PS001 at once when another run is active; PS004 for an unknown entity; PS011 at the end when a step
--   failed (entities that do not depend on it have gone on); 57014 when it is cancelled.
-- Reads: the source, through the layers. Writes: all layers; etl_runs, etl_logs, high_water_mark.
--
-- It commits before and after each step, so it cannot run inside BEGIN … COMMIT; the first COMMIT says so before
-- anything is locked. Nothing that COMMIT ends may be relied on here: no SET, no cursor, no transaction-level lock.
declare
    v_run      jsonb;
    v_notice   text;
    v_sqlstate text;
    v_message  text;
    v_detail   text;
    v_hint     text;
begin
    commit;
    v_run := engine.begin_run(p_entities);
    commit;
    loop
        for v_notice in select pg_catalog.jsonb_array_elements_text(v_run operator(pg_catalog.->) 'notices') loop
            raise notice '%', v_notice;
        end loop;
        exit when v_run operator(pg_catalog.->>) 'next' operator(pg_catalog.=) 'done';
        begin
            v_run := engine.advance_run(v_run);
        exception when query_canceled or assert_failure or others then
            get stacked diagnostics v_sqlstate = returned_sqlstate, v_message = message_text,
                v_detail = pg_exception_detail, v_hint = pg_exception_hint;
            v_run := engine.abort_run(v_run, v_sqlstate, v_message, v_detail, v_hint);
        end;
        commit;
    end loop;
    perform engine.unlock_run();

    if pg_catalog.jsonb_typeof(v_run operator(pg_catalog.->) 'error') operator(pg_catalog.=) 'object' then
        raise exception using
            errcode = v_run operator(pg_catalog.#>>) '{error, sqlstate}',
            message = v_run operator(pg_catalog.#>>) '{error, message}',
            detail = v_run operator(pg_catalog.#>>) '{error, detail}',
            hint = v_run operator(pg_catalog.#>>) '{error, hint}';
    end if;
end
$$;


ALTER PROCEDURE public.run_master_pipeline(IN p_entities text[]) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.run_master_pipeline(IN p_entities text[]) IS 'carries everything committed at the source into the warehouse: call run_master_pipeline()';


CREATE PROCEDURE public.set_entity_enabled(IN p_entity text, IN p_enabled boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Says whether run_master_pipeline() includes an entity. One that is left out keeps its mark, and the run that
-- includes it again catches up.
-- Parameters: p_entity, p_enabled.
-- Raises: PS004 for an unknown entity, PS006 for NULL.
-- Writes: engine.entities.
begin
    if p_enabled is null then
        raise exception using
            errcode = 'PS006',
            message = format('entity %s is either enabled or not', quote_nullable(p_entity)),
            detail = 'p_enabled is NULL',
            hint = 'give true or false';
    end if;
    update engine.entities set is_enabled = p_enabled where entity = p_entity and is_enabled <> p_enabled;
    if not found and not exists (select from engine.entities e where e.entity = p_entity) then
        raise exception using
            errcode = 'PS004',
            message = format('entity %s is not declared in dwh', quote_nullable(p_entity)),
            detail = 'declared: ' || coalesce(
                (select string_agg(e.entity, ', ' order by e.entity) from engine.entities e), 'none'),
            hint = 'give one of them';
    end if;
end
$$;


ALTER PROCEDURE public.set_entity_enabled(IN p_entity text, IN p_enabled boolean) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.set_entity_enabled(IN p_entity text, IN p_enabled boolean) IS 'says whether run_master_pipeline() includes an entity';


CREATE PROCEDURE public.sp_aggregate_sales_report(IN p_from date, IN p_to date)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Sales by date and product group, in the session's temporary table temp_sales_report. It runs with
-- the caller's rights, so the temporary table is the caller's: to index, to join, to drop.
-- PostgreSQL looks for temporary tables first: select * from temp_sales_report finds the report
-- even beside a permanent table of that name, which is never touched. The next call replaces the
-- report. It knows its own by the comment on it; what else has the name in pg_temp is somebody's
-- work and stays.
-- Parameters: p_from and p_to, the first and the last day of sale, both included, in the business
--     time zone.
-- Raises: PS006 for a range with a NULL end, or one that ends before it begins; PS014 when the
--     session has a temporary table or view temp_sales_report that this procedure did not make.
-- Reads: dwh_dim_date; dwh_dim_products; dwh_fact_sales without deleted sales, by its index on
--     date_key; the setting business_time_zone, which a NOTICE shows.
-- Writes: pg_temp.temp_sales_report, in its order: sale_date, product_group (that of the time of
--     the sale; NULL where the product is unknown or has none), sales, units, revenue (the sum of
--     total_amount), customers (distinct, known ones), average_price (revenue per unit, rounded to
--     cents). A date and group without sales has no row. The caller needs TEMPORARY on the
--     database, which PUBLIC has unless it was revoked.
declare
    v_report constant regclass := to_regclass('pg_temp.temp_sales_report');
begin
    perform public._require_date_range(p_from, p_to);

    if v_report is not null then
        if obj_description(v_report, 'pg_class')
            is distinct from 'sales report of sp_aggregate_sales_report'
        then
            raise exception using
                errcode = 'PS014',
                message = 'temp_sales_report of this session is not a report of sp_aggregate_sales_report',
                detail = 'replacing it would lose what it holds',
                hint = 'rename or drop pg_temp.temp_sales_report, then call again';
        end if;
        drop table pg_temp.temp_sales_report;
    end if;

    create temporary table temp_sales_report as
    select d.full_date                                     as sale_date,
           p.product_group,
           count(*)                                        as sales,
           sum(f.quantity)                                 as units,
           sum(f.total_amount)                             as revenue,
           count(distinct f.customer_id)                   as customers,
           round(sum(f.total_amount) / sum(f.quantity), 2) as average_price
      from public.dwh_dim_date d
      join public.dwh_fact_sales f on f.date_key = d.date_key
      join public.dwh_dim_products p on p.product_key = f.product_key
     where d.full_date between p_from and p_to
       and not f.is_deleted
     group by d.full_date, p.product_group
     order by d.full_date, p.product_group;

    comment on table pg_temp.temp_sales_report is 'sales report of sp_aggregate_sales_report';
    raise notice 'days are those of time zone %', engine.setting('business_time_zone');
end
$$;


ALTER PROCEDURE public.sp_aggregate_sales_report(IN p_from date, IN p_to date) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.sp_aggregate_sales_report(IN p_from date, IN p_to date) IS 'sales by date and product group in a closed date range, into the temporary table temp_sales_report';


CREATE PROCEDURE public.sp_refresh_customer_metrics()
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Brings customer_metrics up to date: one row per customer with a sale that is not deleted. A
-- customer that was deleted at the source counts, and so does one that has not arrived yet
-- (inferred); sales of the unknown customer are nobody's.
-- Recency, frequency and monetary value are scored from 1 to 5 by quintiles, after Arthur M.
-- Hughes, Strategic Database Marketing, but equal values get equal scores: recency_score is 5 less
-- one for each full fifth of the customers that bought on a later day; frequency_score and
-- monetary_score are 1 plus one for each full fifth that bought less often, or for less. F&M is the
-- mean of those two, a half rounded up.
--                       F&M 4, 5    F&M 3        F&M 2              F&M 1
--     recency 4, 5      champion    promising    promising          recent
--     recency 3         loyal       loyal        needs attention    needs attention
--     recency 1, 2      at risk     at risk      lost               lost
-- recency_days counts days of the business time zone from the last sale to today, so that the first
-- refresh of a day changes every row, and the next only rows whose sales or scores moved.
-- Reads: dwh_fact_sales without deleted sales, the whole of it from its index on customer_id; the
--     setting business_time_zone.
-- Writes: customer_metrics, the rows that are new, changed or gone. Readers go on; another refresh
--     waits.
declare
    v_time_zone constant text := engine.setting('business_time_zone');
    v_today     constant date := (now() at time zone v_time_zone)::date;
begin
    -- Two refreshes at once would fail on each other's rows.
    lock table public.customer_metrics in share row exclusive mode;

    with purchases as materialized (
        select f.customer_id,
               min(f.transaction_date) as first_purchase_at,
               max(f.transaction_date) as last_purchase_at,
               count(*)                as frequency,
               sum(f.total_amount)     as revenue
          from public.dwh_fact_sales f
         where f.customer_id is not null
           and not f.is_deleted
         group by f.customer_id
    ),
    vanished as (
        delete from public.customer_metrics m
         where not exists (select from purchases p where p.customer_id = m.customer_id)
    ),
    dated as (
        select p.*,
               greatest(v_today - (p.last_purchase_at at time zone v_time_zone)::date, 0) as recency_days,
               count(*) over ()                                                           as customers
          from purchases p
    ),
    scored as (
        select d.*,
               5 - (rank() over (order by d.recency_days) - 1) * 5 / d.customers as recency_score,
               1 + (rank() over (order by d.frequency) - 1) * 5 / d.customers    as frequency_score,
               1 + (rank() over (order by d.revenue) - 1) * 5 / d.customers      as monetary_score
          from dated d
    ),
    computed as (
        select s.customer_id, s.first_purchase_at, s.last_purchase_at, s.recency_days,
               s.frequency, s.revenue, round(s.revenue / s.frequency, 2) as average_basket,
               s.recency_score::smallint, s.frequency_score::smallint, s.monetary_score::smallint,
               case
                   when s.recency_score >= 4 and g.fm >= 4 then 'champion'
                   when s.recency_score >= 4 and g.fm >= 2 then 'promising'
                   when s.recency_score >= 4               then 'recent'
                   when s.recency_score = 3 and g.fm >= 3  then 'loyal'
                   when s.recency_score = 3                then 'needs attention'
                   when g.fm >= 3                          then 'at risk'
                   else 'lost'
               end as rfm_segment
          from scored s
         cross join lateral (select (s.frequency_score + s.monetary_score + 1) / 2 as fm) g
    )
    insert into public.customer_metrics as m (
        customer_id, first_purchase_at, last_purchase_at, recency_days,
        frequency, revenue, average_basket,
        recency_score, frequency_score, monetary_score, rfm_segment)
    select c.*
      from computed c
      left join public.customer_metrics o on o.customer_id = c.customer_id
     -- Left out here and not in the upsert, which would lock the rows that it leaves alone.
     where (o.first_purchase_at, o.last_purchase_at, o.recency_days, o.frequency, o.revenue,
            o.average_basket, o.recency_score, o.frequency_score, o.monetary_score, o.rfm_segment)
           is distinct from
           (c.first_purchase_at, c.last_purchase_at, c.recency_days, c.frequency, c.revenue,
            c.average_basket, c.recency_score, c.frequency_score, c.monetary_score, c.rfm_segment)
     order by c.customer_id
    on conflict (customer_id) do update
       set first_purchase_at = excluded.first_purchase_at,
           last_purchase_at  = excluded.last_purchase_at,
           recency_days      = excluded.recency_days,
           frequency         = excluded.frequency,
           revenue           = excluded.revenue,
           average_basket    = excluded.average_basket,
           recency_score     = excluded.recency_score,
           frequency_score   = excluded.frequency_score,
           monetary_score    = excluded.monetary_score,
           rfm_segment       = excluded.rfm_segment,
           changed_at        = now();
    raise notice 'days are those of time zone %, up to %', v_time_zone, v_today;
end
$$;


ALTER PROCEDURE public.sp_refresh_customer_metrics() OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.sp_refresh_customer_metrics() IS 'brings customer_metrics up to date: purchases, revenue, recency and RFM segment of each customer';


CREATE SERVER dwh FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    application_name 'pgstrata from dwh',
    connect_timeout '10',
    dbname 'dwh',
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


ALTER SERVER dwh OWNER TO pgstrata_owner;

CREATE USER MAPPING FOR pgstrata_pipeline SERVER dwh OPTIONS (
    password 'not in the dump',
    "user" 'pgstrata_link'
);


CREATE SERVER mrr FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    application_name 'pgstrata from dwh',
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
    application_name 'pgstrata from dwh',
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

COMMENT ON TABLE engine.batch_marks IS 'how far each entity has consumed stg, and how far each fact has consumed its dimensions';


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


CREATE TABLE engine.date_lookups (
    fact text NOT NULL,
    date_column text NOT NULL,
    date_key text NOT NULL,
    calendar text NOT NULL
);


ALTER TABLE engine.date_lookups OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.date_lookups IS 'which calendar gives which date key of a fact; written by engine.declare_date';


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


CREATE TABLE engine.lookups (
    fact text NOT NULL,
    dimension text NOT NULL,
    columns text[] NOT NULL,
    surrogate_key text NOT NULL
);


ALTER TABLE engine.lookups OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.lookups IS 'which dimension gives which surrogate key of a fact; written by engine.declare_lookup';


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


CREATE TABLE engine.migrations_engine_dwh (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_engine_dwh OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_engine_dwh_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_engine_dwh_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_engine_dwh_id_seq OWNED BY engine.migrations_engine_dwh.id;


CREATE TABLE engine.migrations_sales_dwh (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_sales_dwh OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_sales_dwh_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_sales_dwh_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_sales_dwh_id_seq OWNED BY engine.migrations_sales_dwh.id;


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


CREATE TABLE engine.refused_versions (
    entity text NOT NULL,
    business_key jsonb NOT NULL,
    effective_at timestamp with time zone NOT NULL,
    version jsonb NOT NULL,
    batch_id bigint NOT NULL,
    refused_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE engine.refused_versions OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.refused_versions IS 'versions that came late and fall inside a version confirmed after them, so that nobody can say where they end';


CREATE TABLE engine.settings (
    name text NOT NULL,
    value text NOT NULL,
    kind text NOT NULL,
    description text NOT NULL,
    CONSTRAINT settings_kind_check CHECK ((kind = ANY (ARRAY['integer'::text, 'interval'::text, 'time zone'::text])))
);


ALTER TABLE engine.settings OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.settings IS 'what an operator may tune in this layer; change it with call engine.set_setting(name, value)';


CREATE TABLE engine.step_statements (
    log_id bigint NOT NULL,
    "position" integer NOT NULL,
    purpose text NOT NULL,
    sql text NOT NULL,
    rows bigint,
    duration_ms numeric NOT NULL
);


ALTER TABLE engine.step_statements OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.step_statements IS 'the SQL that each step ran, with its values';


CREATE TABLE public.customer_metrics (
    customer_id bigint NOT NULL,
    first_purchase_at timestamp with time zone NOT NULL,
    last_purchase_at timestamp with time zone NOT NULL,
    recency_days integer NOT NULL,
    frequency bigint NOT NULL,
    revenue numeric NOT NULL,
    average_basket numeric NOT NULL,
    recency_score smallint NOT NULL,
    frequency_score smallint NOT NULL,
    monetary_score smallint NOT NULL,
    rfm_segment text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customer_metrics_check CHECK ((first_purchase_at <= last_purchase_at)),
    CONSTRAINT customer_metrics_frequency_check CHECK ((frequency > 0)),
    CONSTRAINT customer_metrics_frequency_score_check CHECK (((frequency_score >= 1) AND (frequency_score <= 5))),
    CONSTRAINT customer_metrics_monetary_score_check CHECK (((monetary_score >= 1) AND (monetary_score <= 5))),
    CONSTRAINT customer_metrics_recency_days_check CHECK ((recency_days >= 0)),
    CONSTRAINT customer_metrics_recency_score_check CHECK (((recency_score >= 1) AND (recency_score <= 5))),
    CONSTRAINT customer_metrics_rfm_segment_check CHECK ((rfm_segment = ANY (ARRAY['champion'::text, 'loyal'::text, 'promising'::text, 'recent'::text, 'needs attention'::text, 'at risk'::text, 'lost'::text])))
);


ALTER TABLE public.customer_metrics OWNER TO pgstrata_owner;

COMMENT ON TABLE public.customer_metrics IS 'One row per customer with at least one sale, as of the last call of sp_refresh_customer_metrics()';


COMMENT ON COLUMN public.customer_metrics.customer_id IS 'Business key of the customer';


COMMENT ON COLUMN public.customer_metrics.first_purchase_at IS 'transaction_date of the first sale';


COMMENT ON COLUMN public.customer_metrics.last_purchase_at IS 'transaction_date of the last sale';


COMMENT ON COLUMN public.customer_metrics.recency_days IS 'Days of the business time zone from the last sale to the day of the refresh; 0 for a sale dated later';


COMMENT ON COLUMN public.customer_metrics.frequency IS 'Number of sales';


COMMENT ON COLUMN public.customer_metrics.revenue IS 'Sum of total_amount';


COMMENT ON COLUMN public.customer_metrics.average_basket IS 'revenue / frequency, rounded to cents';


COMMENT ON COLUMN public.customer_metrics.recency_score IS 'Quintile of recency_days, 5 = bought last; equal days share the higher score';


COMMENT ON COLUMN public.customer_metrics.frequency_score IS 'Quintile of frequency, 5 = bought most often; equal frequencies share the lower score';


COMMENT ON COLUMN public.customer_metrics.monetary_score IS 'Quintile of revenue, 5 = spent most; equal revenues share the lower score';


COMMENT ON COLUMN public.customer_metrics.rfm_segment IS 'Segment by recency_score and the mean of frequency_score and monetary_score; see sp_refresh_customer_metrics for the grid';


COMMENT ON COLUMN public.customer_metrics.changed_at IS 'When a refresh last changed this row; a refresh leaves rows alone that come out the same';


CREATE TABLE public.dwh_dim_customers (
    customer_key bigint NOT NULL,
    customer_id bigint,
    full_name text,
    email text,
    has_valid_email boolean,
    phone text,
    city text,
    country_code text,
    created_at timestamp with time zone,
    effective_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone NOT NULL,
    is_current boolean GENERATED ALWAYS AS ((valid_to = 'infinity'::timestamp with time zone)) STORED NOT NULL,
    is_inferred boolean DEFAULT false NOT NULL,
    is_deleted boolean DEFAULT false NOT NULL,
    changed_from timestamp with time zone,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dwh_dim_customers_check CHECK ((valid_from < valid_to))
);


ALTER TABLE public.dwh_dim_customers OWNER TO pgstrata_owner;

COMMENT ON TABLE public.dwh_dim_customers IS 'Customers with their history: one row per version; customer_key 0 is the unknown customer';


COMMENT ON COLUMN public.dwh_dim_customers.customer_key IS 'Surrogate key of the version; facts refer to it';


COMMENT ON COLUMN public.dwh_dim_customers.customer_id IS 'Number of the customer at the source';


COMMENT ON COLUMN public.dwh_dim_customers.full_name IS 'Name; type 2';


COMMENT ON COLUMN public.dwh_dim_customers.email IS 'E-mail address; type 1';


COMMENT ON COLUMN public.dwh_dim_customers.has_valid_email IS 'The source has a valid e-mail address; type 1';


COMMENT ON COLUMN public.dwh_dim_customers.phone IS 'Phone number; type 1';


COMMENT ON COLUMN public.dwh_dim_customers.city IS 'City; type 2';


COMMENT ON COLUMN public.dwh_dim_customers.country_code IS 'ISO 3166-1 alpha-2 code of the country; type 2';


COMMENT ON COLUMN public.dwh_dim_customers.created_at IS 'When the customer registered; fixed';


COMMENT ON COLUMN public.dwh_dim_customers.effective_at IS 'Time at the source from which the version holds; identifies it';


COMMENT ON COLUMN public.dwh_dim_customers.seen_at IS 'Last time at the source that confirmed the version';


COMMENT ON COLUMN public.dwh_dim_customers.valid_from IS 'Start of validity, inclusive; -infinity for the first version';


COMMENT ON COLUMN public.dwh_dim_customers.valid_to IS 'End of validity, exclusive; infinity for the current version';


COMMENT ON COLUMN public.dwh_dim_customers.is_current IS 'The version holds now';


COMMENT ON COLUMN public.dwh_dim_customers.is_inferred IS 'A sale arrived before its customer: only the number is known';


COMMENT ON COLUMN public.dwh_dim_customers.is_deleted IS 'The version ended because the source deleted the customer';


COMMENT ON COLUMN public.dwh_dim_customers.changed_from IS 'Earliest boundary that the batch moved: facts from then on are pointed anew';


COMMENT ON COLUMN public.dwh_dim_customers.batch_id IS 'Batch of this layer that wrote the version last';


COMMENT ON COLUMN public.dwh_dim_customers.loaded_at IS 'When that batch wrote it';


ALTER TABLE public.dwh_dim_customers ALTER COLUMN customer_key ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dwh_dim_customers_customer_key_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dwh_dim_date (
    date_key integer NOT NULL,
    full_date date,
    year smallint,
    quarter smallint,
    month smallint,
    month_name text,
    day smallint,
    iso_year smallint,
    iso_week smallint,
    day_of_week smallint,
    day_name text,
    is_weekend boolean
);


ALTER TABLE public.dwh_dim_date OWNER TO pgstrata_owner;

COMMENT ON TABLE public.dwh_dim_date IS 'Calendar: whole years, as far as dates occur; date_key 0 is the unknown day';


COMMENT ON COLUMN public.dwh_dim_date.date_key IS 'The day as the number yyyymmdd';


COMMENT ON COLUMN public.dwh_dim_date.full_date IS 'The day';


COMMENT ON COLUMN public.dwh_dim_date.year IS 'Year';


COMMENT ON COLUMN public.dwh_dim_date.quarter IS 'Quarter, 1 to 4';


COMMENT ON COLUMN public.dwh_dim_date.month IS 'Month, 1 to 12';


COMMENT ON COLUMN public.dwh_dim_date.month_name IS 'English name of the month';


COMMENT ON COLUMN public.dwh_dim_date.day IS 'Day of the month, 1 to 31';


COMMENT ON COLUMN public.dwh_dim_date.iso_year IS 'ISO 8601 year, to which the ISO week belongs';


COMMENT ON COLUMN public.dwh_dim_date.iso_week IS 'ISO 8601 week, 1 to 53';


COMMENT ON COLUMN public.dwh_dim_date.day_of_week IS 'ISO 8601 weekday, 1 Monday to 7 Sunday';


COMMENT ON COLUMN public.dwh_dim_date.day_name IS 'English name of the weekday';


COMMENT ON COLUMN public.dwh_dim_date.is_weekend IS 'Saturday or Sunday';


CREATE TABLE public.dwh_dim_products (
    product_key bigint NOT NULL,
    product_id bigint,
    product_name text,
    product_group text,
    unit_price numeric,
    created_at timestamp with time zone,
    effective_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_to timestamp with time zone NOT NULL,
    is_current boolean GENERATED ALWAYS AS ((valid_to = 'infinity'::timestamp with time zone)) STORED NOT NULL,
    is_inferred boolean DEFAULT false NOT NULL,
    is_deleted boolean DEFAULT false NOT NULL,
    changed_from timestamp with time zone,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dwh_dim_products_check CHECK ((valid_from < valid_to))
);


ALTER TABLE public.dwh_dim_products OWNER TO pgstrata_owner;

COMMENT ON TABLE public.dwh_dim_products IS 'Products with their history: one row per version; product_key 0 is the unknown product';


COMMENT ON COLUMN public.dwh_dim_products.product_key IS 'Surrogate key of the version; facts refer to it';


COMMENT ON COLUMN public.dwh_dim_products.product_id IS 'Number of the product at the source';


COMMENT ON COLUMN public.dwh_dim_products.product_name IS 'Name; type 1';


COMMENT ON COLUMN public.dwh_dim_products.product_group IS 'Standard name of the product group; type 2';


COMMENT ON COLUMN public.dwh_dim_products.unit_price IS 'List price of one unit; type 2';


COMMENT ON COLUMN public.dwh_dim_products.created_at IS 'When the product was listed; fixed';


COMMENT ON COLUMN public.dwh_dim_products.effective_at IS 'Time at the source from which the version holds; identifies it';


COMMENT ON COLUMN public.dwh_dim_products.seen_at IS 'Last time at the source that confirmed the version';


COMMENT ON COLUMN public.dwh_dim_products.valid_from IS 'Start of validity, inclusive; -infinity for the first version';


COMMENT ON COLUMN public.dwh_dim_products.valid_to IS 'End of validity, exclusive; infinity for the current version';


COMMENT ON COLUMN public.dwh_dim_products.is_current IS 'The version holds now';


COMMENT ON COLUMN public.dwh_dim_products.is_inferred IS 'A sale arrived before its product: only the number is known';


COMMENT ON COLUMN public.dwh_dim_products.is_deleted IS 'The version ended because the source deleted the product';


COMMENT ON COLUMN public.dwh_dim_products.changed_from IS 'Earliest boundary that the batch moved: facts from then on are pointed anew';


COMMENT ON COLUMN public.dwh_dim_products.batch_id IS 'Batch of this layer that wrote the version last';


COMMENT ON COLUMN public.dwh_dim_products.loaded_at IS 'When that batch wrote it';


ALTER TABLE public.dwh_dim_products ALTER COLUMN product_key ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dwh_dim_products_product_key_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dwh_fact_sales (
    sale_id bigint NOT NULL,
    customer_key bigint NOT NULL,
    product_key bigint NOT NULL,
    date_key integer NOT NULL,
    quantity integer NOT NULL,
    customer_id bigint,
    product_id bigint,
    transaction_date timestamp with time zone NOT NULL,
    unit_price numeric NOT NULL,
    total_amount numeric NOT NULL,
    has_amount_mismatch boolean NOT NULL,
    is_deleted boolean DEFAULT false NOT NULL,
    batch_id bigint NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.dwh_fact_sales OWNER TO pgstrata_owner;

COMMENT ON TABLE public.dwh_fact_sales IS 'Sales: one row per sale, pointing to the versions that held at its time';


COMMENT ON COLUMN public.dwh_fact_sales.sale_id IS 'Number of the sale at the source';


COMMENT ON COLUMN public.dwh_fact_sales.customer_key IS 'Version of the customer at the time of the sale; 0 unknown';


COMMENT ON COLUMN public.dwh_fact_sales.product_key IS 'Version of the product at the time of the sale; 0 unknown';


COMMENT ON COLUMN public.dwh_fact_sales.date_key IS 'Day of the sale in the business time zone, as yyyymmdd';


COMMENT ON COLUMN public.dwh_fact_sales.quantity IS 'Units sold, at least 1';


COMMENT ON COLUMN public.dwh_fact_sales.customer_id IS 'Number of the customer at the source';


COMMENT ON COLUMN public.dwh_fact_sales.product_id IS 'Number of the product at the source';


COMMENT ON COLUMN public.dwh_fact_sales.transaction_date IS 'When the sale took place';


COMMENT ON COLUMN public.dwh_fact_sales.unit_price IS 'Price of one unit';


COMMENT ON COLUMN public.dwh_fact_sales.total_amount IS 'Amount of the sale: the revenue';


COMMENT ON COLUMN public.dwh_fact_sales.has_amount_mismatch IS 'The amount differs from quantity * unit_price by more than a cent';


COMMENT ON COLUMN public.dwh_fact_sales.is_deleted IS 'The source deleted the sale: leave it out of sums';


COMMENT ON COLUMN public.dwh_fact_sales.batch_id IS 'Batch of this layer that wrote the row last';


COMMENT ON COLUMN public.dwh_fact_sales.loaded_at IS 'When that batch wrote it';


CREATE TABLE public.etl_logs (
    log_id bigint NOT NULL,
    run_id bigint,
    process_name text NOT NULL,
    layer text NOT NULL,
    entity text NOT NULL,
    table_name text NOT NULL,
    status text NOT NULL,
    start_time timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    end_time timestamp with time zone,
    rows_read bigint,
    rows_inserted bigint,
    rows_updated bigint,
    rows_rejected bigint,
    rows_deleted bigint,
    batch_id bigint,
    error_message text,
    error_sqlstate text,
    error_detail text,
    error_hint text,
    backend_pid integer DEFAULT pg_backend_pid() NOT NULL,
    CONSTRAINT etl_logs_status_check CHECK ((status = ANY (ARRAY['RUNNING'::text, 'SUCCEEDED'::text, 'FAILED'::text, 'BLOCKED'::text, 'CANCELLED'::text, 'CRASHED'::text])))
);


ALTER TABLE public.etl_logs OWNER TO pgstrata_owner;

COMMENT ON TABLE public.etl_logs IS 'one row for each step of a run, committed before the work begins; run_id is NULL for a hop called by hand';


COMMENT ON COLUMN public.etl_logs.rows_rejected IS 'staging: rows that were rejected; dimension: versions that could not be placed';


COMMENT ON COLUMN public.etl_logs.batch_id IS 'the batch that the step added to its layer; NULL: nothing was new';


ALTER TABLE public.etl_logs ALTER COLUMN log_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.etl_logs_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.etl_runs (
    run_id bigint NOT NULL,
    status text NOT NULL,
    called_by text DEFAULT SESSION_USER NOT NULL,
    backend_pid integer DEFAULT pg_backend_pid() NOT NULL,
    entities text[] NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    error_message text,
    error_sqlstate text,
    error_detail text,
    error_hint text,
    CONSTRAINT etl_runs_status_check CHECK ((status = ANY (ARRAY['RUNNING'::text, 'SUCCEEDED'::text, 'FAILED'::text, 'CANCELLED'::text, 'CRASHED'::text])))
);


ALTER TABLE public.etl_runs OWNER TO pgstrata_owner;

COMMENT ON TABLE public.etl_runs IS 'one row for each call of run_master_pipeline()';


ALTER TABLE public.etl_runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.etl_runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.high_water_mark (
    table_name text NOT NULL,
    high_water_mark text,
    loaded_through text,
    last_updated timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.high_water_mark OWNER TO pgstrata_owner;

COMMENT ON TABLE public.high_water_mark IS 'per entity, what of the source is in the warehouse; moves in the transaction that completes the load';


COMMENT ON COLUMN public.high_water_mark.high_water_mark IS 'the largest watermark loaded (times are UTC)';


COMMENT ON COLUMN public.high_water_mark.loaded_through IS 'the source is complete up to here; the next run reads from here, inclusive (times are UTC)';


COMMENT ON COLUMN public.high_water_mark.last_updated IS 'when a run last confirmed it';


CREATE VIEW public.vw_data_freshness AS
 SELECT e.entity,
    e.is_enabled,
    h.high_water_mark,
    h.loaded_through,
    h.last_updated,
        CASE
            WHEN (h.loaded_through ~~ '____-__-__ %'::text) THEN (COALESCE(s.read_at, now()) - (h.loaded_through)::timestamp with time zone)
            ELSE NULL::interval
        END AS behind,
    s.held_back_since,
    s.held_back_by
   FROM ((engine.entities e
     LEFT JOIN public.high_water_mark h ON ((h.table_name = e.entity)))
     CROSS JOIN engine.source_state() s(read_at, held_back_since, held_back_by))
  ORDER BY e.entity;


ALTER TABLE public.vw_data_freshness OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.vw_data_freshness IS 'how far each entity is behind the source, and what holds it back now';


COMMENT ON COLUMN public.vw_data_freshness.entity IS 'the entity';


COMMENT ON COLUMN public.vw_data_freshness.is_enabled IS 'whether run_master_pipeline() includes it';


COMMENT ON COLUMN public.vw_data_freshness.high_water_mark IS 'the largest watermark loaded';


COMMENT ON COLUMN public.vw_data_freshness.loaded_through IS 'the source is known to be complete in the warehouse up to here';


COMMENT ON COLUMN public.vw_data_freshness.last_updated IS 'when a run last confirmed it';


COMMENT ON COLUMN public.vw_data_freshness.behind IS 'the time from loaded_through to now';


COMMENT ON COLUMN public.vw_data_freshness.held_back_since IS 'start of the oldest transaction that is open at the source now; NULL: none';


COMMENT ON COLUMN public.vw_data_freshness.held_back_by IS 'who holds that transaction open';


CREATE VIEW public.vw_etl_performance_summary AS
 SELECT l.process_name,
    l.layer,
    l.table_name,
    count(*) FILTER (WHERE (l.status <> 'BLOCKED'::text)) AS runs,
    count(*) FILTER (WHERE (l.status = ANY (ARRAY['FAILED'::text, 'CRASHED'::text]))) AS failures,
    count(*) FILTER (WHERE (l.status = 'BLOCKED'::text)) AS blocked,
    percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY (l.end_time - l.start_time)) FILTER (WHERE (l.status = 'SUCCEEDED'::text)) AS median_duration,
    percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY (l.end_time - l.start_time)) FILTER (WHERE (l.status = 'SUCCEEDED'::text)) AS p95_duration,
    (array_agg((l.end_time - l.start_time) ORDER BY l.log_id DESC) FILTER (WHERE (l.status = 'SUCCEEDED'::text)))[1] AS last_duration,
    max(l.end_time) FILTER (WHERE (l.status = 'SUCCEEDED'::text)) AS last_success,
    round((sum(l.rows_read) FILTER (WHERE (l.status = 'SUCCEEDED'::text)) / NULLIF(EXTRACT(epoch FROM sum((l.end_time - l.start_time)) FILTER (WHERE (l.status = 'SUCCEEDED'::text))), (0)::numeric))) AS rows_per_second
   FROM public.etl_logs l
  GROUP BY l.process_name, l.layer, l.table_name
  ORDER BY (l.layer = 'dwh'::text), (l.layer = 'stg'::text), l.process_name;


ALTER TABLE public.vw_etl_performance_summary OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.vw_etl_performance_summary IS 'how long the steps of each process take';


COMMENT ON COLUMN public.vw_etl_performance_summary.process_name IS 'extract, stage or load, and the entity';


COMMENT ON COLUMN public.vw_etl_performance_summary.runs IS 'steps that ran';


COMMENT ON COLUMN public.vw_etl_performance_summary.failures IS 'those that failed or crashed';


COMMENT ON COLUMN public.vw_etl_performance_summary.blocked IS 'steps that did not run, since one that they need did not succeed';


COMMENT ON COLUMN public.vw_etl_performance_summary.median_duration IS 'of the steps that succeeded';


COMMENT ON COLUMN public.vw_etl_performance_summary.p95_duration IS '95 % of those were no longer';


COMMENT ON COLUMN public.vw_etl_performance_summary.last_duration IS 'of the last that succeeded';


COMMENT ON COLUMN public.vw_etl_performance_summary.last_success IS 'when that ended';


COMMENT ON COLUMN public.vw_etl_performance_summary.rows_per_second IS 'rows read by the time of all that succeeded';


CREATE VIEW public.vw_layer_row_counts AS
 SELECT c.entity,
    c.operational,
    c.mrr,
    c.stg,
    c.rejects,
    c.never_good,
    c.dwh,
    c.dwh_versions
   FROM engine.count_rows() c(entity, kind, operational, mrr, stg, rejects, never_good, dwh, dwh_versions);


ALTER TABLE public.vw_layer_row_counts OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.vw_layer_row_counts IS 'rows of each entity in every layer, counted now';


COMMENT ON COLUMN public.vw_layer_row_counts.entity IS 'the entity';


COMMENT ON COLUMN public.vw_layer_row_counts.operational IS 'rows of the source';


COMMENT ON COLUMN public.vw_layer_row_counts.mrr IS 'rows of the raw layer, those that the source has deleted among them';


COMMENT ON COLUMN public.vw_layer_row_counts.stg IS 'rows that are staged';


COMMENT ON COLUMN public.vw_layer_row_counts.rejects IS 'rows whose last version is rejected: open rejects';


COMMENT ON COLUMN public.vw_layer_row_counts.never_good IS 'rejects of which no version was ever staged: mrr = stg + never_good';


COMMENT ON COLUMN public.vw_layer_row_counts.dwh IS 'rows of a fact; members of a dimension, without inferred ones';


COMMENT ON COLUMN public.vw_layer_row_counts.dwh_versions IS 'versions of a dimension';


CREATE VIEW public.vw_recent_etl_runs AS
 SELECT l.run_id,
    l.log_id,
    l.process_name,
    l.layer,
    l.table_name,
        CASE
            WHEN ((l.status = 'RUNNING'::text) AND (l.run_id IS NOT NULL) AND (NOT (EXISTS ( SELECT
               FROM public.etl_runs r
              WHERE ((r.run_id = l.run_id) AND (r.status = 'RUNNING'::text) AND (r.backend_pid IN ( SELECT engine.lock_holders('run'::text) AS lock_holders))))))) THEN 'CRASHED'::text
            ELSE l.status
        END AS status,
    l.start_time,
    (COALESCE(l.end_time, clock_timestamp()) - l.start_time) AS duration,
    l.rows_read,
    l.rows_inserted,
    l.rows_updated,
    l.rows_rejected,
    l.rows_deleted,
    l.error_message
   FROM ( SELECT etl_logs.log_id,
            etl_logs.run_id,
            etl_logs.process_name,
            etl_logs.layer,
            etl_logs.entity,
            etl_logs.table_name,
            etl_logs.status,
            etl_logs.start_time,
            etl_logs.end_time,
            etl_logs.rows_read,
            etl_logs.rows_inserted,
            etl_logs.rows_updated,
            etl_logs.rows_rejected,
            etl_logs.rows_deleted,
            etl_logs.batch_id,
            etl_logs.error_message,
            etl_logs.error_sqlstate,
            etl_logs.error_detail,
            etl_logs.error_hint,
            etl_logs.backend_pid
           FROM public.etl_logs
          ORDER BY etl_logs.log_id DESC
         LIMIT 100) l
  ORDER BY l.log_id DESC;


ALTER TABLE public.vw_recent_etl_runs OWNER TO pgstrata_pipeline;

COMMENT ON VIEW public.vw_recent_etl_runs IS 'the last 100 steps of runs, newest first';


COMMENT ON COLUMN public.vw_recent_etl_runs.run_id IS 'the run; NULL for a hop called by hand';


COMMENT ON COLUMN public.vw_recent_etl_runs.log_id IS 'the row of etl_logs';


COMMENT ON COLUMN public.vw_recent_etl_runs.process_name IS 'extract, stage or load, and the entity';


COMMENT ON COLUMN public.vw_recent_etl_runs.layer IS 'the layer that the step wrote to';


COMMENT ON COLUMN public.vw_recent_etl_runs.table_name IS 'the table that it wrote to';


COMMENT ON COLUMN public.vw_recent_etl_runs.status IS 'RUNNING, SUCCEEDED, FAILED, BLOCKED (a step that it needs failed), CANCELLED or CRASHED';


COMMENT ON COLUMN public.vw_recent_etl_runs.duration IS 'until it ended, or until now';


CREATE FOREIGN TABLE stg.completed_batches (
    entity text,
    batch_id bigint
)
SERVER stg
OPTIONS (
    schema_name 'engine',
    table_name 'completed_batches'
);
ALTER FOREIGN TABLE stg.completed_batches ALTER COLUMN entity OPTIONS (
    column_name 'entity'
);
ALTER FOREIGN TABLE stg.completed_batches ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);


ALTER FOREIGN TABLE stg.completed_batches OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE stg.lineage (
    entity text,
    raw_table text
)
SERVER stg
OPTIONS (
    schema_name 'engine',
    table_name 'lineage'
);
ALTER FOREIGN TABLE stg.lineage ALTER COLUMN entity OPTIONS (
    column_name 'entity'
);
ALTER FOREIGN TABLE stg.lineage ALTER COLUMN raw_table OPTIONS (
    column_name 'raw_table'
);


ALTER FOREIGN TABLE stg.lineage OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE stg.stg_dim_customers (
    customer_id bigint,
    first_name text,
    last_name text,
    full_name text,
    email text,
    has_valid_email boolean,
    phone text,
    city text,
    country_code text,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    is_deleted boolean,
    batch_id bigint,
    loaded_at timestamp with time zone
)
SERVER stg
OPTIONS (
    schema_name 'public',
    table_name 'stg_dim_customers',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN customer_id OPTIONS (
    column_name 'customer_id'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN first_name OPTIONS (
    column_name 'first_name'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN last_name OPTIONS (
    column_name 'last_name'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN full_name OPTIONS (
    column_name 'full_name'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN email OPTIONS (
    column_name 'email'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN has_valid_email OPTIONS (
    column_name 'has_valid_email'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN phone OPTIONS (
    column_name 'phone'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN city OPTIONS (
    column_name 'city'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN country_code OPTIONS (
    column_name 'country_code'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN is_deleted OPTIONS (
    column_name 'is_deleted'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);
ALTER FOREIGN TABLE stg.stg_dim_customers ALTER COLUMN loaded_at OPTIONS (
    column_name 'loaded_at'
);


ALTER FOREIGN TABLE stg.stg_dim_customers OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE stg.stg_dim_products (
    product_id bigint,
    product_name text,
    product_group text,
    unit_price numeric,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    is_deleted boolean,
    batch_id bigint,
    loaded_at timestamp with time zone
)
SERVER stg
OPTIONS (
    schema_name 'public',
    table_name 'stg_dim_products',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN product_id OPTIONS (
    column_name 'product_id'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN product_name OPTIONS (
    column_name 'product_name'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN product_group OPTIONS (
    column_name 'product_group'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN unit_price OPTIONS (
    column_name 'unit_price'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN is_deleted OPTIONS (
    column_name 'is_deleted'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);
ALTER FOREIGN TABLE stg.stg_dim_products ALTER COLUMN loaded_at OPTIONS (
    column_name 'loaded_at'
);


ALTER FOREIGN TABLE stg.stg_dim_products OWNER TO pgstrata_pipeline;

CREATE FOREIGN TABLE stg.stg_fact_sales (
    sale_id bigint,
    customer_id bigint,
    product_id bigint,
    quantity integer,
    unit_price numeric,
    total_amount numeric,
    has_amount_mismatch boolean,
    transaction_date timestamp with time zone,
    sale_date date,
    sale_year smallint,
    sale_quarter smallint,
    sale_month smallint,
    sale_day smallint,
    iso_week smallint,
    day_of_week smallint,
    is_weekend boolean,
    created_at timestamp with time zone,
    updated_at timestamp with time zone,
    is_deleted boolean,
    batch_id bigint,
    loaded_at timestamp with time zone
)
SERVER stg
OPTIONS (
    schema_name 'public',
    table_name 'stg_fact_sales',
    use_remote_estimate 'true'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN sale_id OPTIONS (
    column_name 'sale_id'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN customer_id OPTIONS (
    column_name 'customer_id'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN product_id OPTIONS (
    column_name 'product_id'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN quantity OPTIONS (
    column_name 'quantity'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN unit_price OPTIONS (
    column_name 'unit_price'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN total_amount OPTIONS (
    column_name 'total_amount'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN has_amount_mismatch OPTIONS (
    column_name 'has_amount_mismatch'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN transaction_date OPTIONS (
    column_name 'transaction_date'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN sale_date OPTIONS (
    column_name 'sale_date'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN sale_year OPTIONS (
    column_name 'sale_year'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN sale_quarter OPTIONS (
    column_name 'sale_quarter'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN sale_month OPTIONS (
    column_name 'sale_month'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN sale_day OPTIONS (
    column_name 'sale_day'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN iso_week OPTIONS (
    column_name 'iso_week'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN day_of_week OPTIONS (
    column_name 'day_of_week'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN is_weekend OPTIONS (
    column_name 'is_weekend'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN created_at OPTIONS (
    column_name 'created_at'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN updated_at OPTIONS (
    column_name 'updated_at'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN is_deleted OPTIONS (
    column_name 'is_deleted'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN batch_id OPTIONS (
    column_name 'batch_id'
);
ALTER FOREIGN TABLE stg.stg_fact_sales ALTER COLUMN loaded_at OPTIONS (
    column_name 'loaded_at'
);


ALTER FOREIGN TABLE stg.stg_fact_sales OWNER TO pgstrata_pipeline;

ALTER TABLE ONLY engine.migrations_engine_common ALTER COLUMN id SET DEFAULT nextval('engine.migrations_engine_common_id_seq'::regclass);


ALTER TABLE ONLY engine.migrations_engine_dwh ALTER COLUMN id SET DEFAULT nextval('engine.migrations_engine_dwh_id_seq'::regclass);


ALTER TABLE ONLY engine.migrations_sales_dwh ALTER COLUMN id SET DEFAULT nextval('engine.migrations_sales_dwh_id_seq'::regclass);


INSERT INTO engine.applied_files VALUES
	('migrations_engine_common', '0001_engine', '712852d6b6501f53fd939cff2c615d112d2e7d5041024f09d7f6b82f353d18be'),
	('migrations_engine_dwh', '0001_warehouse', '8419fce0a5d343611037d017b6769a7546821f7f125b46e0e19d15ea9d9da27d'),
	('migrations_sales_dwh', '0001_warehouse', '4f27fe099511dba6a1d2869d896eef4824ac1eb32b280a054c64dc49643a162b'),
	('migrations_sales_dwh', '0002_customer_metrics', '8820425986cf1ba345ec9ca2098c8c1301fc09887e875d0da1f5014cde3cc14c');


INSERT INTO engine.batch_marks VALUES
	('customers', 'stg', 'customers', 5, '2026-11-25 04:50:24.770578+00'),
	('sales', 'dwh', 'customers', 4, '2026-11-25 04:50:24.827853+00'),
	('products', 'stg', 'products', 7, '2026-11-25 04:50:26.083697+00'),
	('sales', 'stg', 'sales', 6, '2026-11-25 04:50:26.146021+00'),
	('sales', 'dwh', 'products', 6, '2026-11-25 04:50:26.146021+00');


INSERT INTO engine.batches VALUES
	('products', 1, '{"mark": "0", "upto": "2", "batch_id": "1", "consumed": "0", "range_to": null, "range_from": null}', '2026-11-25 04:50:23.766255+00', '2026-11-25 04:50:23.766255+00'),
	('customers', 2, '{"mark": "0", "upto": "3", "batch_id": "2", "consumed": "0", "range_to": null, "range_from": null}', '2026-11-25 04:50:23.802+00', '2026-11-25 04:50:23.802+00'),
	('sales', 3, '{"mark": "0", "upto": "1", "batch_id": "3", "consumed": "9223372036854775807", "range_to": null, "range_from": null, "product_key_mark": null, "product_key_upto": "1", "customer_key_mark": null, "customer_key_upto": "2"}', '2026-11-25 04:50:23.867815+00', '2026-11-25 04:50:23.867815+00'),
	('customers', 4, '{"mark": "3", "upto": "5", "batch_id": "4", "consumed": "2", "range_to": null, "range_from": null}', '2026-11-25 04:50:24.795976+00', '2026-11-25 04:50:24.795976+00'),
	('products', 6, '{"mark": "2", "upto": "7", "batch_id": "6", "consumed": "1", "range_to": null, "range_from": null}', '2026-11-25 04:50:26.11202+00', '2026-11-25 04:50:26.11202+00'),
	('sales', 7, '{"mark": "4", "upto": "6", "batch_id": "7", "consumed": "9223372036854775807", "range_to": null, "range_from": null, "product_key_mark": "1", "product_key_upto": "6", "customer_key_mark": "4", "customer_key_upto": "4"}', '2026-11-25 04:50:26.179906+00', '2026-11-25 04:50:26.179906+00');


INSERT INTO engine.date_lookups VALUES
	('sales', 'sale_date', 'date_key', 'public.dwh_dim_date');


INSERT INTO engine.entities VALUES
	('customers', 'dimension', 'mrr_dim_customers', 'stg.stg_dim_customers', 'public.dwh_dim_customers', '{customer_id}', 'customer_key', 'updated_at', '{email,has_valid_email,phone}', '{full_name,city,country_code}', '{created_at}', true),
	('products', 'dimension', 'mrr_dim_products', 'stg.stg_dim_products', 'public.dwh_dim_products', '{product_id}', 'product_key', 'updated_at', '{product_name}', '{product_group,unit_price}', '{created_at}', true),
	('sales', 'fact', 'mrr_fact_sales', 'stg.stg_fact_sales', 'public.dwh_fact_sales', '{sale_id}', NULL, 'transaction_date', '{}', '{}', '{}', true);


INSERT INTO engine.installed_objects VALUES
	('engine.abandon_hop(text,jsonb)', 'engine/common/abandon_hop.sql', '7b5ef6cf21b2a53af49274c4b178b8e14c5abd955804fe49f133b24bf45c51c5', '2c4235927ea83b08c07afe860032653c3b8f88fb9cae2d71d381912404478924', 15, '2026-11-25 04:50:21.515199+00'),
	('engine.add_counts(jsonb,jsonb)', 'engine/common/add_counts.sql', '2b9441805d4ca4fff09197ed7d98beadbd1d88883586943d4050095dcaa996cc', '3ae808ebb24ed7221c1b5bb1565cd946d4360e537608889325ba36fa454972d4', 15, '2026-11-25 04:50:21.519429+00'),
	('engine.advance_hop(text,jsonb)', 'engine/common/advance_hop.sql', 'bf0b5c54a2777159fb18fd53803a1a80f44f6a966b30e2ba00d04f80cfb61928', 'e073dc3329af0bebdbbf3de132c425ada8ca2a64edeffae0622b000dc11d1ffc', 15, '2026-11-25 04:50:21.523945+00'),
	('engine.advance_ranges(text,jsonb)', 'engine/common/advance_ranges.sql', '5bb09646f94019aa9360a8fa28ce25d611c6daa9c9a14c3da1fa702c8bdfc75c', '537d66a90227f2ec2a51ce4078e72740ceaf1e1797ee382c8d08135359649b56', 15, '2026-11-25 04:50:21.529186+00'),
	('engine.assert_business_key(text,text,text[])', 'engine/common/assert_business_key.sql', 'b047770db7a83de4e87e2ba449d72762c5b5232d24bb1210f2525f5af060c87c', '7bcb1d2c5cee7b3f3749ec0e9c8ca824c8a5e800070f66e56b3c6119c0366e0a', 15, '2026-11-25 04:50:21.533017+00'),
	('engine.assert_columns(text,text,text,text[])', 'engine/common/assert_columns.sql', '5eb8e303446d78b8a4e14c7f7e674863e01c0a8c73c4b6d9799ef6d49d3e0c79', 'a0e42618e7f1f8e5fe685df29e58176835c0c862e686c02eaab3f4092ffb348d', 15, '2026-11-25 04:50:21.53667+00'),
	('engine.assert_hop_lock(text)', 'engine/common/assert_hop_lock.sql', '86b5eea78b65efd55641b32756b1bc6cfd1ee69e274cd6fcea0563359f89c292', '1620a02fbfb752c564d6676ba561cb216b4c05d755fc631eb0771e12bbc2de93', 15, '2026-11-25 04:50:21.540419+00'),
	('engine.assert_index(text,text,text,text[],text)', 'engine/common/assert_index.sql', 'c989856d583473c1df1c943bf54b2e26d2798fdef28bc1810f7bf4a3a9ab5785', '5188d43863933865b6e37ab799e3b8a3b28a75edf7eb5c795a0adf233efae4e0', 15, '2026-11-25 04:50:21.545004+00'),
	('engine.assert_not_ahead(text,text,text,bigint,bigint)', 'engine/common/assert_not_ahead.sql', '9cb0b040965a19d2e3e8fd164a355665ce147075985f29c34dfd9d081d445283', 'f0cd4f9cdc645647ee0da54b32137b25d3099b7221f02917ec219b5a6deed572', 15, '2026-11-25 04:50:21.549685+00'),
	('engine.canonical_relation(text,text,text)', 'engine/common/canonical_relation.sql', '88f9efd0916839af132aac6fa08cc2b3d3d0838cd78b6896d764f9336d38bca5', 'bb43659c4e1e9ce3ac0b481d48fe4bbd9c858f6d1a50c3c45b56365781076c9c', 15, '2026-11-25 04:50:21.555097+00'),
	('engine.close_link(text,boolean)', 'engine/common/close_link.sql', 'a43ba57a7f7c148f29fc50922f7fe81a4f1000a9103003a076bb90e9b6218ec7', '26652845052a7480682dc0f72d68434ce783e9f94e401c837b67d997dff45e5a', 15, '2026-11-25 04:50:21.559711+00'),
	('engine.columns_of(text)', 'engine/common/columns_of.sql', '884dfb51a59a9540e6adf7f128a522ddbfd2ff980964b0c68b754772f4e0e773', '7c9bacc5b7c33cffab4b9da4eb5c225946e91ccc051ca858a95ac4d529394416', 15, '2026-11-25 04:50:21.564435+00'),
	('engine.complete_hop(text,jsonb,jsonb)', 'engine/common/complete_hop.sql', '959a2baa9d0e00cadab04c78fe21c582d1401481d1f4f8b5adac34e26bdbd92f', '63ab00d70245667166893994033fea2b9f30d5567f1931a71c4a034e64b04a16', 15, '2026-11-25 04:50:21.5695+00'),
	('engine.describe_result(text,text,jsonb)', 'engine/common/describe_result.sql', '24c3f52d07f52a050da5c7efd7bf0e10c3dd2aed982f120701aa20053581a19e', '746e023ba1675eee4dd94be7a3bd1423f2ff5998830aad4d6549ffadccd11794', 15, '2026-11-25 04:50:21.575219+00'),
	('engine.execute_plan(engine.plan_step[],jsonb)', 'engine/common/execute_plan.sql', '790cd1bda6b5f26d1b375c09348d87e5c7a4b459e31e4bd507ef7db470595e84', '690cd76f891fc7c2c2973edd7c244b47450b2738b5880b2d706bd7ad6c04be78', 15, '2026-11-25 04:50:21.581107+00'),
	('engine.format_columns(text,text[],text)', 'engine/common/format_columns.sql', '9e1a2b63cb6a5db668bad3cf0bd5f8e8df872ebb0dc9e33ca5c6ebd0f986a37a', '20cac5a7d04ecef3e4b6846f8810692292129c7f5297e88f8a2a9323244940f0', 15, '2026-11-25 04:50:21.585618+00'),
	('engine.load_range(text,bigint,integer)', 'engine/common/load_range.sql', '90b0a7367883f3197f6457daab8fc035109e27cdb366c52180302bc609be8534', 'cab9f44d5c71743e2546ec15825a2db83f84d8cdc23c82233e3295bcb9aae87c', 15, '2026-11-25 04:50:21.590602+00'),
	('engine.lock_for_migration()', 'engine/common/lock_for_migration.sql', '209b066c4146e9c092598e880e10945498c89e3ef834ab9f221edb0620f2c070', '405ebaf9fc92988789dceabbb956b2ad747801203fc98f70371a6e58c4e4ce84', 15, '2026-11-25 04:50:21.596096+00'),
	('engine.lock_hop(text)', 'engine/common/lock_hop.sql', 'f9b93bdeb3be8ab694bb97e47129f8a5546d39fda6abb28c21404278cae80167', 'c351df103263419c207d8dc47267194620847cdcb75d9a37c73c68c12c67c200', 15, '2026-11-25 04:50:21.603888+00'),
	('engine.lock_key(text,text)', 'engine/common/lock_key.sql', '81794c04246dd9782569ab406f892074d1109f9a0943ad036c369bb80c2e3233', '1671510fb61563e393b1cd1f588ef9d7ac89c874665fe84293fe4ff5f421a485', 15, '2026-11-25 04:50:21.607838+00'),
	('engine.lock_range(text,integer)', 'engine/common/lock_range.sql', '628e026c8483ed9a8a0f4e6cfbdd2d8b6722326f88a953d0295470a42140413b', '48988d92ee35996488bd58b06bf3f21fd8b8e2937736d08a68f4b1c0a586ac7f', 15, '2026-11-25 04:50:21.611985+00'),
	('engine.open_link(text,text)', 'engine/common/open_link.sql', 'c8a2a1aab7849bdfd6d181faa21a43b4f0e45765bca9e8469c5caba51b14c8d8', '4da428895dc30db1a0de38cd04a7813bb81ff11a1399bb8ddd060724ee68fb60', 15, '2026-11-25 04:50:21.616847+00'),
	('engine.range_predicate(text,text,text)', 'engine/common/range_predicate.sql', '489d323cc1f8078054767e81b39534920c9bceb4f131a3b15a32939bb3955f45', 'ef786710ca7a5df108fb719f3bd38a6dd340dda68a91bca41728f96536e713e2', 15, '2026-11-25 04:50:21.628057+00'),
	('engine.range_results(text,jsonb)', 'engine/common/range_results.sql', 'b2c3a5b1fe5d14509e3cfa4df578856aaa7ebc5ef5d5da31022941cf8ad0c14c', '18b285c275ad4462879adea0ed55f8e3e5450e85e69cb562b3e2ee7409034115', 15, '2026-11-25 04:50:21.632246+00'),
	('engine.release_lock(text,text,text)', 'engine/common/release_lock.sql', '76bde2da1d5b6531ec11a3f9ecc3c5147427bc85eae46e4faff0e0e2b1437d4c', '74bbe2f13fdf76a3ae9adf994cbeecd7fb81fad28ac81a46f6b0b030d2311203', 15, '2026-11-25 04:50:21.637285+00'),
	('public.run_hop(text,jsonb,jsonb)', 'engine/common/run_hop.sql', '0d9a8e5695743ee294379504513d86366783aa199102e7074f5291df774cbc1b', 'c811ce56ef32ae3a78e67d0b1de4d470ea0850f80dd2c5138bb477589766d708', 15, '2026-11-25 04:50:21.642845+00'),
	('engine.run_range(text,bigint,integer,integer,jsonb)', 'engine/common/run_range.sql', '63a4b1d5ff0e23d38f6cc846c413d28fdccbc9ea5fe1b28e2168b9f215607f02', '025b796cc4b8e10626a59d5af4217042a26ac3b36f92c17d60d4407f54ada18a', 15, '2026-11-25 04:50:21.647271+00'),
	('engine.send_call(text,text,jsonb)', 'engine/common/send_call.sql', '8c1f3ca8e62899408e1d831a457d8f755d60cae6efe5d1f530dc1e096fa84314', 'c4a93f6c4bbd3f365488a01011e2405c84e9cc627a31ad5512fe08cac70a5049', 15, '2026-11-25 04:50:21.651833+00'),
	('engine.set_setting(text,text)', 'engine/common/set_setting.sql', 'f91b5814ede366b15ca71a39301bf5be0a84be5c70813c072f4b063fa2b257f4', '5d6ff1e6cd814a7319b51ec43936da28215dd57a23cb976160874b91777c681e', 15, '2026-11-25 04:50:21.657668+00'),
	('engine.setting(text)', 'engine/common/setting.sql', 'd01d1197afb7066b035cf24c735f9bbac6de2e74a31b2bca803180bc49dde87a', '88a91f9c1b22c0ab15fa0aa5c8165d5db5f5330c76fe7f523697294ed669cf76', 15, '2026-11-25 04:50:21.66373+00'),
	('engine.survey_hop(text,jsonb)', 'engine/common/survey_hop.sql', '86a9150bda5a3c97fa03575f61ded50f3e65c669ad0e14b3a3ad622a3a7d3cad', '007a0d4dede943ea4351cfd67c11d869320f6b179d20cd9bb5607f17a46e3b5b', 15, '2026-11-25 04:50:21.668652+00'),
	('engine.take_result(text)', 'engine/common/take_result.sql', '0cc0e9db8cb849663a6ae0a5af03ecce9cbdb4b68ac15729fcafdb22ce3e3eec', '0c1611b878aee02c46ad2b27b69f7a9c11e8633eccc8879698662383261b4225', 15, '2026-11-25 04:50:21.673116+00'),
	('engine.unlock_hop(text)', 'engine/common/unlock_hop.sql', 'f10eeb57af952c71953e6b2989fc34b982b9aefd0caf8f927216bed7500f8337', 'c95d44c221c4fc20186aae8801c2a642de53bb7c7fb6bb648c14d7f543c76b2c', 15, '2026-11-25 04:50:21.677188+00'),
	('engine.unlock_range(text)', 'engine/common/unlock_range.sql', '46126c77d5a29df0214ed24f79ebdc0d49eee8b872beb356d3eedf3e4819c6a4', '9753a7ff610aefad93a8e65a10203ec0710fe5caf7f6800bf73ee13b4aebd43a', 15, '2026-11-25 04:50:21.681386+00'),
	('engine.abort_run(jsonb,text,text,text,text)', 'engine/dwh/abort_run.sql', 'db1f401cceb27be9f4954021da6e223047e4e7f25424f2d3dd9694bfff4d15c9', '5d68e7ae3a350dd0b4de3b4dc4b7a56b8ed526a2b570cb5bdfce72f3cbfa94f2', 15, '2026-11-25 04:50:21.687043+00'),
	('engine.advance_run(jsonb)', 'engine/dwh/advance_run.sql', 'c407b04a9cad965fac31b50fd6f9e8f3c11a21c7b0b1c442c9c025ea01c02510', '56205eb48618bcd9f7c5d61ab55fc642a4bd70fa068e0ade29cd63395babc183', 15, '2026-11-25 04:50:21.692745+00'),
	('engine.assert_all_declared(text,text,text[])', 'engine/dwh/assert_all_declared.sql', '898ff8a5809d05e10c28cac36ee9e58bf0574e708d159690a58e9bef3ee04978', '080465fea382947eff168d4b762410159fc18f3ee6b5a95884c1edffc7ffd1cf', 15, '2026-11-25 04:50:21.697154+00'),
	('engine.assert_history(text,text,text[],text)', 'engine/dwh/assert_history.sql', '6204bbf83e091f09aecbb585a66198e5cc26328ac2a73b5fd4cc82c4acc26a66', '4eac49abeffd1a5de2101488a3fa7e95895ce5ad654d93677d357fe1726601cd', 15, '2026-11-25 04:50:21.70222+00'),
	('engine.assert_run_lock()', 'engine/dwh/assert_run_lock.sql', '23dd80e09b26dfea6f8ca0d6a594deb79f3300a80e40705d5239ad4526107943', 'a0397c15ca4c4f706921e69cf26ce6352a4e62a53766d5edbbd62e7ccb35f2f9', 15, '2026-11-25 04:50:21.707325+00'),
	('engine.begin_hop(text,jsonb)', 'engine/dwh/begin_hop.sql', 'd0fc073a543455e7a5d6eae43755c67653b1389de8ebd36c12f5adfb0f703996', '320071501d7aa36de1ac7e02828b4a61298e3ee8cff2521357d195ce64241d15', 15, '2026-11-25 04:50:21.712061+00'),
	('engine.begin_run(text[])', 'engine/dwh/begin_run.sql', '3d0e9b7f46198f57b85640e6f0247a48614c984f4144c4af9f81e4335174f32e', 'a93afcee380842eaab1128ad1a48bae97194c19173ff6377e1e96b3a3eeb7c37', 15, '2026-11-25 04:50:21.717137+00'),
	('engine.block_step(jsonb,jsonb)', 'engine/dwh/block_step.sql', '4174df3beda2c0bb8a1dc9c5f55b3d93450de23f9db77a50ecb519d9661f8fbe', 'ad4e12a14698f27491c1a261bfaad6132914e2d769f612ffae18f5962896cdb9', 15, '2026-11-25 04:50:21.722213+00'),
	('engine.count_rows()', 'engine/dwh/count_rows.sql', '778205d03863ebdee53cce00f418aa0cd00c57ec16275b9752a2f41c19cad52b', '8c29dd956a6c002dfdaace418a8ecc55a3c1eaeaf40c9e839dd29d959ce68f13', 15, '2026-11-25 04:50:21.727221+00'),
	('engine.declare_date(text,text,text,text)', 'engine/dwh/declare_date.sql', '2ad5455bed90369205bb0576303d2552a3799566229b898efa9dea6bd80b11e9', 'a3591d9994dd9755337a23f8a1df5d9d110fd920873451bfd540bfd31e976b45', 15, '2026-11-25 04:50:21.732114+00'),
	('engine.declare_dimension(text,text,text,text[],text,text[],text[],text[])', 'engine/dwh/declare_dimension.sql', '1081393bfde8646f7120b1de0201faef01c49f47619646af60093f1ced07489b', '33ec18abff50c441121bb0c35bf4c3119e74b9d9e2834b13f48b6e67b98d589b', 15, '2026-11-25 04:50:21.737108+00'),
	('engine.declare_fact(text,text,text,text[],text)', 'engine/dwh/declare_fact.sql', 'f98dcbb0808a792971cb6d89abfd32bffc1e7ab64f901ddbc18513e815a658b5', '0e4c8d4a13804680f541eab68bde25ea1559fd8ef216450cd43ef9190ffdbf9e', 15, '2026-11-25 04:50:21.741964+00'),
	('engine.declare_lookup(text,text,text[],text)', 'engine/dwh/declare_lookup.sql', '6557b7a063cd13debbe0db5f97f57353ae2395f7814ac307db14d663292364f0', '39c2786b9df4844874cd8fd4591d21eaddf335d5c3cc463d979fd873567b027a', 15, '2026-11-25 04:50:21.746862+00'),
	('engine.declared_fact(text)', 'engine/dwh/declared_fact.sql', 'abf68cd27336ce934f506cc93c6e9303e34e20f01f0091a88342bccd739559bc', 'd75bcd15530258789c767daa65b36e90407c8b8c1e9711be15f8b208b5ff0e96', 15, '2026-11-25 04:50:21.75139+00'),
	('engine.delta_of(text)', 'engine/dwh/delta_of.sql', 'fd4482fd527ffdfaeb500d9ea1a2b85effa2b6e7a3c290fdf69aafc3a33f2a7f', 'a40c556ce261f0bde29443f5a578a25a387d9e14ab5d277a0a65f7914e49e52a', 15, '2026-11-25 04:50:21.755412+00'),
	('engine.describe_step(jsonb)', 'engine/dwh/describe_step.sql', '69d55d4f583e056fb5eb953e3e1d22e364fd8d1dc28a5ab8b66444a84165100a', '311d9a39d546256f500ef7c168299ad8df58294c575c2de2c5168b30188cafd2', 15, '2026-11-25 04:50:21.759777+00'),
	('engine.end_run(jsonb)', 'engine/dwh/end_run.sql', '6785cb78b5207116ac71773d5643464743dbd4cd6764ec7dbc66e9ac21e67738', '0dd914a7c87894b995b884748af25cdb18e7b0e8bc889349f5c629ab51faf12f', 15, '2026-11-25 04:50:21.767637+00'),
	('engine.fail_link(jsonb,text,text,text,text)', 'engine/dwh/fail_link.sql', '17c6489f54826934135dc6ce16eed06681fad45a563b25c1ad819184de5a59c9', '739b1990fb44ddca5eafed16c589b3deec7505632ec69b65123c9e31f8f9a76e', 15, '2026-11-25 04:50:21.77215+00'),
	('engine.fail_step(bigint,text,text,text,text,text)', 'engine/dwh/fail_step.sql', '03191dcc47653768b768a92e924afb738eb490ef50f3e3092d353a4e223a3daf', 'd80abbfddda2195853173419591ad0300f73602867111ac871df051428ba0cac', 15, '2026-11-25 04:50:21.77611+00'),
	('engine.finish_step(bigint,jsonb)', 'engine/dwh/finish_step.sql', 'd0c2e7ef35409e5cde79fad1cd216282642e6278a39fe3a575867c8d21f7d17f', '2fa0bec9772b3e402b86e27a4742102bcf0345e3b0c344970ef43b301dc890c2', 15, '2026-11-25 04:50:21.780063+00'),
	('engine.layer()', 'engine/dwh/layer.sql', '84a2b279a9b5f516975434148fbba13c7114ff0b75d3034e5cf405a555f54605', '46eea86f86ca4d963d9740ce454da29eb4fbdd6f0a6140a584c8b461e185d61a', 15, '2026-11-25 04:50:21.785028+00'),
	('engine.lock_members(text,boolean)', 'engine/dwh/lock_members.sql', '6e4b1ef3cb34f6177d47d22d5f55b21dccdcc85e60f1a9860fa4f559afbdf96e', '56af0073a2f0c7a9390ff0094152164a8e780591dc2e359215da2d2807f45f2e', 15, '2026-11-25 04:50:21.790019+00'),
	('engine.lock_run()', 'engine/dwh/lock_run.sql', '0ed7182d0cc9bd3c3ba20a378e77016d34bc55a1cc09f1170e0ad65305c40f26', '12e8f4a979662a4f579c96bdf0989607b034268a40999fd0634aad4fcde4afe0', 15, '2026-11-25 04:50:21.794848+00'),
	('engine.log_step(bigint,text,text,timestamp with time zone)', 'engine/dwh/log_step.sql', 'b60e560d00e15d76e3aae882d150d1976638a82323e3ade79a539e6817a92313', 'd57a11c1d23fce26491abfd119daa4d6c8376b069df96d4ebda8fa12beedefd0', 15, '2026-11-25 04:50:21.798924+00'),
	('engine.lookups_of(text,text)', 'engine/dwh/lookups_of.sql', '80993903058827ecbd07c69f36f3c90f4ac33fb64b4a364f86bced7fc8180882', 'f1f9fbc6edc58382bb719a4408915475b31cf906dba9ddaa4ddfadddb1d7e0df', 15, '2026-11-25 04:50:21.803944+00'),
	('engine.move_marks(text,jsonb,jsonb)', 'engine/dwh/move_marks.sql', '73c955deecd1e6d8d94361ab0636861a5826a678a8022b2d65c0cd549bed5c13', '39a70b9e8dfdd1878966f0cdc4d532358d45ba912cda128927220ddfd28dc945', 15, '2026-11-25 04:50:21.81454+00'),
	('engine.plan_calendar(text,text,text)', 'engine/dwh/plan_calendar.sql', '45447d62462238c7371c902ff52b32f21fe2b98139c8765aa7caf3edc2a8dd21', '2883af089cea4e715f07711c2e35ba03a53e82e608d7e09a1b9797d1b87da0a5', 15, '2026-11-25 04:50:21.818558+00'),
	('engine.plan_count(engine.entities)', 'engine/dwh/plan_count.sql', 'e2d8a0ddb9e2a269cc5bb11c1e8d9c9a39c7e834ee29f0b40eb871bc0bf43da3', 'ec8c5b7b9096e93c93f6f2d9d98157bf28324db36ef49e3af477386c1ffd6a20', 15, '2026-11-25 04:50:21.823408+00'),
	('engine.plan_dimension_delta(text)', 'engine/dwh/plan_dimension_delta.sql', 'a960e14ed8dfb99003f61ff5e84f6d43f5d8099141f4050a89fb785ca921ee0b', '4d9b17d15565e7c35f50aa074e7d95a88f290ea7ca78823e0a0bcd8d2ee5ce1b', 15, '2026-11-25 04:50:21.828076+00'),
	('engine.plan_facts(text)', 'engine/dwh/plan_facts.sql', '91637d0c1fb12dbb15987860cadfa00038ea3b5477784fd4ef3c4a86638617e2', 'fa284ab1886d5fc773880dacab7aa061eb415bebaae7752e4758103ad9539577', 15, '2026-11-25 04:50:21.833268+00'),
	('engine.plan_members(text)', 'engine/dwh/plan_members.sql', 'c0b66b59ff8b03d091286b9361daa640704763665f7226e5cb21d4171e34066f', 'd75c28a046bead3ef729b75e9707808eba6845bde3b838abec8c19d47f40631e', 15, '2026-11-25 04:50:21.837082+00'),
	('engine.plan_repointing(text)', 'engine/dwh/plan_repointing.sql', '9ad36a802de96b9dfe4984fc1bf3837d0eb5adcd4d727bbcd19e73dff438c735', '784a04d431b8f40eba545cfc5e53525d500a745d608b00390f964311ec58ef30', 15, '2026-11-25 04:50:21.842+00'),
	('engine.plan_splice(text)', 'engine/dwh/plan_splice.sql', 'd6358a9faa54924c32221d70b6b95e0a0343470dee4f22fc2e6aaf3f0358bab4', 'b38e2b0c499b5b812173cfdaa50f092c8e7a28c8a0cc0328f1fef9b5e4742840', 15, '2026-11-25 04:50:21.846719+00'),
	('engine.prepare_step(jsonb,jsonb,jsonb)', 'engine/dwh/prepare_step.sql', 'ac0bc01771b18279745acc400977337e6fe41bb0dcf682e5afd01c86502d963b', 'c841a3e66fb785f3b6cfd0386a41c808c758405401fb747742ad70f2b9de7bda', 15, '2026-11-25 04:50:21.854345+00'),
	('engine.raw_table_of(text)', 'engine/dwh/raw_table_of.sql', 'eeb3f4376a25d849a535ed08e0835ac6134894e13c60419375d87361075159e0', 'a94b191c7267a3aacd6e230d62a8fcd995558ff0fc3b84f445d94ad47ec16744', 15, '2026-11-25 04:50:21.859073+00'),
	('engine.refuse_overlap(text,jsonb[])', 'engine/dwh/refuse_overlap.sql', 'a160c301efd5309faec341cd4e43987a1fdb4987c149f13905bd98f1a1628768', 'd9c2f0807f73bebadedc6aee74decb19bf11732db9014b837e928f3c9c8ea38f', 15, '2026-11-25 04:50:21.864149+00'),
	('public.run_master_pipeline(text[])', 'engine/dwh/run_master_pipeline.sql', '68a296e5c4c36aff35b057d8bfd58f5667dbd50adb7469a778a06a6725564d40', '73b5f9ebc1f44b5eb24fe35a0bc2947acca3403a1de914c394277a4f78d8121b', 15, '2026-11-25 04:50:21.870161+00'),
	('engine.send_step(jsonb,jsonb)', 'engine/dwh/send_step.sql', 'ebe0ce063a3fff71eda921fab350b59639d65cd55daa4264ddc37e3dd8f2b20c', '6b775d2d3a59af121ac34b41ca567561deba9a4eaf70dbe032b35add97d94b9f', 15, '2026-11-25 04:50:21.876307+00'),
	('public.set_entity_enabled(text,boolean)', 'engine/dwh/set_entity_enabled.sql', '04efc0cc7ec4b35291804ff058bd72e18b2df67e2e3d0c7f69d3ba930fb3b99a', 'bdd3acc996d34f887ffe1b481860a6be564f5313f00047095088694e8ce793a4', 15, '2026-11-25 04:50:21.881422+00'),
	('engine.source_state()', 'engine/dwh/source_state.sql', 'd7facbd80db721a13b4e58f1be10bc4cc65d9652d2f9eb5b26655598e088404e', 'a7ff33c737535d3723c7665c173384d7c9290d3590dabe1d2b1b1a60d896ede3', 15, '2026-11-25 04:50:21.887144+00'),
	('engine.surrogate_key_of(text,text,text[])', 'engine/dwh/surrogate_key_of.sql', '2261e219ef2801e88295e113e8ef7c30313d5e65f2d082ca977e76b2c279b227', '240463cbb9e1a76daaafae7a348beac34dc3b736b8e0cf1f44693fd766e75f3b', 15, '2026-11-25 04:50:21.892524+00'),
	('engine.take_step(jsonb)', 'engine/dwh/take_step.sql', 'dddd6322654d37d0c3b57a865ce66ffbaa0530b2d5daed3d63099bba722a4131', 'ee02f9ad5fbcc870a9e351561efca839d8205aa4711f95a0b299d4e5c62ee76e', 15, '2026-11-25 04:50:21.898765+00'),
	('engine.unlock_run()', 'engine/dwh/unlock_run.sql', 'a03b17780ef4fb3cefdb0429a6b65adb2c5f980a1c5bd3eddbfc79ea0dd1d83a', '85148ea9188f9dc8490d144d1689f30b55d8b8397317eff306ae3faea558f2c6', 15, '2026-11-25 04:50:21.904021+00'),
	('engine.verdict_of(jsonb,jsonb)', 'engine/dwh/verdict_of.sql', 'f35202f308dd6eef24d689718c39c0f824cc5f688b0672b43393e24a83ea5512', '6c5d8b0c53b34dc362ecc7793afdc0cebae91150f4d0907b5eefdae584b0db78', 15, '2026-11-25 04:50:21.909443+00'),
	('public._require_date_range(date,date)', 'sales/dwh/_require_date_range.sql', '76d53ec4a24e97acd702fb2be73bf0c95fd891df7b8cb810e12a1298f3b6631d', '4dd6f3046ad60234eda574a357b28f7982c9fa96f52dee04640e31549ba0a092', 15, '2026-11-25 04:50:21.915176+00'),
	('public.fn_avg_quantity_per_customer(bigint)', 'sales/dwh/fn_avg_quantity_per_customer.sql', 'd2edf1539803938c852bcb564622d506837d67c215fde161a3d449769dfa3bc4', '4de4365b2ce2673b97c378285a842c0b6b6679ca5ec921ca5b2d886aefddd019', 15, '2026-11-25 04:50:21.920407+00'),
	('public.fn_product_group_performance(text,date,date)', 'sales/dwh/fn_product_group_performance.sql', '945ac316bb0a5f6f310a33f40d26af878e140cabe04b70c80adeaee64f515163', '0ceb0f654ab5ec6a2c57072b1cc15e1033b307b5afd71d5eed024b85a2508390', 15, '2026-11-25 04:50:21.932726+00'),
	('public.fn_product_sales_velocity(bigint,integer)', 'sales/dwh/fn_product_sales_velocity.sql', '86ad6305f1c11b3785016928bbb1ed4b855395e3b58d9084aafdefdea64ba88a', 'f72e0c045e374ed56f1af1eba5b1f6f9c62fb844495d35dca426dc0aa7a9bd7b', 15, '2026-11-25 04:50:21.93922+00'),
	('public.fn_top_customers(integer)', 'sales/dwh/fn_top_customers.sql', '908200b4bacb78cb4370529a5c8466a52757020b2f98670b1807ebf484939f63', '09319ff224f22d21e5d21d79f9fa8562c8fabea1db2817fcf13243ab2929896d', 15, '2026-11-25 04:50:21.944383+00'),
	('public.sp_aggregate_sales_report(date,date)', 'sales/dwh/sp_aggregate_sales_report.sql', 'eea14e46ae8e5ec24f9c9f816fdf1f6bb86b5ac3db09da76e56385b6bb3a501e', 'e344399ebbc95a069727941e7075add7ca2c95b652c42878ddc291e1746fa1fe', 15, '2026-11-25 04:50:21.950121+00'),
	('public.sp_refresh_customer_metrics()', 'sales/dwh/sp_refresh_customer_metrics.sql', '3bf802240023e74a3240d5bb1fc9f05e80b3623f5758ae7806df0e75cd1c3735', '8f6eeddde37c773655ba5e4d4128fca2c0c52a2d9fc868c4044ca79c91395dec', 15, '2026-11-25 04:50:21.955862+00'),
	('engine.lock_holders(text,text)', 'engine/common/lock_holders.sql', '984f9ee7d795432900465ef7b5ede799f00cc9f48fced24888bc6567446c067a', '7052c7bf9049e724289bb5f01fab306d0aafd045e9ac7e42ad4632db0bded3a1', 15, '2026-11-25 04:50:22.001166+00'),
	('engine.plan_cut(text)', 'engine/common/plan_cut.sql', '2dd7c68b8329d5b8f739718f3a4ba6269cdef91c51f21fab6863cd12124b3f7e', '53a0d0474d1eda68eb46dae3cd298bc3c00364906271b255696e3e48b87394d5', 15, '2026-11-25 04:50:22.005468+00'),
	('engine.plan_survey(text)', 'engine/common/plan_survey.sql', 'c33efb52ed5a2361547b373f98ab07c922e338e1db656c683b6d11d13cf1622a', '125a7a1a89faf018e8b49d0926212b9deca3be3b49a006cb43856b8e620c7a38', 15, '2026-11-25 04:50:22.015164+00'),
	('engine.end_hop(text,jsonb,jsonb)', 'engine/dwh/end_hop.sql', '7bfc159c7d293c35220a004de434a35381668cb105203236fc95fa90b47b6274', '9ea8911f47ac91c7b489a1a729300605bf1307e967b36ceee0f41d4f07b3c394', 15, '2026-11-25 04:50:22.02096+00'),
	('engine.mark_crashed()', 'engine/dwh/mark_crashed.sql', '019119d462313df260171a74a53d90e23843362c5e9218e53b0772173209273b', '4fc2afa828f7187c2a09a1f819dd6b70ce43c6b2e7d3840478283042345104c1', 15, '2026-11-25 04:50:22.024891+00'),
	('engine.plan_phase(text,text)', 'engine/dwh/plan_phase.sql', '4d04af33b6bd16086029d869d2a2f482d5c3ca9b0c15697edab834fbc3b7b52b', '95274ceca3d6eaa60d43c3d7452d88c10bcd13e37199a7d7a5ef94569fa79df2', 15, '2026-11-25 04:50:22.029752+00'),
	('engine.completed_batches', 'engine/common/completed_batches.sql', '6a4336b1461152ea9d69a12345a54364bca5cf892084e48e3cbcd2772b50ce98', '55af74678954e68be7cc9e133dc44cebfb8551b81b79f249114fab3d1feb4fdd', 15, '2026-11-25 04:50:22.03568+00'),
	('public.vw_data_freshness', 'engine/dwh/vw_data_freshness.sql', 'ca577f00b325a62dec1b7ef99494235b5f90a8b24a3f41c63aab05d76727bd1e', 'dafaadc2819cc48a0fa1418857899e89e58798a398bbdae00a973e20c0eaa963', 15, '2026-11-25 04:50:22.041184+00'),
	('public.vw_etl_performance_summary', 'engine/dwh/vw_etl_performance_summary.sql', '2ee529e9f63c2fbb1d14568c575b0b94d4c538a23e20fb5c32dabc78294e0087', '0bf94c6dd25a4ad84b6ae36234a0ecbc8a173a00385276292b79745736e37b6c', 15, '2026-11-25 04:50:22.046043+00'),
	('public.vw_layer_row_counts', 'engine/dwh/vw_layer_row_counts.sql', '1a01e8f97c6f3115ec88b3110ab3998e97bc0c94755d7350a4cfb7025516f370', 'd96d0a74b2f3900a54bed83a83b888233fc95e6cdd753aa62bd439bfd41ebad6', 15, '2026-11-25 04:50:22.05109+00'),
	('public.vw_recent_etl_runs', 'engine/dwh/vw_recent_etl_runs.sql', '1d7dd08b20a37d793f7175266e375ae724e16ef06f59f82ac67d376f307c3063', '6e4d6bdaf1937f5b6595b6e96b431a08f7abdac1529cee34f7a4672012554a35', 15, '2026-11-25 04:50:22.056521+00'),
	('engine.plan_hop(text)', 'engine/common/plan_hop.sql', '2e8b3b96994404cfadc66d9c549c99239fcfb454f072ad1309c37ac59f37e5e3', '4307ec9c6b5c13c6619ad9cb34ac83efe4b9b617e26de9387e29f8d45b130677', 15, '2026-11-25 04:50:22.060464+00'),
	('sales/dwh/declarations.sql', 'sales/dwh/declarations.sql', '4e80edeee7e97c3a8772c21128a469175039442e0a315fb1c69537bf9e3de22d', '4e80edeee7e97c3a8772c21128a469175039442e0a315fb1c69537bf9e3de22d', 15, '2026-11-25 04:50:22.093494+00');


INSERT INTO engine.lookups VALUES
	('sales', 'customers', '{customer_id}', 'customer_key'),
	('sales', 'products', '{product_id}', 'product_key');


INSERT INTO engine.migrations_engine_common VALUES
	(1, '0001_engine', '2026-11-25 04:50:20.177257');


INSERT INTO engine.migrations_engine_dwh VALUES
	(1, '0001_warehouse', '2026-11-25 04:50:20.21435');


INSERT INTO engine.migrations_sales_dwh VALUES
	(1, '0001_warehouse', '2026-11-25 04:50:20.283111'),
	(2, '0002_customer_metrics', '2026-11-25 04:50:20.283111');






INSERT INTO engine.settings VALUES
	('rows_per_range', '500000', 'integer', 'a hop with more rows than this is cut into key ranges of about this many rows, each a transaction of its own'),
	('sessions_per_hop', '2', 'integer', 'how many key ranges of one hop are loaded at once, each by a session of its own'),
	('hop_lock_timeout', '60 s', 'interval', 'how long a hop waits for another caller of the same hop before it gives up with PS002'),
	('business_time_zone', 'UTC', 'time zone', 'the time zone that reports count days in; the same in stg and dwh'),
	('steps_at_once', '2', 'integer', 'how many steps of a run work at the same time');


INSERT INTO engine.step_statements VALUES
	(13, 7, 'index them by their key again', 'create index on pg_temp.pgstrata_due (sale_id)', 0, 1.2),
	(13, 8, 'count them for the planner again', 'analyze pg_temp.pgstrata_due', 0, 0.1),
	(13, 6, 'read and clean the rows again', '
create temporary table pgstrata_due on commit drop as
select v.sale_id, v.customer_id, v.product_id, v.quantity, v.unit_price, v.total_amount, v.has_amount_mismatch, v.transaction_date, v.sale_date, v.sale_year, v.sale_quarter, v.sale_month, v.sale_day, v.iso_week, v.day_of_week, v.is_weekend, v.created_at, v.updated_at, v.is_deleted, v.batch_id as _source_batch_id, v.reject_reasons as _reasons, v.judge_again_at as _due_at
  from public.clean_sales v
 where v.batch_id <= ''4''::bigint
       and v.sale_id = any (array(
               select (r.business_key ->> ''sale_id'')::bigint
                 from public.stg_rejects r
                where r.entity = ''sales'' and r.resolved_at is null and r.due_at <= now()))', 0, 4.7),
	(10, 1, 'copy new and changed rows', '
with delta as materialized (
    select s.sale_id, s.customer_id, s.product_id, s.quantity, s.unit_price, s.total_amount, s.transaction_date, s.created_at, s.updated_at
      from operational.sales s
     where (''2026-11-25 04:50:21.420955+00'' is null or s.updated_at >= ''2026-11-25 04:50:21.420955+00''::timestamptz)
       and (NULL is null or s.sale_id >= NULL::bigint)
       and (NULL is null or s.sale_id < NULL::bigint)
), written as (
    insert into public.mrr_fact_sales as t
           (sale_id, customer_id, product_id, quantity, unit_price, total_amount, transaction_date, created_at, updated_at, batch_id, loaded_at, is_deleted)
    select sale_id, customer_id, product_id, quantity, unit_price, total_amount, transaction_date, created_at, updated_at, ''4''::bigint, now(), false
      from delta
        on conflict (sale_id) do update
       set customer_id = excluded.customer_id, product_id = excluded.product_id, quantity = excluded.quantity, unit_price = excluded.unit_price, total_amount = excluded.total_amount, transaction_date = excluded.transaction_date, created_at = excluded.created_at, updated_at = excluded.updated_at,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at, is_deleted = excluded.is_deleted
     where (t.customer_id, t.product_id, t.quantity, t.unit_price, t.total_amount, t.transaction_date, t.created_at, t.updated_at, t.is_deleted)
           is distinct from (excluded.customer_id, excluded.product_id, excluded.quantity, excluded.unit_price, excluded.total_amount, excluded.transaction_date, excluded.created_at, excluded.updated_at, excluded.is_deleted)
    returning t.xmax = 0 as is_new
)
select jsonb_build_object(
           ''rows_read'', d.rows_read,
           ''rows_inserted'', w.rows_inserted,
           ''rows_updated'', w.rows_updated,
           ''watermarks'', to_jsonb(array_remove(array[d.largest::text], null)))
  from (select count(*) as rows_read, max(updated_at) as largest from delta) d,
       (select count(*) filter (where is_new) as rows_inserted,
               count(*) filter (where not is_new) as rows_updated from written) w', NULL, 5.1),
	(11, 1, 'copy new and changed rows', '
with delta as materialized (
    select s.customer_id, s.first_name, s.last_name, s.email, s.phone, s.city, s.country, s.created_at, s.updated_at
      from operational.customers s
     where (''2026-11-25 04:50:21.472343+00'' is null or s.updated_at >= ''2026-11-25 04:50:21.472343+00''::timestamptz)
       and (NULL is null or s.customer_id >= NULL::bigint)
       and (NULL is null or s.customer_id < NULL::bigint)
), written as (
    insert into public.mrr_dim_customers as t
           (customer_id, first_name, last_name, email, phone, city, country, created_at, updated_at, batch_id, loaded_at, is_deleted)
    select customer_id, first_name, last_name, email, phone, city, country, created_at, updated_at, ''5''::bigint, now(), false
      from delta
        on conflict (customer_id) do update
       set first_name = excluded.first_name, last_name = excluded.last_name, email = excluded.email, phone = excluded.phone, city = excluded.city, country = excluded.country, created_at = excluded.created_at, updated_at = excluded.updated_at,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at, is_deleted = excluded.is_deleted
     where (t.first_name, t.last_name, t.email, t.phone, t.city, t.country, t.created_at, t.updated_at, t.is_deleted)
           is distinct from (excluded.first_name, excluded.last_name, excluded.email, excluded.phone, excluded.city, excluded.country, excluded.created_at, excluded.updated_at, excluded.is_deleted)
    returning t.xmax = 0 as is_new
)
select jsonb_build_object(
           ''rows_read'', d.rows_read,
           ''rows_inserted'', w.rows_inserted,
           ''rows_updated'', w.rows_updated,
           ''watermarks'', to_jsonb(array_remove(array[d.largest::text], null)))
  from (select count(*) as rows_read, max(updated_at) as largest from delta) d,
       (select count(*) filter (where is_new) as rows_inserted,
               count(*) filter (where not is_new) as rows_updated from written) w', NULL, 2.0),
	(12, 1, 'copy new and changed rows', '
with delta as materialized (
    select s.product_id, s.product_name, s.product_group, s.unit_price, s.created_at, s.updated_at
      from operational.products s
     where (''2026-11-25 04:50:21.544392+00'' is null or s.updated_at >= ''2026-11-25 04:50:21.544392+00''::timestamptz)
       and (NULL is null or s.product_id >= NULL::bigint)
       and (NULL is null or s.product_id < NULL::bigint)
), written as (
    insert into public.mrr_dim_products as t
           (product_id, product_name, product_group, unit_price, created_at, updated_at, batch_id, loaded_at, is_deleted)
    select product_id, product_name, product_group, unit_price, created_at, updated_at, ''6''::bigint, now(), false
      from delta
        on conflict (product_id) do update
       set product_name = excluded.product_name, product_group = excluded.product_group, unit_price = excluded.unit_price, created_at = excluded.created_at, updated_at = excluded.updated_at,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at, is_deleted = excluded.is_deleted
     where (t.product_name, t.product_group, t.unit_price, t.created_at, t.updated_at, t.is_deleted)
           is distinct from (excluded.product_name, excluded.product_group, excluded.unit_price, excluded.created_at, excluded.updated_at, excluded.is_deleted)
    returning t.xmax = 0 as is_new
)
select jsonb_build_object(
           ''rows_read'', d.rows_read,
           ''rows_inserted'', w.rows_inserted,
           ''rows_updated'', w.rows_updated,
           ''watermarks'', to_jsonb(array_remove(array[d.largest::text], null)))
  from (select count(*) as rows_read, max(updated_at) as largest from delta) d,
       (select count(*) filter (where is_new) as rows_inserted,
               count(*) filter (where not is_new) as rows_updated from written) w', NULL, 4.8),
	(13, 1, 'read and clean the rows', '
create temporary table pgstrata_delta on commit drop as
select v.sale_id, v.customer_id, v.product_id, v.quantity, v.unit_price, v.total_amount, v.has_amount_mismatch, v.transaction_date, v.sale_date, v.sale_year, v.sale_quarter, v.sale_month, v.sale_day, v.iso_week, v.day_of_week, v.is_weekend, v.created_at, v.updated_at, v.is_deleted, v.batch_id as _source_batch_id, v.reject_reasons as _reasons, v.judge_again_at as _due_at
  from public.clean_sales v
 where v.batch_id > ''1''::bigint
       and v.batch_id <= ''4''::bigint
       and (NULL is null or v.sale_id >= NULL::bigint)
       and (NULL is null or v.sale_id < NULL::bigint)', 2, 8.0),
	(13, 2, 'index them by their key', 'create index on pg_temp.pgstrata_delta (sale_id)', 0, 1.3),
	(13, 3, 'count them for the planner', 'analyze pg_temp.pgstrata_delta', 0, 0.6),
	(13, 4, 'stage good rows, reject bad ones', '
with staged as (
    insert into public.stg_fact_sales as t
           (sale_id, customer_id, product_id, quantity, unit_price, total_amount, has_amount_mismatch, transaction_date, sale_date, sale_year, sale_quarter, sale_month, sale_day, iso_week, day_of_week, is_weekend, created_at, updated_at, is_deleted, batch_id, loaded_at)
    select sale_id, customer_id, product_id, quantity, unit_price, total_amount, has_amount_mismatch, transaction_date, sale_date, sale_year, sale_quarter, sale_month, sale_day, iso_week, day_of_week, is_weekend, created_at, updated_at, is_deleted, ''4''::bigint, now()
      from pg_temp.pgstrata_delta d
     where d._reasons = ''{}''
        on conflict (sale_id) do update
       set customer_id = excluded.customer_id, product_id = excluded.product_id, quantity = excluded.quantity, unit_price = excluded.unit_price, total_amount = excluded.total_amount, has_amount_mismatch = excluded.has_amount_mismatch, transaction_date = excluded.transaction_date, sale_date = excluded.sale_date, sale_year = excluded.sale_year, sale_quarter = excluded.sale_quarter, sale_month = excluded.sale_month, sale_day = excluded.sale_day, iso_week = excluded.iso_week, day_of_week = excluded.day_of_week, is_weekend = excluded.is_weekend, created_at = excluded.created_at, updated_at = excluded.updated_at, is_deleted = excluded.is_deleted,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (t.customer_id, t.product_id, t.quantity, t.unit_price, t.total_amount, t.has_amount_mismatch, t.transaction_date, t.sale_date, t.sale_year, t.sale_quarter, t.sale_month, t.sale_day, t.iso_week, t.day_of_week, t.is_weekend, t.created_at, t.updated_at, t.is_deleted)
           is distinct from (excluded.customer_id, excluded.product_id, excluded.quantity, excluded.unit_price, excluded.total_amount, excluded.has_amount_mismatch, excluded.transaction_date, excluded.sale_date, excluded.sale_year, excluded.sale_quarter, excluded.sale_month, excluded.sale_day, excluded.iso_week, excluded.day_of_week, excluded.is_weekend, excluded.created_at, excluded.updated_at, excluded.is_deleted)
    returning t.xmax = 0 as is_new
), bad as (
    select jsonb_build_object(''sale_id'', d.sale_id) as business_key, d._source_batch_id, d._reasons, d._due_at, d.is_deleted, t.is_staged
      from pg_temp.pgstrata_delta d
      left join lateral (
               select true as is_staged from public.stg_fact_sales t where t.sale_id = d.sale_id) t on true
     where d._reasons <> ''{}''
), deleted as (
    update public.stg_fact_sales t
       set is_deleted = true, batch_id = ''4''::bigint, loaded_at = now()
      from pg_temp.pgstrata_delta d
     where d._reasons <> ''{}'' and d.is_deleted and not t.is_deleted and t.sale_id = d.sale_id
    returning 1
), rejected as (
    insert into public.stg_rejects as r
           (entity, business_key, reasons, batch_id, source_batch_id, due_at)
    select ''sales'', b.business_key, b._reasons, ''4''::bigint, b._source_batch_id, b._due_at
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
      from pg_temp.pgstrata_delta d
     where r.entity = ''sales'' and r.resolved_at is null
       and d.sale_id = (r.business_key ->> ''sale_id'')::bigint
       and (d._reasons = ''{}''
            or d.is_deleted and exists (select from public.stg_fact_sales t where t.sale_id = d.sale_id))
    returning 1
)
select jsonb_build_object(
           ''rows_read'', (select count(*) from pg_temp.pgstrata_delta),
           ''rows_inserted'', s.inserted,
           ''rows_updated'', s.updated + (select count(*) from deleted),
           ''rows_rejected'', (select count(*) from bad),
           ''rejects_written'', (select count(*) from rejected),
           ''rejects_resolved'', (select count(*) from resolved))
  from (select count(*) filter (where is_new) as inserted,
               count(*) filter (where not is_new) as updated from staged) s', NULL, 2.5),
	(13, 5, 'keep the raw rows of rejects', '
with lacking as materialized (
    select r.reject_id as _reject_id, (r.business_key ->> ''sale_id'')::bigint as sale_id
      from public.stg_rejects r
     where r.entity = ''sales'' and r.batch_id = ''4''::bigint and r.payload is null and r.resolved_at is null
), raw as materialized (
    select d.sale_id, to_jsonb(d) as _payload
      from mrr.mrr_fact_sales d
     where d.sale_id = any (array(select l.sale_id from lacking l))
), kept as (
    update public.stg_rejects r
       set payload = w._payload
      from lacking l
      join raw w using (sale_id)
     where r.reject_id = l._reject_id
    returning 1
)
select jsonb_build_object(''payloads_kept'', count(*)) from kept', NULL, 1.3),
	(13, 9, 'stage good rows, reject bad ones again', '
with staged as (
    insert into public.stg_fact_sales as t
           (sale_id, customer_id, product_id, quantity, unit_price, total_amount, has_amount_mismatch, transaction_date, sale_date, sale_year, sale_quarter, sale_month, sale_day, iso_week, day_of_week, is_weekend, created_at, updated_at, is_deleted, batch_id, loaded_at)
    select sale_id, customer_id, product_id, quantity, unit_price, total_amount, has_amount_mismatch, transaction_date, sale_date, sale_year, sale_quarter, sale_month, sale_day, iso_week, day_of_week, is_weekend, created_at, updated_at, is_deleted, ''4''::bigint, now()
      from pg_temp.pgstrata_due d
     where d._reasons = ''{}''
        on conflict (sale_id) do update
       set customer_id = excluded.customer_id, product_id = excluded.product_id, quantity = excluded.quantity, unit_price = excluded.unit_price, total_amount = excluded.total_amount, has_amount_mismatch = excluded.has_amount_mismatch, transaction_date = excluded.transaction_date, sale_date = excluded.sale_date, sale_year = excluded.sale_year, sale_quarter = excluded.sale_quarter, sale_month = excluded.sale_month, sale_day = excluded.sale_day, iso_week = excluded.iso_week, day_of_week = excluded.day_of_week, is_weekend = excluded.is_weekend, created_at = excluded.created_at, updated_at = excluded.updated_at, is_deleted = excluded.is_deleted,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (t.customer_id, t.product_id, t.quantity, t.unit_price, t.total_amount, t.has_amount_mismatch, t.transaction_date, t.sale_date, t.sale_year, t.sale_quarter, t.sale_month, t.sale_day, t.iso_week, t.day_of_week, t.is_weekend, t.created_at, t.updated_at, t.is_deleted)
           is distinct from (excluded.customer_id, excluded.product_id, excluded.quantity, excluded.unit_price, excluded.total_amount, excluded.has_amount_mismatch, excluded.transaction_date, excluded.sale_date, excluded.sale_year, excluded.sale_quarter, excluded.sale_month, excluded.sale_day, excluded.iso_week, excluded.day_of_week, excluded.is_weekend, excluded.created_at, excluded.updated_at, excluded.is_deleted)
    returning t.xmax = 0 as is_new
), bad as (
    select jsonb_build_object(''sale_id'', d.sale_id) as business_key, d._source_batch_id, d._reasons, d._due_at, d.is_deleted, t.is_staged
      from pg_temp.pgstrata_due d
      left join lateral (
               select true as is_staged from public.stg_fact_sales t where t.sale_id = d.sale_id) t on true
     where d._reasons <> ''{}''
), deleted as (
    update public.stg_fact_sales t
       set is_deleted = true, batch_id = ''4''::bigint, loaded_at = now()
      from pg_temp.pgstrata_due d
     where d._reasons <> ''{}'' and d.is_deleted and not t.is_deleted and t.sale_id = d.sale_id
    returning 1
), rejected as (
    insert into public.stg_rejects as r
           (entity, business_key, reasons, batch_id, source_batch_id, due_at)
    select ''sales'', b.business_key, b._reasons, ''4''::bigint, b._source_batch_id, b._due_at
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
      from pg_temp.pgstrata_due d
     where r.entity = ''sales'' and r.resolved_at is null
       and d.sale_id = (r.business_key ->> ''sale_id'')::bigint
       and (d._reasons = ''{}''
            or d.is_deleted and exists (select from public.stg_fact_sales t where t.sale_id = d.sale_id))
    returning 1
)
select jsonb_build_object(
           ''rows_read'', (select count(*) from pg_temp.pgstrata_due),
           ''rows_inserted'', s.inserted,
           ''rows_updated'', s.updated + (select count(*) from deleted),
           ''rows_rejected'', (select count(*) from bad),
           ''rejects_written'', (select count(*) from rejected),
           ''rejects_resolved'', (select count(*) from resolved))
  from (select count(*) filter (where is_new) as inserted,
               count(*) filter (where not is_new) as updated from staged) s', NULL, 1.1),
	(13, 10, 'keep the raw rows of rejects again', '
with lacking as materialized (
    select r.reject_id as _reject_id, (r.business_key ->> ''sale_id'')::bigint as sale_id
      from public.stg_rejects r
     where r.entity = ''sales'' and r.batch_id = ''4''::bigint and r.payload is null and r.resolved_at is null
), raw as materialized (
    select d.sale_id, to_jsonb(d) as _payload
      from mrr.mrr_fact_sales d
     where d.sale_id = any (array(select l.sale_id from lacking l))
), kept as (
    update public.stg_rejects r
       set payload = w._payload
      from lacking l
      join raw w using (sale_id)
     where r.reject_id = l._reject_id
    returning 1
)
select jsonb_build_object(''payloads_kept'', count(*)) from kept', NULL, 0.9),
	(14, 1, 'read and clean the rows', '
create temporary table pgstrata_delta on commit drop as
select v.customer_id, v.first_name, v.last_name, v.full_name, v.email, v.has_valid_email, v.phone, v.city, v.country_code, v.created_at, v.updated_at, v.is_deleted, v.batch_id as _source_batch_id, v.reject_reasons as _reasons, null::timestamptz as _due_at
  from public.clean_customers v
 where v.batch_id > ''2''::bigint
       and v.batch_id <= ''5''::bigint
       and (NULL is null or v.customer_id >= NULL::bigint)
       and (NULL is null or v.customer_id < NULL::bigint)', 3, 17.4),
	(14, 2, 'index them by their key', 'create index on pg_temp.pgstrata_delta (customer_id)', 0, 1.8),
	(14, 3, 'count them for the planner', 'analyze pg_temp.pgstrata_delta', 0, 3.9),
	(14, 4, 'stage good rows, reject bad ones', '
with staged as (
    insert into public.stg_dim_customers as t
           (customer_id, first_name, last_name, full_name, email, has_valid_email, phone, city, country_code, created_at, updated_at, is_deleted, batch_id, loaded_at)
    select customer_id, first_name, last_name, full_name, email, has_valid_email, phone, city, country_code, created_at, updated_at, is_deleted, ''5''::bigint, now()
      from pg_temp.pgstrata_delta d
     where d._reasons = ''{}''
        on conflict (customer_id) do update
       set first_name = excluded.first_name, last_name = excluded.last_name, full_name = excluded.full_name, email = excluded.email, has_valid_email = excluded.has_valid_email, phone = excluded.phone, city = excluded.city, country_code = excluded.country_code, created_at = excluded.created_at, updated_at = excluded.updated_at, is_deleted = excluded.is_deleted,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (t.first_name, t.last_name, t.full_name, t.email, t.has_valid_email, t.phone, t.city, t.country_code, t.created_at, t.updated_at, t.is_deleted)
           is distinct from (excluded.first_name, excluded.last_name, excluded.full_name, excluded.email, excluded.has_valid_email, excluded.phone, excluded.city, excluded.country_code, excluded.created_at, excluded.updated_at, excluded.is_deleted)
    returning t.xmax = 0 as is_new
), bad as (
    select jsonb_build_object(''customer_id'', d.customer_id) as business_key, d._source_batch_id, d._reasons, d._due_at, d.is_deleted, t.is_staged
      from pg_temp.pgstrata_delta d
      left join lateral (
               select true as is_staged from public.stg_dim_customers t where t.customer_id = d.customer_id) t on true
     where d._reasons <> ''{}''
), deleted as (
    update public.stg_dim_customers t
       set is_deleted = true, batch_id = ''5''::bigint, loaded_at = now()
      from pg_temp.pgstrata_delta d
     where d._reasons <> ''{}'' and d.is_deleted and not t.is_deleted and t.customer_id = d.customer_id
    returning 1
), rejected as (
    insert into public.stg_rejects as r
           (entity, business_key, reasons, batch_id, source_batch_id, due_at)
    select ''customers'', b.business_key, b._reasons, ''5''::bigint, b._source_batch_id, b._due_at
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
      from pg_temp.pgstrata_delta d
     where r.entity = ''customers'' and r.resolved_at is null
       and d.customer_id = (r.business_key ->> ''customer_id'')::bigint
       and (d._reasons = ''{}''
            or d.is_deleted and exists (select from public.stg_dim_customers t where t.customer_id = d.customer_id))
    returning 1
)
select jsonb_build_object(
           ''rows_read'', (select count(*) from pg_temp.pgstrata_delta),
           ''rows_inserted'', s.inserted,
           ''rows_updated'', s.updated + (select count(*) from deleted),
           ''rows_rejected'', (select count(*) from bad),
           ''rejects_written'', (select count(*) from rejected),
           ''rejects_resolved'', (select count(*) from resolved))
  from (select count(*) filter (where is_new) as inserted,
               count(*) filter (where not is_new) as updated from staged) s', NULL, 4.9),
	(14, 5, 'keep the raw rows of rejects', '
with lacking as materialized (
    select r.reject_id as _reject_id, (r.business_key ->> ''customer_id'')::bigint as customer_id
      from public.stg_rejects r
     where r.entity = ''customers'' and r.batch_id = ''5''::bigint and r.payload is null and r.resolved_at is null
), raw as materialized (
    select d.customer_id, to_jsonb(d) as _payload
      from mrr.mrr_dim_customers d
     where d.customer_id = any (array(select l.customer_id from lacking l))
), kept as (
    update public.stg_rejects r
       set payload = w._payload
      from lacking l
      join raw w using (customer_id)
     where r.reject_id = l._reject_id
    returning 1
)
select jsonb_build_object(''payloads_kept'', count(*)) from kept', NULL, 2.8),
	(17, 1, 'keep facts from inferring members meanwhile', 'select engine.lock_members(''customers'', false)', NULL, 0.3),
	(17, 2, 'fetch the delta', '
create temporary table pgstrata_delta on commit drop as
select s.customer_id, s.full_name, s.city, s.country_code, s.email, s.has_valid_email, s.phone, s.created_at, e.effective_at, e.is_deleted
  from stg.stg_dim_customers s
 cross join lateral (
           select s.updated_at::timestamptz, false
            union all
           select greatest(s.updated_at::timestamptz + interval ''1 microsecond'', s.loaded_at), true
            where s.is_deleted) e (effective_at, is_deleted)
 where s.batch_id > ''3''::bigint and s.batch_id <= ''5''::bigint
   and (NULL is null or s.customer_id >= NULL::bigint)
       and (NULL is null or s.customer_id < NULL::bigint)', 3, 5.6),
	(17, 3, 'count the delta for the planner', 'analyze pg_temp.pgstrata_delta', 0, 0.5),
	(17, 4, 'refuse versions that cannot be placed', '
with refused as (
    delete from pg_temp.pgstrata_delta n
     using public.dwh_dim_customers d
     where d.customer_id = n.customer_id
       and not d.is_inferred
       and n.effective_at >= d.effective_at
       -- A version that a deletion ended where it began would be left without any time.
       and (n.effective_at < d.seen_at or n.is_deleted and n.effective_at = d.effective_at)
       and not exists (
               select from public.dwh_dim_customers l
                where l.customer_id = n.customer_id
                  and not l.is_inferred
                  and l.effective_at <= n.effective_at and l.effective_at > d.effective_at)
    returning n.*
), kept as (
    insert into engine.refused_versions (entity, business_key, effective_at, version, batch_id)
    select ''customers'', jsonb_build_object(''customer_id'', r.customer_id), r.effective_at, to_jsonb(r), ''4''::bigint
      from refused r
        on conflict do nothing
)
select jsonb_build_object(
           ''rows_read'', (select count(*) from pg_temp.pgstrata_delta where not is_deleted),
           ''rows_rejected'', (select count(*) from refused))', NULL, 5.9),
	(17, 5, 'give inferred members their first real version', '
with filled as (
    insert into public.dwh_dim_customers as d
           (customer_id, full_name, city, country_code, email, has_valid_email, phone, created_at, effective_at, seen_at, valid_from, valid_to, is_inferred, batch_id, loaded_at)
    select distinct on (n.customer_id)
           n.customer_id, n.full_name, n.city, n.country_code, n.email, n.has_valid_email, n.phone, n.created_at, n.effective_at, n.effective_at, ''-infinity'', ''infinity'', true, ''4''::bigint, now()
      from pg_temp.pgstrata_delta n
     where not n.is_deleted
       and exists (select from public.dwh_dim_customers d where d.customer_id = n.customer_id and d.is_inferred)
     order by n.customer_id, n.effective_at
        on conflict (customer_id) where is_inferred do update
       set full_name = excluded.full_name, city = excluded.city, country_code = excluded.country_code, email = excluded.email, has_valid_email = excluded.has_valid_email, phone = excluded.phone, created_at = excluded.created_at, effective_at = excluded.effective_at, seen_at = excluded.seen_at, is_inferred = false, changed_from = null, batch_id = excluded.batch_id,
           loaded_at = excluded.loaded_at
    returning 1
)
select jsonb_build_object(''rows_updated'', count(*)) from filled', NULL, 0.5),
	(17, 6, 'splice the new versions into the history', '
with existing as (
    select d.customer_id, d.full_name, d.city, d.country_code, d.email, d.has_valid_email, d.phone, d.created_at, d.effective_at, d.seen_at, d.valid_to, d.is_deleted
      from public.dwh_dim_customers d
     where (d.customer_id) in (select customer_id from pg_temp.pgstrata_delta)
       and not d.is_inferred
), events as (
    select d.customer_id, d.full_name, d.city, d.country_code, d.email, d.has_valid_email, d.phone, d.created_at, effective_at as _at, seen_at as _seen_at, false as _ends, true as _stored, 0 as _rank
      from existing d
     union all
    select d.customer_id, null, null, null, null, null, null, null, valid_to, valid_to, true, true, 0
      from existing d
     where is_deleted
     union all
    select d.customer_id, d.full_name, d.city, d.country_code, d.email, d.has_valid_email, d.phone, d.created_at, effective_at, effective_at, is_deleted, false, 1
      from pg_temp.pgstrata_delta d
), merged as (
    select distinct on (customer_id, _at)
           customer_id, full_name, city, country_code, email, has_valid_email, phone, created_at, _at, _ends,
           max(_seen_at) over same as _seen_at,
           bool_or(_stored) over same and not _ends as _stored
      from events
    window same as (partition by customer_id, _at)
     order by customer_id, _at, _rank desc
), opened as (
    select m.*,
           _ends or _stored or coalesce(lag(_ends) over line, true) or (full_name, city, country_code) is distinct from (lag(full_name) over line, lag(city) over line, lag(country_code) over line) as _opens
      from merged m
    window line as (partition by customer_id order by _at)
), counted as (
    select o.*, count(*) filter (where _opens) over (partition by customer_id order by _at) as _version
      from opened o
), confirmed as (
    select c.*, max(_seen_at) over (partition by customer_id, _version) as _confirmed_at
      from counted c
), placed as (
    select c.*,
           count(*) filter (where not _ends) over line = 1 as _is_first,
           coalesce(lead(_at) over line, ''infinity'') as _until,
           coalesce(lead(_ends) over line, false) as _is_deleted
      from confirmed c
     where _opens
    window line as (partition by customer_id order by _at)
), latest as (
    select distinct on (customer_id) customer_id, email, has_valid_email, phone
      from merged
     where not _ends
     order by customer_id, _seen_at desc, _at desc
), earliest as (
    select distinct on (customer_id) customer_id, created_at
      from events
     where not _ends
     order by customer_id, _stored desc, _at
), written as (
    insert into public.dwh_dim_customers as d
           (customer_id, full_name, city, country_code, email, has_valid_email, phone, created_at, effective_at, seen_at, valid_from, valid_to, is_deleted, changed_from, batch_id, loaded_at)
    select customer_id, p.full_name, p.city, p.country_code, l.email, l.has_valid_email, l.phone, e.created_at, p._at, p._confirmed_at, f._valid_from, p._until, p._is_deleted, f._valid_from,
           ''4''::bigint, now()
      from placed p
      join latest l using (customer_id)
      join earliest e using (customer_id)
     cross join lateral (select case when p._is_first then ''-infinity'' else p._at end) f (_valid_from)
     where not p._ends
     order by customer_id, p._at
        on conflict (customer_id, effective_at) do update
       set full_name = excluded.full_name, city = excluded.city, country_code = excluded.country_code, email = excluded.email, has_valid_email = excluded.has_valid_email, phone = excluded.phone, created_at = excluded.created_at, seen_at = excluded.seen_at, valid_from = excluded.valid_from, valid_to = excluded.valid_to, is_deleted = excluded.is_deleted,
           changed_from = least(
               case when d.batch_id > ''2''::bigint then d.changed_from end,
               case when d.valid_from <> excluded.valid_from then least(d.valid_from, excluded.valid_from) end,
               case when d.valid_to <> excluded.valid_to then least(d.valid_to, excluded.valid_to) end),
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (d.full_name, d.city, d.country_code, d.email, d.has_valid_email, d.phone, d.created_at, d.seen_at, d.valid_from, d.valid_to, d.is_deleted)
           is distinct from (excluded.full_name, excluded.city, excluded.country_code, excluded.email, excluded.has_valid_email, excluded.phone, excluded.created_at, excluded.seen_at, excluded.valid_from, excluded.valid_to, excluded.is_deleted)
    returning d.xmax = 0 as is_new
)
select jsonb_build_object(
           ''rows_inserted'', count(*) filter (where is_new),
           ''rows_updated'', count(*) filter (where not is_new))
  from written', NULL, 2.5),
	(17, 7, 'refuse a history that overlaps', '
select engine.refuse_overlap(''customers'', array_agg(jsonb_build_object(''customer_id'', d.customer_id)))
  from (select d.customer_id, d.valid_to, lead(d.valid_from) over (partition by d.customer_id order by d.valid_from) as _next
          from public.dwh_dim_customers d
         where (d.customer_id) in (select customer_id from pg_temp.pgstrata_delta)) d
 where d.valid_to > d._next', NULL, 0.5),
	(18, 1, 'keep "customers" from writing versions meanwhile', 'select engine.lock_members(''customers'', true)', NULL, 0.3),
	(18, 2, 'keep "products" from writing versions meanwhile', 'select engine.lock_members(''products'', true)', NULL, 0.1),
	(18, 3, 'infer members of "customers" that have not arrived', '
with wanted as (
    select s.customer_id as customer_id
      from stg.stg_fact_sales s
     where s.batch_id > ''1''::bigint and s.batch_id <= ''4''::bigint
       and s.customer_id is not null
     group by s.customer_id
), inferred as (
    insert into public.dwh_dim_customers
           (customer_id, effective_at, seen_at, valid_from, valid_to, is_inferred, batch_id, loaded_at)
    select w.customer_id, ''-infinity'', ''-infinity'', ''-infinity'', ''infinity'', true, ''5''::bigint, now()
      from wanted w
     where not exists (
               select from public.dwh_dim_customers d
                where d.customer_id = w.customer_id)
     order by w.customer_id
    returning 1
)
select jsonb_build_object(''members_inferred'', count(*)) from inferred', NULL, 10.1),
	(18, 4, 'infer members of "products" that have not arrived', '
with wanted as (
    select s.product_id as product_id
      from stg.stg_fact_sales s
     where s.batch_id > ''1''::bigint and s.batch_id <= ''4''::bigint
       and s.product_id is not null
     group by s.product_id
), inferred as (
    insert into public.dwh_dim_products
           (product_id, effective_at, seen_at, valid_from, valid_to, is_inferred, batch_id, loaded_at)
    select w.product_id, ''-infinity'', ''-infinity'', ''-infinity'', ''infinity'', true, ''5''::bigint, now()
      from wanted w
     where not exists (
               select from public.dwh_dim_products d
                where d.product_id = w.product_id)
     order by w.product_id
    returning 1
)
select jsonb_build_object(''members_inferred'', count(*)) from inferred', NULL, 1.8),
	(18, 5, 'grow the calendar', '
with wanted as (
    select s.sale_date as day
      from stg.stg_fact_sales s
     where s.batch_id > ''1''::bigint and s.batch_id <= ''4''::bigint
       and s.sale_date is not null
     group by s.sale_date
), years as (
    select distinct date_trunc(''year'', w.day::timestamp)::date as first_day
      from wanted w
     where not exists (select from public.dwh_dim_date c where c.full_date = w.day)
), grown as (
    insert into public.dwh_dim_date
           (date_key, full_date, year, quarter, month, month_name, day, iso_year, iso_week,
            day_of_week, day_name, is_weekend)
    select to_char(g.day, ''YYYYMMDD'')::integer, g.day, extract(year from g.day), extract(quarter from g.day),
           extract(month from g.day), to_char(g.day, ''FMMonth''), extract(day from g.day),
           extract(isoyear from g.day), extract(week from g.day), extract(isodow from g.day),
           to_char(g.day, ''FMDay''), extract(isodow from g.day) > 5
      from years y
     cross join lateral (
               select n.day::date
                 from generate_series(y.first_day::timestamp,
                          y.first_day + interval ''1 year'' - interval ''1 day'', interval ''1 day'') n (day)) g (day)
        on conflict do nothing
    returning 1
)
select jsonb_build_object(''days_added'', count(*)) from grown', NULL, 5.8),
	(18, 6, 'fetch the delta', '
create temporary table pgstrata_delta on commit drop as
select s.sale_id, s.quantity, s.customer_id, s.product_id, s.transaction_date, s.unit_price, s.total_amount, s.has_amount_mismatch, s.is_deleted, s.sale_date
  from stg.stg_fact_sales s
 where s.batch_id > ''1''::bigint and s.batch_id <= ''4''::bigint
   and (NULL is null or s.sale_id >= NULL::bigint)
       and (NULL is null or s.sale_id < NULL::bigint)', 0, 4.8),
	(18, 7, 'count the delta for the planner', 'analyze pg_temp.pgstrata_delta', 0, 0.2),
	(18, 8, 'look up the keys and write the facts', '
with written as (
    insert into public.dwh_fact_sales as f
           (sale_id, quantity, customer_id, product_id, transaction_date, unit_price, total_amount, has_amount_mismatch, is_deleted, customer_key, product_key, date_key, batch_id, loaded_at)
    select n.sale_id, n.quantity, n.customer_id, n.product_id, n.transaction_date, n.unit_price, n.total_amount, n.has_amount_mismatch, n.is_deleted,
           case when n.customer_id is null then 0 else coalesce(d1.customer_key, (
               select g.customer_key from public.dwh_dim_customers g
                where g.customer_id = n.customer_id and g.valid_from <= n.transaction_date
                order by g.valid_from desc limit 1)) end,
           case when n.product_id is null then 0 else coalesce(d2.product_key, (
               select g.product_key from public.dwh_dim_products g
                where g.product_id = n.product_id and g.valid_from <= n.transaction_date
                order by g.valid_from desc limit 1)) end,
           coalesce(c1.date_key, 0), ''5''::bigint, now()
      from pg_temp.pgstrata_delta n
  left join public.dwh_dim_customers d1
         on d1.customer_id = n.customer_id
        and d1.valid_from <= n.transaction_date and d1.valid_to > n.transaction_date
  left join public.dwh_dim_products d2
         on d2.product_id = n.product_id
        and d2.valid_from <= n.transaction_date and d2.valid_to > n.transaction_date
  left join public.dwh_dim_date c1 on c1.full_date = n.sale_date
        on conflict (sale_id) do update
       set quantity = excluded.quantity, customer_id = excluded.customer_id, product_id = excluded.product_id, transaction_date = excluded.transaction_date, unit_price = excluded.unit_price, total_amount = excluded.total_amount, has_amount_mismatch = excluded.has_amount_mismatch, is_deleted = excluded.is_deleted, customer_key = excluded.customer_key, product_key = excluded.product_key, date_key = excluded.date_key,
           batch_id = excluded.batch_id, loaded_at = excluded.loaded_at
     where (f.quantity, f.customer_id, f.product_id, f.transaction_date, f.unit_price, f.total_amount, f.has_amount_mismatch, f.is_deleted, f.customer_key, f.product_key, f.date_key)
           is distinct from (excluded.quantity, excluded.customer_id, excluded.product_id, excluded.transaction_date, excluded.unit_price, excluded.total_amount, excluded.has_amount_mismatch, excluded.is_deleted, excluded.customer_key, excluded.product_key, excluded.date_key)
    returning f.xmax = 0 as is_new
)
select jsonb_build_object(
           ''rows_read'', (select count(*) from pg_temp.pgstrata_delta),
           ''rows_inserted'', count(*) filter (where is_new),
           ''rows_updated'', count(*) filter (where not is_new))
  from written', NULL, 1.1),
	(18, 9, 'point facts to the changed versions of "customers"', '
with changed as (
    select d.customer_id, min(d.changed_from) as _from
      from public.dwh_dim_customers d
     where d.batch_id > ''2''::bigint and d.batch_id <= ''4''::bigint
       and d.changed_from is not null
     group by d.customer_id
), looked_up as (
    select n.sale_id, case when n.customer_id is null then 0 else coalesce(d1.customer_key, (
               select g.customer_key from public.dwh_dim_customers g
                where g.customer_id = n.customer_id and g.valid_from <= n.transaction_date
                order by g.valid_from desc limit 1)) end as _key
      from changed m
      join public.dwh_fact_sales n
        on n.customer_id = m.customer_id and n.transaction_date >= m._from
  left join public.dwh_dim_customers d1
         on d1.customer_id = n.customer_id
        and d1.valid_from <= n.transaction_date and d1.valid_to > n.transaction_date
), moved as (
    update public.dwh_fact_sales f
       set customer_key = u._key, batch_id = ''5''::bigint, loaded_at = now()
      from looked_up u
     where f.sale_id = u.sale_id
       and f.customer_key <> u._key
    returning 1
)
select jsonb_build_object(''rows_updated'', count(*)) from moved', NULL, 1.1),
	(18, 10, 'point facts to the changed versions of "products"', '
with changed as (
    select d.product_id, min(d.changed_from) as _from
      from public.dwh_dim_products d
     where d.batch_id > ''1''::bigint and d.batch_id <= ''1''::bigint
       and d.changed_from is not null
     group by d.product_id
), looked_up as (
    select n.sale_id, case when n.product_id is null then 0 else coalesce(d2.product_key, (
               select g.product_key from public.dwh_dim_products g
                where g.product_id = n.product_id and g.valid_from <= n.transaction_date
                order by g.valid_from desc limit 1)) end as _key
      from changed m
      join public.dwh_fact_sales n
        on n.product_id = m.product_id and n.transaction_date >= m._from
  left join public.dwh_dim_products d2
         on d2.product_id = n.product_id
        and d2.valid_from <= n.transaction_date and d2.valid_to > n.transaction_date
), moved as (
    update public.dwh_fact_sales f
       set product_key = u._key, batch_id = ''5''::bigint, loaded_at = now()
      from looked_up u
     where f.sale_id = u.sale_id
       and f.product_key <> u._key
    returning 1
)
select jsonb_build_object(''rows_updated'', count(*)) from moved', NULL, 0.7);




INSERT INTO public.dwh_dim_customers VALUES
	(0, NULL, 'Unknown', NULL, NULL, NULL, NULL, NULL, NULL, '-infinity', '-infinity', '-infinity', '9999-12-31 00:00:00+00', DEFAULT, false, false, NULL, 0, '2026-11-25 04:50:20.283111+00'),
	(4, 4, 'Björn Wilson', NULL, false, '085842949', 'Hamburg', 'DE', '2022-01-22 08:44:08.717813+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(5, 5, 'Liam Clark', 'liam.clark5@mail.example.com', true, '+4814778034', 'Warszawa', 'PL', '2022-11-23 04:52:21.79586+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(6, 6, 'José Park', 'jose.park6@example.com', true, '077758633', 'Marseille', 'FR', '2022-10-23 06:26:46.081391+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(7, 7, 'Chen Sato', 'chen.sato7@example.org', true, '+4973079054', 'München', 'DE', '2024-09-17 00:12:29.341902+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(8, 8, 'Anna Dubois', 'anna.dubois8@mail.example.com', true, '+3137588275', 'Amsterdam', 'NL', '2022-07-09 01:53:32.221328+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(9, 9, 'Tara Lindqvist', 'tara.lindqvist9@mail.example.com', true, '+4477404920', 'Bristol', 'GB', '2022-01-09 13:39:34.874492+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(10, 10, 'Carla Weber', 'carla.weber10@example.net', true, NULL, 'Bad Homburg', 'DE', '2023-02-18 23:18:10.242923+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(11, 11, 'Chen Clark', 'chen.clark11@example.net', true, '+3983030731', 'Torino', 'IT', '2022-02-16 04:48:46.354864+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(12, 12, 'Mei Ferrari', 'mei.ferrari12@example.org', true, '+4947867500', 'Leipzig', 'DE', '2023-09-15 22:04:05.40465+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(13, 13, 'Tara Weber', 'tara.weber13@mail.example.com', true, '+4970009150', 'Bad Homburg', 'DE', '2022-04-27 05:29:09.166808+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(14, 14, 'Anna Nguyen', 'anna.nguyen14@shop.example.org', true, '+4918110666', 'Hamburg', 'DE', '2023-03-07 03:15:06.50828+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(15, 15, 'Ines Garcia', NULL, false, '+4922453372', 'Berlin', 'DE', '2022-04-15 21:18:48.237896+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(16, 16, 'George Schmidt', 'george.schmidt16@shop.example.org', true, '+4416350966', 'London', 'GB', '2024-04-15 14:34:58.84043+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(17, 17, 'Tara Khan', 'tara.khan17@example.net', true, '+4936218390', 'Köln', 'DE', '2024-07-31 20:50:42.078705+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(18, 18, 'Maria King', 'maria.king18@mail.example.com', true, '+4948334885', 'Bad Homburg', 'DE', '2023-03-22 22:27:01.638224+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(19, 19, 'Wendy Lopez', 'wendy.lopez19@mail.example.com', true, '+3967789133', 'Milano', 'IT', '2022-04-07 19:05:33.602784+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(20, 21, 'Maria Khan', 'maria.khan21@example.org', true, '+4473587533', 'Leeds', 'GB', '2022-06-19 22:32:24.437137+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(21, 22, 'Aisha King', 'aisha.king22@mail.example.com', true, '+4979052712', 'Hamburg', 'DE', '2023-11-10 18:47:09.54637+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(22, 23, 'Olivia Baker', 'olivia.baker23@example.net', true, '012728246', 'Warszawa', 'PL', '2024-01-26 11:26:00.816935+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(23, 24, 'Emma Laurent', 'emma.laurent24@example.org', true, '+4941693546', 'Köln', 'DE', '2023-01-20 03:11:31.978383+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(24, 25, 'Hugo Tanaka', 'hugo.tanaka25@example.com', true, '+3357375191', 'Saint-Malo', 'FR', '2022-09-27 10:46:07.852968+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(25, 26, 'Chen Dubois', 'chen.dubois26@example.com', true, '042052739', 'Malmö', 'SE', '2024-04-25 07:30:02.492402+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(26, 27, 'Anna Lopez', 'anna.lopez27@example.net', true, '+4939060449', 'Hamburg', 'DE', '2024-03-05 13:08:59.04305+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(27, 28, 'Fatima Moreau', 'fatima.moreau28@shop.example.org', true, '+4996727629', 'Köln', 'DE', '2023-10-05 19:31:48.245299+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(28, 29, 'Anne-Marie Kumar', 'anne-marie.kumar29@example.org', true, '+99965577515', 'Amaurote', NULL, '2021-12-24 18:27:15.029534+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(29, 30, 'José Singh', 'jose.singh30@mail.example.com', true, NULL, 'Köln', 'DE', '2023-11-10 03:14:29.864986+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 2, '2026-11-25 04:50:23.780155+00'),
	(30, 20, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '-infinity', '-infinity', '-infinity', 'infinity', DEFAULT, true, false, NULL, 3, '2026-11-25 04:50:23.825246+00'),
	(1, 1, 'Victor Laurent', 'victor.laurent1@example.net', true, '029511061', 'Hamburg', 'DE', '2024-10-23 05:10:17.432251+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', '2026-11-25 04:50:23.955683+00', DEFAULT, false, false, '2026-11-25 04:50:23.955683+00', 4, '2026-11-25 04:50:24.770578+00'),
	(32, 1, 'Victor Laurent', 'victor.laurent1@example.net', true, '029511061', 'Wien', 'DE', '2024-10-23 05:10:17.432251+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', 'infinity', DEFAULT, false, false, '2026-11-25 04:50:23.955683+00', 4, '2026-11-25 04:50:24.770578+00'),
	(2, 2, 'Emma O''Brien', 'emma.obrien2@shop.example.org', true, '+160606027', 'Montréal', 'CA', '2024-02-12 13:52:05.052398+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', '2026-11-25 04:50:23.955683+00', DEFAULT, false, false, '2026-11-25 04:50:23.955683+00', 4, '2026-11-25 04:50:24.770578+00'),
	(34, 2, 'Emma O''Brien', 'emma.obrien2@shop.example.org', true, '+160606027', 'Wien', 'CA', '2024-02-12 13:52:05.052398+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', 'infinity', DEFAULT, false, false, '2026-11-25 04:50:23.955683+00', 4, '2026-11-25 04:50:24.770578+00'),
	(3, 3, 'Julia Costa', 'julia.costa3@mail.example.com', true, '+180635787', 'Boston', 'US', '2022-10-27 23:11:38.043662+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', '2026-11-25 04:50:23.955683+00', DEFAULT, false, false, '2026-11-25 04:50:23.955683+00', 4, '2026-11-25 04:50:24.770578+00'),
	(36, 3, 'Julia Costa', 'julia.costa3@mail.example.com', true, '+180635787', 'Wien', 'US', '2022-10-27 23:11:38.043662+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', 'infinity', DEFAULT, false, false, '2026-11-25 04:50:23.955683+00', 4, '2026-11-25 04:50:24.770578+00');


INSERT INTO public.dwh_dim_date VALUES
	(0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(20240101, '2024-01-01', 2024, 1, 1, 'January', 1, 2024, 1, 1, 'Monday', false),
	(20240102, '2024-01-02', 2024, 1, 1, 'January', 2, 2024, 1, 2, 'Tuesday', false),
	(20240103, '2024-01-03', 2024, 1, 1, 'January', 3, 2024, 1, 3, 'Wednesday', false),
	(20240104, '2024-01-04', 2024, 1, 1, 'January', 4, 2024, 1, 4, 'Thursday', false),
	(20240105, '2024-01-05', 2024, 1, 1, 'January', 5, 2024, 1, 5, 'Friday', false),
	(20240106, '2024-01-06', 2024, 1, 1, 'January', 6, 2024, 1, 6, 'Saturday', true),
	(20240107, '2024-01-07', 2024, 1, 1, 'January', 7, 2024, 1, 7, 'Sunday', true),
	(20240108, '2024-01-08', 2024, 1, 1, 'January', 8, 2024, 2, 1, 'Monday', false),
	(20240109, '2024-01-09', 2024, 1, 1, 'January', 9, 2024, 2, 2, 'Tuesday', false),
	(20240110, '2024-01-10', 2024, 1, 1, 'January', 10, 2024, 2, 3, 'Wednesday', false),
	(20240111, '2024-01-11', 2024, 1, 1, 'January', 11, 2024, 2, 4, 'Thursday', false),
	(20240112, '2024-01-12', 2024, 1, 1, 'January', 12, 2024, 2, 5, 'Friday', false),
	(20240113, '2024-01-13', 2024, 1, 1, 'January', 13, 2024, 2, 6, 'Saturday', true),
	(20240114, '2024-01-14', 2024, 1, 1, 'January', 14, 2024, 2, 7, 'Sunday', true),
	(20240115, '2024-01-15', 2024, 1, 1, 'January', 15, 2024, 3, 1, 'Monday', false),
	(20240116, '2024-01-16', 2024, 1, 1, 'January', 16, 2024, 3, 2, 'Tuesday', false),
	(20240117, '2024-01-17', 2024, 1, 1, 'January', 17, 2024, 3, 3, 'Wednesday', false),
	(20240118, '2024-01-18', 2024, 1, 1, 'January', 18, 2024, 3, 4, 'Thursday', false),
	(20240119, '2024-01-19', 2024, 1, 1, 'January', 19, 2024, 3, 5, 'Friday', false),
	(20240120, '2024-01-20', 2024, 1, 1, 'January', 20, 2024, 3, 6, 'Saturday', true),
	(20240121, '2024-01-21', 2024, 1, 1, 'January', 21, 2024, 3, 7, 'Sunday', true),
	(20240122, '2024-01-22', 2024, 1, 1, 'January', 22, 2024, 4, 1, 'Monday', false),
	(20240123, '2024-01-23', 2024, 1, 1, 'January', 23, 2024, 4, 2, 'Tuesday', false),
	(20240124, '2024-01-24', 2024, 1, 1, 'January', 24, 2024, 4, 3, 'Wednesday', false),
	(20240125, '2024-01-25', 2024, 1, 1, 'January', 25, 2024, 4, 4, 'Thursday', false),
	(20240126, '2024-01-26', 2024, 1, 1, 'January', 26, 2024, 4, 5, 'Friday', false),
	(20240127, '2024-01-27', 2024, 1, 1, 'January', 27, 2024, 4, 6, 'Saturday', true),
	(20240128, '2024-01-28', 2024, 1, 1, 'January', 28, 2024, 4, 7, 'Sunday', true),
	(20240129, '2024-01-29', 2024, 1, 1, 'January', 29, 2024, 5, 1, 'Monday', false),
	(20240130, '2024-01-30', 2024, 1, 1, 'January', 30, 2024, 5, 2, 'Tuesday', false),
	(20240131, '2024-01-31', 2024, 1, 1, 'January', 31, 2024, 5, 3, 'Wednesday', false),
	(20240201, '2024-02-01', 2024, 1, 2, 'February', 1, 2024, 5, 4, 'Thursday', false),
	(20240202, '2024-02-02', 2024, 1, 2, 'February', 2, 2024, 5, 5, 'Friday', false),
	(20240203, '2024-02-03', 2024, 1, 2, 'February', 3, 2024, 5, 6, 'Saturday', true),
	(20240204, '2024-02-04', 2024, 1, 2, 'February', 4, 2024, 5, 7, 'Sunday', true),
	(20240205, '2024-02-05', 2024, 1, 2, 'February', 5, 2024, 6, 1, 'Monday', false),
	(20240206, '2024-02-06', 2024, 1, 2, 'February', 6, 2024, 6, 2, 'Tuesday', false),
	(20240207, '2024-02-07', 2024, 1, 2, 'February', 7, 2024, 6, 3, 'Wednesday', false),
	(20240208, '2024-02-08', 2024, 1, 2, 'February', 8, 2024, 6, 4, 'Thursday', false),
	(20240209, '2024-02-09', 2024, 1, 2, 'February', 9, 2024, 6, 5, 'Friday', false),
	(20240210, '2024-02-10', 2024, 1, 2, 'February', 10, 2024, 6, 6, 'Saturday', true),
	(20240211, '2024-02-11', 2024, 1, 2, 'February', 11, 2024, 6, 7, 'Sunday', true),
	(20240212, '2024-02-12', 2024, 1, 2, 'February', 12, 2024, 7, 1, 'Monday', false),
	(20240213, '2024-02-13', 2024, 1, 2, 'February', 13, 2024, 7, 2, 'Tuesday', false),
	(20240214, '2024-02-14', 2024, 1, 2, 'February', 14, 2024, 7, 3, 'Wednesday', false),
	(20240215, '2024-02-15', 2024, 1, 2, 'February', 15, 2024, 7, 4, 'Thursday', false),
	(20240216, '2024-02-16', 2024, 1, 2, 'February', 16, 2024, 7, 5, 'Friday', false),
	(20240217, '2024-02-17', 2024, 1, 2, 'February', 17, 2024, 7, 6, 'Saturday', true),
	(20240218, '2024-02-18', 2024, 1, 2, 'February', 18, 2024, 7, 7, 'Sunday', true),
	(20240219, '2024-02-19', 2024, 1, 2, 'February', 19, 2024, 8, 1, 'Monday', false),
	(20240220, '2024-02-20', 2024, 1, 2, 'February', 20, 2024, 8, 2, 'Tuesday', false),
	(20240221, '2024-02-21', 2024, 1, 2, 'February', 21, 2024, 8, 3, 'Wednesday', false),
	(20240222, '2024-02-22', 2024, 1, 2, 'February', 22, 2024, 8, 4, 'Thursday', false),
	(20240223, '2024-02-23', 2024, 1, 2, 'February', 23, 2024, 8, 5, 'Friday', false),
	(20240224, '2024-02-24', 2024, 1, 2, 'February', 24, 2024, 8, 6, 'Saturday', true),
	(20240225, '2024-02-25', 2024, 1, 2, 'February', 25, 2024, 8, 7, 'Sunday', true),
	(20240226, '2024-02-26', 2024, 1, 2, 'February', 26, 2024, 9, 1, 'Monday', false),
	(20240227, '2024-02-27', 2024, 1, 2, 'February', 27, 2024, 9, 2, 'Tuesday', false),
	(20240228, '2024-02-28', 2024, 1, 2, 'February', 28, 2024, 9, 3, 'Wednesday', false),
	(20240229, '2024-02-29', 2024, 1, 2, 'February', 29, 2024, 9, 4, 'Thursday', false),
	(20240301, '2024-03-01', 2024, 1, 3, 'March', 1, 2024, 9, 5, 'Friday', false),
	(20240302, '2024-03-02', 2024, 1, 3, 'March', 2, 2024, 9, 6, 'Saturday', true),
	(20240303, '2024-03-03', 2024, 1, 3, 'March', 3, 2024, 9, 7, 'Sunday', true),
	(20240304, '2024-03-04', 2024, 1, 3, 'March', 4, 2024, 10, 1, 'Monday', false),
	(20240305, '2024-03-05', 2024, 1, 3, 'March', 5, 2024, 10, 2, 'Tuesday', false),
	(20240306, '2024-03-06', 2024, 1, 3, 'March', 6, 2024, 10, 3, 'Wednesday', false),
	(20240307, '2024-03-07', 2024, 1, 3, 'March', 7, 2024, 10, 4, 'Thursday', false),
	(20240308, '2024-03-08', 2024, 1, 3, 'March', 8, 2024, 10, 5, 'Friday', false),
	(20240309, '2024-03-09', 2024, 1, 3, 'March', 9, 2024, 10, 6, 'Saturday', true),
	(20240310, '2024-03-10', 2024, 1, 3, 'March', 10, 2024, 10, 7, 'Sunday', true),
	(20240311, '2024-03-11', 2024, 1, 3, 'March', 11, 2024, 11, 1, 'Monday', false),
	(20240312, '2024-03-12', 2024, 1, 3, 'March', 12, 2024, 11, 2, 'Tuesday', false),
	(20240313, '2024-03-13', 2024, 1, 3, 'March', 13, 2024, 11, 3, 'Wednesday', false),
	(20240314, '2024-03-14', 2024, 1, 3, 'March', 14, 2024, 11, 4, 'Thursday', false),
	(20240315, '2024-03-15', 2024, 1, 3, 'March', 15, 2024, 11, 5, 'Friday', false),
	(20240316, '2024-03-16', 2024, 1, 3, 'March', 16, 2024, 11, 6, 'Saturday', true),
	(20240317, '2024-03-17', 2024, 1, 3, 'March', 17, 2024, 11, 7, 'Sunday', true),
	(20240318, '2024-03-18', 2024, 1, 3, 'March', 18, 2024, 12, 1, 'Monday', false),
	(20240319, '2024-03-19', 2024, 1, 3, 'March', 19, 2024, 12, 2, 'Tuesday', false),
	(20240320, '2024-03-20', 2024, 1, 3, 'March', 20, 2024, 12, 3, 'Wednesday', false),
	(20240321, '2024-03-21', 2024, 1, 3, 'March', 21, 2024, 12, 4, 'Thursday', false),
	(20240322, '2024-03-22', 2024, 1, 3, 'March', 22, 2024, 12, 5, 'Friday', false),
	(20240323, '2024-03-23', 2024, 1, 3, 'March', 23, 2024, 12, 6, 'Saturday', true),
	(20240324, '2024-03-24', 2024, 1, 3, 'March', 24, 2024, 12, 7, 'Sunday', true),
	(20240325, '2024-03-25', 2024, 1, 3, 'March', 25, 2024, 13, 1, 'Monday', false),
	(20240326, '2024-03-26', 2024, 1, 3, 'March', 26, 2024, 13, 2, 'Tuesday', false),
	(20240327, '2024-03-27', 2024, 1, 3, 'March', 27, 2024, 13, 3, 'Wednesday', false),
	(20240328, '2024-03-28', 2024, 1, 3, 'March', 28, 2024, 13, 4, 'Thursday', false),
	(20240329, '2024-03-29', 2024, 1, 3, 'March', 29, 2024, 13, 5, 'Friday', false),
	(20240330, '2024-03-30', 2024, 1, 3, 'March', 30, 2024, 13, 6, 'Saturday', true),
	(20240331, '2024-03-31', 2024, 1, 3, 'March', 31, 2024, 13, 7, 'Sunday', true),
	(20240401, '2024-04-01', 2024, 2, 4, 'April', 1, 2024, 14, 1, 'Monday', false),
	(20240402, '2024-04-02', 2024, 2, 4, 'April', 2, 2024, 14, 2, 'Tuesday', false),
	(20240403, '2024-04-03', 2024, 2, 4, 'April', 3, 2024, 14, 3, 'Wednesday', false),
	(20240404, '2024-04-04', 2024, 2, 4, 'April', 4, 2024, 14, 4, 'Thursday', false),
	(20240405, '2024-04-05', 2024, 2, 4, 'April', 5, 2024, 14, 5, 'Friday', false),
	(20240406, '2024-04-06', 2024, 2, 4, 'April', 6, 2024, 14, 6, 'Saturday', true),
	(20240407, '2024-04-07', 2024, 2, 4, 'April', 7, 2024, 14, 7, 'Sunday', true),
	(20240408, '2024-04-08', 2024, 2, 4, 'April', 8, 2024, 15, 1, 'Monday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20240409, '2024-04-09', 2024, 2, 4, 'April', 9, 2024, 15, 2, 'Tuesday', false),
	(20240410, '2024-04-10', 2024, 2, 4, 'April', 10, 2024, 15, 3, 'Wednesday', false),
	(20240411, '2024-04-11', 2024, 2, 4, 'April', 11, 2024, 15, 4, 'Thursday', false),
	(20240412, '2024-04-12', 2024, 2, 4, 'April', 12, 2024, 15, 5, 'Friday', false),
	(20240413, '2024-04-13', 2024, 2, 4, 'April', 13, 2024, 15, 6, 'Saturday', true),
	(20240414, '2024-04-14', 2024, 2, 4, 'April', 14, 2024, 15, 7, 'Sunday', true),
	(20240415, '2024-04-15', 2024, 2, 4, 'April', 15, 2024, 16, 1, 'Monday', false),
	(20240416, '2024-04-16', 2024, 2, 4, 'April', 16, 2024, 16, 2, 'Tuesday', false),
	(20240417, '2024-04-17', 2024, 2, 4, 'April', 17, 2024, 16, 3, 'Wednesday', false),
	(20240418, '2024-04-18', 2024, 2, 4, 'April', 18, 2024, 16, 4, 'Thursday', false),
	(20240419, '2024-04-19', 2024, 2, 4, 'April', 19, 2024, 16, 5, 'Friday', false),
	(20240420, '2024-04-20', 2024, 2, 4, 'April', 20, 2024, 16, 6, 'Saturday', true),
	(20240421, '2024-04-21', 2024, 2, 4, 'April', 21, 2024, 16, 7, 'Sunday', true),
	(20240422, '2024-04-22', 2024, 2, 4, 'April', 22, 2024, 17, 1, 'Monday', false),
	(20240423, '2024-04-23', 2024, 2, 4, 'April', 23, 2024, 17, 2, 'Tuesday', false),
	(20240424, '2024-04-24', 2024, 2, 4, 'April', 24, 2024, 17, 3, 'Wednesday', false),
	(20240425, '2024-04-25', 2024, 2, 4, 'April', 25, 2024, 17, 4, 'Thursday', false),
	(20240426, '2024-04-26', 2024, 2, 4, 'April', 26, 2024, 17, 5, 'Friday', false),
	(20240427, '2024-04-27', 2024, 2, 4, 'April', 27, 2024, 17, 6, 'Saturday', true),
	(20240428, '2024-04-28', 2024, 2, 4, 'April', 28, 2024, 17, 7, 'Sunday', true),
	(20240429, '2024-04-29', 2024, 2, 4, 'April', 29, 2024, 18, 1, 'Monday', false),
	(20240430, '2024-04-30', 2024, 2, 4, 'April', 30, 2024, 18, 2, 'Tuesday', false),
	(20240501, '2024-05-01', 2024, 2, 5, 'May', 1, 2024, 18, 3, 'Wednesday', false),
	(20240502, '2024-05-02', 2024, 2, 5, 'May', 2, 2024, 18, 4, 'Thursday', false),
	(20240503, '2024-05-03', 2024, 2, 5, 'May', 3, 2024, 18, 5, 'Friday', false),
	(20240504, '2024-05-04', 2024, 2, 5, 'May', 4, 2024, 18, 6, 'Saturday', true),
	(20240505, '2024-05-05', 2024, 2, 5, 'May', 5, 2024, 18, 7, 'Sunday', true),
	(20240506, '2024-05-06', 2024, 2, 5, 'May', 6, 2024, 19, 1, 'Monday', false),
	(20240507, '2024-05-07', 2024, 2, 5, 'May', 7, 2024, 19, 2, 'Tuesday', false),
	(20240508, '2024-05-08', 2024, 2, 5, 'May', 8, 2024, 19, 3, 'Wednesday', false),
	(20240509, '2024-05-09', 2024, 2, 5, 'May', 9, 2024, 19, 4, 'Thursday', false),
	(20240510, '2024-05-10', 2024, 2, 5, 'May', 10, 2024, 19, 5, 'Friday', false),
	(20240511, '2024-05-11', 2024, 2, 5, 'May', 11, 2024, 19, 6, 'Saturday', true),
	(20240512, '2024-05-12', 2024, 2, 5, 'May', 12, 2024, 19, 7, 'Sunday', true),
	(20240513, '2024-05-13', 2024, 2, 5, 'May', 13, 2024, 20, 1, 'Monday', false),
	(20240514, '2024-05-14', 2024, 2, 5, 'May', 14, 2024, 20, 2, 'Tuesday', false),
	(20240515, '2024-05-15', 2024, 2, 5, 'May', 15, 2024, 20, 3, 'Wednesday', false),
	(20240516, '2024-05-16', 2024, 2, 5, 'May', 16, 2024, 20, 4, 'Thursday', false),
	(20240517, '2024-05-17', 2024, 2, 5, 'May', 17, 2024, 20, 5, 'Friday', false),
	(20240518, '2024-05-18', 2024, 2, 5, 'May', 18, 2024, 20, 6, 'Saturday', true),
	(20240519, '2024-05-19', 2024, 2, 5, 'May', 19, 2024, 20, 7, 'Sunday', true),
	(20240520, '2024-05-20', 2024, 2, 5, 'May', 20, 2024, 21, 1, 'Monday', false),
	(20240521, '2024-05-21', 2024, 2, 5, 'May', 21, 2024, 21, 2, 'Tuesday', false),
	(20240522, '2024-05-22', 2024, 2, 5, 'May', 22, 2024, 21, 3, 'Wednesday', false),
	(20240523, '2024-05-23', 2024, 2, 5, 'May', 23, 2024, 21, 4, 'Thursday', false),
	(20240524, '2024-05-24', 2024, 2, 5, 'May', 24, 2024, 21, 5, 'Friday', false),
	(20240525, '2024-05-25', 2024, 2, 5, 'May', 25, 2024, 21, 6, 'Saturday', true),
	(20240526, '2024-05-26', 2024, 2, 5, 'May', 26, 2024, 21, 7, 'Sunday', true),
	(20240527, '2024-05-27', 2024, 2, 5, 'May', 27, 2024, 22, 1, 'Monday', false),
	(20240528, '2024-05-28', 2024, 2, 5, 'May', 28, 2024, 22, 2, 'Tuesday', false),
	(20240529, '2024-05-29', 2024, 2, 5, 'May', 29, 2024, 22, 3, 'Wednesday', false),
	(20240530, '2024-05-30', 2024, 2, 5, 'May', 30, 2024, 22, 4, 'Thursday', false),
	(20240531, '2024-05-31', 2024, 2, 5, 'May', 31, 2024, 22, 5, 'Friday', false),
	(20240601, '2024-06-01', 2024, 2, 6, 'June', 1, 2024, 22, 6, 'Saturday', true),
	(20240602, '2024-06-02', 2024, 2, 6, 'June', 2, 2024, 22, 7, 'Sunday', true),
	(20240603, '2024-06-03', 2024, 2, 6, 'June', 3, 2024, 23, 1, 'Monday', false),
	(20240604, '2024-06-04', 2024, 2, 6, 'June', 4, 2024, 23, 2, 'Tuesday', false),
	(20240605, '2024-06-05', 2024, 2, 6, 'June', 5, 2024, 23, 3, 'Wednesday', false),
	(20240606, '2024-06-06', 2024, 2, 6, 'June', 6, 2024, 23, 4, 'Thursday', false),
	(20240607, '2024-06-07', 2024, 2, 6, 'June', 7, 2024, 23, 5, 'Friday', false),
	(20240608, '2024-06-08', 2024, 2, 6, 'June', 8, 2024, 23, 6, 'Saturday', true),
	(20240609, '2024-06-09', 2024, 2, 6, 'June', 9, 2024, 23, 7, 'Sunday', true),
	(20240610, '2024-06-10', 2024, 2, 6, 'June', 10, 2024, 24, 1, 'Monday', false),
	(20240611, '2024-06-11', 2024, 2, 6, 'June', 11, 2024, 24, 2, 'Tuesday', false),
	(20240612, '2024-06-12', 2024, 2, 6, 'June', 12, 2024, 24, 3, 'Wednesday', false),
	(20240613, '2024-06-13', 2024, 2, 6, 'June', 13, 2024, 24, 4, 'Thursday', false),
	(20240614, '2024-06-14', 2024, 2, 6, 'June', 14, 2024, 24, 5, 'Friday', false),
	(20240615, '2024-06-15', 2024, 2, 6, 'June', 15, 2024, 24, 6, 'Saturday', true),
	(20240616, '2024-06-16', 2024, 2, 6, 'June', 16, 2024, 24, 7, 'Sunday', true),
	(20240617, '2024-06-17', 2024, 2, 6, 'June', 17, 2024, 25, 1, 'Monday', false),
	(20240618, '2024-06-18', 2024, 2, 6, 'June', 18, 2024, 25, 2, 'Tuesday', false),
	(20240619, '2024-06-19', 2024, 2, 6, 'June', 19, 2024, 25, 3, 'Wednesday', false),
	(20240620, '2024-06-20', 2024, 2, 6, 'June', 20, 2024, 25, 4, 'Thursday', false),
	(20240621, '2024-06-21', 2024, 2, 6, 'June', 21, 2024, 25, 5, 'Friday', false),
	(20240622, '2024-06-22', 2024, 2, 6, 'June', 22, 2024, 25, 6, 'Saturday', true),
	(20240623, '2024-06-23', 2024, 2, 6, 'June', 23, 2024, 25, 7, 'Sunday', true),
	(20240624, '2024-06-24', 2024, 2, 6, 'June', 24, 2024, 26, 1, 'Monday', false),
	(20240625, '2024-06-25', 2024, 2, 6, 'June', 25, 2024, 26, 2, 'Tuesday', false),
	(20240626, '2024-06-26', 2024, 2, 6, 'June', 26, 2024, 26, 3, 'Wednesday', false),
	(20240627, '2024-06-27', 2024, 2, 6, 'June', 27, 2024, 26, 4, 'Thursday', false),
	(20240628, '2024-06-28', 2024, 2, 6, 'June', 28, 2024, 26, 5, 'Friday', false),
	(20240629, '2024-06-29', 2024, 2, 6, 'June', 29, 2024, 26, 6, 'Saturday', true),
	(20240630, '2024-06-30', 2024, 2, 6, 'June', 30, 2024, 26, 7, 'Sunday', true),
	(20240701, '2024-07-01', 2024, 3, 7, 'July', 1, 2024, 27, 1, 'Monday', false),
	(20240702, '2024-07-02', 2024, 3, 7, 'July', 2, 2024, 27, 2, 'Tuesday', false),
	(20240703, '2024-07-03', 2024, 3, 7, 'July', 3, 2024, 27, 3, 'Wednesday', false),
	(20240704, '2024-07-04', 2024, 3, 7, 'July', 4, 2024, 27, 4, 'Thursday', false),
	(20240705, '2024-07-05', 2024, 3, 7, 'July', 5, 2024, 27, 5, 'Friday', false),
	(20240706, '2024-07-06', 2024, 3, 7, 'July', 6, 2024, 27, 6, 'Saturday', true),
	(20240707, '2024-07-07', 2024, 3, 7, 'July', 7, 2024, 27, 7, 'Sunday', true),
	(20240708, '2024-07-08', 2024, 3, 7, 'July', 8, 2024, 28, 1, 'Monday', false),
	(20240709, '2024-07-09', 2024, 3, 7, 'July', 9, 2024, 28, 2, 'Tuesday', false),
	(20240710, '2024-07-10', 2024, 3, 7, 'July', 10, 2024, 28, 3, 'Wednesday', false),
	(20240711, '2024-07-11', 2024, 3, 7, 'July', 11, 2024, 28, 4, 'Thursday', false),
	(20240712, '2024-07-12', 2024, 3, 7, 'July', 12, 2024, 28, 5, 'Friday', false),
	(20240713, '2024-07-13', 2024, 3, 7, 'July', 13, 2024, 28, 6, 'Saturday', true),
	(20240714, '2024-07-14', 2024, 3, 7, 'July', 14, 2024, 28, 7, 'Sunday', true),
	(20240715, '2024-07-15', 2024, 3, 7, 'July', 15, 2024, 29, 1, 'Monday', false),
	(20240716, '2024-07-16', 2024, 3, 7, 'July', 16, 2024, 29, 2, 'Tuesday', false),
	(20240717, '2024-07-17', 2024, 3, 7, 'July', 17, 2024, 29, 3, 'Wednesday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20240718, '2024-07-18', 2024, 3, 7, 'July', 18, 2024, 29, 4, 'Thursday', false),
	(20240719, '2024-07-19', 2024, 3, 7, 'July', 19, 2024, 29, 5, 'Friday', false),
	(20240720, '2024-07-20', 2024, 3, 7, 'July', 20, 2024, 29, 6, 'Saturday', true),
	(20240721, '2024-07-21', 2024, 3, 7, 'July', 21, 2024, 29, 7, 'Sunday', true),
	(20240722, '2024-07-22', 2024, 3, 7, 'July', 22, 2024, 30, 1, 'Monday', false),
	(20240723, '2024-07-23', 2024, 3, 7, 'July', 23, 2024, 30, 2, 'Tuesday', false),
	(20240724, '2024-07-24', 2024, 3, 7, 'July', 24, 2024, 30, 3, 'Wednesday', false),
	(20240725, '2024-07-25', 2024, 3, 7, 'July', 25, 2024, 30, 4, 'Thursday', false),
	(20240726, '2024-07-26', 2024, 3, 7, 'July', 26, 2024, 30, 5, 'Friday', false),
	(20240727, '2024-07-27', 2024, 3, 7, 'July', 27, 2024, 30, 6, 'Saturday', true),
	(20240728, '2024-07-28', 2024, 3, 7, 'July', 28, 2024, 30, 7, 'Sunday', true),
	(20240729, '2024-07-29', 2024, 3, 7, 'July', 29, 2024, 31, 1, 'Monday', false),
	(20240730, '2024-07-30', 2024, 3, 7, 'July', 30, 2024, 31, 2, 'Tuesday', false),
	(20240731, '2024-07-31', 2024, 3, 7, 'July', 31, 2024, 31, 3, 'Wednesday', false),
	(20240801, '2024-08-01', 2024, 3, 8, 'August', 1, 2024, 31, 4, 'Thursday', false),
	(20240802, '2024-08-02', 2024, 3, 8, 'August', 2, 2024, 31, 5, 'Friday', false),
	(20240803, '2024-08-03', 2024, 3, 8, 'August', 3, 2024, 31, 6, 'Saturday', true),
	(20240804, '2024-08-04', 2024, 3, 8, 'August', 4, 2024, 31, 7, 'Sunday', true),
	(20240805, '2024-08-05', 2024, 3, 8, 'August', 5, 2024, 32, 1, 'Monday', false),
	(20240806, '2024-08-06', 2024, 3, 8, 'August', 6, 2024, 32, 2, 'Tuesday', false),
	(20240807, '2024-08-07', 2024, 3, 8, 'August', 7, 2024, 32, 3, 'Wednesday', false),
	(20240808, '2024-08-08', 2024, 3, 8, 'August', 8, 2024, 32, 4, 'Thursday', false),
	(20240809, '2024-08-09', 2024, 3, 8, 'August', 9, 2024, 32, 5, 'Friday', false),
	(20240810, '2024-08-10', 2024, 3, 8, 'August', 10, 2024, 32, 6, 'Saturday', true),
	(20240811, '2024-08-11', 2024, 3, 8, 'August', 11, 2024, 32, 7, 'Sunday', true),
	(20240812, '2024-08-12', 2024, 3, 8, 'August', 12, 2024, 33, 1, 'Monday', false),
	(20240813, '2024-08-13', 2024, 3, 8, 'August', 13, 2024, 33, 2, 'Tuesday', false),
	(20240814, '2024-08-14', 2024, 3, 8, 'August', 14, 2024, 33, 3, 'Wednesday', false),
	(20240815, '2024-08-15', 2024, 3, 8, 'August', 15, 2024, 33, 4, 'Thursday', false),
	(20240816, '2024-08-16', 2024, 3, 8, 'August', 16, 2024, 33, 5, 'Friday', false),
	(20240817, '2024-08-17', 2024, 3, 8, 'August', 17, 2024, 33, 6, 'Saturday', true),
	(20240818, '2024-08-18', 2024, 3, 8, 'August', 18, 2024, 33, 7, 'Sunday', true),
	(20240819, '2024-08-19', 2024, 3, 8, 'August', 19, 2024, 34, 1, 'Monday', false),
	(20240820, '2024-08-20', 2024, 3, 8, 'August', 20, 2024, 34, 2, 'Tuesday', false),
	(20240821, '2024-08-21', 2024, 3, 8, 'August', 21, 2024, 34, 3, 'Wednesday', false),
	(20240822, '2024-08-22', 2024, 3, 8, 'August', 22, 2024, 34, 4, 'Thursday', false),
	(20240823, '2024-08-23', 2024, 3, 8, 'August', 23, 2024, 34, 5, 'Friday', false),
	(20240824, '2024-08-24', 2024, 3, 8, 'August', 24, 2024, 34, 6, 'Saturday', true),
	(20240825, '2024-08-25', 2024, 3, 8, 'August', 25, 2024, 34, 7, 'Sunday', true),
	(20240826, '2024-08-26', 2024, 3, 8, 'August', 26, 2024, 35, 1, 'Monday', false),
	(20240827, '2024-08-27', 2024, 3, 8, 'August', 27, 2024, 35, 2, 'Tuesday', false),
	(20240828, '2024-08-28', 2024, 3, 8, 'August', 28, 2024, 35, 3, 'Wednesday', false),
	(20240829, '2024-08-29', 2024, 3, 8, 'August', 29, 2024, 35, 4, 'Thursday', false),
	(20240830, '2024-08-30', 2024, 3, 8, 'August', 30, 2024, 35, 5, 'Friday', false),
	(20240831, '2024-08-31', 2024, 3, 8, 'August', 31, 2024, 35, 6, 'Saturday', true),
	(20240901, '2024-09-01', 2024, 3, 9, 'September', 1, 2024, 35, 7, 'Sunday', true),
	(20240902, '2024-09-02', 2024, 3, 9, 'September', 2, 2024, 36, 1, 'Monday', false),
	(20240903, '2024-09-03', 2024, 3, 9, 'September', 3, 2024, 36, 2, 'Tuesday', false),
	(20240904, '2024-09-04', 2024, 3, 9, 'September', 4, 2024, 36, 3, 'Wednesday', false),
	(20240905, '2024-09-05', 2024, 3, 9, 'September', 5, 2024, 36, 4, 'Thursday', false),
	(20240906, '2024-09-06', 2024, 3, 9, 'September', 6, 2024, 36, 5, 'Friday', false),
	(20240907, '2024-09-07', 2024, 3, 9, 'September', 7, 2024, 36, 6, 'Saturday', true),
	(20240908, '2024-09-08', 2024, 3, 9, 'September', 8, 2024, 36, 7, 'Sunday', true),
	(20240909, '2024-09-09', 2024, 3, 9, 'September', 9, 2024, 37, 1, 'Monday', false),
	(20240910, '2024-09-10', 2024, 3, 9, 'September', 10, 2024, 37, 2, 'Tuesday', false),
	(20240911, '2024-09-11', 2024, 3, 9, 'September', 11, 2024, 37, 3, 'Wednesday', false),
	(20240912, '2024-09-12', 2024, 3, 9, 'September', 12, 2024, 37, 4, 'Thursday', false),
	(20240913, '2024-09-13', 2024, 3, 9, 'September', 13, 2024, 37, 5, 'Friday', false),
	(20240914, '2024-09-14', 2024, 3, 9, 'September', 14, 2024, 37, 6, 'Saturday', true),
	(20240915, '2024-09-15', 2024, 3, 9, 'September', 15, 2024, 37, 7, 'Sunday', true),
	(20240916, '2024-09-16', 2024, 3, 9, 'September', 16, 2024, 38, 1, 'Monday', false),
	(20240917, '2024-09-17', 2024, 3, 9, 'September', 17, 2024, 38, 2, 'Tuesday', false),
	(20240918, '2024-09-18', 2024, 3, 9, 'September', 18, 2024, 38, 3, 'Wednesday', false),
	(20240919, '2024-09-19', 2024, 3, 9, 'September', 19, 2024, 38, 4, 'Thursday', false),
	(20240920, '2024-09-20', 2024, 3, 9, 'September', 20, 2024, 38, 5, 'Friday', false),
	(20240921, '2024-09-21', 2024, 3, 9, 'September', 21, 2024, 38, 6, 'Saturday', true),
	(20240922, '2024-09-22', 2024, 3, 9, 'September', 22, 2024, 38, 7, 'Sunday', true),
	(20240923, '2024-09-23', 2024, 3, 9, 'September', 23, 2024, 39, 1, 'Monday', false),
	(20240924, '2024-09-24', 2024, 3, 9, 'September', 24, 2024, 39, 2, 'Tuesday', false),
	(20240925, '2024-09-25', 2024, 3, 9, 'September', 25, 2024, 39, 3, 'Wednesday', false),
	(20240926, '2024-09-26', 2024, 3, 9, 'September', 26, 2024, 39, 4, 'Thursday', false),
	(20240927, '2024-09-27', 2024, 3, 9, 'September', 27, 2024, 39, 5, 'Friday', false),
	(20240928, '2024-09-28', 2024, 3, 9, 'September', 28, 2024, 39, 6, 'Saturday', true),
	(20240929, '2024-09-29', 2024, 3, 9, 'September', 29, 2024, 39, 7, 'Sunday', true),
	(20240930, '2024-09-30', 2024, 3, 9, 'September', 30, 2024, 40, 1, 'Monday', false),
	(20241001, '2024-10-01', 2024, 4, 10, 'October', 1, 2024, 40, 2, 'Tuesday', false),
	(20241002, '2024-10-02', 2024, 4, 10, 'October', 2, 2024, 40, 3, 'Wednesday', false),
	(20241003, '2024-10-03', 2024, 4, 10, 'October', 3, 2024, 40, 4, 'Thursday', false),
	(20241004, '2024-10-04', 2024, 4, 10, 'October', 4, 2024, 40, 5, 'Friday', false),
	(20241005, '2024-10-05', 2024, 4, 10, 'October', 5, 2024, 40, 6, 'Saturday', true),
	(20241006, '2024-10-06', 2024, 4, 10, 'October', 6, 2024, 40, 7, 'Sunday', true),
	(20241007, '2024-10-07', 2024, 4, 10, 'October', 7, 2024, 41, 1, 'Monday', false),
	(20241008, '2024-10-08', 2024, 4, 10, 'October', 8, 2024, 41, 2, 'Tuesday', false),
	(20241009, '2024-10-09', 2024, 4, 10, 'October', 9, 2024, 41, 3, 'Wednesday', false),
	(20241010, '2024-10-10', 2024, 4, 10, 'October', 10, 2024, 41, 4, 'Thursday', false),
	(20241011, '2024-10-11', 2024, 4, 10, 'October', 11, 2024, 41, 5, 'Friday', false),
	(20241012, '2024-10-12', 2024, 4, 10, 'October', 12, 2024, 41, 6, 'Saturday', true),
	(20241013, '2024-10-13', 2024, 4, 10, 'October', 13, 2024, 41, 7, 'Sunday', true),
	(20241014, '2024-10-14', 2024, 4, 10, 'October', 14, 2024, 42, 1, 'Monday', false),
	(20241015, '2024-10-15', 2024, 4, 10, 'October', 15, 2024, 42, 2, 'Tuesday', false),
	(20241016, '2024-10-16', 2024, 4, 10, 'October', 16, 2024, 42, 3, 'Wednesday', false),
	(20241017, '2024-10-17', 2024, 4, 10, 'October', 17, 2024, 42, 4, 'Thursday', false),
	(20241018, '2024-10-18', 2024, 4, 10, 'October', 18, 2024, 42, 5, 'Friday', false),
	(20241019, '2024-10-19', 2024, 4, 10, 'October', 19, 2024, 42, 6, 'Saturday', true),
	(20241020, '2024-10-20', 2024, 4, 10, 'October', 20, 2024, 42, 7, 'Sunday', true),
	(20241021, '2024-10-21', 2024, 4, 10, 'October', 21, 2024, 43, 1, 'Monday', false),
	(20241022, '2024-10-22', 2024, 4, 10, 'October', 22, 2024, 43, 2, 'Tuesday', false),
	(20241023, '2024-10-23', 2024, 4, 10, 'October', 23, 2024, 43, 3, 'Wednesday', false),
	(20241024, '2024-10-24', 2024, 4, 10, 'October', 24, 2024, 43, 4, 'Thursday', false),
	(20241025, '2024-10-25', 2024, 4, 10, 'October', 25, 2024, 43, 5, 'Friday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20241026, '2024-10-26', 2024, 4, 10, 'October', 26, 2024, 43, 6, 'Saturday', true),
	(20241027, '2024-10-27', 2024, 4, 10, 'October', 27, 2024, 43, 7, 'Sunday', true),
	(20241028, '2024-10-28', 2024, 4, 10, 'October', 28, 2024, 44, 1, 'Monday', false),
	(20241029, '2024-10-29', 2024, 4, 10, 'October', 29, 2024, 44, 2, 'Tuesday', false),
	(20241030, '2024-10-30', 2024, 4, 10, 'October', 30, 2024, 44, 3, 'Wednesday', false),
	(20241031, '2024-10-31', 2024, 4, 10, 'October', 31, 2024, 44, 4, 'Thursday', false),
	(20241101, '2024-11-01', 2024, 4, 11, 'November', 1, 2024, 44, 5, 'Friday', false),
	(20241102, '2024-11-02', 2024, 4, 11, 'November', 2, 2024, 44, 6, 'Saturday', true),
	(20241103, '2024-11-03', 2024, 4, 11, 'November', 3, 2024, 44, 7, 'Sunday', true),
	(20241104, '2024-11-04', 2024, 4, 11, 'November', 4, 2024, 45, 1, 'Monday', false),
	(20241105, '2024-11-05', 2024, 4, 11, 'November', 5, 2024, 45, 2, 'Tuesday', false),
	(20241106, '2024-11-06', 2024, 4, 11, 'November', 6, 2024, 45, 3, 'Wednesday', false),
	(20241107, '2024-11-07', 2024, 4, 11, 'November', 7, 2024, 45, 4, 'Thursday', false),
	(20241108, '2024-11-08', 2024, 4, 11, 'November', 8, 2024, 45, 5, 'Friday', false),
	(20241109, '2024-11-09', 2024, 4, 11, 'November', 9, 2024, 45, 6, 'Saturday', true),
	(20241110, '2024-11-10', 2024, 4, 11, 'November', 10, 2024, 45, 7, 'Sunday', true),
	(20241111, '2024-11-11', 2024, 4, 11, 'November', 11, 2024, 46, 1, 'Monday', false),
	(20241112, '2024-11-12', 2024, 4, 11, 'November', 12, 2024, 46, 2, 'Tuesday', false),
	(20241113, '2024-11-13', 2024, 4, 11, 'November', 13, 2024, 46, 3, 'Wednesday', false),
	(20241114, '2024-11-14', 2024, 4, 11, 'November', 14, 2024, 46, 4, 'Thursday', false),
	(20241115, '2024-11-15', 2024, 4, 11, 'November', 15, 2024, 46, 5, 'Friday', false),
	(20241116, '2024-11-16', 2024, 4, 11, 'November', 16, 2024, 46, 6, 'Saturday', true),
	(20241117, '2024-11-17', 2024, 4, 11, 'November', 17, 2024, 46, 7, 'Sunday', true),
	(20241118, '2024-11-18', 2024, 4, 11, 'November', 18, 2024, 47, 1, 'Monday', false),
	(20241119, '2024-11-19', 2024, 4, 11, 'November', 19, 2024, 47, 2, 'Tuesday', false),
	(20241120, '2024-11-20', 2024, 4, 11, 'November', 20, 2024, 47, 3, 'Wednesday', false),
	(20241121, '2024-11-21', 2024, 4, 11, 'November', 21, 2024, 47, 4, 'Thursday', false),
	(20241122, '2024-11-22', 2024, 4, 11, 'November', 22, 2024, 47, 5, 'Friday', false),
	(20241123, '2024-11-23', 2024, 4, 11, 'November', 23, 2024, 47, 6, 'Saturday', true),
	(20241124, '2024-11-24', 2024, 4, 11, 'November', 24, 2024, 47, 7, 'Sunday', true),
	(20241125, '2024-11-25', 2024, 4, 11, 'November', 25, 2024, 48, 1, 'Monday', false),
	(20241126, '2024-11-26', 2024, 4, 11, 'November', 26, 2024, 48, 2, 'Tuesday', false),
	(20241127, '2024-11-27', 2024, 4, 11, 'November', 27, 2024, 48, 3, 'Wednesday', false),
	(20241128, '2024-11-28', 2024, 4, 11, 'November', 28, 2024, 48, 4, 'Thursday', false),
	(20241129, '2024-11-29', 2024, 4, 11, 'November', 29, 2024, 48, 5, 'Friday', false),
	(20241130, '2024-11-30', 2024, 4, 11, 'November', 30, 2024, 48, 6, 'Saturday', true),
	(20241201, '2024-12-01', 2024, 4, 12, 'December', 1, 2024, 48, 7, 'Sunday', true),
	(20241202, '2024-12-02', 2024, 4, 12, 'December', 2, 2024, 49, 1, 'Monday', false),
	(20241203, '2024-12-03', 2024, 4, 12, 'December', 3, 2024, 49, 2, 'Tuesday', false),
	(20241204, '2024-12-04', 2024, 4, 12, 'December', 4, 2024, 49, 3, 'Wednesday', false),
	(20241205, '2024-12-05', 2024, 4, 12, 'December', 5, 2024, 49, 4, 'Thursday', false),
	(20241206, '2024-12-06', 2024, 4, 12, 'December', 6, 2024, 49, 5, 'Friday', false),
	(20241207, '2024-12-07', 2024, 4, 12, 'December', 7, 2024, 49, 6, 'Saturday', true),
	(20241208, '2024-12-08', 2024, 4, 12, 'December', 8, 2024, 49, 7, 'Sunday', true),
	(20241209, '2024-12-09', 2024, 4, 12, 'December', 9, 2024, 50, 1, 'Monday', false),
	(20241210, '2024-12-10', 2024, 4, 12, 'December', 10, 2024, 50, 2, 'Tuesday', false),
	(20241211, '2024-12-11', 2024, 4, 12, 'December', 11, 2024, 50, 3, 'Wednesday', false),
	(20241212, '2024-12-12', 2024, 4, 12, 'December', 12, 2024, 50, 4, 'Thursday', false),
	(20241213, '2024-12-13', 2024, 4, 12, 'December', 13, 2024, 50, 5, 'Friday', false),
	(20241214, '2024-12-14', 2024, 4, 12, 'December', 14, 2024, 50, 6, 'Saturday', true),
	(20241215, '2024-12-15', 2024, 4, 12, 'December', 15, 2024, 50, 7, 'Sunday', true),
	(20241216, '2024-12-16', 2024, 4, 12, 'December', 16, 2024, 51, 1, 'Monday', false),
	(20241217, '2024-12-17', 2024, 4, 12, 'December', 17, 2024, 51, 2, 'Tuesday', false),
	(20241218, '2024-12-18', 2024, 4, 12, 'December', 18, 2024, 51, 3, 'Wednesday', false),
	(20241219, '2024-12-19', 2024, 4, 12, 'December', 19, 2024, 51, 4, 'Thursday', false),
	(20241220, '2024-12-20', 2024, 4, 12, 'December', 20, 2024, 51, 5, 'Friday', false),
	(20241221, '2024-12-21', 2024, 4, 12, 'December', 21, 2024, 51, 6, 'Saturday', true),
	(20241222, '2024-12-22', 2024, 4, 12, 'December', 22, 2024, 51, 7, 'Sunday', true),
	(20241223, '2024-12-23', 2024, 4, 12, 'December', 23, 2024, 52, 1, 'Monday', false),
	(20241224, '2024-12-24', 2024, 4, 12, 'December', 24, 2024, 52, 2, 'Tuesday', false),
	(20241225, '2024-12-25', 2024, 4, 12, 'December', 25, 2024, 52, 3, 'Wednesday', false),
	(20241226, '2024-12-26', 2024, 4, 12, 'December', 26, 2024, 52, 4, 'Thursday', false),
	(20241227, '2024-12-27', 2024, 4, 12, 'December', 27, 2024, 52, 5, 'Friday', false),
	(20241228, '2024-12-28', 2024, 4, 12, 'December', 28, 2024, 52, 6, 'Saturday', true),
	(20241229, '2024-12-29', 2024, 4, 12, 'December', 29, 2024, 52, 7, 'Sunday', true),
	(20241230, '2024-12-30', 2024, 4, 12, 'December', 30, 2025, 1, 1, 'Monday', false),
	(20241231, '2024-12-31', 2024, 4, 12, 'December', 31, 2025, 1, 2, 'Tuesday', false),
	(20250101, '2025-01-01', 2025, 1, 1, 'January', 1, 2025, 1, 3, 'Wednesday', false),
	(20250102, '2025-01-02', 2025, 1, 1, 'January', 2, 2025, 1, 4, 'Thursday', false),
	(20250103, '2025-01-03', 2025, 1, 1, 'January', 3, 2025, 1, 5, 'Friday', false),
	(20250104, '2025-01-04', 2025, 1, 1, 'January', 4, 2025, 1, 6, 'Saturday', true),
	(20250105, '2025-01-05', 2025, 1, 1, 'January', 5, 2025, 1, 7, 'Sunday', true),
	(20250106, '2025-01-06', 2025, 1, 1, 'January', 6, 2025, 2, 1, 'Monday', false),
	(20250107, '2025-01-07', 2025, 1, 1, 'January', 7, 2025, 2, 2, 'Tuesday', false),
	(20250108, '2025-01-08', 2025, 1, 1, 'January', 8, 2025, 2, 3, 'Wednesday', false),
	(20250109, '2025-01-09', 2025, 1, 1, 'January', 9, 2025, 2, 4, 'Thursday', false),
	(20250110, '2025-01-10', 2025, 1, 1, 'January', 10, 2025, 2, 5, 'Friday', false),
	(20250111, '2025-01-11', 2025, 1, 1, 'January', 11, 2025, 2, 6, 'Saturday', true),
	(20250112, '2025-01-12', 2025, 1, 1, 'January', 12, 2025, 2, 7, 'Sunday', true),
	(20250113, '2025-01-13', 2025, 1, 1, 'January', 13, 2025, 3, 1, 'Monday', false),
	(20250114, '2025-01-14', 2025, 1, 1, 'January', 14, 2025, 3, 2, 'Tuesday', false),
	(20250115, '2025-01-15', 2025, 1, 1, 'January', 15, 2025, 3, 3, 'Wednesday', false),
	(20250116, '2025-01-16', 2025, 1, 1, 'January', 16, 2025, 3, 4, 'Thursday', false),
	(20250117, '2025-01-17', 2025, 1, 1, 'January', 17, 2025, 3, 5, 'Friday', false),
	(20250118, '2025-01-18', 2025, 1, 1, 'January', 18, 2025, 3, 6, 'Saturday', true),
	(20250119, '2025-01-19', 2025, 1, 1, 'January', 19, 2025, 3, 7, 'Sunday', true),
	(20250120, '2025-01-20', 2025, 1, 1, 'January', 20, 2025, 4, 1, 'Monday', false),
	(20250121, '2025-01-21', 2025, 1, 1, 'January', 21, 2025, 4, 2, 'Tuesday', false),
	(20250122, '2025-01-22', 2025, 1, 1, 'January', 22, 2025, 4, 3, 'Wednesday', false),
	(20250123, '2025-01-23', 2025, 1, 1, 'January', 23, 2025, 4, 4, 'Thursday', false),
	(20250124, '2025-01-24', 2025, 1, 1, 'January', 24, 2025, 4, 5, 'Friday', false),
	(20250125, '2025-01-25', 2025, 1, 1, 'January', 25, 2025, 4, 6, 'Saturday', true),
	(20250126, '2025-01-26', 2025, 1, 1, 'January', 26, 2025, 4, 7, 'Sunday', true),
	(20250127, '2025-01-27', 2025, 1, 1, 'January', 27, 2025, 5, 1, 'Monday', false),
	(20250128, '2025-01-28', 2025, 1, 1, 'January', 28, 2025, 5, 2, 'Tuesday', false),
	(20250129, '2025-01-29', 2025, 1, 1, 'January', 29, 2025, 5, 3, 'Wednesday', false),
	(20250130, '2025-01-30', 2025, 1, 1, 'January', 30, 2025, 5, 4, 'Thursday', false),
	(20250131, '2025-01-31', 2025, 1, 1, 'January', 31, 2025, 5, 5, 'Friday', false),
	(20250201, '2025-02-01', 2025, 1, 2, 'February', 1, 2025, 5, 6, 'Saturday', true),
	(20250202, '2025-02-02', 2025, 1, 2, 'February', 2, 2025, 5, 7, 'Sunday', true);
INSERT INTO public.dwh_dim_date VALUES
	(20250203, '2025-02-03', 2025, 1, 2, 'February', 3, 2025, 6, 1, 'Monday', false),
	(20250204, '2025-02-04', 2025, 1, 2, 'February', 4, 2025, 6, 2, 'Tuesday', false),
	(20250205, '2025-02-05', 2025, 1, 2, 'February', 5, 2025, 6, 3, 'Wednesday', false),
	(20250206, '2025-02-06', 2025, 1, 2, 'February', 6, 2025, 6, 4, 'Thursday', false),
	(20250207, '2025-02-07', 2025, 1, 2, 'February', 7, 2025, 6, 5, 'Friday', false),
	(20250208, '2025-02-08', 2025, 1, 2, 'February', 8, 2025, 6, 6, 'Saturday', true),
	(20250209, '2025-02-09', 2025, 1, 2, 'February', 9, 2025, 6, 7, 'Sunday', true),
	(20250210, '2025-02-10', 2025, 1, 2, 'February', 10, 2025, 7, 1, 'Monday', false),
	(20250211, '2025-02-11', 2025, 1, 2, 'February', 11, 2025, 7, 2, 'Tuesday', false),
	(20250212, '2025-02-12', 2025, 1, 2, 'February', 12, 2025, 7, 3, 'Wednesday', false),
	(20250213, '2025-02-13', 2025, 1, 2, 'February', 13, 2025, 7, 4, 'Thursday', false),
	(20250214, '2025-02-14', 2025, 1, 2, 'February', 14, 2025, 7, 5, 'Friday', false),
	(20250215, '2025-02-15', 2025, 1, 2, 'February', 15, 2025, 7, 6, 'Saturday', true),
	(20250216, '2025-02-16', 2025, 1, 2, 'February', 16, 2025, 7, 7, 'Sunday', true),
	(20250217, '2025-02-17', 2025, 1, 2, 'February', 17, 2025, 8, 1, 'Monday', false),
	(20250218, '2025-02-18', 2025, 1, 2, 'February', 18, 2025, 8, 2, 'Tuesday', false),
	(20250219, '2025-02-19', 2025, 1, 2, 'February', 19, 2025, 8, 3, 'Wednesday', false),
	(20250220, '2025-02-20', 2025, 1, 2, 'February', 20, 2025, 8, 4, 'Thursday', false),
	(20250221, '2025-02-21', 2025, 1, 2, 'February', 21, 2025, 8, 5, 'Friday', false),
	(20250222, '2025-02-22', 2025, 1, 2, 'February', 22, 2025, 8, 6, 'Saturday', true),
	(20250223, '2025-02-23', 2025, 1, 2, 'February', 23, 2025, 8, 7, 'Sunday', true),
	(20250224, '2025-02-24', 2025, 1, 2, 'February', 24, 2025, 9, 1, 'Monday', false),
	(20250225, '2025-02-25', 2025, 1, 2, 'February', 25, 2025, 9, 2, 'Tuesday', false),
	(20250226, '2025-02-26', 2025, 1, 2, 'February', 26, 2025, 9, 3, 'Wednesday', false),
	(20250227, '2025-02-27', 2025, 1, 2, 'February', 27, 2025, 9, 4, 'Thursday', false),
	(20250228, '2025-02-28', 2025, 1, 2, 'February', 28, 2025, 9, 5, 'Friday', false),
	(20250301, '2025-03-01', 2025, 1, 3, 'March', 1, 2025, 9, 6, 'Saturday', true),
	(20250302, '2025-03-02', 2025, 1, 3, 'March', 2, 2025, 9, 7, 'Sunday', true),
	(20250303, '2025-03-03', 2025, 1, 3, 'March', 3, 2025, 10, 1, 'Monday', false),
	(20250304, '2025-03-04', 2025, 1, 3, 'March', 4, 2025, 10, 2, 'Tuesday', false),
	(20250305, '2025-03-05', 2025, 1, 3, 'March', 5, 2025, 10, 3, 'Wednesday', false),
	(20250306, '2025-03-06', 2025, 1, 3, 'March', 6, 2025, 10, 4, 'Thursday', false),
	(20250307, '2025-03-07', 2025, 1, 3, 'March', 7, 2025, 10, 5, 'Friday', false),
	(20250308, '2025-03-08', 2025, 1, 3, 'March', 8, 2025, 10, 6, 'Saturday', true),
	(20250309, '2025-03-09', 2025, 1, 3, 'March', 9, 2025, 10, 7, 'Sunday', true),
	(20250310, '2025-03-10', 2025, 1, 3, 'March', 10, 2025, 11, 1, 'Monday', false),
	(20250311, '2025-03-11', 2025, 1, 3, 'March', 11, 2025, 11, 2, 'Tuesday', false),
	(20250312, '2025-03-12', 2025, 1, 3, 'March', 12, 2025, 11, 3, 'Wednesday', false),
	(20250313, '2025-03-13', 2025, 1, 3, 'March', 13, 2025, 11, 4, 'Thursday', false),
	(20250314, '2025-03-14', 2025, 1, 3, 'March', 14, 2025, 11, 5, 'Friday', false),
	(20250315, '2025-03-15', 2025, 1, 3, 'March', 15, 2025, 11, 6, 'Saturday', true),
	(20250316, '2025-03-16', 2025, 1, 3, 'March', 16, 2025, 11, 7, 'Sunday', true),
	(20250317, '2025-03-17', 2025, 1, 3, 'March', 17, 2025, 12, 1, 'Monday', false),
	(20250318, '2025-03-18', 2025, 1, 3, 'March', 18, 2025, 12, 2, 'Tuesday', false),
	(20250319, '2025-03-19', 2025, 1, 3, 'March', 19, 2025, 12, 3, 'Wednesday', false),
	(20250320, '2025-03-20', 2025, 1, 3, 'March', 20, 2025, 12, 4, 'Thursday', false),
	(20250321, '2025-03-21', 2025, 1, 3, 'March', 21, 2025, 12, 5, 'Friday', false),
	(20250322, '2025-03-22', 2025, 1, 3, 'March', 22, 2025, 12, 6, 'Saturday', true),
	(20250323, '2025-03-23', 2025, 1, 3, 'March', 23, 2025, 12, 7, 'Sunday', true),
	(20250324, '2025-03-24', 2025, 1, 3, 'March', 24, 2025, 13, 1, 'Monday', false),
	(20250325, '2025-03-25', 2025, 1, 3, 'March', 25, 2025, 13, 2, 'Tuesday', false),
	(20250326, '2025-03-26', 2025, 1, 3, 'March', 26, 2025, 13, 3, 'Wednesday', false),
	(20250327, '2025-03-27', 2025, 1, 3, 'March', 27, 2025, 13, 4, 'Thursday', false),
	(20250328, '2025-03-28', 2025, 1, 3, 'March', 28, 2025, 13, 5, 'Friday', false),
	(20250329, '2025-03-29', 2025, 1, 3, 'March', 29, 2025, 13, 6, 'Saturday', true),
	(20250330, '2025-03-30', 2025, 1, 3, 'March', 30, 2025, 13, 7, 'Sunday', true),
	(20250331, '2025-03-31', 2025, 1, 3, 'March', 31, 2025, 14, 1, 'Monday', false),
	(20250401, '2025-04-01', 2025, 2, 4, 'April', 1, 2025, 14, 2, 'Tuesday', false),
	(20250402, '2025-04-02', 2025, 2, 4, 'April', 2, 2025, 14, 3, 'Wednesday', false),
	(20250403, '2025-04-03', 2025, 2, 4, 'April', 3, 2025, 14, 4, 'Thursday', false),
	(20250404, '2025-04-04', 2025, 2, 4, 'April', 4, 2025, 14, 5, 'Friday', false),
	(20250405, '2025-04-05', 2025, 2, 4, 'April', 5, 2025, 14, 6, 'Saturday', true),
	(20250406, '2025-04-06', 2025, 2, 4, 'April', 6, 2025, 14, 7, 'Sunday', true),
	(20250407, '2025-04-07', 2025, 2, 4, 'April', 7, 2025, 15, 1, 'Monday', false),
	(20250408, '2025-04-08', 2025, 2, 4, 'April', 8, 2025, 15, 2, 'Tuesday', false),
	(20250409, '2025-04-09', 2025, 2, 4, 'April', 9, 2025, 15, 3, 'Wednesday', false),
	(20250410, '2025-04-10', 2025, 2, 4, 'April', 10, 2025, 15, 4, 'Thursday', false),
	(20250411, '2025-04-11', 2025, 2, 4, 'April', 11, 2025, 15, 5, 'Friday', false),
	(20250412, '2025-04-12', 2025, 2, 4, 'April', 12, 2025, 15, 6, 'Saturday', true),
	(20250413, '2025-04-13', 2025, 2, 4, 'April', 13, 2025, 15, 7, 'Sunday', true),
	(20250414, '2025-04-14', 2025, 2, 4, 'April', 14, 2025, 16, 1, 'Monday', false),
	(20250415, '2025-04-15', 2025, 2, 4, 'April', 15, 2025, 16, 2, 'Tuesday', false),
	(20250416, '2025-04-16', 2025, 2, 4, 'April', 16, 2025, 16, 3, 'Wednesday', false),
	(20250417, '2025-04-17', 2025, 2, 4, 'April', 17, 2025, 16, 4, 'Thursday', false),
	(20250418, '2025-04-18', 2025, 2, 4, 'April', 18, 2025, 16, 5, 'Friday', false),
	(20250419, '2025-04-19', 2025, 2, 4, 'April', 19, 2025, 16, 6, 'Saturday', true),
	(20250420, '2025-04-20', 2025, 2, 4, 'April', 20, 2025, 16, 7, 'Sunday', true),
	(20250421, '2025-04-21', 2025, 2, 4, 'April', 21, 2025, 17, 1, 'Monday', false),
	(20250422, '2025-04-22', 2025, 2, 4, 'April', 22, 2025, 17, 2, 'Tuesday', false),
	(20250423, '2025-04-23', 2025, 2, 4, 'April', 23, 2025, 17, 3, 'Wednesday', false),
	(20250424, '2025-04-24', 2025, 2, 4, 'April', 24, 2025, 17, 4, 'Thursday', false),
	(20250425, '2025-04-25', 2025, 2, 4, 'April', 25, 2025, 17, 5, 'Friday', false),
	(20250426, '2025-04-26', 2025, 2, 4, 'April', 26, 2025, 17, 6, 'Saturday', true),
	(20250427, '2025-04-27', 2025, 2, 4, 'April', 27, 2025, 17, 7, 'Sunday', true),
	(20250428, '2025-04-28', 2025, 2, 4, 'April', 28, 2025, 18, 1, 'Monday', false),
	(20250429, '2025-04-29', 2025, 2, 4, 'April', 29, 2025, 18, 2, 'Tuesday', false),
	(20250430, '2025-04-30', 2025, 2, 4, 'April', 30, 2025, 18, 3, 'Wednesday', false),
	(20250501, '2025-05-01', 2025, 2, 5, 'May', 1, 2025, 18, 4, 'Thursday', false),
	(20250502, '2025-05-02', 2025, 2, 5, 'May', 2, 2025, 18, 5, 'Friday', false),
	(20250503, '2025-05-03', 2025, 2, 5, 'May', 3, 2025, 18, 6, 'Saturday', true),
	(20250504, '2025-05-04', 2025, 2, 5, 'May', 4, 2025, 18, 7, 'Sunday', true),
	(20250505, '2025-05-05', 2025, 2, 5, 'May', 5, 2025, 19, 1, 'Monday', false),
	(20250506, '2025-05-06', 2025, 2, 5, 'May', 6, 2025, 19, 2, 'Tuesday', false),
	(20250507, '2025-05-07', 2025, 2, 5, 'May', 7, 2025, 19, 3, 'Wednesday', false),
	(20250508, '2025-05-08', 2025, 2, 5, 'May', 8, 2025, 19, 4, 'Thursday', false),
	(20250509, '2025-05-09', 2025, 2, 5, 'May', 9, 2025, 19, 5, 'Friday', false),
	(20250510, '2025-05-10', 2025, 2, 5, 'May', 10, 2025, 19, 6, 'Saturday', true),
	(20250511, '2025-05-11', 2025, 2, 5, 'May', 11, 2025, 19, 7, 'Sunday', true),
	(20250512, '2025-05-12', 2025, 2, 5, 'May', 12, 2025, 20, 1, 'Monday', false),
	(20250513, '2025-05-13', 2025, 2, 5, 'May', 13, 2025, 20, 2, 'Tuesday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20250514, '2025-05-14', 2025, 2, 5, 'May', 14, 2025, 20, 3, 'Wednesday', false),
	(20250515, '2025-05-15', 2025, 2, 5, 'May', 15, 2025, 20, 4, 'Thursday', false),
	(20250516, '2025-05-16', 2025, 2, 5, 'May', 16, 2025, 20, 5, 'Friday', false),
	(20250517, '2025-05-17', 2025, 2, 5, 'May', 17, 2025, 20, 6, 'Saturday', true),
	(20250518, '2025-05-18', 2025, 2, 5, 'May', 18, 2025, 20, 7, 'Sunday', true),
	(20250519, '2025-05-19', 2025, 2, 5, 'May', 19, 2025, 21, 1, 'Monday', false),
	(20250520, '2025-05-20', 2025, 2, 5, 'May', 20, 2025, 21, 2, 'Tuesday', false),
	(20250521, '2025-05-21', 2025, 2, 5, 'May', 21, 2025, 21, 3, 'Wednesday', false),
	(20250522, '2025-05-22', 2025, 2, 5, 'May', 22, 2025, 21, 4, 'Thursday', false),
	(20250523, '2025-05-23', 2025, 2, 5, 'May', 23, 2025, 21, 5, 'Friday', false),
	(20250524, '2025-05-24', 2025, 2, 5, 'May', 24, 2025, 21, 6, 'Saturday', true),
	(20250525, '2025-05-25', 2025, 2, 5, 'May', 25, 2025, 21, 7, 'Sunday', true),
	(20250526, '2025-05-26', 2025, 2, 5, 'May', 26, 2025, 22, 1, 'Monday', false),
	(20250527, '2025-05-27', 2025, 2, 5, 'May', 27, 2025, 22, 2, 'Tuesday', false),
	(20250528, '2025-05-28', 2025, 2, 5, 'May', 28, 2025, 22, 3, 'Wednesday', false),
	(20250529, '2025-05-29', 2025, 2, 5, 'May', 29, 2025, 22, 4, 'Thursday', false),
	(20250530, '2025-05-30', 2025, 2, 5, 'May', 30, 2025, 22, 5, 'Friday', false),
	(20250531, '2025-05-31', 2025, 2, 5, 'May', 31, 2025, 22, 6, 'Saturday', true),
	(20250601, '2025-06-01', 2025, 2, 6, 'June', 1, 2025, 22, 7, 'Sunday', true),
	(20250602, '2025-06-02', 2025, 2, 6, 'June', 2, 2025, 23, 1, 'Monday', false),
	(20250603, '2025-06-03', 2025, 2, 6, 'June', 3, 2025, 23, 2, 'Tuesday', false),
	(20250604, '2025-06-04', 2025, 2, 6, 'June', 4, 2025, 23, 3, 'Wednesday', false),
	(20250605, '2025-06-05', 2025, 2, 6, 'June', 5, 2025, 23, 4, 'Thursday', false),
	(20250606, '2025-06-06', 2025, 2, 6, 'June', 6, 2025, 23, 5, 'Friday', false),
	(20250607, '2025-06-07', 2025, 2, 6, 'June', 7, 2025, 23, 6, 'Saturday', true),
	(20250608, '2025-06-08', 2025, 2, 6, 'June', 8, 2025, 23, 7, 'Sunday', true),
	(20250609, '2025-06-09', 2025, 2, 6, 'June', 9, 2025, 24, 1, 'Monday', false),
	(20250610, '2025-06-10', 2025, 2, 6, 'June', 10, 2025, 24, 2, 'Tuesday', false),
	(20250611, '2025-06-11', 2025, 2, 6, 'June', 11, 2025, 24, 3, 'Wednesday', false),
	(20250612, '2025-06-12', 2025, 2, 6, 'June', 12, 2025, 24, 4, 'Thursday', false),
	(20250613, '2025-06-13', 2025, 2, 6, 'June', 13, 2025, 24, 5, 'Friday', false),
	(20250614, '2025-06-14', 2025, 2, 6, 'June', 14, 2025, 24, 6, 'Saturday', true),
	(20250615, '2025-06-15', 2025, 2, 6, 'June', 15, 2025, 24, 7, 'Sunday', true),
	(20250616, '2025-06-16', 2025, 2, 6, 'June', 16, 2025, 25, 1, 'Monday', false),
	(20250617, '2025-06-17', 2025, 2, 6, 'June', 17, 2025, 25, 2, 'Tuesday', false),
	(20250618, '2025-06-18', 2025, 2, 6, 'June', 18, 2025, 25, 3, 'Wednesday', false),
	(20250619, '2025-06-19', 2025, 2, 6, 'June', 19, 2025, 25, 4, 'Thursday', false),
	(20250620, '2025-06-20', 2025, 2, 6, 'June', 20, 2025, 25, 5, 'Friday', false),
	(20250621, '2025-06-21', 2025, 2, 6, 'June', 21, 2025, 25, 6, 'Saturday', true),
	(20250622, '2025-06-22', 2025, 2, 6, 'June', 22, 2025, 25, 7, 'Sunday', true),
	(20250623, '2025-06-23', 2025, 2, 6, 'June', 23, 2025, 26, 1, 'Monday', false),
	(20250624, '2025-06-24', 2025, 2, 6, 'June', 24, 2025, 26, 2, 'Tuesday', false),
	(20250625, '2025-06-25', 2025, 2, 6, 'June', 25, 2025, 26, 3, 'Wednesday', false),
	(20250626, '2025-06-26', 2025, 2, 6, 'June', 26, 2025, 26, 4, 'Thursday', false),
	(20250627, '2025-06-27', 2025, 2, 6, 'June', 27, 2025, 26, 5, 'Friday', false),
	(20250628, '2025-06-28', 2025, 2, 6, 'June', 28, 2025, 26, 6, 'Saturday', true),
	(20250629, '2025-06-29', 2025, 2, 6, 'June', 29, 2025, 26, 7, 'Sunday', true),
	(20250630, '2025-06-30', 2025, 2, 6, 'June', 30, 2025, 27, 1, 'Monday', false),
	(20250701, '2025-07-01', 2025, 3, 7, 'July', 1, 2025, 27, 2, 'Tuesday', false),
	(20250702, '2025-07-02', 2025, 3, 7, 'July', 2, 2025, 27, 3, 'Wednesday', false),
	(20250703, '2025-07-03', 2025, 3, 7, 'July', 3, 2025, 27, 4, 'Thursday', false),
	(20250704, '2025-07-04', 2025, 3, 7, 'July', 4, 2025, 27, 5, 'Friday', false),
	(20250705, '2025-07-05', 2025, 3, 7, 'July', 5, 2025, 27, 6, 'Saturday', true),
	(20250706, '2025-07-06', 2025, 3, 7, 'July', 6, 2025, 27, 7, 'Sunday', true),
	(20250707, '2025-07-07', 2025, 3, 7, 'July', 7, 2025, 28, 1, 'Monday', false),
	(20250708, '2025-07-08', 2025, 3, 7, 'July', 8, 2025, 28, 2, 'Tuesday', false),
	(20250709, '2025-07-09', 2025, 3, 7, 'July', 9, 2025, 28, 3, 'Wednesday', false),
	(20250710, '2025-07-10', 2025, 3, 7, 'July', 10, 2025, 28, 4, 'Thursday', false),
	(20250711, '2025-07-11', 2025, 3, 7, 'July', 11, 2025, 28, 5, 'Friday', false),
	(20250712, '2025-07-12', 2025, 3, 7, 'July', 12, 2025, 28, 6, 'Saturday', true),
	(20250713, '2025-07-13', 2025, 3, 7, 'July', 13, 2025, 28, 7, 'Sunday', true),
	(20250714, '2025-07-14', 2025, 3, 7, 'July', 14, 2025, 29, 1, 'Monday', false),
	(20250715, '2025-07-15', 2025, 3, 7, 'July', 15, 2025, 29, 2, 'Tuesday', false),
	(20250716, '2025-07-16', 2025, 3, 7, 'July', 16, 2025, 29, 3, 'Wednesday', false),
	(20250717, '2025-07-17', 2025, 3, 7, 'July', 17, 2025, 29, 4, 'Thursday', false),
	(20250718, '2025-07-18', 2025, 3, 7, 'July', 18, 2025, 29, 5, 'Friday', false),
	(20250719, '2025-07-19', 2025, 3, 7, 'July', 19, 2025, 29, 6, 'Saturday', true),
	(20250720, '2025-07-20', 2025, 3, 7, 'July', 20, 2025, 29, 7, 'Sunday', true),
	(20250721, '2025-07-21', 2025, 3, 7, 'July', 21, 2025, 30, 1, 'Monday', false),
	(20250722, '2025-07-22', 2025, 3, 7, 'July', 22, 2025, 30, 2, 'Tuesday', false),
	(20250723, '2025-07-23', 2025, 3, 7, 'July', 23, 2025, 30, 3, 'Wednesday', false),
	(20250724, '2025-07-24', 2025, 3, 7, 'July', 24, 2025, 30, 4, 'Thursday', false),
	(20250725, '2025-07-25', 2025, 3, 7, 'July', 25, 2025, 30, 5, 'Friday', false),
	(20250726, '2025-07-26', 2025, 3, 7, 'July', 26, 2025, 30, 6, 'Saturday', true),
	(20250727, '2025-07-27', 2025, 3, 7, 'July', 27, 2025, 30, 7, 'Sunday', true),
	(20250728, '2025-07-28', 2025, 3, 7, 'July', 28, 2025, 31, 1, 'Monday', false),
	(20250729, '2025-07-29', 2025, 3, 7, 'July', 29, 2025, 31, 2, 'Tuesday', false),
	(20250730, '2025-07-30', 2025, 3, 7, 'July', 30, 2025, 31, 3, 'Wednesday', false),
	(20250731, '2025-07-31', 2025, 3, 7, 'July', 31, 2025, 31, 4, 'Thursday', false),
	(20250801, '2025-08-01', 2025, 3, 8, 'August', 1, 2025, 31, 5, 'Friday', false),
	(20250802, '2025-08-02', 2025, 3, 8, 'August', 2, 2025, 31, 6, 'Saturday', true),
	(20250803, '2025-08-03', 2025, 3, 8, 'August', 3, 2025, 31, 7, 'Sunday', true),
	(20250804, '2025-08-04', 2025, 3, 8, 'August', 4, 2025, 32, 1, 'Monday', false),
	(20250805, '2025-08-05', 2025, 3, 8, 'August', 5, 2025, 32, 2, 'Tuesday', false),
	(20250806, '2025-08-06', 2025, 3, 8, 'August', 6, 2025, 32, 3, 'Wednesday', false),
	(20250807, '2025-08-07', 2025, 3, 8, 'August', 7, 2025, 32, 4, 'Thursday', false),
	(20250808, '2025-08-08', 2025, 3, 8, 'August', 8, 2025, 32, 5, 'Friday', false),
	(20250809, '2025-08-09', 2025, 3, 8, 'August', 9, 2025, 32, 6, 'Saturday', true),
	(20250810, '2025-08-10', 2025, 3, 8, 'August', 10, 2025, 32, 7, 'Sunday', true),
	(20250811, '2025-08-11', 2025, 3, 8, 'August', 11, 2025, 33, 1, 'Monday', false),
	(20250812, '2025-08-12', 2025, 3, 8, 'August', 12, 2025, 33, 2, 'Tuesday', false),
	(20250813, '2025-08-13', 2025, 3, 8, 'August', 13, 2025, 33, 3, 'Wednesday', false),
	(20250814, '2025-08-14', 2025, 3, 8, 'August', 14, 2025, 33, 4, 'Thursday', false),
	(20250815, '2025-08-15', 2025, 3, 8, 'August', 15, 2025, 33, 5, 'Friday', false),
	(20250816, '2025-08-16', 2025, 3, 8, 'August', 16, 2025, 33, 6, 'Saturday', true),
	(20250817, '2025-08-17', 2025, 3, 8, 'August', 17, 2025, 33, 7, 'Sunday', true),
	(20250818, '2025-08-18', 2025, 3, 8, 'August', 18, 2025, 34, 1, 'Monday', false),
	(20250819, '2025-08-19', 2025, 3, 8, 'August', 19, 2025, 34, 2, 'Tuesday', false),
	(20250820, '2025-08-20', 2025, 3, 8, 'August', 20, 2025, 34, 3, 'Wednesday', false),
	(20250821, '2025-08-21', 2025, 3, 8, 'August', 21, 2025, 34, 4, 'Thursday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20250822, '2025-08-22', 2025, 3, 8, 'August', 22, 2025, 34, 5, 'Friday', false),
	(20250823, '2025-08-23', 2025, 3, 8, 'August', 23, 2025, 34, 6, 'Saturday', true),
	(20250824, '2025-08-24', 2025, 3, 8, 'August', 24, 2025, 34, 7, 'Sunday', true),
	(20250825, '2025-08-25', 2025, 3, 8, 'August', 25, 2025, 35, 1, 'Monday', false),
	(20250826, '2025-08-26', 2025, 3, 8, 'August', 26, 2025, 35, 2, 'Tuesday', false),
	(20250827, '2025-08-27', 2025, 3, 8, 'August', 27, 2025, 35, 3, 'Wednesday', false),
	(20250828, '2025-08-28', 2025, 3, 8, 'August', 28, 2025, 35, 4, 'Thursday', false),
	(20250829, '2025-08-29', 2025, 3, 8, 'August', 29, 2025, 35, 5, 'Friday', false),
	(20250830, '2025-08-30', 2025, 3, 8, 'August', 30, 2025, 35, 6, 'Saturday', true),
	(20250831, '2025-08-31', 2025, 3, 8, 'August', 31, 2025, 35, 7, 'Sunday', true),
	(20250901, '2025-09-01', 2025, 3, 9, 'September', 1, 2025, 36, 1, 'Monday', false),
	(20250902, '2025-09-02', 2025, 3, 9, 'September', 2, 2025, 36, 2, 'Tuesday', false),
	(20250903, '2025-09-03', 2025, 3, 9, 'September', 3, 2025, 36, 3, 'Wednesday', false),
	(20250904, '2025-09-04', 2025, 3, 9, 'September', 4, 2025, 36, 4, 'Thursday', false),
	(20250905, '2025-09-05', 2025, 3, 9, 'September', 5, 2025, 36, 5, 'Friday', false),
	(20250906, '2025-09-06', 2025, 3, 9, 'September', 6, 2025, 36, 6, 'Saturday', true),
	(20250907, '2025-09-07', 2025, 3, 9, 'September', 7, 2025, 36, 7, 'Sunday', true),
	(20250908, '2025-09-08', 2025, 3, 9, 'September', 8, 2025, 37, 1, 'Monday', false),
	(20250909, '2025-09-09', 2025, 3, 9, 'September', 9, 2025, 37, 2, 'Tuesday', false),
	(20250910, '2025-09-10', 2025, 3, 9, 'September', 10, 2025, 37, 3, 'Wednesday', false),
	(20250911, '2025-09-11', 2025, 3, 9, 'September', 11, 2025, 37, 4, 'Thursday', false),
	(20250912, '2025-09-12', 2025, 3, 9, 'September', 12, 2025, 37, 5, 'Friday', false),
	(20250913, '2025-09-13', 2025, 3, 9, 'September', 13, 2025, 37, 6, 'Saturday', true),
	(20250914, '2025-09-14', 2025, 3, 9, 'September', 14, 2025, 37, 7, 'Sunday', true),
	(20250915, '2025-09-15', 2025, 3, 9, 'September', 15, 2025, 38, 1, 'Monday', false),
	(20250916, '2025-09-16', 2025, 3, 9, 'September', 16, 2025, 38, 2, 'Tuesday', false),
	(20250917, '2025-09-17', 2025, 3, 9, 'September', 17, 2025, 38, 3, 'Wednesday', false),
	(20250918, '2025-09-18', 2025, 3, 9, 'September', 18, 2025, 38, 4, 'Thursday', false),
	(20250919, '2025-09-19', 2025, 3, 9, 'September', 19, 2025, 38, 5, 'Friday', false),
	(20250920, '2025-09-20', 2025, 3, 9, 'September', 20, 2025, 38, 6, 'Saturday', true),
	(20250921, '2025-09-21', 2025, 3, 9, 'September', 21, 2025, 38, 7, 'Sunday', true),
	(20250922, '2025-09-22', 2025, 3, 9, 'September', 22, 2025, 39, 1, 'Monday', false),
	(20250923, '2025-09-23', 2025, 3, 9, 'September', 23, 2025, 39, 2, 'Tuesday', false),
	(20250924, '2025-09-24', 2025, 3, 9, 'September', 24, 2025, 39, 3, 'Wednesday', false),
	(20250925, '2025-09-25', 2025, 3, 9, 'September', 25, 2025, 39, 4, 'Thursday', false),
	(20250926, '2025-09-26', 2025, 3, 9, 'September', 26, 2025, 39, 5, 'Friday', false),
	(20250927, '2025-09-27', 2025, 3, 9, 'September', 27, 2025, 39, 6, 'Saturday', true),
	(20250928, '2025-09-28', 2025, 3, 9, 'September', 28, 2025, 39, 7, 'Sunday', true),
	(20250929, '2025-09-29', 2025, 3, 9, 'September', 29, 2025, 40, 1, 'Monday', false),
	(20250930, '2025-09-30', 2025, 3, 9, 'September', 30, 2025, 40, 2, 'Tuesday', false),
	(20251001, '2025-10-01', 2025, 4, 10, 'October', 1, 2025, 40, 3, 'Wednesday', false),
	(20251002, '2025-10-02', 2025, 4, 10, 'October', 2, 2025, 40, 4, 'Thursday', false),
	(20251003, '2025-10-03', 2025, 4, 10, 'October', 3, 2025, 40, 5, 'Friday', false),
	(20251004, '2025-10-04', 2025, 4, 10, 'October', 4, 2025, 40, 6, 'Saturday', true),
	(20251005, '2025-10-05', 2025, 4, 10, 'October', 5, 2025, 40, 7, 'Sunday', true),
	(20251006, '2025-10-06', 2025, 4, 10, 'October', 6, 2025, 41, 1, 'Monday', false),
	(20251007, '2025-10-07', 2025, 4, 10, 'October', 7, 2025, 41, 2, 'Tuesday', false),
	(20251008, '2025-10-08', 2025, 4, 10, 'October', 8, 2025, 41, 3, 'Wednesday', false),
	(20251009, '2025-10-09', 2025, 4, 10, 'October', 9, 2025, 41, 4, 'Thursday', false),
	(20251010, '2025-10-10', 2025, 4, 10, 'October', 10, 2025, 41, 5, 'Friday', false),
	(20251011, '2025-10-11', 2025, 4, 10, 'October', 11, 2025, 41, 6, 'Saturday', true),
	(20251012, '2025-10-12', 2025, 4, 10, 'October', 12, 2025, 41, 7, 'Sunday', true),
	(20251013, '2025-10-13', 2025, 4, 10, 'October', 13, 2025, 42, 1, 'Monday', false),
	(20251014, '2025-10-14', 2025, 4, 10, 'October', 14, 2025, 42, 2, 'Tuesday', false),
	(20251015, '2025-10-15', 2025, 4, 10, 'October', 15, 2025, 42, 3, 'Wednesday', false),
	(20251016, '2025-10-16', 2025, 4, 10, 'October', 16, 2025, 42, 4, 'Thursday', false),
	(20251017, '2025-10-17', 2025, 4, 10, 'October', 17, 2025, 42, 5, 'Friday', false),
	(20251018, '2025-10-18', 2025, 4, 10, 'October', 18, 2025, 42, 6, 'Saturday', true),
	(20251019, '2025-10-19', 2025, 4, 10, 'October', 19, 2025, 42, 7, 'Sunday', true),
	(20251020, '2025-10-20', 2025, 4, 10, 'October', 20, 2025, 43, 1, 'Monday', false),
	(20251021, '2025-10-21', 2025, 4, 10, 'October', 21, 2025, 43, 2, 'Tuesday', false),
	(20251022, '2025-10-22', 2025, 4, 10, 'October', 22, 2025, 43, 3, 'Wednesday', false),
	(20251023, '2025-10-23', 2025, 4, 10, 'October', 23, 2025, 43, 4, 'Thursday', false),
	(20251024, '2025-10-24', 2025, 4, 10, 'October', 24, 2025, 43, 5, 'Friday', false),
	(20251025, '2025-10-25', 2025, 4, 10, 'October', 25, 2025, 43, 6, 'Saturday', true),
	(20251026, '2025-10-26', 2025, 4, 10, 'October', 26, 2025, 43, 7, 'Sunday', true),
	(20251027, '2025-10-27', 2025, 4, 10, 'October', 27, 2025, 44, 1, 'Monday', false),
	(20251028, '2025-10-28', 2025, 4, 10, 'October', 28, 2025, 44, 2, 'Tuesday', false),
	(20251029, '2025-10-29', 2025, 4, 10, 'October', 29, 2025, 44, 3, 'Wednesday', false),
	(20251030, '2025-10-30', 2025, 4, 10, 'October', 30, 2025, 44, 4, 'Thursday', false),
	(20251031, '2025-10-31', 2025, 4, 10, 'October', 31, 2025, 44, 5, 'Friday', false),
	(20251101, '2025-11-01', 2025, 4, 11, 'November', 1, 2025, 44, 6, 'Saturday', true),
	(20251102, '2025-11-02', 2025, 4, 11, 'November', 2, 2025, 44, 7, 'Sunday', true),
	(20251103, '2025-11-03', 2025, 4, 11, 'November', 3, 2025, 45, 1, 'Monday', false),
	(20251104, '2025-11-04', 2025, 4, 11, 'November', 4, 2025, 45, 2, 'Tuesday', false),
	(20251105, '2025-11-05', 2025, 4, 11, 'November', 5, 2025, 45, 3, 'Wednesday', false),
	(20251106, '2025-11-06', 2025, 4, 11, 'November', 6, 2025, 45, 4, 'Thursday', false),
	(20251107, '2025-11-07', 2025, 4, 11, 'November', 7, 2025, 45, 5, 'Friday', false),
	(20251108, '2025-11-08', 2025, 4, 11, 'November', 8, 2025, 45, 6, 'Saturday', true),
	(20251109, '2025-11-09', 2025, 4, 11, 'November', 9, 2025, 45, 7, 'Sunday', true),
	(20251110, '2025-11-10', 2025, 4, 11, 'November', 10, 2025, 46, 1, 'Monday', false),
	(20251111, '2025-11-11', 2025, 4, 11, 'November', 11, 2025, 46, 2, 'Tuesday', false),
	(20251112, '2025-11-12', 2025, 4, 11, 'November', 12, 2025, 46, 3, 'Wednesday', false),
	(20251113, '2025-11-13', 2025, 4, 11, 'November', 13, 2025, 46, 4, 'Thursday', false),
	(20251114, '2025-11-14', 2025, 4, 11, 'November', 14, 2025, 46, 5, 'Friday', false),
	(20251115, '2025-11-15', 2025, 4, 11, 'November', 15, 2025, 46, 6, 'Saturday', true),
	(20251116, '2025-11-16', 2025, 4, 11, 'November', 16, 2025, 46, 7, 'Sunday', true),
	(20251117, '2025-11-17', 2025, 4, 11, 'November', 17, 2025, 47, 1, 'Monday', false),
	(20251118, '2025-11-18', 2025, 4, 11, 'November', 18, 2025, 47, 2, 'Tuesday', false),
	(20251119, '2025-11-19', 2025, 4, 11, 'November', 19, 2025, 47, 3, 'Wednesday', false),
	(20251120, '2025-11-20', 2025, 4, 11, 'November', 20, 2025, 47, 4, 'Thursday', false),
	(20251121, '2025-11-21', 2025, 4, 11, 'November', 21, 2025, 47, 5, 'Friday', false),
	(20251122, '2025-11-22', 2025, 4, 11, 'November', 22, 2025, 47, 6, 'Saturday', true),
	(20251123, '2025-11-23', 2025, 4, 11, 'November', 23, 2025, 47, 7, 'Sunday', true),
	(20251124, '2025-11-24', 2025, 4, 11, 'November', 24, 2025, 48, 1, 'Monday', false),
	(20251125, '2025-11-25', 2025, 4, 11, 'November', 25, 2025, 48, 2, 'Tuesday', false),
	(20251126, '2025-11-26', 2025, 4, 11, 'November', 26, 2025, 48, 3, 'Wednesday', false),
	(20251127, '2025-11-27', 2025, 4, 11, 'November', 27, 2025, 48, 4, 'Thursday', false),
	(20251128, '2025-11-28', 2025, 4, 11, 'November', 28, 2025, 48, 5, 'Friday', false),
	(20251129, '2025-11-29', 2025, 4, 11, 'November', 29, 2025, 48, 6, 'Saturday', true);
INSERT INTO public.dwh_dim_date VALUES
	(20251130, '2025-11-30', 2025, 4, 11, 'November', 30, 2025, 48, 7, 'Sunday', true),
	(20251201, '2025-12-01', 2025, 4, 12, 'December', 1, 2025, 49, 1, 'Monday', false),
	(20251202, '2025-12-02', 2025, 4, 12, 'December', 2, 2025, 49, 2, 'Tuesday', false),
	(20251203, '2025-12-03', 2025, 4, 12, 'December', 3, 2025, 49, 3, 'Wednesday', false),
	(20251204, '2025-12-04', 2025, 4, 12, 'December', 4, 2025, 49, 4, 'Thursday', false),
	(20251205, '2025-12-05', 2025, 4, 12, 'December', 5, 2025, 49, 5, 'Friday', false),
	(20251206, '2025-12-06', 2025, 4, 12, 'December', 6, 2025, 49, 6, 'Saturday', true),
	(20251207, '2025-12-07', 2025, 4, 12, 'December', 7, 2025, 49, 7, 'Sunday', true),
	(20251208, '2025-12-08', 2025, 4, 12, 'December', 8, 2025, 50, 1, 'Monday', false),
	(20251209, '2025-12-09', 2025, 4, 12, 'December', 9, 2025, 50, 2, 'Tuesday', false),
	(20251210, '2025-12-10', 2025, 4, 12, 'December', 10, 2025, 50, 3, 'Wednesday', false),
	(20251211, '2025-12-11', 2025, 4, 12, 'December', 11, 2025, 50, 4, 'Thursday', false),
	(20251212, '2025-12-12', 2025, 4, 12, 'December', 12, 2025, 50, 5, 'Friday', false),
	(20251213, '2025-12-13', 2025, 4, 12, 'December', 13, 2025, 50, 6, 'Saturday', true),
	(20251214, '2025-12-14', 2025, 4, 12, 'December', 14, 2025, 50, 7, 'Sunday', true),
	(20251215, '2025-12-15', 2025, 4, 12, 'December', 15, 2025, 51, 1, 'Monday', false),
	(20251216, '2025-12-16', 2025, 4, 12, 'December', 16, 2025, 51, 2, 'Tuesday', false),
	(20251217, '2025-12-17', 2025, 4, 12, 'December', 17, 2025, 51, 3, 'Wednesday', false),
	(20251218, '2025-12-18', 2025, 4, 12, 'December', 18, 2025, 51, 4, 'Thursday', false),
	(20251219, '2025-12-19', 2025, 4, 12, 'December', 19, 2025, 51, 5, 'Friday', false),
	(20251220, '2025-12-20', 2025, 4, 12, 'December', 20, 2025, 51, 6, 'Saturday', true),
	(20251221, '2025-12-21', 2025, 4, 12, 'December', 21, 2025, 51, 7, 'Sunday', true),
	(20251222, '2025-12-22', 2025, 4, 12, 'December', 22, 2025, 52, 1, 'Monday', false),
	(20251223, '2025-12-23', 2025, 4, 12, 'December', 23, 2025, 52, 2, 'Tuesday', false),
	(20251224, '2025-12-24', 2025, 4, 12, 'December', 24, 2025, 52, 3, 'Wednesday', false),
	(20251225, '2025-12-25', 2025, 4, 12, 'December', 25, 2025, 52, 4, 'Thursday', false),
	(20251226, '2025-12-26', 2025, 4, 12, 'December', 26, 2025, 52, 5, 'Friday', false),
	(20251227, '2025-12-27', 2025, 4, 12, 'December', 27, 2025, 52, 6, 'Saturday', true),
	(20251228, '2025-12-28', 2025, 4, 12, 'December', 28, 2025, 52, 7, 'Sunday', true),
	(20251229, '2025-12-29', 2025, 4, 12, 'December', 29, 2026, 1, 1, 'Monday', false),
	(20251230, '2025-12-30', 2025, 4, 12, 'December', 30, 2026, 1, 2, 'Tuesday', false),
	(20251231, '2025-12-31', 2025, 4, 12, 'December', 31, 2026, 1, 3, 'Wednesday', false),
	(20260101, '2026-01-01', 2026, 1, 1, 'January', 1, 2026, 1, 4, 'Thursday', false),
	(20260102, '2026-01-02', 2026, 1, 1, 'January', 2, 2026, 1, 5, 'Friday', false),
	(20260103, '2026-01-03', 2026, 1, 1, 'January', 3, 2026, 1, 6, 'Saturday', true),
	(20260104, '2026-01-04', 2026, 1, 1, 'January', 4, 2026, 1, 7, 'Sunday', true),
	(20260105, '2026-01-05', 2026, 1, 1, 'January', 5, 2026, 2, 1, 'Monday', false),
	(20260106, '2026-01-06', 2026, 1, 1, 'January', 6, 2026, 2, 2, 'Tuesday', false),
	(20260107, '2026-01-07', 2026, 1, 1, 'January', 7, 2026, 2, 3, 'Wednesday', false),
	(20260108, '2026-01-08', 2026, 1, 1, 'January', 8, 2026, 2, 4, 'Thursday', false),
	(20260109, '2026-01-09', 2026, 1, 1, 'January', 9, 2026, 2, 5, 'Friday', false),
	(20260110, '2026-01-10', 2026, 1, 1, 'January', 10, 2026, 2, 6, 'Saturday', true),
	(20260111, '2026-01-11', 2026, 1, 1, 'January', 11, 2026, 2, 7, 'Sunday', true),
	(20260112, '2026-01-12', 2026, 1, 1, 'January', 12, 2026, 3, 1, 'Monday', false),
	(20260113, '2026-01-13', 2026, 1, 1, 'January', 13, 2026, 3, 2, 'Tuesday', false),
	(20260114, '2026-01-14', 2026, 1, 1, 'January', 14, 2026, 3, 3, 'Wednesday', false),
	(20260115, '2026-01-15', 2026, 1, 1, 'January', 15, 2026, 3, 4, 'Thursday', false),
	(20260116, '2026-01-16', 2026, 1, 1, 'January', 16, 2026, 3, 5, 'Friday', false),
	(20260117, '2026-01-17', 2026, 1, 1, 'January', 17, 2026, 3, 6, 'Saturday', true),
	(20260118, '2026-01-18', 2026, 1, 1, 'January', 18, 2026, 3, 7, 'Sunday', true),
	(20260119, '2026-01-19', 2026, 1, 1, 'January', 19, 2026, 4, 1, 'Monday', false),
	(20260120, '2026-01-20', 2026, 1, 1, 'January', 20, 2026, 4, 2, 'Tuesday', false),
	(20260121, '2026-01-21', 2026, 1, 1, 'January', 21, 2026, 4, 3, 'Wednesday', false),
	(20260122, '2026-01-22', 2026, 1, 1, 'January', 22, 2026, 4, 4, 'Thursday', false),
	(20260123, '2026-01-23', 2026, 1, 1, 'January', 23, 2026, 4, 5, 'Friday', false),
	(20260124, '2026-01-24', 2026, 1, 1, 'January', 24, 2026, 4, 6, 'Saturday', true),
	(20260125, '2026-01-25', 2026, 1, 1, 'January', 25, 2026, 4, 7, 'Sunday', true),
	(20260126, '2026-01-26', 2026, 1, 1, 'January', 26, 2026, 5, 1, 'Monday', false),
	(20260127, '2026-01-27', 2026, 1, 1, 'January', 27, 2026, 5, 2, 'Tuesday', false),
	(20260128, '2026-01-28', 2026, 1, 1, 'January', 28, 2026, 5, 3, 'Wednesday', false),
	(20260129, '2026-01-29', 2026, 1, 1, 'January', 29, 2026, 5, 4, 'Thursday', false),
	(20260130, '2026-01-30', 2026, 1, 1, 'January', 30, 2026, 5, 5, 'Friday', false),
	(20260131, '2026-01-31', 2026, 1, 1, 'January', 31, 2026, 5, 6, 'Saturday', true),
	(20260201, '2026-02-01', 2026, 1, 2, 'February', 1, 2026, 5, 7, 'Sunday', true),
	(20260202, '2026-02-02', 2026, 1, 2, 'February', 2, 2026, 6, 1, 'Monday', false),
	(20260203, '2026-02-03', 2026, 1, 2, 'February', 3, 2026, 6, 2, 'Tuesday', false),
	(20260204, '2026-02-04', 2026, 1, 2, 'February', 4, 2026, 6, 3, 'Wednesday', false),
	(20260205, '2026-02-05', 2026, 1, 2, 'February', 5, 2026, 6, 4, 'Thursday', false),
	(20260206, '2026-02-06', 2026, 1, 2, 'February', 6, 2026, 6, 5, 'Friday', false),
	(20260207, '2026-02-07', 2026, 1, 2, 'February', 7, 2026, 6, 6, 'Saturday', true),
	(20260208, '2026-02-08', 2026, 1, 2, 'February', 8, 2026, 6, 7, 'Sunday', true),
	(20260209, '2026-02-09', 2026, 1, 2, 'February', 9, 2026, 7, 1, 'Monday', false),
	(20260210, '2026-02-10', 2026, 1, 2, 'February', 10, 2026, 7, 2, 'Tuesday', false),
	(20260211, '2026-02-11', 2026, 1, 2, 'February', 11, 2026, 7, 3, 'Wednesday', false),
	(20260212, '2026-02-12', 2026, 1, 2, 'February', 12, 2026, 7, 4, 'Thursday', false),
	(20260213, '2026-02-13', 2026, 1, 2, 'February', 13, 2026, 7, 5, 'Friday', false),
	(20260214, '2026-02-14', 2026, 1, 2, 'February', 14, 2026, 7, 6, 'Saturday', true),
	(20260215, '2026-02-15', 2026, 1, 2, 'February', 15, 2026, 7, 7, 'Sunday', true),
	(20260216, '2026-02-16', 2026, 1, 2, 'February', 16, 2026, 8, 1, 'Monday', false),
	(20260217, '2026-02-17', 2026, 1, 2, 'February', 17, 2026, 8, 2, 'Tuesday', false),
	(20260218, '2026-02-18', 2026, 1, 2, 'February', 18, 2026, 8, 3, 'Wednesday', false),
	(20260219, '2026-02-19', 2026, 1, 2, 'February', 19, 2026, 8, 4, 'Thursday', false),
	(20260220, '2026-02-20', 2026, 1, 2, 'February', 20, 2026, 8, 5, 'Friday', false),
	(20260221, '2026-02-21', 2026, 1, 2, 'February', 21, 2026, 8, 6, 'Saturday', true),
	(20260222, '2026-02-22', 2026, 1, 2, 'February', 22, 2026, 8, 7, 'Sunday', true),
	(20260223, '2026-02-23', 2026, 1, 2, 'February', 23, 2026, 9, 1, 'Monday', false),
	(20260224, '2026-02-24', 2026, 1, 2, 'February', 24, 2026, 9, 2, 'Tuesday', false),
	(20260225, '2026-02-25', 2026, 1, 2, 'February', 25, 2026, 9, 3, 'Wednesday', false),
	(20260226, '2026-02-26', 2026, 1, 2, 'February', 26, 2026, 9, 4, 'Thursday', false),
	(20260227, '2026-02-27', 2026, 1, 2, 'February', 27, 2026, 9, 5, 'Friday', false),
	(20260228, '2026-02-28', 2026, 1, 2, 'February', 28, 2026, 9, 6, 'Saturday', true),
	(20260301, '2026-03-01', 2026, 1, 3, 'March', 1, 2026, 9, 7, 'Sunday', true),
	(20260302, '2026-03-02', 2026, 1, 3, 'March', 2, 2026, 10, 1, 'Monday', false),
	(20260303, '2026-03-03', 2026, 1, 3, 'March', 3, 2026, 10, 2, 'Tuesday', false),
	(20260304, '2026-03-04', 2026, 1, 3, 'March', 4, 2026, 10, 3, 'Wednesday', false),
	(20260305, '2026-03-05', 2026, 1, 3, 'March', 5, 2026, 10, 4, 'Thursday', false),
	(20260306, '2026-03-06', 2026, 1, 3, 'March', 6, 2026, 10, 5, 'Friday', false),
	(20260307, '2026-03-07', 2026, 1, 3, 'March', 7, 2026, 10, 6, 'Saturday', true),
	(20260308, '2026-03-08', 2026, 1, 3, 'March', 8, 2026, 10, 7, 'Sunday', true),
	(20260309, '2026-03-09', 2026, 1, 3, 'March', 9, 2026, 11, 1, 'Monday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20260310, '2026-03-10', 2026, 1, 3, 'March', 10, 2026, 11, 2, 'Tuesday', false),
	(20260311, '2026-03-11', 2026, 1, 3, 'March', 11, 2026, 11, 3, 'Wednesday', false),
	(20260312, '2026-03-12', 2026, 1, 3, 'March', 12, 2026, 11, 4, 'Thursday', false),
	(20260313, '2026-03-13', 2026, 1, 3, 'March', 13, 2026, 11, 5, 'Friday', false),
	(20260314, '2026-03-14', 2026, 1, 3, 'March', 14, 2026, 11, 6, 'Saturday', true),
	(20260315, '2026-03-15', 2026, 1, 3, 'March', 15, 2026, 11, 7, 'Sunday', true),
	(20260316, '2026-03-16', 2026, 1, 3, 'March', 16, 2026, 12, 1, 'Monday', false),
	(20260317, '2026-03-17', 2026, 1, 3, 'March', 17, 2026, 12, 2, 'Tuesday', false),
	(20260318, '2026-03-18', 2026, 1, 3, 'March', 18, 2026, 12, 3, 'Wednesday', false),
	(20260319, '2026-03-19', 2026, 1, 3, 'March', 19, 2026, 12, 4, 'Thursday', false),
	(20260320, '2026-03-20', 2026, 1, 3, 'March', 20, 2026, 12, 5, 'Friday', false),
	(20260321, '2026-03-21', 2026, 1, 3, 'March', 21, 2026, 12, 6, 'Saturday', true),
	(20260322, '2026-03-22', 2026, 1, 3, 'March', 22, 2026, 12, 7, 'Sunday', true),
	(20260323, '2026-03-23', 2026, 1, 3, 'March', 23, 2026, 13, 1, 'Monday', false),
	(20260324, '2026-03-24', 2026, 1, 3, 'March', 24, 2026, 13, 2, 'Tuesday', false),
	(20260325, '2026-03-25', 2026, 1, 3, 'March', 25, 2026, 13, 3, 'Wednesday', false),
	(20260326, '2026-03-26', 2026, 1, 3, 'March', 26, 2026, 13, 4, 'Thursday', false),
	(20260327, '2026-03-27', 2026, 1, 3, 'March', 27, 2026, 13, 5, 'Friday', false),
	(20260328, '2026-03-28', 2026, 1, 3, 'March', 28, 2026, 13, 6, 'Saturday', true),
	(20260329, '2026-03-29', 2026, 1, 3, 'March', 29, 2026, 13, 7, 'Sunday', true),
	(20260330, '2026-03-30', 2026, 1, 3, 'March', 30, 2026, 14, 1, 'Monday', false),
	(20260331, '2026-03-31', 2026, 1, 3, 'March', 31, 2026, 14, 2, 'Tuesday', false),
	(20260401, '2026-04-01', 2026, 2, 4, 'April', 1, 2026, 14, 3, 'Wednesday', false),
	(20260402, '2026-04-02', 2026, 2, 4, 'April', 2, 2026, 14, 4, 'Thursday', false),
	(20260403, '2026-04-03', 2026, 2, 4, 'April', 3, 2026, 14, 5, 'Friday', false),
	(20260404, '2026-04-04', 2026, 2, 4, 'April', 4, 2026, 14, 6, 'Saturday', true),
	(20260405, '2026-04-05', 2026, 2, 4, 'April', 5, 2026, 14, 7, 'Sunday', true),
	(20260406, '2026-04-06', 2026, 2, 4, 'April', 6, 2026, 15, 1, 'Monday', false),
	(20260407, '2026-04-07', 2026, 2, 4, 'April', 7, 2026, 15, 2, 'Tuesday', false),
	(20260408, '2026-04-08', 2026, 2, 4, 'April', 8, 2026, 15, 3, 'Wednesday', false),
	(20260409, '2026-04-09', 2026, 2, 4, 'April', 9, 2026, 15, 4, 'Thursday', false),
	(20260410, '2026-04-10', 2026, 2, 4, 'April', 10, 2026, 15, 5, 'Friday', false),
	(20260411, '2026-04-11', 2026, 2, 4, 'April', 11, 2026, 15, 6, 'Saturday', true),
	(20260412, '2026-04-12', 2026, 2, 4, 'April', 12, 2026, 15, 7, 'Sunday', true),
	(20260413, '2026-04-13', 2026, 2, 4, 'April', 13, 2026, 16, 1, 'Monday', false),
	(20260414, '2026-04-14', 2026, 2, 4, 'April', 14, 2026, 16, 2, 'Tuesday', false),
	(20260415, '2026-04-15', 2026, 2, 4, 'April', 15, 2026, 16, 3, 'Wednesday', false),
	(20260416, '2026-04-16', 2026, 2, 4, 'April', 16, 2026, 16, 4, 'Thursday', false),
	(20260417, '2026-04-17', 2026, 2, 4, 'April', 17, 2026, 16, 5, 'Friday', false),
	(20260418, '2026-04-18', 2026, 2, 4, 'April', 18, 2026, 16, 6, 'Saturday', true),
	(20260419, '2026-04-19', 2026, 2, 4, 'April', 19, 2026, 16, 7, 'Sunday', true),
	(20260420, '2026-04-20', 2026, 2, 4, 'April', 20, 2026, 17, 1, 'Monday', false),
	(20260421, '2026-04-21', 2026, 2, 4, 'April', 21, 2026, 17, 2, 'Tuesday', false),
	(20260422, '2026-04-22', 2026, 2, 4, 'April', 22, 2026, 17, 3, 'Wednesday', false),
	(20260423, '2026-04-23', 2026, 2, 4, 'April', 23, 2026, 17, 4, 'Thursday', false),
	(20260424, '2026-04-24', 2026, 2, 4, 'April', 24, 2026, 17, 5, 'Friday', false),
	(20260425, '2026-04-25', 2026, 2, 4, 'April', 25, 2026, 17, 6, 'Saturday', true),
	(20260426, '2026-04-26', 2026, 2, 4, 'April', 26, 2026, 17, 7, 'Sunday', true),
	(20260427, '2026-04-27', 2026, 2, 4, 'April', 27, 2026, 18, 1, 'Monday', false),
	(20260428, '2026-04-28', 2026, 2, 4, 'April', 28, 2026, 18, 2, 'Tuesday', false),
	(20260429, '2026-04-29', 2026, 2, 4, 'April', 29, 2026, 18, 3, 'Wednesday', false),
	(20260430, '2026-04-30', 2026, 2, 4, 'April', 30, 2026, 18, 4, 'Thursday', false),
	(20260501, '2026-05-01', 2026, 2, 5, 'May', 1, 2026, 18, 5, 'Friday', false),
	(20260502, '2026-05-02', 2026, 2, 5, 'May', 2, 2026, 18, 6, 'Saturday', true),
	(20260503, '2026-05-03', 2026, 2, 5, 'May', 3, 2026, 18, 7, 'Sunday', true),
	(20260504, '2026-05-04', 2026, 2, 5, 'May', 4, 2026, 19, 1, 'Monday', false),
	(20260505, '2026-05-05', 2026, 2, 5, 'May', 5, 2026, 19, 2, 'Tuesday', false),
	(20260506, '2026-05-06', 2026, 2, 5, 'May', 6, 2026, 19, 3, 'Wednesday', false),
	(20260507, '2026-05-07', 2026, 2, 5, 'May', 7, 2026, 19, 4, 'Thursday', false),
	(20260508, '2026-05-08', 2026, 2, 5, 'May', 8, 2026, 19, 5, 'Friday', false),
	(20260509, '2026-05-09', 2026, 2, 5, 'May', 9, 2026, 19, 6, 'Saturday', true),
	(20260510, '2026-05-10', 2026, 2, 5, 'May', 10, 2026, 19, 7, 'Sunday', true),
	(20260511, '2026-05-11', 2026, 2, 5, 'May', 11, 2026, 20, 1, 'Monday', false),
	(20260512, '2026-05-12', 2026, 2, 5, 'May', 12, 2026, 20, 2, 'Tuesday', false),
	(20260513, '2026-05-13', 2026, 2, 5, 'May', 13, 2026, 20, 3, 'Wednesday', false),
	(20260514, '2026-05-14', 2026, 2, 5, 'May', 14, 2026, 20, 4, 'Thursday', false),
	(20260515, '2026-05-15', 2026, 2, 5, 'May', 15, 2026, 20, 5, 'Friday', false),
	(20260516, '2026-05-16', 2026, 2, 5, 'May', 16, 2026, 20, 6, 'Saturday', true),
	(20260517, '2026-05-17', 2026, 2, 5, 'May', 17, 2026, 20, 7, 'Sunday', true),
	(20260518, '2026-05-18', 2026, 2, 5, 'May', 18, 2026, 21, 1, 'Monday', false),
	(20260519, '2026-05-19', 2026, 2, 5, 'May', 19, 2026, 21, 2, 'Tuesday', false),
	(20260520, '2026-05-20', 2026, 2, 5, 'May', 20, 2026, 21, 3, 'Wednesday', false),
	(20260521, '2026-05-21', 2026, 2, 5, 'May', 21, 2026, 21, 4, 'Thursday', false),
	(20260522, '2026-05-22', 2026, 2, 5, 'May', 22, 2026, 21, 5, 'Friday', false),
	(20260523, '2026-05-23', 2026, 2, 5, 'May', 23, 2026, 21, 6, 'Saturday', true),
	(20260524, '2026-05-24', 2026, 2, 5, 'May', 24, 2026, 21, 7, 'Sunday', true),
	(20260525, '2026-05-25', 2026, 2, 5, 'May', 25, 2026, 22, 1, 'Monday', false),
	(20260526, '2026-05-26', 2026, 2, 5, 'May', 26, 2026, 22, 2, 'Tuesday', false),
	(20260527, '2026-05-27', 2026, 2, 5, 'May', 27, 2026, 22, 3, 'Wednesday', false),
	(20260528, '2026-05-28', 2026, 2, 5, 'May', 28, 2026, 22, 4, 'Thursday', false),
	(20260529, '2026-05-29', 2026, 2, 5, 'May', 29, 2026, 22, 5, 'Friday', false),
	(20260530, '2026-05-30', 2026, 2, 5, 'May', 30, 2026, 22, 6, 'Saturday', true),
	(20260531, '2026-05-31', 2026, 2, 5, 'May', 31, 2026, 22, 7, 'Sunday', true),
	(20260601, '2026-06-01', 2026, 2, 6, 'June', 1, 2026, 23, 1, 'Monday', false),
	(20260602, '2026-06-02', 2026, 2, 6, 'June', 2, 2026, 23, 2, 'Tuesday', false),
	(20260603, '2026-06-03', 2026, 2, 6, 'June', 3, 2026, 23, 3, 'Wednesday', false),
	(20260604, '2026-06-04', 2026, 2, 6, 'June', 4, 2026, 23, 4, 'Thursday', false),
	(20260605, '2026-06-05', 2026, 2, 6, 'June', 5, 2026, 23, 5, 'Friday', false),
	(20260606, '2026-06-06', 2026, 2, 6, 'June', 6, 2026, 23, 6, 'Saturday', true),
	(20260607, '2026-06-07', 2026, 2, 6, 'June', 7, 2026, 23, 7, 'Sunday', true),
	(20260608, '2026-06-08', 2026, 2, 6, 'June', 8, 2026, 24, 1, 'Monday', false),
	(20260609, '2026-06-09', 2026, 2, 6, 'June', 9, 2026, 24, 2, 'Tuesday', false),
	(20260610, '2026-06-10', 2026, 2, 6, 'June', 10, 2026, 24, 3, 'Wednesday', false),
	(20260611, '2026-06-11', 2026, 2, 6, 'June', 11, 2026, 24, 4, 'Thursday', false),
	(20260612, '2026-06-12', 2026, 2, 6, 'June', 12, 2026, 24, 5, 'Friday', false),
	(20260613, '2026-06-13', 2026, 2, 6, 'June', 13, 2026, 24, 6, 'Saturday', true),
	(20260614, '2026-06-14', 2026, 2, 6, 'June', 14, 2026, 24, 7, 'Sunday', true),
	(20260615, '2026-06-15', 2026, 2, 6, 'June', 15, 2026, 25, 1, 'Monday', false),
	(20260616, '2026-06-16', 2026, 2, 6, 'June', 16, 2026, 25, 2, 'Tuesday', false),
	(20260617, '2026-06-17', 2026, 2, 6, 'June', 17, 2026, 25, 3, 'Wednesday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20260618, '2026-06-18', 2026, 2, 6, 'June', 18, 2026, 25, 4, 'Thursday', false),
	(20260619, '2026-06-19', 2026, 2, 6, 'June', 19, 2026, 25, 5, 'Friday', false),
	(20260620, '2026-06-20', 2026, 2, 6, 'June', 20, 2026, 25, 6, 'Saturday', true),
	(20260621, '2026-06-21', 2026, 2, 6, 'June', 21, 2026, 25, 7, 'Sunday', true),
	(20260622, '2026-06-22', 2026, 2, 6, 'June', 22, 2026, 26, 1, 'Monday', false),
	(20260623, '2026-06-23', 2026, 2, 6, 'June', 23, 2026, 26, 2, 'Tuesday', false),
	(20260624, '2026-06-24', 2026, 2, 6, 'June', 24, 2026, 26, 3, 'Wednesday', false),
	(20260625, '2026-06-25', 2026, 2, 6, 'June', 25, 2026, 26, 4, 'Thursday', false),
	(20260626, '2026-06-26', 2026, 2, 6, 'June', 26, 2026, 26, 5, 'Friday', false),
	(20260627, '2026-06-27', 2026, 2, 6, 'June', 27, 2026, 26, 6, 'Saturday', true),
	(20260628, '2026-06-28', 2026, 2, 6, 'June', 28, 2026, 26, 7, 'Sunday', true),
	(20260629, '2026-06-29', 2026, 2, 6, 'June', 29, 2026, 27, 1, 'Monday', false),
	(20260630, '2026-06-30', 2026, 2, 6, 'June', 30, 2026, 27, 2, 'Tuesday', false),
	(20260701, '2026-07-01', 2026, 3, 7, 'July', 1, 2026, 27, 3, 'Wednesday', false),
	(20260702, '2026-07-02', 2026, 3, 7, 'July', 2, 2026, 27, 4, 'Thursday', false),
	(20260703, '2026-07-03', 2026, 3, 7, 'July', 3, 2026, 27, 5, 'Friday', false),
	(20260704, '2026-07-04', 2026, 3, 7, 'July', 4, 2026, 27, 6, 'Saturday', true),
	(20260705, '2026-07-05', 2026, 3, 7, 'July', 5, 2026, 27, 7, 'Sunday', true),
	(20260706, '2026-07-06', 2026, 3, 7, 'July', 6, 2026, 28, 1, 'Monday', false),
	(20260707, '2026-07-07', 2026, 3, 7, 'July', 7, 2026, 28, 2, 'Tuesday', false),
	(20260708, '2026-07-08', 2026, 3, 7, 'July', 8, 2026, 28, 3, 'Wednesday', false),
	(20260709, '2026-07-09', 2026, 3, 7, 'July', 9, 2026, 28, 4, 'Thursday', false),
	(20260710, '2026-07-10', 2026, 3, 7, 'July', 10, 2026, 28, 5, 'Friday', false),
	(20260711, '2026-07-11', 2026, 3, 7, 'July', 11, 2026, 28, 6, 'Saturday', true),
	(20260712, '2026-07-12', 2026, 3, 7, 'July', 12, 2026, 28, 7, 'Sunday', true),
	(20260713, '2026-07-13', 2026, 3, 7, 'July', 13, 2026, 29, 1, 'Monday', false),
	(20260714, '2026-07-14', 2026, 3, 7, 'July', 14, 2026, 29, 2, 'Tuesday', false),
	(20260715, '2026-07-15', 2026, 3, 7, 'July', 15, 2026, 29, 3, 'Wednesday', false),
	(20260716, '2026-07-16', 2026, 3, 7, 'July', 16, 2026, 29, 4, 'Thursday', false),
	(20260717, '2026-07-17', 2026, 3, 7, 'July', 17, 2026, 29, 5, 'Friday', false),
	(20260718, '2026-07-18', 2026, 3, 7, 'July', 18, 2026, 29, 6, 'Saturday', true),
	(20260719, '2026-07-19', 2026, 3, 7, 'July', 19, 2026, 29, 7, 'Sunday', true),
	(20260720, '2026-07-20', 2026, 3, 7, 'July', 20, 2026, 30, 1, 'Monday', false),
	(20260721, '2026-07-21', 2026, 3, 7, 'July', 21, 2026, 30, 2, 'Tuesday', false),
	(20260722, '2026-07-22', 2026, 3, 7, 'July', 22, 2026, 30, 3, 'Wednesday', false),
	(20260723, '2026-07-23', 2026, 3, 7, 'July', 23, 2026, 30, 4, 'Thursday', false),
	(20260724, '2026-07-24', 2026, 3, 7, 'July', 24, 2026, 30, 5, 'Friday', false),
	(20260725, '2026-07-25', 2026, 3, 7, 'July', 25, 2026, 30, 6, 'Saturday', true),
	(20260726, '2026-07-26', 2026, 3, 7, 'July', 26, 2026, 30, 7, 'Sunday', true),
	(20260727, '2026-07-27', 2026, 3, 7, 'July', 27, 2026, 31, 1, 'Monday', false),
	(20260728, '2026-07-28', 2026, 3, 7, 'July', 28, 2026, 31, 2, 'Tuesday', false),
	(20260729, '2026-07-29', 2026, 3, 7, 'July', 29, 2026, 31, 3, 'Wednesday', false),
	(20260730, '2026-07-30', 2026, 3, 7, 'July', 30, 2026, 31, 4, 'Thursday', false),
	(20260731, '2026-07-31', 2026, 3, 7, 'July', 31, 2026, 31, 5, 'Friday', false),
	(20260801, '2026-08-01', 2026, 3, 8, 'August', 1, 2026, 31, 6, 'Saturday', true),
	(20260802, '2026-08-02', 2026, 3, 8, 'August', 2, 2026, 31, 7, 'Sunday', true),
	(20260803, '2026-08-03', 2026, 3, 8, 'August', 3, 2026, 32, 1, 'Monday', false),
	(20260804, '2026-08-04', 2026, 3, 8, 'August', 4, 2026, 32, 2, 'Tuesday', false),
	(20260805, '2026-08-05', 2026, 3, 8, 'August', 5, 2026, 32, 3, 'Wednesday', false),
	(20260806, '2026-08-06', 2026, 3, 8, 'August', 6, 2026, 32, 4, 'Thursday', false),
	(20260807, '2026-08-07', 2026, 3, 8, 'August', 7, 2026, 32, 5, 'Friday', false),
	(20260808, '2026-08-08', 2026, 3, 8, 'August', 8, 2026, 32, 6, 'Saturday', true),
	(20260809, '2026-08-09', 2026, 3, 8, 'August', 9, 2026, 32, 7, 'Sunday', true),
	(20260810, '2026-08-10', 2026, 3, 8, 'August', 10, 2026, 33, 1, 'Monday', false),
	(20260811, '2026-08-11', 2026, 3, 8, 'August', 11, 2026, 33, 2, 'Tuesday', false),
	(20260812, '2026-08-12', 2026, 3, 8, 'August', 12, 2026, 33, 3, 'Wednesday', false),
	(20260813, '2026-08-13', 2026, 3, 8, 'August', 13, 2026, 33, 4, 'Thursday', false),
	(20260814, '2026-08-14', 2026, 3, 8, 'August', 14, 2026, 33, 5, 'Friday', false),
	(20260815, '2026-08-15', 2026, 3, 8, 'August', 15, 2026, 33, 6, 'Saturday', true),
	(20260816, '2026-08-16', 2026, 3, 8, 'August', 16, 2026, 33, 7, 'Sunday', true),
	(20260817, '2026-08-17', 2026, 3, 8, 'August', 17, 2026, 34, 1, 'Monday', false),
	(20260818, '2026-08-18', 2026, 3, 8, 'August', 18, 2026, 34, 2, 'Tuesday', false),
	(20260819, '2026-08-19', 2026, 3, 8, 'August', 19, 2026, 34, 3, 'Wednesday', false),
	(20260820, '2026-08-20', 2026, 3, 8, 'August', 20, 2026, 34, 4, 'Thursday', false),
	(20260821, '2026-08-21', 2026, 3, 8, 'August', 21, 2026, 34, 5, 'Friday', false),
	(20260822, '2026-08-22', 2026, 3, 8, 'August', 22, 2026, 34, 6, 'Saturday', true),
	(20260823, '2026-08-23', 2026, 3, 8, 'August', 23, 2026, 34, 7, 'Sunday', true),
	(20260824, '2026-08-24', 2026, 3, 8, 'August', 24, 2026, 35, 1, 'Monday', false),
	(20260825, '2026-08-25', 2026, 3, 8, 'August', 25, 2026, 35, 2, 'Tuesday', false),
	(20260826, '2026-08-26', 2026, 3, 8, 'August', 26, 2026, 35, 3, 'Wednesday', false),
	(20260827, '2026-08-27', 2026, 3, 8, 'August', 27, 2026, 35, 4, 'Thursday', false),
	(20260828, '2026-08-28', 2026, 3, 8, 'August', 28, 2026, 35, 5, 'Friday', false),
	(20260829, '2026-08-29', 2026, 3, 8, 'August', 29, 2026, 35, 6, 'Saturday', true),
	(20260830, '2026-08-30', 2026, 3, 8, 'August', 30, 2026, 35, 7, 'Sunday', true),
	(20260831, '2026-08-31', 2026, 3, 8, 'August', 31, 2026, 36, 1, 'Monday', false),
	(20260901, '2026-09-01', 2026, 3, 9, 'September', 1, 2026, 36, 2, 'Tuesday', false),
	(20260902, '2026-09-02', 2026, 3, 9, 'September', 2, 2026, 36, 3, 'Wednesday', false),
	(20260903, '2026-09-03', 2026, 3, 9, 'September', 3, 2026, 36, 4, 'Thursday', false),
	(20260904, '2026-09-04', 2026, 3, 9, 'September', 4, 2026, 36, 5, 'Friday', false),
	(20260905, '2026-09-05', 2026, 3, 9, 'September', 5, 2026, 36, 6, 'Saturday', true),
	(20260906, '2026-09-06', 2026, 3, 9, 'September', 6, 2026, 36, 7, 'Sunday', true),
	(20260907, '2026-09-07', 2026, 3, 9, 'September', 7, 2026, 37, 1, 'Monday', false),
	(20260908, '2026-09-08', 2026, 3, 9, 'September', 8, 2026, 37, 2, 'Tuesday', false),
	(20260909, '2026-09-09', 2026, 3, 9, 'September', 9, 2026, 37, 3, 'Wednesday', false),
	(20260910, '2026-09-10', 2026, 3, 9, 'September', 10, 2026, 37, 4, 'Thursday', false),
	(20260911, '2026-09-11', 2026, 3, 9, 'September', 11, 2026, 37, 5, 'Friday', false),
	(20260912, '2026-09-12', 2026, 3, 9, 'September', 12, 2026, 37, 6, 'Saturday', true),
	(20260913, '2026-09-13', 2026, 3, 9, 'September', 13, 2026, 37, 7, 'Sunday', true),
	(20260914, '2026-09-14', 2026, 3, 9, 'September', 14, 2026, 38, 1, 'Monday', false),
	(20260915, '2026-09-15', 2026, 3, 9, 'September', 15, 2026, 38, 2, 'Tuesday', false),
	(20260916, '2026-09-16', 2026, 3, 9, 'September', 16, 2026, 38, 3, 'Wednesday', false),
	(20260917, '2026-09-17', 2026, 3, 9, 'September', 17, 2026, 38, 4, 'Thursday', false),
	(20260918, '2026-09-18', 2026, 3, 9, 'September', 18, 2026, 38, 5, 'Friday', false),
	(20260919, '2026-09-19', 2026, 3, 9, 'September', 19, 2026, 38, 6, 'Saturday', true),
	(20260920, '2026-09-20', 2026, 3, 9, 'September', 20, 2026, 38, 7, 'Sunday', true),
	(20260921, '2026-09-21', 2026, 3, 9, 'September', 21, 2026, 39, 1, 'Monday', false),
	(20260922, '2026-09-22', 2026, 3, 9, 'September', 22, 2026, 39, 2, 'Tuesday', false),
	(20260923, '2026-09-23', 2026, 3, 9, 'September', 23, 2026, 39, 3, 'Wednesday', false),
	(20260924, '2026-09-24', 2026, 3, 9, 'September', 24, 2026, 39, 4, 'Thursday', false),
	(20260925, '2026-09-25', 2026, 3, 9, 'September', 25, 2026, 39, 5, 'Friday', false);
INSERT INTO public.dwh_dim_date VALUES
	(20260926, '2026-09-26', 2026, 3, 9, 'September', 26, 2026, 39, 6, 'Saturday', true),
	(20260927, '2026-09-27', 2026, 3, 9, 'September', 27, 2026, 39, 7, 'Sunday', true),
	(20260928, '2026-09-28', 2026, 3, 9, 'September', 28, 2026, 40, 1, 'Monday', false),
	(20260929, '2026-09-29', 2026, 3, 9, 'September', 29, 2026, 40, 2, 'Tuesday', false),
	(20260930, '2026-09-30', 2026, 3, 9, 'September', 30, 2026, 40, 3, 'Wednesday', false),
	(20261001, '2026-10-01', 2026, 4, 10, 'October', 1, 2026, 40, 4, 'Thursday', false),
	(20261002, '2026-10-02', 2026, 4, 10, 'October', 2, 2026, 40, 5, 'Friday', false),
	(20261003, '2026-10-03', 2026, 4, 10, 'October', 3, 2026, 40, 6, 'Saturday', true),
	(20261004, '2026-10-04', 2026, 4, 10, 'October', 4, 2026, 40, 7, 'Sunday', true),
	(20261005, '2026-10-05', 2026, 4, 10, 'October', 5, 2026, 41, 1, 'Monday', false),
	(20261006, '2026-10-06', 2026, 4, 10, 'October', 6, 2026, 41, 2, 'Tuesday', false),
	(20261007, '2026-10-07', 2026, 4, 10, 'October', 7, 2026, 41, 3, 'Wednesday', false),
	(20261008, '2026-10-08', 2026, 4, 10, 'October', 8, 2026, 41, 4, 'Thursday', false),
	(20261009, '2026-10-09', 2026, 4, 10, 'October', 9, 2026, 41, 5, 'Friday', false),
	(20261010, '2026-10-10', 2026, 4, 10, 'October', 10, 2026, 41, 6, 'Saturday', true),
	(20261011, '2026-10-11', 2026, 4, 10, 'October', 11, 2026, 41, 7, 'Sunday', true),
	(20261012, '2026-10-12', 2026, 4, 10, 'October', 12, 2026, 42, 1, 'Monday', false),
	(20261013, '2026-10-13', 2026, 4, 10, 'October', 13, 2026, 42, 2, 'Tuesday', false),
	(20261014, '2026-10-14', 2026, 4, 10, 'October', 14, 2026, 42, 3, 'Wednesday', false),
	(20261015, '2026-10-15', 2026, 4, 10, 'October', 15, 2026, 42, 4, 'Thursday', false),
	(20261016, '2026-10-16', 2026, 4, 10, 'October', 16, 2026, 42, 5, 'Friday', false),
	(20261017, '2026-10-17', 2026, 4, 10, 'October', 17, 2026, 42, 6, 'Saturday', true),
	(20261018, '2026-10-18', 2026, 4, 10, 'October', 18, 2026, 42, 7, 'Sunday', true),
	(20261019, '2026-10-19', 2026, 4, 10, 'October', 19, 2026, 43, 1, 'Monday', false),
	(20261020, '2026-10-20', 2026, 4, 10, 'October', 20, 2026, 43, 2, 'Tuesday', false),
	(20261021, '2026-10-21', 2026, 4, 10, 'October', 21, 2026, 43, 3, 'Wednesday', false),
	(20261022, '2026-10-22', 2026, 4, 10, 'October', 22, 2026, 43, 4, 'Thursday', false),
	(20261023, '2026-10-23', 2026, 4, 10, 'October', 23, 2026, 43, 5, 'Friday', false),
	(20261024, '2026-10-24', 2026, 4, 10, 'October', 24, 2026, 43, 6, 'Saturday', true),
	(20261025, '2026-10-25', 2026, 4, 10, 'October', 25, 2026, 43, 7, 'Sunday', true),
	(20261026, '2026-10-26', 2026, 4, 10, 'October', 26, 2026, 44, 1, 'Monday', false),
	(20261027, '2026-10-27', 2026, 4, 10, 'October', 27, 2026, 44, 2, 'Tuesday', false),
	(20261028, '2026-10-28', 2026, 4, 10, 'October', 28, 2026, 44, 3, 'Wednesday', false),
	(20261029, '2026-10-29', 2026, 4, 10, 'October', 29, 2026, 44, 4, 'Thursday', false),
	(20261030, '2026-10-30', 2026, 4, 10, 'October', 30, 2026, 44, 5, 'Friday', false),
	(20261031, '2026-10-31', 2026, 4, 10, 'October', 31, 2026, 44, 6, 'Saturday', true),
	(20261101, '2026-11-01', 2026, 4, 11, 'November', 1, 2026, 44, 7, 'Sunday', true),
	(20261102, '2026-11-02', 2026, 4, 11, 'November', 2, 2026, 45, 1, 'Monday', false),
	(20261103, '2026-11-03', 2026, 4, 11, 'November', 3, 2026, 45, 2, 'Tuesday', false),
	(20261104, '2026-11-04', 2026, 4, 11, 'November', 4, 2026, 45, 3, 'Wednesday', false),
	(20261105, '2026-11-05', 2026, 4, 11, 'November', 5, 2026, 45, 4, 'Thursday', false),
	(20261106, '2026-11-06', 2026, 4, 11, 'November', 6, 2026, 45, 5, 'Friday', false),
	(20261107, '2026-11-07', 2026, 4, 11, 'November', 7, 2026, 45, 6, 'Saturday', true),
	(20261108, '2026-11-08', 2026, 4, 11, 'November', 8, 2026, 45, 7, 'Sunday', true),
	(20261109, '2026-11-09', 2026, 4, 11, 'November', 9, 2026, 46, 1, 'Monday', false),
	(20261110, '2026-11-10', 2026, 4, 11, 'November', 10, 2026, 46, 2, 'Tuesday', false),
	(20261111, '2026-11-11', 2026, 4, 11, 'November', 11, 2026, 46, 3, 'Wednesday', false),
	(20261112, '2026-11-12', 2026, 4, 11, 'November', 12, 2026, 46, 4, 'Thursday', false),
	(20261113, '2026-11-13', 2026, 4, 11, 'November', 13, 2026, 46, 5, 'Friday', false),
	(20261114, '2026-11-14', 2026, 4, 11, 'November', 14, 2026, 46, 6, 'Saturday', true),
	(20261115, '2026-11-15', 2026, 4, 11, 'November', 15, 2026, 46, 7, 'Sunday', true),
	(20261116, '2026-11-16', 2026, 4, 11, 'November', 16, 2026, 47, 1, 'Monday', false),
	(20261117, '2026-11-17', 2026, 4, 11, 'November', 17, 2026, 47, 2, 'Tuesday', false),
	(20261118, '2026-11-18', 2026, 4, 11, 'November', 18, 2026, 47, 3, 'Wednesday', false),
	(20261119, '2026-11-19', 2026, 4, 11, 'November', 19, 2026, 47, 4, 'Thursday', false),
	(20261120, '2026-11-20', 2026, 4, 11, 'November', 20, 2026, 47, 5, 'Friday', false),
	(20261121, '2026-11-21', 2026, 4, 11, 'November', 21, 2026, 47, 6, 'Saturday', true),
	(20261122, '2026-11-22', 2026, 4, 11, 'November', 22, 2026, 47, 7, 'Sunday', true),
	(20261123, '2026-11-23', 2026, 4, 11, 'November', 23, 2026, 48, 1, 'Monday', false),
	(20261124, '2026-11-24', 2026, 4, 11, 'November', 24, 2026, 48, 2, 'Tuesday', false),
	(20261125, '2026-11-25', 2026, 4, 11, 'November', 25, 2026, 48, 3, 'Wednesday', false),
	(20261126, '2026-11-26', 2026, 4, 11, 'November', 26, 2026, 48, 4, 'Thursday', false),
	(20261127, '2026-11-27', 2026, 4, 11, 'November', 27, 2026, 48, 5, 'Friday', false),
	(20261128, '2026-11-28', 2026, 4, 11, 'November', 28, 2026, 48, 6, 'Saturday', true),
	(20261129, '2026-11-29', 2026, 4, 11, 'November', 29, 2026, 48, 7, 'Sunday', true),
	(20261130, '2026-11-30', 2026, 4, 11, 'November', 30, 2026, 49, 1, 'Monday', false),
	(20261201, '2026-12-01', 2026, 4, 12, 'December', 1, 2026, 49, 2, 'Tuesday', false),
	(20261202, '2026-12-02', 2026, 4, 12, 'December', 2, 2026, 49, 3, 'Wednesday', false),
	(20261203, '2026-12-03', 2026, 4, 12, 'December', 3, 2026, 49, 4, 'Thursday', false),
	(20261204, '2026-12-04', 2026, 4, 12, 'December', 4, 2026, 49, 5, 'Friday', false),
	(20261205, '2026-12-05', 2026, 4, 12, 'December', 5, 2026, 49, 6, 'Saturday', true),
	(20261206, '2026-12-06', 2026, 4, 12, 'December', 6, 2026, 49, 7, 'Sunday', true),
	(20261207, '2026-12-07', 2026, 4, 12, 'December', 7, 2026, 50, 1, 'Monday', false),
	(20261208, '2026-12-08', 2026, 4, 12, 'December', 8, 2026, 50, 2, 'Tuesday', false),
	(20261209, '2026-12-09', 2026, 4, 12, 'December', 9, 2026, 50, 3, 'Wednesday', false),
	(20261210, '2026-12-10', 2026, 4, 12, 'December', 10, 2026, 50, 4, 'Thursday', false),
	(20261211, '2026-12-11', 2026, 4, 12, 'December', 11, 2026, 50, 5, 'Friday', false),
	(20261212, '2026-12-12', 2026, 4, 12, 'December', 12, 2026, 50, 6, 'Saturday', true),
	(20261213, '2026-12-13', 2026, 4, 12, 'December', 13, 2026, 50, 7, 'Sunday', true),
	(20261214, '2026-12-14', 2026, 4, 12, 'December', 14, 2026, 51, 1, 'Monday', false),
	(20261215, '2026-12-15', 2026, 4, 12, 'December', 15, 2026, 51, 2, 'Tuesday', false),
	(20261216, '2026-12-16', 2026, 4, 12, 'December', 16, 2026, 51, 3, 'Wednesday', false),
	(20261217, '2026-12-17', 2026, 4, 12, 'December', 17, 2026, 51, 4, 'Thursday', false),
	(20261218, '2026-12-18', 2026, 4, 12, 'December', 18, 2026, 51, 5, 'Friday', false),
	(20261219, '2026-12-19', 2026, 4, 12, 'December', 19, 2026, 51, 6, 'Saturday', true),
	(20261220, '2026-12-20', 2026, 4, 12, 'December', 20, 2026, 51, 7, 'Sunday', true),
	(20261221, '2026-12-21', 2026, 4, 12, 'December', 21, 2026, 52, 1, 'Monday', false),
	(20261222, '2026-12-22', 2026, 4, 12, 'December', 22, 2026, 52, 2, 'Tuesday', false),
	(20261223, '2026-12-23', 2026, 4, 12, 'December', 23, 2026, 52, 3, 'Wednesday', false),
	(20261224, '2026-12-24', 2026, 4, 12, 'December', 24, 2026, 52, 4, 'Thursday', false),
	(20261225, '2026-12-25', 2026, 4, 12, 'December', 25, 2026, 52, 5, 'Friday', false),
	(20261226, '2026-12-26', 2026, 4, 12, 'December', 26, 2026, 52, 6, 'Saturday', true),
	(20261227, '2026-12-27', 2026, 4, 12, 'December', 27, 2026, 52, 7, 'Sunday', true),
	(20261228, '2026-12-28', 2026, 4, 12, 'December', 28, 2026, 53, 1, 'Monday', false),
	(20261229, '2026-12-29', 2026, 4, 12, 'December', 29, 2026, 53, 2, 'Tuesday', false),
	(20261230, '2026-12-30', 2026, 4, 12, 'December', 30, 2026, 53, 3, 'Wednesday', false),
	(20261231, '2026-12-31', 2026, 4, 12, 'December', 31, 2026, 53, 4, 'Thursday', false);


INSERT INTO public.dwh_dim_products VALUES
	(0, NULL, 'Unknown', NULL, NULL, NULL, '-infinity', '-infinity', '-infinity', '9999-12-31 00:00:00+00', DEFAULT, false, false, NULL, 0, '2026-11-25 04:50:20.283111+00'),
	(3, 3, 'Foldable Guide 958', 'Books', 15.59, '2022-12-04 16:49:59.597094+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(4, 4, 'Compact Kite 772', 'Toys & Games', 5.79, '2022-11-04 07:39:05.091712+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(5, 5, 'Compact Bike Light 585', 'Sports & Outdoors', 267.49, '2024-08-04 14:12:02.279278+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(6, 6, 'Light Hair Dryer 420', 'Health & Beauty', 75.39, '2024-06-07 18:05:35.133225+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(7, 7, 'PREMIUM PASTA 254', 'Groceries', 21.49, '2023-01-30 13:56:09.903877+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(8, 8, 'Natural Charger 758', 'Electronics', 278.29, '2022-02-17 15:47:58.867225+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(9, 9, 'Travel Rug 691', 'Home & Garden', 43.59, '2023-12-18 06:58:31.718289+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(10, 10, 'Eco Hat 539', 'Clothing', 9.09, '2022-02-06 20:04:44.254919+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', 'infinity', DEFAULT, false, false, '-infinity', 1, '2026-11-25 04:50:23.740901+00'),
	(1, 1, 'Deluxe Garden Hose 380', 'Home & Garden', 133.89, '2023-04-04 07:28:13.559318+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', '2026-11-25 04:50:24.990725+00', DEFAULT, false, false, '2026-11-25 04:50:24.990725+00', 6, '2026-11-25 04:50:26.083697+00'),
	(12, 1, 'Deluxe Garden Hose 380', 'Home & Garden', 7.00, '2023-04-04 07:28:13.559318+00', '2026-11-25 04:50:24.990725+00', '2026-11-25 04:50:24.990725+00', '2026-11-25 04:50:24.990725+00', 'infinity', DEFAULT, false, false, '2026-11-25 04:50:24.990725+00', 6, '2026-11-25 04:50:26.083697+00'),
	(2, 2, 'Pro Sweater 976', 'Clothing', 18.09, '2021-11-28 13:08:47.407989+00', '2026-11-25 04:50:22.705904+00', '2026-11-25 04:50:22.705904+00', '-infinity', '2026-11-25 04:50:24.990725+00', DEFAULT, false, false, '2026-11-25 04:50:24.990725+00', 6, '2026-11-25 04:50:26.083697+00'),
	(14, 2, 'Pro Sweater 976', 'Clothing', 7.00, '2021-11-28 13:08:47.407989+00', '2026-11-25 04:50:24.990725+00', '2026-11-25 04:50:24.990725+00', '2026-11-25 04:50:24.990725+00', 'infinity', DEFAULT, false, false, '2026-11-25 04:50:24.990725+00', 6, '2026-11-25 04:50:26.083697+00');


INSERT INTO public.dwh_fact_sales VALUES
	(1, 30, 10, 20241130, 6, 20, 10, '2024-11-30 11:41:23.842298+00', 9.09, 54.54, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(2, 21, 3, 20241208, 5, 22, 3, '2024-12-08 17:06:37.163849+00', 15.59, 77.95, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(3, 6, 10, 20241216, 1, 6, 10, '2024-12-16 17:50:27.256805+00', 7.27, 7.27, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(4, 30, 8, 20241224, 1, 20, 8, '2024-12-24 16:54:58.723662+00', 278.29, 278.29, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(5, 22, 5, 20250102, 1, 23, 5, '2025-01-02 20:13:32.788497+00', 213.99, 213.99, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(6, 1, 7, 20250121, 1, 1, 7, '2025-01-21 19:30:04.457784+00', 21.49, 21.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(7, 4, 1, 20250209, 1, 4, 1, '2025-02-09 15:44:35.083821+00', 133.89, 133.89, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(8, 18, 1, 20250227, 2, 18, 1, '2025-02-27 14:19:13.370462+00', 133.89, 267.78, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(9, 1, 2, 20250315, 1, 1, 2, '2025-03-15 22:33:06.426012+00', 18.09, 18.09, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(10, 21, 5, 20250330, 3, 22, 5, '2025-03-30 14:42:37.281261+00', 267.49, 802.47, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(12, 28, 1, 20250429, 1, 29, 1, '2025-04-29 14:31:02.248137+00', 133.89, 133.89, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(13, 25, 7, 20250513, 1, 26, 7, '2025-05-13 17:22:14.751796+00', 21.49, 21.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(14, 28, 8, 20250527, 1, 29, 8, '2025-05-27 20:45:34.92843+00', 222.63, 222.63, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(15, 9, 1, 20250609, 4, 9, 1, '2025-06-09 13:10:38.411658+00', 133.89, 535.56, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(16, 21, 10, 20250623, 1, 22, 10, '2025-06-23 10:57:37.293572+00', 7.27, 7.27, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(17, 8, 4, 20250707, 1, 8, 4, '2025-07-07 16:35:01.414418+00', 5.79, 5.79, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(18, 1, 5, 20250722, 1, 1, 5, '2025-07-22 12:31:36.080039+00', 267.49, 267.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(19, 11, 8, 20250806, 1, 11, 8, '2025-08-06 12:42:23.596235+00', 278.29, 278.29, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(20, 24, 3, 20250822, 3, 25, 3, '2025-08-22 12:07:00.426486+00', 15.59, 46.77, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(21, 25, 2, 20250905, 1, 26, 2, '2025-09-05 21:06:57.383815+00', 18.09, 18.09, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(22, 23, 9, 20250918, 1, 24, 9, '2025-09-18 16:48:42.311696+00', 34.87, 34.87, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(23, 7, 1, 20251001, 1, 7, 1, '2025-10-01 19:20:36.79073+00', 133.89, 133.89, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(24, 19, 9, 20251013, 1, 19, 9, '2025-10-13 10:48:35.88291+00', 43.59, 43.59, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(25, 14, 6, 20251025, 3, 14, 6, '2025-10-25 14:29:46.804155+00', 75.39, 226.17, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(26, 1, 5, 20251105, 1, 1, 5, '2025-11-05 20:15:52.425405+00', 267.49, 267.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(27, 15, 7, 20251115, 1, 15, 7, '2025-11-15 12:34:40.904404+00', 21.49, 21.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(28, 26, 7, 20251124, 2, 27, 7, '2025-11-24 16:02:13.179007+00', 21.49, 42.98, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(29, 23, 10, 20251203, 6, 24, 10, '2025-12-03 18:12:35.014573+00', 9.09, 54.54, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(30, 11, 9, 20251210, 1, 11, 9, '2025-12-10 18:56:04.367301+00', 43.59, 43.59, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(31, 1, 1, 20251216, 1, 1, 1, '2025-12-16 20:24:42.715608+00', 133.89, 133.89, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(32, 12, 5, 20251223, 1, 12, 5, '2025-12-23 08:30:14.992455+00', 267.49, 267.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(33, 1, 10, 20251229, 1, 1, 10, '2025-12-29 12:47:56.231157+00', 9.09, 9.09, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(34, 19, 1, 20260111, 1, 19, 1, '2026-01-11 19:46:39.861941+00', 107.11, 107.11, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(35, 6, 10, 20260128, 5, 6, 10, '2026-01-28 18:05:08.908933+00', 7.27, 36.35, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(36, 29, 1, 20260213, 2, 30, 1, '2026-02-13 15:01:20.531495+00', 133.89, 267.78, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(37, 16, 2, 20260227, 1, 16, 2, '2026-02-27 16:37:25.042238+00', 18.09, 18.09, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(38, 29, 10, 20260313, 1, 30, 10, '2026-03-13 21:25:09.593502+00', 9.09, 9.09, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(39, 12, 5, 20260326, 1, 12, 5, '2026-03-26 13:47:53.293106+00', 267.49, 267.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(40, 26, 1, 20260408, 1, 27, 1, '2026-04-08 17:38:34.994162+00', 107.11, 107.11, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(41, 1, 3, 20260420, 2, 1, 3, '2026-04-20 15:00:39.168117+00', 15.59, 31.18, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(42, 28, 5, 20260502, 2, 29, 5, '2026-05-02 13:03:13.169414+00', 267.49, 534.98, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(43, 1, 9, 20260514, 6, 1, 9, '2026-05-14 09:52:29.325022+00', 43.59, 261.54, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(44, 20, 1, 20260526, 2, 21, 1, '2026-05-26 10:32:38.395902+00', 107.11, 214.22, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(45, 22, 10, 20260606, 1, 23, 10, '2026-06-06 09:42:13.764417+00', 9.09, 9.09, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(46, 29, 1, 20260618, 2, 30, 1, '2026-06-18 10:25:21.029019+00', 107.11, 214.22, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(47, 19, 8, 20260629, 3, 19, 8, '2026-06-29 19:25:30.614664+00', 278.29, 834.87, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(48, 9, 1, 20260711, 5, 9, 1, '2026-07-11 15:01:39.565912+00', 133.89, 669.45, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(49, 15, 6, 20260724, 5, 15, 6, '2026-07-24 12:18:13.924972+00', 60.31, 301.55, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(50, 29, 9, 20260806, 1, 30, 9, '2026-08-06 13:14:49.95966+00', 43.59, 43.59, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(51, 1, 1, 20260820, 1, 1, 1, '2026-08-20 16:36:09.204173+00', 133.89, 133.89, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(52, 8, 8, 20260901, 1, 8, 8, '2026-09-01 14:45:22.374317+00', 278.29, 278.29, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(53, 6, 7, 20260912, 1, 6, 7, '2026-09-12 16:43:48.813502+00', 21.49, 21.49, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(54, 1, 1, 20260924, 1, 1, 1, '2026-09-24 12:05:10.734129+00', 107.11, 107.11, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(55, 1, 1, 20261004, 3, 1, 1, '2026-10-04 17:44:39.908169+00', 133.89, 401.67, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(56, 27, 6, 20261015, 2, 28, 6, '2026-10-15 12:57:00.658533+00', 75.39, 150.78, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(57, 17, 9, 20261025, 1, 17, 9, '2026-10-25 14:42:11.54576+00', 34.87, 34.87, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(58, 23, 3, 20261104, 6, 24, 3, '2026-11-04 12:48:30.24254+00', 15.59, 93.54, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(59, 1, 1, 20261112, 1, 1, 1, '2026-11-12 09:13:12.249931+00', 133.89, 133.89, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(60, 10, 6, 20261120, 1, 10, 6, '2026-11-20 15:48:57.231275+00', 60.31, 60.31, false, false, 3, '2026-11-25 04:50:23.825246+00'),
	(61, 32, 1, 20261125, 1, 1, 1, '2026-11-25 04:50:23.955683+00', 5.00, 5.00, false, false, 7, '2026-11-25 04:50:26.146021+00');


INSERT INTO public.etl_logs OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 'extract sales', 'mrr', 'sales', 'mrr_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:23.367911+00', '2026-11-25 04:50:23.458361+00', 60, 60, 0, 0, 0, 1, NULL, NULL, NULL, NULL, 15687),
	(2, 1, 'extract customers', 'mrr', 'customers', 'mrr_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:23.461788+00', '2026-11-25 04:50:23.499667+00', 30, 30, 0, 0, 0, 2, NULL, NULL, NULL, NULL, 15687),
	(3, 1, 'extract products', 'mrr', 'products', 'mrr_dim_products', 'SUCCEEDED', '2026-11-25 04:50:23.462609+00', '2026-11-25 04:50:23.582687+00', 10, 10, 0, 0, 0, 3, NULL, NULL, NULL, NULL, 15687),
	(4, 1, 'stage sales', 'stg', 'sales', 'stg_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:23.500853+00', '2026-11-25 04:50:23.632884+00', 60, 59, 0, 1, 0, 1, NULL, NULL, NULL, NULL, 15687),
	(6, 1, 'stage products', 'stg', 'products', 'stg_dim_products', 'SUCCEEDED', '2026-11-25 04:50:23.635122+00', '2026-11-25 04:50:23.68579+00', 10, 10, 0, 0, 0, 2, NULL, NULL, NULL, NULL, 15687),
	(5, 1, 'stage customers', 'stg', 'customers', 'stg_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:23.583407+00', '2026-11-25 04:50:23.705688+00', 30, 29, 0, 1, 0, 3, NULL, NULL, NULL, NULL, 15687),
	(7, 1, 'load products', 'dwh', 'products', 'dwh_dim_products', 'SUCCEEDED', '2026-11-25 04:50:23.690793+00', '2026-11-25 04:50:23.768514+00', 10, 10, 0, 0, 0, 1, NULL, NULL, NULL, NULL, 15687),
	(8, 1, 'load customers', 'dwh', 'customers', 'dwh_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:23.710845+00', '2026-11-25 04:50:23.803945+00', 29, 29, 0, 0, 0, 2, NULL, NULL, NULL, NULL, 15687),
	(9, 1, 'load sales', 'dwh', 'sales', 'dwh_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:23.814641+00', '2026-11-25 04:50:23.869367+00', 59, 59, 0, 0, 0, 3, NULL, NULL, NULL, NULL, 15687),
	(10, 2, 'extract sales', 'mrr', 'sales', 'mrr_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:24.424871+00', '2026-11-25 04:50:24.519246+00', 62, 2, 0, 0, 0, 4, NULL, NULL, NULL, NULL, 15730),
	(11, 2, 'extract customers', 'mrr', 'customers', 'mrr_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:24.521131+00', '2026-11-25 04:50:24.542716+00', 30, 0, 3, 0, 0, 5, NULL, NULL, NULL, NULL, 15730),
	(12, 2, 'extract products', 'mrr', 'products', 'mrr_dim_products', 'SUCCEEDED', '2026-11-25 04:50:24.523287+00', '2026-11-25 04:50:24.602533+00', 10, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 15730),
	(13, 2, 'stage sales', 'stg', 'sales', 'stg_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:24.543678+00', '2026-11-25 04:50:24.63936+00', 2, 0, 0, 2, 0, 4, NULL, NULL, NULL, NULL, 15730),
	(15, 2, 'stage products', 'stg', 'products', 'stg_dim_products', 'SUCCEEDED', '2026-11-25 04:50:24.642626+00', '2026-11-25 04:50:24.665279+00', 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 15730),
	(16, 2, 'load products', 'dwh', 'products', 'dwh_dim_products', 'SUCCEEDED', '2026-11-25 04:50:24.666227+00', '2026-11-25 04:50:24.724903+00', 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 15730),
	(14, 2, 'stage customers', 'stg', 'customers', 'stg_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:24.603433+00', '2026-11-25 04:50:24.760825+00', 3, 0, 3, 0, 0, 5, NULL, NULL, NULL, NULL, 15730),
	(17, 2, 'load customers', 'dwh', 'customers', 'dwh_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:24.763107+00', '2026-11-25 04:50:24.796782+00', 3, 3, 3, 0, 0, 4, NULL, NULL, NULL, NULL, 15730),
	(18, 2, 'load sales', 'dwh', 'sales', 'dwh_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:24.80934+00', '2026-11-25 04:50:24.874955+00', 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 15730),
	(19, 3, 'extract sales', 'mrr', 'sales', 'mrr_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:25.685686+00', '2026-11-25 04:50:25.772462+00', 61, 0, 1, 0, 0, 7, NULL, NULL, NULL, NULL, 15773),
	(20, 3, 'extract customers', 'mrr', 'customers', 'mrr_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:25.77436+00', '2026-11-25 04:50:25.806999+00', 30, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 15773),
	(21, 3, 'extract products', 'mrr', 'products', 'mrr_dim_products', 'SUCCEEDED', '2026-11-25 04:50:25.775297+00', '2026-11-25 04:50:25.873249+00', 10, 0, 2, 0, 0, 9, NULL, NULL, NULL, NULL, 15773),
	(22, 3, 'stage sales', 'stg', 'sales', 'stg_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:25.807995+00', '2026-11-25 04:50:25.939376+00', 1, 1, 0, 0, 0, 6, NULL, NULL, NULL, NULL, 15773),
	(23, 3, 'stage customers', 'stg', 'customers', 'stg_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:25.874289+00', '2026-11-25 04:50:25.953756+00', 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 15773),
	(24, 3, 'stage products', 'stg', 'products', 'stg_dim_products', 'SUCCEEDED', '2026-11-25 04:50:25.940926+00', '2026-11-25 04:50:26.019527+00', 2, 0, 2, 0, 0, 7, NULL, NULL, NULL, NULL, 15773),
	(25, 3, 'load customers', 'dwh', 'customers', 'dwh_dim_customers', 'SUCCEEDED', '2026-11-25 04:50:25.955936+00', '2026-11-25 04:50:26.046895+00', 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, 15773),
	(26, 3, 'load products', 'dwh', 'products', 'dwh_dim_products', 'SUCCEEDED', '2026-11-25 04:50:26.020894+00', '2026-11-25 04:50:26.115773+00', 2, 2, 2, 0, 0, 6, NULL, NULL, NULL, NULL, 15773),
	(27, 3, 'load sales', 'dwh', 'sales', 'dwh_fact_sales', 'SUCCEEDED', '2026-11-25 04:50:26.128129+00', '2026-11-25 04:50:26.180822+00', 1, 1, 0, 0, 0, 7, NULL, NULL, NULL, NULL, 15773);


INSERT INTO public.etl_runs OVERRIDING SYSTEM VALUE VALUES
	(1, 'SUCCEEDED', 'postgres', 15687, '{customers,products,sales}', '2026-11-25 04:50:23.360968+00', '2026-11-25 04:50:23.8843+00', NULL, NULL, NULL, NULL),
	(2, 'SUCCEEDED', 'postgres', 15730, '{customers,products,sales}', '2026-11-25 04:50:24.41107+00', '2026-11-25 04:50:24.885991+00', NULL, NULL, NULL, NULL),
	(3, 'SUCCEEDED', 'postgres', 15773, '{customers,products,sales}', '2026-11-25 04:50:25.680117+00', '2026-11-25 04:50:26.197689+00', NULL, NULL, NULL, NULL);


INSERT INTO public.high_water_mark VALUES
	('customers', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.783372+00', '2026-11-25 04:50:26.045965+00'),
	('products', '2026-11-25 04:50:24.990725+00', '2026-11-25 04:50:23.835515+00', '2026-11-25 04:50:26.114174+00'),
	('sales', '2026-11-25 04:50:24.990725+00', '2026-11-25 04:50:23.740975+00', '2026-11-25 04:50:26.180282+00');


SELECT pg_catalog.setval('engine.batch_id_seq', 7, true);


SELECT pg_catalog.setval('engine.migrations_engine_common_id_seq', 1, true);


SELECT pg_catalog.setval('engine.migrations_engine_dwh_id_seq', 1, true);


SELECT pg_catalog.setval('engine.migrations_sales_dwh_id_seq', 2, true);


SELECT pg_catalog.setval('public.dwh_dim_customers_customer_key_seq', 36, true);


SELECT pg_catalog.setval('public.dwh_dim_products_product_key_seq', 14, true);


SELECT pg_catalog.setval('public.etl_logs_log_id_seq', 27, true);


SELECT pg_catalog.setval('public.etl_runs_run_id_seq', 3, true);


ALTER TABLE ONLY engine.applied_files
    ADD CONSTRAINT applied_files_pkey PRIMARY KEY (ledger, migration);


ALTER TABLE ONLY engine.batch_marks
    ADD CONSTRAINT batch_marks_pkey PRIMARY KEY (entity, upstream_layer, upstream_entity);


ALTER TABLE ONLY engine.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (entity, batch_id);


ALTER TABLE ONLY engine.date_lookups
    ADD CONSTRAINT date_lookups_pkey PRIMARY KEY (fact, date_key);


ALTER TABLE ONLY engine.entities
    ADD CONSTRAINT entities_pkey PRIMARY KEY (entity);


ALTER TABLE ONLY engine.entities
    ADD CONSTRAINT entities_target_key UNIQUE (target);


ALTER TABLE ONLY engine.installed_objects
    ADD CONSTRAINT installed_objects_pkey PRIMARY KEY (object);


ALTER TABLE ONLY engine.lookups
    ADD CONSTRAINT lookups_pkey PRIMARY KEY (fact, surrogate_key);


ALTER TABLE ONLY engine.migrations_engine_common
    ADD CONSTRAINT migrations_engine_common_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.migrations_engine_dwh
    ADD CONSTRAINT migrations_engine_dwh_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.migrations_sales_dwh
    ADD CONSTRAINT migrations_sales_dwh_pkey PRIMARY KEY (id);


ALTER TABLE ONLY engine.ranges
    ADD CONSTRAINT ranges_pkey PRIMARY KEY (entity, batch_id, range_no);


ALTER TABLE ONLY engine.refused_versions
    ADD CONSTRAINT refused_versions_pkey PRIMARY KEY (entity, business_key, effective_at, batch_id);


ALTER TABLE ONLY engine.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);


ALTER TABLE ONLY engine.step_statements
    ADD CONSTRAINT step_statements_pkey PRIMARY KEY (log_id, "position");


ALTER TABLE ONLY public.customer_metrics
    ADD CONSTRAINT customer_metrics_pkey PRIMARY KEY (customer_id);


ALTER TABLE ONLY public.dwh_dim_customers
    ADD CONSTRAINT dwh_dim_customers_customer_id_effective_at_key UNIQUE (customer_id, effective_at);


ALTER TABLE ONLY public.dwh_dim_customers
    ADD CONSTRAINT dwh_dim_customers_pkey PRIMARY KEY (customer_key);


ALTER TABLE ONLY public.dwh_dim_date
    ADD CONSTRAINT dwh_dim_date_full_date_key UNIQUE (full_date);


ALTER TABLE ONLY public.dwh_dim_date
    ADD CONSTRAINT dwh_dim_date_pkey PRIMARY KEY (date_key);


ALTER TABLE ONLY public.dwh_dim_products
    ADD CONSTRAINT dwh_dim_products_pkey PRIMARY KEY (product_key);


ALTER TABLE ONLY public.dwh_dim_products
    ADD CONSTRAINT dwh_dim_products_product_id_effective_at_key UNIQUE (product_id, effective_at);


ALTER TABLE ONLY public.dwh_fact_sales
    ADD CONSTRAINT dwh_fact_sales_pkey PRIMARY KEY (sale_id);


ALTER TABLE ONLY public.etl_logs
    ADD CONSTRAINT etl_logs_pkey PRIMARY KEY (log_id);


ALTER TABLE ONLY public.etl_runs
    ADD CONSTRAINT etl_runs_pkey PRIMARY KEY (run_id);


ALTER TABLE ONLY public.high_water_mark
    ADD CONSTRAINT high_water_mark_pkey PRIMARY KEY (table_name);


CREATE UNIQUE INDEX batches_one_open ON engine.batches USING btree (entity) WHERE (completed_at IS NULL);


CREATE INDEX dwh_dim_customers_batch_id ON public.dwh_dim_customers USING btree (batch_id);


CREATE UNIQUE INDEX dwh_dim_customers_current ON public.dwh_dim_customers USING btree (customer_id) WHERE is_current;


CREATE UNIQUE INDEX dwh_dim_customers_inferred ON public.dwh_dim_customers USING btree (customer_id) WHERE is_inferred;


CREATE INDEX dwh_dim_products_batch_id ON public.dwh_dim_products USING btree (batch_id);


CREATE UNIQUE INDEX dwh_dim_products_current ON public.dwh_dim_products USING btree (product_id) WHERE is_current;


CREATE UNIQUE INDEX dwh_dim_products_inferred ON public.dwh_dim_products USING btree (product_id) WHERE is_inferred;


CREATE INDEX dwh_fact_sales_batch_id ON public.dwh_fact_sales USING btree (batch_id);


CREATE INDEX dwh_fact_sales_customer_id ON public.dwh_fact_sales USING btree (customer_id, transaction_date);


CREATE INDEX dwh_fact_sales_date_key ON public.dwh_fact_sales USING btree (date_key);


CREATE INDEX dwh_fact_sales_product_id ON public.dwh_fact_sales USING btree (product_id, transaction_date);


CREATE INDEX etl_logs_process ON public.etl_logs USING btree (process_name, log_id DESC);


CREATE INDEX etl_logs_running ON public.etl_logs USING btree (layer, entity) WHERE (status = 'RUNNING'::text);


CREATE INDEX etl_logs_start_time ON public.etl_logs USING btree (start_time DESC);


CREATE UNIQUE INDEX etl_logs_step ON public.etl_logs USING btree (run_id, layer, entity) WHERE (run_id IS NOT NULL);


CREATE INDEX etl_runs_status ON public.etl_runs USING btree (status) WHERE (status = 'RUNNING'::text);


ALTER TABLE ONLY engine.batch_marks
    ADD CONSTRAINT batch_marks_entity_fkey FOREIGN KEY (entity) REFERENCES engine.entities(entity) ON DELETE CASCADE;


ALTER TABLE ONLY engine.date_lookups
    ADD CONSTRAINT date_lookups_fact_fkey FOREIGN KEY (fact) REFERENCES engine.entities(entity) ON DELETE CASCADE;


ALTER TABLE ONLY engine.lookups
    ADD CONSTRAINT lookups_dimension_fkey FOREIGN KEY (dimension) REFERENCES engine.entities(entity) ON DELETE CASCADE;


ALTER TABLE ONLY engine.lookups
    ADD CONSTRAINT lookups_fact_fkey FOREIGN KEY (fact) REFERENCES engine.entities(entity) ON DELETE CASCADE;


ALTER TABLE ONLY engine.ranges
    ADD CONSTRAINT ranges_entity_batch_id_fkey FOREIGN KEY (entity, batch_id) REFERENCES engine.batches(entity, batch_id) ON DELETE CASCADE;


ALTER TABLE ONLY engine.step_statements
    ADD CONSTRAINT step_statements_log_id_fkey FOREIGN KEY (log_id) REFERENCES public.etl_logs(log_id) ON DELETE CASCADE;


ALTER TABLE ONLY public.etl_logs
    ADD CONSTRAINT etl_logs_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.etl_runs(run_id) ON DELETE CASCADE;


ALTER TABLE ONLY public.high_water_mark
    ADD CONSTRAINT high_water_mark_table_name_fkey FOREIGN KEY (table_name) REFERENCES engine.entities(entity) ON DELETE CASCADE;


GRANT USAGE ON SCHEMA engine TO pgstrata_link;
GRANT USAGE ON SCHEMA engine TO pgstrata_operator;
GRANT USAGE ON SCHEMA engine TO pgstrata_reader;
GRANT USAGE ON SCHEMA engine TO pgstrata_web;
GRANT ALL ON SCHEMA engine TO pgstrata_pipeline;


GRANT USAGE ON SCHEMA extensions TO pgstrata_pipeline;


GRANT CREATE ON SCHEMA public TO pgstrata_owner;
GRANT CREATE ON SCHEMA public TO pgstrata_pipeline;


GRANT ALL ON SCHEMA stg TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.abandon_hop(p_entity text, p_hop jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.abort_run(p_run jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.abort_run(p_run jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) TO pgstrata_operator;


REVOKE ALL ON FUNCTION engine.add_counts(p_left jsonb, p_right jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.advance_hop(p_entity text, p_hop jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.advance_ranges(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.advance_run(p_run jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.advance_run(p_run jsonb) TO pgstrata_operator;


REVOKE ALL ON FUNCTION engine.assert_all_declared(p_entity text, p_target text, p_declared text[]) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_business_key(p_entity text, p_target text, p_business_key text[]) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_columns(p_entity text, p_relation text, p_role text, p_columns text[]) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_history(p_entity text, p_target text, p_business_key text[], p_surrogate_key text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_hop_lock(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_index(p_entity text, p_relation text, p_role text, p_columns text[], p_unique_where text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_not_ahead(p_entity text, p_upstream_layer text, p_upstream_entity text, p_mark bigint, p_upto bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.assert_run_lock() FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.begin_hop(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.begin_run(p_entities text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.begin_run(p_entities text[]) TO pgstrata_operator;


REVOKE ALL ON FUNCTION engine.block_step(p_run jsonb, p_step jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.canonical_relation(p_relation text, p_role text, p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.close_link(p_link text, p_cancel boolean) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.columns_of(p_relation text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.complete_hop(p_entity text, p_hop jsonb, p_result jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.count_rows() FROM PUBLIC;
GRANT ALL ON FUNCTION engine.count_rows() TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.count_rows() TO pgstrata_reader;
GRANT ALL ON FUNCTION engine.count_rows() TO pgstrata_web;


REVOKE ALL ON PROCEDURE engine.declare_date(IN p_fact text, IN p_date_column text, IN p_date_key text, IN p_calendar text) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.declare_date(IN p_fact text, IN p_date_column text, IN p_date_key text, IN p_calendar text) TO pgstrata_owner;


REVOKE ALL ON PROCEDURE engine.declare_dimension(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_effective_at text, IN p_type_1 text[], IN p_type_2 text[], IN p_fixed text[]) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.declare_dimension(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_effective_at text, IN p_type_1 text[], IN p_type_2 text[], IN p_fixed text[]) TO pgstrata_owner;


REVOKE ALL ON PROCEDURE engine.declare_fact(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_happens_at text) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.declare_fact(IN p_entity text, IN p_source text, IN p_target text, IN p_business_key text[], IN p_happens_at text) TO pgstrata_owner;


REVOKE ALL ON PROCEDURE engine.declare_lookup(IN p_fact text, IN p_dimension text, IN p_columns text[], IN p_surrogate_key text) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.declare_lookup(IN p_fact text, IN p_dimension text, IN p_columns text[], IN p_surrogate_key text) TO pgstrata_owner;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.entities TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION engine.declared_fact(p_fact text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.delta_of(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.describe_result(p_layer text, p_entity text, p_result jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.describe_step(p_step jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.end_run(p_run jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.execute_plan(p_plan engine.plan_step[], p_parameters jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.fail_link(p_step jsonb, p_sqlstate text, p_message text, p_detail text, p_hint text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.fail_step(p_log_id bigint, p_status text, p_sqlstate text, p_message text, p_detail text, p_hint text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.finish_step(p_log_id bigint, p_result jsonb) FROM PUBLIC;


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


REVOKE ALL ON FUNCTION engine.lock_members(p_dimension text, p_to_infer boolean) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.lock_range(p_entity text, p_leader integer) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.lock_range(p_entity text, p_leader integer) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.lock_range(p_entity text, p_leader integer) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.lock_run() FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.log_step(p_run_id bigint, p_layer text, p_entity text, p_began timestamp with time zone) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.lookups_of(p_fact text, p_alias text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.mark_crashed() FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.move_marks(p_entity text, p_hop jsonb, p_result jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.open_link(p_link text, p_server text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_calendar(p_source text, p_date_column text, p_calendar text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_count(p_entity engine.entities) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_cut(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_dimension_delta(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_facts(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_hop(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_link;
GRANT ALL ON FUNCTION engine.plan_hop(p_entity text) TO pgstrata_web;


REVOKE ALL ON FUNCTION engine.plan_members(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_phase(p_entity text, p_phase text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_repointing(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_splice(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.plan_survey(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.prepare_step(p_run jsonb, p_step jsonb, p_prepared jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.range_predicate(p_alias text, p_relation text, p_column text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.range_results(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.raw_table_of(p_entity text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.refuse_overlap(p_entity text, p_keys jsonb[]) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.release_lock(p_kind text, p_name text, p_mode text) FROM PUBLIC;


REVOKE ALL ON PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) TO pgstrata_operator;
GRANT ALL ON PROCEDURE engine.run_range(IN p_entity text, IN p_batch_id bigint, IN p_range_no integer, IN p_leader integer, INOUT p_result jsonb) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.send_call(p_link text, p_procedure text, p_arguments jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.send_step(p_run jsonb, p_step jsonb) FROM PUBLIC;


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
GRANT ALL ON FUNCTION engine.source_state() TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.source_state() TO pgstrata_reader;
GRANT ALL ON FUNCTION engine.source_state() TO pgstrata_web;


REVOKE ALL ON FUNCTION engine.surrogate_key_of(p_entity text, p_target text, p_business_key text[]) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.survey_hop(p_entity text, p_hop jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.take_result(p_link text) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.take_step(p_step jsonb) FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.unlock_hop(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.unlock_hop(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.unlock_hop(p_entity text) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.unlock_range(p_entity text) FROM PUBLIC;
GRANT ALL ON FUNCTION engine.unlock_range(p_entity text) TO pgstrata_operator;
GRANT ALL ON FUNCTION engine.unlock_range(p_entity text) TO pgstrata_link;


REVOKE ALL ON FUNCTION engine.unlock_run() FROM PUBLIC;
GRANT ALL ON FUNCTION engine.unlock_run() TO pgstrata_operator;


REVOKE ALL ON FUNCTION engine.verdict_of(p_run jsonb, p_step jsonb) FROM PUBLIC;


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


REVOKE ALL ON FUNCTION public._require_date_range(p_from date, p_to date) FROM PUBLIC;
GRANT ALL ON FUNCTION public._require_date_range(p_from date, p_to date) TO pgstrata_reader;
GRANT ALL ON FUNCTION public._require_date_range(p_from date, p_to date) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.fn_avg_quantity_per_customer(p_customer_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fn_avg_quantity_per_customer(p_customer_id bigint) TO pgstrata_reader;
GRANT ALL ON FUNCTION public.fn_avg_quantity_per_customer(p_customer_id bigint) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.fn_product_group_performance(p_product_group text, p_from date, p_to date, OUT units bigint, OUT revenue numeric, OUT sales bigint, OUT customers bigint, OUT average_price numeric) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fn_product_group_performance(p_product_group text, p_from date, p_to date, OUT units bigint, OUT revenue numeric, OUT sales bigint, OUT customers bigint, OUT average_price numeric) TO pgstrata_reader;
GRANT ALL ON FUNCTION public.fn_product_group_performance(p_product_group text, p_from date, p_to date, OUT units bigint, OUT revenue numeric, OUT sales bigint, OUT customers bigint, OUT average_price numeric) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.fn_product_sales_velocity(p_product_id bigint, p_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fn_product_sales_velocity(p_product_id bigint, p_days integer) TO pgstrata_reader;
GRANT ALL ON FUNCTION public.fn_product_sales_velocity(p_product_id bigint, p_days integer) TO pgstrata_operator;


REVOKE ALL ON FUNCTION public.fn_top_customers(p_count integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fn_top_customers(p_count integer) TO pgstrata_reader;
GRANT ALL ON FUNCTION public.fn_top_customers(p_count integer) TO pgstrata_operator;


REVOKE ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) TO pgstrata_operator;
GRANT ALL ON PROCEDURE public.run_hop(IN p_entity text, IN p_options jsonb, INOUT p_result jsonb) TO pgstrata_link;


REVOKE ALL ON PROCEDURE public.run_master_pipeline(IN p_entities text[]) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.run_master_pipeline(IN p_entities text[]) TO pgstrata_operator;


REVOKE ALL ON PROCEDURE public.set_entity_enabled(IN p_entity text, IN p_enabled boolean) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.set_entity_enabled(IN p_entity text, IN p_enabled boolean) TO pgstrata_operator;


REVOKE ALL ON PROCEDURE public.sp_aggregate_sales_report(IN p_from date, IN p_to date) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.sp_aggregate_sales_report(IN p_from date, IN p_to date) TO pgstrata_reader;
GRANT ALL ON PROCEDURE public.sp_aggregate_sales_report(IN p_from date, IN p_to date) TO pgstrata_operator;


REVOKE ALL ON PROCEDURE public.sp_refresh_customer_metrics() FROM PUBLIC;
GRANT ALL ON PROCEDURE public.sp_refresh_customer_metrics() TO pgstrata_operator;


GRANT ALL ON FOREIGN DATA WRAPPER postgres_fdw TO pgstrata_owner;


GRANT ALL ON FOREIGN SERVER dwh TO pgstrata_pipeline;


GRANT ALL ON FOREIGN SERVER mrr TO pgstrata_pipeline;


GRANT ALL ON FOREIGN SERVER stg TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.applied_files TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.batch_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.batch_marks TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.batches TO pgstrata_pipeline;


GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_link;
GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_operator;
GRANT SELECT ON TABLE engine.completed_batches TO pgstrata_web;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.date_lookups TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.installed_objects TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.lookups TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_engine_common TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_engine_common_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_engine_dwh TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_engine_dwh_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_sales_dwh TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_sales_dwh_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.ranges TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.refused_versions TO pgstrata_pipeline;
GRANT SELECT ON TABLE engine.refused_versions TO pgstrata_operator;
GRANT SELECT ON TABLE engine.refused_versions TO pgstrata_web;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.settings TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.step_statements TO pgstrata_pipeline;
GRANT SELECT ON TABLE engine.step_statements TO pgstrata_operator;
GRANT SELECT ON TABLE engine.step_statements TO pgstrata_web;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customer_metrics TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.customer_metrics TO pgstrata_reader;
GRANT SELECT ON TABLE public.customer_metrics TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.dwh_dim_customers TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.dwh_dim_customers TO pgstrata_reader;
GRANT SELECT ON TABLE public.dwh_dim_customers TO pgstrata_operator;


GRANT SELECT,USAGE ON SEQUENCE public.dwh_dim_customers_customer_key_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.dwh_dim_date TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.dwh_dim_date TO pgstrata_reader;
GRANT SELECT ON TABLE public.dwh_dim_date TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.dwh_dim_products TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.dwh_dim_products TO pgstrata_reader;
GRANT SELECT ON TABLE public.dwh_dim_products TO pgstrata_operator;


GRANT SELECT,USAGE ON SEQUENCE public.dwh_dim_products_product_key_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.dwh_fact_sales TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.dwh_fact_sales TO pgstrata_reader;
GRANT SELECT ON TABLE public.dwh_fact_sales TO pgstrata_operator;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.etl_logs TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.etl_logs TO pgstrata_operator;
GRANT SELECT ON TABLE public.etl_logs TO pgstrata_web;


GRANT SELECT,USAGE ON SEQUENCE public.etl_logs_log_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.etl_runs TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.etl_runs TO pgstrata_operator;
GRANT SELECT ON TABLE public.etl_runs TO pgstrata_web;


GRANT SELECT,USAGE ON SEQUENCE public.etl_runs_run_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.high_water_mark TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.high_water_mark TO pgstrata_operator;
GRANT SELECT ON TABLE public.high_water_mark TO pgstrata_web;
GRANT SELECT ON TABLE public.high_water_mark TO pgstrata_reader;


GRANT SELECT ON TABLE public.vw_data_freshness TO pgstrata_operator;
GRANT SELECT ON TABLE public.vw_data_freshness TO pgstrata_reader;
GRANT SELECT ON TABLE public.vw_data_freshness TO pgstrata_web;


GRANT SELECT ON TABLE public.vw_etl_performance_summary TO pgstrata_operator;
GRANT SELECT ON TABLE public.vw_etl_performance_summary TO pgstrata_reader;
GRANT SELECT ON TABLE public.vw_etl_performance_summary TO pgstrata_web;


GRANT SELECT ON TABLE public.vw_layer_row_counts TO pgstrata_operator;
GRANT SELECT ON TABLE public.vw_layer_row_counts TO pgstrata_reader;
GRANT SELECT ON TABLE public.vw_layer_row_counts TO pgstrata_web;


GRANT SELECT ON TABLE public.vw_recent_etl_runs TO pgstrata_operator;
GRANT SELECT ON TABLE public.vw_recent_etl_runs TO pgstrata_reader;
GRANT SELECT ON TABLE public.vw_recent_etl_runs TO pgstrata_web;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_pipeline REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

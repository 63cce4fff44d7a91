create or replace procedure public.run_master_pipeline(p_entities text[] default null)
language plpgsql
as $$
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

comment on procedure public.run_master_pipeline(text[]) is
    'carries everything committed at the source into the warehouse: call run_master_pipeline()';
grant execute on procedure public.run_master_pipeline(text[]) to pgstrata_operator, pgstrata_worker;

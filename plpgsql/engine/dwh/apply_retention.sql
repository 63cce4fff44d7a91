create or replace procedure public.apply_retention()
language plpgsql
as $$
-- Deletes what the settings say is old: runs with their steps, statements and messages, closed incidents, counts and
-- requests, and resolved rejects in stg. A worker calls it every hour; it may be called at any time.
-- Reads: engine.settings. Writes: the log; stg.stg_rejects.
--
-- It commits after every thousand rows, so that it never holds up a run, and cannot run inside BEGIN … COMMIT.
begin
    commit;
    while engine.delete_expired(1000) operator(pg_catalog.>) 0 loop
        commit;
    end loop;
    commit;
    while engine.delete_expired_rejects(1000) operator(pg_catalog.>) 0 loop
        commit;
    end loop;
end
$$;

comment on procedure public.apply_retention() is 'deletes what the settings say is old: call apply_retention()';
grant execute on procedure public.apply_retention() to pgstrata_operator, pgstrata_worker;

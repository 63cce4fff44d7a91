create or replace procedure public.run_hop(
    p_entity text, p_options jsonb default '{}', inout p_result jsonb default null)
language plpgsql
as $$
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
        p_result := p_result operator(pg_catalog.-) 'statements' operator(pg_catalog.-) 'messages';
        raise notice '%', engine.describe_result(engine.layer(), p_entity, p_result);
    end if;
end
$$;

comment on procedure public.run_hop(text, jsonb, jsonb) is
    'moves one entity into this layer, exactly once: call run_hop(''entity'')';
grant execute on procedure public.run_hop(text, jsonb, jsonb) to pgstrata_operator, pgstrata_link;

create or replace function engine.record_row_counts(p_force boolean default false)
returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Counts the rows of every layer and keeps the result, so that those who look at it cost the source nothing. Counting
-- may take one hundredth of the time: not before a hundred times what the last count took have passed.
-- Parameters: p_force, count in any case.
-- Returns: whether it has counted; false: too early, nothing has run since, or somebody counts right now.
-- Raises: 08001 when a layer cannot be reached.
-- Reads: all layers. Writes: engine.row_counts.
declare
    v_began timestamptz := clock_timestamp();
    v_took  interval;
    v_last  record;
begin
    if not pg_try_advisory_xact_lock(engine.lock_key('row counts')) then
        return false;
    end if;
    select c.counted_at, c.took into v_last from engine.row_counts c order by c.counted_at desc limit 1;
    if found and not p_force and (
            v_last.counted_at + 100 * v_last.took > v_began
            or not exists (select from public.etl_logs l
                            where l.end_time > v_last.counted_at
                              and l.start_time > v_last.counted_at - interval '1 day'))
    then
        return false;
    end if;
    insert into engine.row_counts (
        entity, counted_at, operational, mrr, stg, rejects, never_good, dwh, dwh_versions, took)
    select c.entity, v_began, c.operational, c.mrr, c.stg, c.rejects, c.never_good, c.dwh, c.dwh_versions, '0'
      from engine.count_rows() c;
    v_took := clock_timestamp() - v_began;
    update engine.row_counts set took = v_took where counted_at = v_began;
    perform engine.announce('row_counts', '{}');
    return true;
end
$$;

comment on function engine.record_row_counts(boolean) is 'counts the rows of every layer and keeps the result';
grant execute on function engine.record_row_counts(boolean) to pgstrata_operator, pgstrata_worker;

create or replace function engine.lock_members(p_dimension text, p_to_infer boolean)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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

comment on function engine.lock_members(text, boolean) is
    'keeps two hops from writing the same key of a dimension at the same time';

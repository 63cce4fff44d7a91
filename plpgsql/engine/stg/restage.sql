create or replace procedure public.restage(p_entity text, inout p_result jsonb default null)
language plpgsql
as $$
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

comment on procedure public.restage(text, jsonb) is
    'judges every row of an entity again, after a rule or a mapping has changed: call restage(''entity'')';
grant execute on procedure public.restage(text, jsonb) to pgstrata_operator;

create or replace function engine.assert_not_ahead(
    p_entity text, p_upstream_layer text, p_upstream_entity text, p_mark bigint, p_upto bigint)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
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

comment on function engine.assert_not_ahead(text, text, text, bigint, bigint) is
    'refuses to read from a layer that has fewer batches than were consumed already';

create or replace function engine.assert_history(
    p_entity text, p_target text, p_business_key text[], p_surrogate_key text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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

comment on function engine.assert_history(text, text, text[], text) is
    'refuses a dimension whose table would accept a wrong history';

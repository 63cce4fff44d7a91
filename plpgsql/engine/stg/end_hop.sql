create or replace function engine.end_hop(p_entity text, p_hop jsonb, p_result jsonb)
returns void
language sql
as $$
-- What a layer does besides in the transaction that ends a hop: in staging nothing, since the master
-- writes the log of its steps.
$$;

comment on function engine.end_hop(text, jsonb, jsonb) is
    'what a layer does besides in the transaction that ends a hop';

-- A first load of many rows is several times faster when the secondary indexes of its table are built at its end. Only
-- the owner of a table may drop and create its indexes, so these two functions are his; the engine may call them, and
-- has no other way to write what they execute.

create table engine.indexes_aside (
    entity     text not null,
    name       text not null,
    definition text not null,
    remark     text,
    primary key (entity, name)
);
comment on table engine.indexes_aside is
    'secondary indexes that a first load has dropped and creates again before it completes; empty otherwise';
revoke insert, update, delete on engine.indexes_aside from pgstrata_pipeline;

create function engine.set_indexes_aside(p_entity text)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
-- Drops the secondary indexes of the target of an entity and keeps their definitions: not those that are unique,
-- belong to a constraint, or order the table. Whoever reads the table for more than two seconds keeps them where they are.
-- Parameters: p_entity.
-- Returns: how many.
-- Reads: engine.entities, the catalog. Writes: engine.indexes_aside.
declare
    v_index record;
    v_count integer := 0;
begin
    for v_index in
        select i.indexrelid::regclass as index, c.relname, pg_get_indexdef(i.indexrelid) as definition,
               obj_description(i.indexrelid, 'pg_class') as remark
          from engine.entities e
          join pg_index i on i.indrelid = e.target::regclass
          join pg_class c on c.oid = i.indexrelid
         where e.entity = p_entity
           and i.indisvalid and not i.indisunique and not i.indisclustered and not i.indisreplident
           and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
         order by c.relname
    loop
        execute format('drop index %s', v_index.index);
        insert into engine.indexes_aside (entity, name, definition, remark)
        values (p_entity, v_index.relname, v_index.definition, v_index.remark);
        v_count := v_count + 1;
    end loop;
    return v_count;
exception when lock_not_available then
    return 0;
end
$$;

comment on function engine.set_indexes_aside(text) is
    'drops the secondary indexes of a target for the time of its first load';
revoke execute on function engine.set_indexes_aside(text) from public;
grant execute on function engine.set_indexes_aside(text) to pgstrata_pipeline;

create function engine.build_indexes(p_entity text)
returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
-- Creates the indexes that engine.set_indexes_aside has dropped.
-- Parameters: p_entity.
-- Returns: how many.
-- Reads and writes: engine.indexes_aside.
declare
    v_index record;
    v_count integer := 0;
begin
    for v_index in
        delete from engine.indexes_aside a
         where a.entity = p_entity
        returning a.name, a.definition, a.remark, (
            select n.nspname
              from engine.entities e
              join pg_class c on c.oid = e.target::regclass
              join pg_namespace n on n.oid = c.relnamespace
             where e.entity = a.entity) as schema
    loop
        -- Somebody who missed it may have made it again.
        if to_regclass(format('%I.%I', v_index.schema, v_index.name)) is null then
            execute v_index.definition;
            execute format('comment on index %I.%I is %L', v_index.schema, v_index.name, v_index.remark);
            v_count := v_count + 1;
        end if;
    end loop;
    return v_count;
end
$$;

comment on function engine.build_indexes(text) is 'creates the indexes again that were set aside for a first load';
revoke execute on function engine.build_indexes(text) from public;
grant execute on function engine.build_indexes(text) to pgstrata_pipeline;

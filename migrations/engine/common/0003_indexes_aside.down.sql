-- Of a layer that is taken down as a whole the tables are gone already.
do $$
begin
    if to_regclass('engine.entities') is not null then
        perform engine.build_indexes(e.entity) from engine.entities e;
    end if;
end
$$;
drop function engine.build_indexes(text);
drop function engine.set_indexes_aside(text);
drop table engine.indexes_aside;

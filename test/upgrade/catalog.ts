import type { Layer, Warehouse } from '../support/index.ts';

const acl = (column: string) => `array(select a::text from unnest(${column}) a order by 1)`;

/** What a database is made of; of each object a line with all that a statement can have said about it. */
const parts: Record<string, string> = {
    roles: `
        select concat_ws(' ', rolname, rolcanlogin, rolinherit, rolsuper, rolcreaterole, rolconnlimit)
          from pg_roles where rolname like 'pgstrata%'`,
    schemas: `
        select concat_ws(' ', nspname, nspowner::regrole, ${acl('nspacl')})
          from pg_namespace where nspname !~ '^pg_|^information_schema$'`,
    relations: `
        select concat_ws(' ', c.oid::regclass, c.relkind, c.relowner::regrole, c.reloptions, f.ftoptions,
                         ${acl('c.relacl')}, obj_description(c.oid, 'pg_class'), pg_get_viewdef(c.oid))
          from pg_class c
          join rooms on rooms.oid = c.relnamespace
          left join pg_foreign_table f on f.ftrelid = c.oid`,
    columns: `
        select concat_ws(' ', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                         a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attfdwoptions,
                         ${acl('a.attacl')}, col_description(c.oid, a.attnum))
          from pg_class c
          join rooms on rooms.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
         where c.relkind in ('r', 'p', 'v', 'f')`,
    indexes: `
        select pg_get_indexdef(i.indexrelid)
          from pg_index i
          join pg_class c on c.oid = i.indrelid
          join rooms on rooms.oid = c.relnamespace`,
    constraints: `
        select concat_ws(' ', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
          from pg_constraint c
          join rooms on rooms.oid = c.connamespace`,
    triggers: `
        select pg_get_triggerdef(t.oid)
          from pg_trigger t
          join pg_class c on c.oid = t.tgrelid
          join rooms on rooms.oid = c.relnamespace
         where not t.tgisinternal`,
    routines: `
        select concat_ws(' ', p.oid::regprocedure, p.proowner::regrole, ${acl('p.proacl')},
                         obj_description(p.oid, 'pg_proc'), pg_get_functiondef(p.oid))
          from pg_proc p
          join rooms on rooms.oid = p.pronamespace
         where p.prokind in ('f', 'p')`,
    files: `select concat_ws(' ', object, file, file_hash) from engine.installed_objects`,
};

/** The catalog of a layer as sorted lines, without what belongs to an extension or to PostgreSQL. */
export async function catalogOf(warehouse: Warehouse, layer: Layer): Promise<object> {
    const found: Record<string, string[]> = {};
    for (const [part, query] of Object.entries(parts)) {
        const rows = await warehouse.query<{ line: string }>(
            layer,
            `with rooms as (
                 select n.oid from pg_namespace n
                  where n.nspname !~ '^pg_|^information_schema$|^extensions$')
             select line from (${query}) q(line) order by line collate "C"`,
        );
        found[part] = rows.map(({ line }) => line);
    }
    return found;
}

import type { Layer, Warehouse } from '../support/index.ts';

/** What is in a database besides PostgreSQL's own, by name, with owners and privileges. */
export async function snapshot(warehouse: Warehouse, layer: Layer): Promise<string[]> {
    const rows = await warehouse.query<{ line: string }>(
        layer,
        `with objects as (
             select 'pg_class'::regclass::oid as classid, oid, relowner as owner, relacl as acl,
                    case relkind when 'S' then 's' else 'r' end as type
               from pg_class where relkind <> 't' and relnamespace <> 'pg_toast'::regnamespace
             union all select 'pg_proc'::regclass, oid, proowner, proacl, 'f' from pg_proc
             union all select 'pg_type'::regclass, oid, typowner, typacl, 'T' from pg_type
             union all select 'pg_namespace'::regclass, oid, nspowner, nspacl, 'n' from pg_namespace
                        where nspname !~ '^pg_(toast_)?temp'
             union all select 'pg_foreign_server'::regclass, oid, srvowner, srvacl, 'S' from pg_foreign_server
             union all select 'pg_foreign_data_wrapper'::regclass, oid, fdwowner, fdwacl, 'F'
                         from pg_foreign_data_wrapper
             union all select 'pg_extension'::regclass, oid, extowner, null, null from pg_extension
             union all select 'pg_trigger'::regclass, oid, null, null, null from pg_trigger
                        where not tgisinternal
             union all select 'pg_constraint'::regclass, oid, null, null, null from pg_constraint
             union all select 'pg_policy'::regclass, oid, null, null, null from pg_policy
             union all select 'pg_user_mapping'::regclass, oid, null, null, null from pg_user_mapping
             union all select 'pg_default_acl'::regclass, oid, defaclrole, defaclacl, null from pg_default_acl)
         select concat_ws(' ', i.type, i.identity, 'of ' || o.owner::regrole,
                    (select array_agg(a::text order by a::text)
                       from aclexplode(coalesce(o.acl, acldefault(o.type::"char", o.owner))) a)) as line
           from objects o cross join pg_identify_object(o.classid, o.oid, 0) i
          union all
         select concat_ws(' ', 'database', d.datname, 'of ' || d.datdba::regrole,
                    (select array_agg(a::text order by a::text)
                       from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a))
           from pg_database d where d.datname = current_database()
          union all
         select concat_ws(' ', 'column', a.attrelid::regclass, a.attname, a.attacl)
           from pg_attribute a where a.attacl is not null and a.attrelid >= 16384
          order by 1`,
    );
    return rows.map(({ line }) => line);
}

/** The roles of the cluster, their memberships and settings. */
export async function roles(warehouse: Warehouse): Promise<string[]> {
    const rows = await warehouse.query<{ line: string }>(
        'dwh',
        `select concat_ws(' ', 'role', r.rolname, r.rolcanlogin) as line from pg_roles r
          union all
         select concat_ws(' ', m.member::regrole, 'is in', m.roleid::regrole) from pg_auth_members m
          union all
         select concat_ws(' ', 'setting', s.setdatabase, s.setrole, s.setconfig) from pg_db_role_setting s
          order by 1`,
    );
    return rows.map(({ line }) => line);
}

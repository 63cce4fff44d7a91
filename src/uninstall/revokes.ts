import { type Session, texts } from '../migrate/session.ts';

/** The statements that take away what the roles may do with a database and what is in it of others. */
export async function revokes({ client }: Session, roles: string[]): Promise<string[]> {
    return await texts(
        client,
        `with granted as (
             select s.classid, s.objid, string_agg(quote_ident(r.rolname), ', ') as grantees
               from pg_shdepend s
               join pg_roles r on s.refclassid = 'pg_authid'::regclass and r.oid = s.refobjid
               join pg_database d on d.datname = current_database()
              where r.rolname = any($1) and s.deptype = 'a'
                and (s.dbid = d.oid or s.classid = 'pg_database'::regclass and s.objid = d.oid)
              group by s.classid, s.objid)
         select format('revoke all on %s %s from %s', k.kind, i.identity, g.grantees)
           from granted g
           join (values ('pg_database'::regclass, 'database'), ('pg_namespace', 'schema'),
                        ('pg_class', 'table'), ('pg_proc', 'routine'), ('pg_type', 'type'),
                        ('pg_foreign_data_wrapper', 'foreign data wrapper'),
                        ('pg_foreign_server', 'foreign server'), ('pg_language', 'language')
                ) k(class, kind) on k.class = g.classid
          cross join pg_identify_object(g.classid, g.objid, 0) i
         -- Of objects that go, the privileges go with them.
          where not exists (select from pg_shdepend o
                              join pg_roles r on r.oid = o.refobjid and r.rolname = any($1)
                             where o.deptype = 'o' and o.classid = g.classid and o.objid = g.objid
                               and o.dbid = (select oid from pg_database
                                              where datname = current_database()))
         union all
         select format('alter default privileges for role %s%s revoke all on %s from %s',
                    d.defaclrole::regrole::text, ' in schema ' || quote_ident(n.nspname),
                    case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
                         when 'f' then 'routines' when 'T' then 'types' else 'schemas' end,
                    g.grantees)
           from granted g
           join pg_default_acl d on g.classid = 'pg_default_acl'::regclass and d.oid = g.objid
           left join pg_namespace n on n.oid = d.defaclnamespace
          where d.defaclrole::regrole::text <> all($1)`,
        [roles],
    );
}

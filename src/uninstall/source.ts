import type { Session } from '../migrate/session.ts';
import { ownedObjects } from './catalog.ts';

/** An object that stays at the source, or a privilege on one. */
interface SourceRow {
    /** How its name is to be read: as regclass, regprocedure, regtype or regnamespace. */
    kind: string;
    object: string;
    /** With `privilege`: who had it. Without: the object is handed over. */
    grantee: string | null;
    privilege: string | null;
    column_name: string | null;
}

/** What the next migrate has to know to take the source over again: its objects, and who could use them. */
export async function readSource(
    { client }: Session,
    roles: string[],
    keeps: boolean,
): Promise<SourceRow[]> {
    const { rows } = await client.query<SourceRow>(
        `with recursive ${ownedObjects},
         mine as (
             select case o.classid when 'pg_class'::regclass then 'relation'
                                   when 'pg_proc'::regclass then 'routine'
                                   when 'pg_type'::regclass then 'type'
                                   when 'pg_namespace'::regclass then 'schema' end as kind,
                    o.classid, o.objid, o.identity
               from owned o
              where $2 and not exists (select from gone g
                                        where g.classid = o.classid and g.objid = o.objid)
         ),
         allowed as (
             select 'relation' as kind, 'pg_class'::regclass::oid as classid, c.oid as objid,
                    null as column_name, c.relacl as acl
               from pg_class c where c.relacl is not null
             union all
             select 'relation', 'pg_class'::regclass, a.attrelid, a.attname, a.attacl
               from pg_attribute a where a.attacl is not null
             union all
             select 'routine', 'pg_proc'::regclass, p.oid, null, p.proacl
               from pg_proc p where p.proacl is not null
         )
         select m.kind, m.identity as object, null as grantee, null as privilege, null as column_name
           from mine m
          where m.kind is not null
         union all
         select w.kind, i.identity, r.rolname, a.privilege_type, w.column_name
           from allowed w
          cross join aclexplode(w.acl) a
           join roles r on r.oid = a.grantee
          cross join pg_identify_object(w.classid, w.objid, 0) i
          where $2 and a.grantor <> a.grantee
            and not exists (select from gone g where g.classid = w.classid and g.objid = w.objid)`,
        [roles, keeps],
    );
    return rows;
}

export async function recordSource({ client }: Session, rows: SourceRow[]): Promise<void> {
    await client.query(`
        create table engine.kept_source (
            kind        text not null check (kind in ('relation', 'routine', 'type', 'schema')),
            object      text not null,
            grantee     text,
            privilege   text,
            column_name text)`);
    await client.query(`
        comment on table engine.kept_source is
            'what pgstrata uninstall left here; the next migrate takes it over and drops this table'`);
    await client.query(
        `insert into engine.kept_source
         select * from jsonb_to_recordset($1)
             as r(kind text, object text, grantee text, privilege text, column_name text)`,
        [JSON.stringify(rows)],
    );
}

import type { Session } from '../migrate/session.ts';

/** One object of a database, as PostgreSQL's pg_identify_object() names it. */
export interface FoundObject {
    kind: string;
    schema: string | null;
    /** Qualified and quoted, as in a statement. */
    name: string;
    /** NULL where it has none: only tables, materialized views and sequences. */
    bytes: string | null;
    /** As the statistics estimate them. */
    rows: string | null;
    /** A sequence of a column, which goes where its table goes. */
    follows: boolean;
}

/** What the roles own or may use in a database. */
export interface Inventory {
    goes: FoundObject[];
    /** The source's own, with what it uses. */
    stays: FoundObject[];
    /** What is of others and stays, but loses the privileges of the roles. */
    granted: string[];
}

/**
 * The catalog alone decides what is of the installation: it is owned by one of its roles. At the
 * source, what migrations made outside of schema engine is the business's data and what stamps it:
 * it stays, and so does whatever of ours it depends on, and the record of those migrations.
 */
export const ownedObjects = `
    roles as (
        select r.oid, r.rolname from pg_roles r where r.rolname = any($1)
    ),
    here as (
        select d.oid from pg_database d where d.datname = current_database()
    ),
    owned as (
        select s.classid, s.objid, r.rolname, i.type, i.schema, i.identity
          from pg_shdepend s
          join roles r on r.oid = s.refobjid and s.refclassid = 'pg_authid'::regclass
         cross join pg_identify_object(s.classid, s.objid, 0) i
         where s.deptype = 'o' and s.dbid = (select oid from here)
    ),
    kept_from as (
        select o.classid, o.objid
          from owned o
         where $2 and o.rolname = 'pgstrata_owner'
           and o.type not in ('default acl', 'server', 'user mapping')
           and coalesce(o.schema, o.identity) <> 'engine'
    ),
    -- And which migrations made it, for the next migrate.
    kept as (
        select classid, objid from kept_from
        union all
        select o.classid, o.objid
          from owned o
         where o.schema = 'engine' and o.type = 'table'
           and o.identity <> 'engine.installed_objects'
           and exists (select from kept_from)
    ),
    -- Down to triggers, defaults, constraints and indexes, and up to what these use.
    reached as (
        select classid, objid from kept
        union
        select n.classid, n.objid
          from reached k
         cross join lateral (
             select d.classid, d.objid from pg_depend d
              where d.refclassid = k.classid and d.refobjid = k.objid and d.deptype in ('a', 'i')
             union all
             select d.refclassid, d.refobjid
               from pg_depend d
               join owned o on o.classid = d.refclassid and o.objid = d.refobjid
              where d.classid = k.classid and d.objid = k.objid
         ) n
    ),
    gone as (
        select o.* from owned o
         where o.type = 'default acl'
            or not exists (select from reached k
                            where k.classid = o.classid and k.objid = o.objid)
    )`;

/** Reads what would go and what would stay; `keeps` says that data of the source stays. */
export async function readInventory(
    { client }: Session,
    roles: string[],
    keeps: boolean,
): Promise<Inventory> {
    const { rows } = await client.query<FoundObject & { fate: 'goes' | 'stays' }>(
        `with recursive ${ownedObjects}
         select case when g.objid is null then 'stays' else 'goes' end as fate,
                o.type as kind, o.schema, o.identity as name,
                case when c.relkind in ('r', 'm', 'S') then pg_total_relation_size(c.oid) end as bytes,
                case when c.relkind in ('r', 'm')
                     then coalesce(nullif(c.reltuples, -1)::bigint, pg_stat_get_live_tuples(c.oid))
                end as rows,
                exists (select from pg_depend d
                         where c.relkind = 'S' and d.classid = o.classid and d.objid = o.objid
                           and d.refclassid = o.classid and d.deptype in ('a', 'i')) as follows
           from owned o
           left join gone g using (classid, objid)
           left join pg_class c on o.classid = 'pg_class'::regclass and c.oid = o.objid
          order by o.type, o.schema, o.identity`,
        [roles, keeps],
    );
    const of = (fate: string) =>
        rows.filter((row) => row.fate === fate).map(({ fate: _, ...object }) => object);
    return {
        goes: of('goes'),
        stays: of('stays'),
        granted: await readGranted({ client }, roles, keeps),
    };
}

async function readGranted(
    { client }: Pick<Session, 'client'>,
    roles: string[],
    keeps: boolean,
): Promise<string[]> {
    const { rows } = await client.query<{ name: string }>(
        `with recursive ${ownedObjects}
         select distinct pg_describe_object(s.classid, s.objid, 0) as name
           from pg_shdepend s
           join roles r on r.oid = s.refobjid and s.refclassid = 'pg_authid'::regclass
          where s.deptype = 'a'
            and (s.dbid = (select oid from here)
                 or s.classid = 'pg_database'::regclass and s.objid = (select oid from here))
            and not exists (select from gone g where g.classid = s.classid and g.objid = s.objid)
            and not exists (select from pg_depend d
                             where d.classid = s.classid and d.objid = s.objid and d.deptype = 'e')
          order by 1`,
        [roles, keeps],
    );
    return rows.map(({ name }) => name);
}

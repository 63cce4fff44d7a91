import { type Session, texts } from '../migrate/session.ts';
import { ownedObjects } from './catalog.ts';

/**
 * What others have built on `base`, and on that in turn. Besides what RESTRICT refuses, it is what
 * PostgreSQL removes without a word: another owner's partition, a trigger that calls another's
 * function, a place in a publication.
 */
const others = `
    strange as (
        select 'pg_class'::regclass::oid as classid, c.oid as objid
          from pg_class c
         where c.relkind not in ('c', 'i', 'I', 't') and c.relowner not in (select oid from roles)
        union all
        select 'pg_trigger'::regclass, t.oid
          from pg_trigger t join pg_proc f on f.oid = t.tgfoid
         where not t.tgisinternal and f.proowner not in (select oid from roles)
           and f.pronamespace <> 'pg_catalog'::regnamespace
        union all
        select 'pg_publication_rel'::regclass, p.oid from pg_publication_rel p
        union all
        select 'pg_publication_namespace'::regclass, p.oid from pg_publication_namespace p
    ),
    -- With its columns, row type, constraints, indexes, rules.
    parts as (
        select classid, objid from base
        union
        select d.classid, d.objid
          from parts p
          join pg_depend d on d.refclassid = p.classid and d.refobjid = p.objid
         where d.deptype in ('a', 'i', 'P', 'S')
           and not exists (select from strange s
                            where s.classid = d.classid and s.objid = d.objid)
    ),
    uses as (
        -- A view depends by way of its rule, which would not tell a person much.
        select d.refclassid, d.refobjid, d.deptype,
               case when w.oid is null then d.classid else 'pg_class'::regclass end as classid,
               coalesce(w.ev_class, d.objid) as objid
          from pg_depend d
          left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
    ),
    others as (
        select u.classid, u.objid
          from parts p
          join uses u on u.refclassid = p.classid and u.refobjid = p.objid
         where not exists (select from parts x where x.classid = u.classid and x.objid = u.objid)
           and not exists (select from gone g where g.classid = u.classid and g.objid = u.objid)
        union
        select u.classid, u.objid
          from others o
          join uses u on u.refclassid = o.classid and u.refobjid = o.objid
         where u.deptype = 'n'
    )`;

/** The objects of others that stand in the way, as PostgreSQL describes them. */
export async function readDependents(
    { client }: Session,
    roles: string[],
    keeps: boolean,
): Promise<string[]> {
    return await texts(
        client,
        `with recursive ${ownedObjects},
         base as (select classid, objid from gone), ${others}
         select pg_describe_object(classid, objid, 0) from others
         union
         -- Without its role a policy would let everybody in, or nobody.
         select pg_describe_object(s.classid, s.objid, 0)
           from pg_shdepend s
           join roles r on r.oid = s.refobjid and s.refclassid = 'pg_authid'::regclass
           join pg_policy y on s.classid = 'pg_policy'::regclass and y.oid = s.objid
           join pg_class c on c.oid = y.polrelid
          where s.deptype = 'r' and s.dbid = (select oid from here)
            and c.relowner not in (select oid from roles)
          order by 1`,
        [roles, keeps],
    );
}

export interface Extensions {
    /** With their schema, if they are to go. */
    names: string[];
    /** Why they stay, if they do. */
    reason: string | undefined;
}

/**
 * Nothing records who installed the extensions, so they go only where that can harm nobody: they are
 * where pgstrata puts them, nothing else is there, nothing else uses them, and the login owns them.
 */
export async function readExtensions(
    { client }: Session,
    roles: string[],
    keeps: boolean,
): Promise<Extensions> {
    const { rows } = await client.query<{ name: string; owner: string; owns: boolean }>(
        `select x.extname as name, x.extowner::regrole::text as owner,
                pg_has_role(x.extowner, 'usage') and pg_has_role(n.nspowner, 'usage') as owns
           from pg_extension x
           join pg_namespace n on n.oid = x.extnamespace
          where x.extname in ('postgres_fdw', 'dblink') and n.nspname = 'extensions'
          order by x.extname`,
    );
    const names = rows.map(({ name }) => name);
    const strangers = rows.find(({ owns }) => !owns);
    if (strangers) return { names, reason: `they belong to ${strangers.owner}` };
    const users = await texts(
        client,
        `with recursive ${ownedObjects},
         used as (
             select 'pg_extension'::regclass::oid as classid, x.oid as objid
               from pg_extension x where x.extname = any($3)
         ),
         base as (
             select classid, objid from used
             union all
             select d.classid, d.objid
               from used u
               join pg_depend d on d.refclassid = u.classid and d.refobjid = u.objid
              where d.deptype = 'e'
             union all
             select 'pg_namespace'::regclass, to_regnamespace('extensions') where $4
         ), ${others}
         select pg_describe_object(classid, objid, 0) from others order by 1`,
        [roles, keeps, names, names.length > 0],
    );
    return { names, reason: users.length > 0 ? `${users.join(', ')} needs them` : undefined };
}

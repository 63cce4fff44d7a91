import type pg from 'pg';
import { texts } from './session.ts';

/** A routine or view of the pipeline role, as the catalog has it now. */
export interface CatalogObject {
    /** engine.setting(text) or public.clean_sales */
    object: string;
    name: string;
    kind: 'function' | 'procedure' | 'view';
    definition: string;
    /** changes with every statement that touches the object */
    version: string;
}

/**
 * What files may have made in a database: the routines and views of pgstrata_pipeline in public and
 * engine, all or those of one name.
 */
export async function readCatalog(
    client: pg.Client,
    name?: string,
): Promise<Map<string, CatalogObject>> {
    // Every name comes out qualified, and no text depends on the caller's search_path.
    const path = await texts(
        client,
        `select current_setting('search_path'), set_config('search_path', 'pg_catalog, pg_temp', false)`,
    );
    const { rows } = await client.query<CatalogObject>(
        `select p.oid::regprocedure::text as object, p.proname as name,
                case p.prokind when 'p' then 'procedure' else 'function' end as kind,
                pg_get_functiondef(p.oid) as definition,
                concat_ws(' ', p.oid, p.xmin, p.ctid) as version
           from pg_proc p
          where p.pronamespace in (to_regnamespace('public'), to_regnamespace('engine'))
            and p.proowner = to_regrole('pgstrata_pipeline') and p.prokind in ('f', 'p')
            and ($1::text is null or p.proname = $1)
         union all
         select c.oid::regclass::text, c.relname, 'view',
                concat_ws(E'\n', 'view ' || c.oid::regclass,
                          'with (' || array_to_string(c.reloptions, ', ') || ')',
                          pg_get_viewdef(c.oid, true)),
                concat_ws(' ', c.oid, c.xmin, c.ctid, r.oid, r.xmin, r.ctid)
           from pg_class c
           join pg_rewrite r on r.ev_class = c.oid and r.rulename = '_RETURN'
          where c.relnamespace in (to_regnamespace('public'), to_regnamespace('engine'))
            and c.relowner = to_regrole('pgstrata_pipeline') and c.relkind = 'v'
            and ($1::text is null or c.relname = $1)
          order by 1`,
        [name ?? null],
    );
    await client.query(`select set_config('search_path', $1, false)`, path);
    return new Map(rows.map((row) => [row.object, row]));
}

export const dropStatement = ({ kind, object }: CatalogObject) => `drop ${kind} ${object}`;

/** The views that use a view or routine, directly. */
export async function dependentViews(client: pg.Client, object: CatalogObject): Promise<string[]> {
    const [from, cast] =
        object.kind === 'view' ? ['pg_class', 'regclass'] : ['pg_proc', 'regprocedure'];
    const { rows } = await client.query<{ object: string }>(
        `select distinct format('%I.%I', c.relnamespace::regnamespace, c.relname) as object
           from pg_depend d
           join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
           join pg_class c on c.oid = r.ev_class
          where d.refclassid = '${from}'::regclass and d.refobjid = $1::${cast}
            and (d.refclassid <> 'pg_class'::regclass or r.ev_class <> d.refobjid)`,
        [object.object],
    );
    return rows.map((row) => row.object);
}

/** The GRANT statements that give an object the privileges that others have on it now. */
export async function grantsOn(client: pg.Client, object: CatalogObject): Promise<string[]> {
    const view = object.kind === 'view';
    const { rows } = await client.query<{ statement: string }>(
        `select format('grant %s on %s %s to %s%s', a.privilege_type, $2::text, $1::text,
                       case when a.grantee = 0 then 'public' else a.grantee::regrole::text end,
                       case when a.is_grantable then ' with grant option' else '' end) as statement
           from ${view ? 'pg_class' : 'pg_proc'} o
          cross join aclexplode(o.${view ? 'relacl' : 'proacl'}) a
          where o.oid = $1::text::${view ? 'regclass' : 'regprocedure'}
            and a.grantee <> o.${view ? 'relowner' : 'proowner'}`,
        [object.object, view ? 'table' : object.kind],
    );
    return rows.map((row) => row.statement);
}

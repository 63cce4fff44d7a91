import { PgstrataError } from '../errors.ts';
import { inTransaction, type Session, texts } from './session.ts';

/** The objects that the record names, as they are now. */
const found = `
    select k.kind, k.object, k.grantee, k.privilege, k.column_name,
           case k.kind
               when 'relation' then (
                   select format('%s %s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass)
                     from pg_class c where c.oid = to_regclass(k.object))
               when 'routine' then (
                   select format('routine %s', p.oid::regprocedure)
                     from pg_proc p where p.oid = to_regprocedure(k.object))
               when 'type' then (
                   select format('type %s', t.oid::regtype)
                     from pg_type t where t.oid = to_regtype(k.object))
               when 'schema' then (
                   select format('schema %I', n.nspname)
                     from pg_namespace n where n.oid = to_regnamespace(k.object))
           end as name,
           case k.kind
               when 'relation' then (select c.relowner from pg_class c where c.oid = to_regclass(k.object))
               when 'routine' then (
                   select p.proowner from pg_proc p where p.oid = to_regprocedure(k.object))
               when 'type' then (select t.typowner from pg_type t where t.oid = to_regtype(k.object))
               when 'schema' then (
                   select n.nspowner from pg_namespace n where n.oid = to_regnamespace(k.object))
           end as owner,
           k.kind = 'relation' and exists (
               select from pg_depend d
                where d.classid = 'pg_class'::regclass and d.objid = to_regclass(k.object)
                  and d.refclassid = d.classid and d.deptype in ('a', 'i')) as follows
      from engine.kept_source k`;

/**
 * Takes over what an uninstall left at the source, tables with their rows and the record of their
 * migrations, so that these are not made again. Returns the statements that did it.
 */
export async function takeOverSource({ client, layer }: Session): Promise<string[]> {
    if (layer !== 'operational') return [];
    const [exists] = await texts(client, `select to_regclass('engine.kept_source') is not null`);
    if (exists !== 'true') return [];
    return await inTransaction(client, async () => {
        await client.query('set local search_path = pg_catalog, pg_temp');
        // Only what its owner has: whoever can write the record gets at nothing of others by it.
        const lost = await texts(
            client,
            `select distinct f.object from (${found}) f
              where f.grantee is null
                and f.owner is distinct from (select c.relowner from pg_class c
                                               where c.oid = 'engine.kept_source'::regclass)
              order by 1`,
        );
        if (lost.length > 0) {
            throw new PgstrataError(
                `${layer}: what uninstall left is not there any more, or has another owner`,
                1,
                {
                    detail: lost.join('\n'),
                    hint: 'put it back; or drop schema engine there, and what is left of those tables, to begin anew',
                },
            );
        }
        const statements = await texts(
            client,
            `select s.statement
               from (select 1 as step, format('alter %s owner to pgstrata_owner', f.name) as statement
                       from (${found}) f where f.grantee is null and not f.follows
                     union all
                     select 2, format('grant %s%s on %s to %I', f.privilege,
                                   ' (' || quote_ident(f.column_name) || ')', f.name, f.grantee)
                       from (${found}) f
                      where f.grantee = any($1) and f.name is not null
                        and f.privilege ~ '^[A-Z]+$') s
              order by s.step, s.statement`,
            [[...grantees]],
        );
        for (const statement of statements) await client.query(statement);
        await client.query('drop table engine.kept_source');
        return statements;
    });
}

const grantees = ['pgstrata_pipeline', 'pgstrata_link', 'pgstrata_operator', 'pgstrata_reader'];

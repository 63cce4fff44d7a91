import type { Layer } from '../layers.ts';
import { services } from './admin.ts';
import { asRole, mayBecomeRoles, type Role, type Session, texts } from './session.ts';

/** The layer that a layer pulls from. */
export const upstreamOf: Record<Layer, Layer | undefined> = {
    operational: undefined,
    mrr: 'operational',
    stg: 'mrr',
    dwh: 'stg',
};

const people = ['pgstrata_link', 'pgstrata_operator', 'pgstrata_reader'];

/**
 * Schemas, default privileges and migrate's own tables, as queries that yield the statements still
 * missing. They need no admin.
 */
function bootstrapQueries(layer: Layer): { role: Role; query: string }[] {
    const upstream = upstreamOf[layer];
    const schemas = upstream ? ['engine', upstream] : ['engine'];
    const values = (names: string[]) => names.map((name) => `('${name}')`).join(', ');
    const grants = (privilege: string, inSchemas: string[], grantees: string[]) => `
        select format('grant ${privilege} on schema %I to %I', s.name, r.name)
          from (values ${values(inSchemas)}) s(name), (values ${values(grantees)}) r(name)
         where has_schema_privilege(r.name, to_regnamespace(s.name), '${privilege}') is not true`;
    const owner = [
        `select format('create schema %I', s.name) from (values ${values(schemas)}) s(name)
          where to_regnamespace(s.name) is null`,
        grants('usage', ['engine'], layer === 'dwh' ? [...people, ...services] : people),
        ...(layer === 'dwh' ? [] : [revokes]),
        grants('usage', schemas, ['pgstrata_pipeline']),
        grants('create', schemas, ['pgstrata_pipeline']),
        ...defaultPrivileges('tables', 'r', ['select', 'insert', 'update', 'delete']),
        ...defaultPrivileges('sequences', 'S', ['usage', 'select']),
        `select 'create table engine.installed_objects (
            object       text primary key,
            file         text not null,
            file_hash    text not null,
            object_hash  text not null,
            server_major integer not null,
            installed_at timestamptz not null default clock_timestamp())'
          where to_regclass('engine.installed_objects') is null`,
        `select 'create table engine.applied_files (
            ledger    text not null,
            migration text not null,
            file_hash text not null,
            primary key (ledger, migration))'
          where to_regclass('engine.applied_files') is null`,
        ...comments,
    ].map((query) => ({ role: 'pgstrata_owner' as const, query }));
    const pipeline = `
        select 'alter default privileges revoke execute on routines from public'
         where not exists (
                   select from pg_default_acl d
                    where d.defaclrole = to_regrole('pgstrata_pipeline')
                      and d.defaclnamespace = 0 and d.defaclobjtype = 'f'
                      and not exists (select from aclexplode(d.defaclacl) a where a.grantee = 0))`;
    return [...owner, { role: 'pgstrata_pipeline', query: pipeline }];
}

/** What an earlier release granted outside dwh. */
const revokes = `
        select format('revoke usage on schema engine from %I', r.name)
          from (values ${services.map((name) => `('${name}')`).join(', ')}) r(name)
          join pg_namespace n on n.oid = to_regnamespace('engine')
         where exists (select from aclexplode(n.nspacl) a where a.grantee = to_regrole(r.name))`;

const comments = [
    `select 'comment on table engine.installed_objects is ''what migrate installed: routines, views and declarations, and hashes by which it knows an edit of either side'''
      where obj_description(to_regclass('engine.installed_objects'), 'pg_class') is null`,
    `select 'comment on table engine.applied_files is ''hashes of applied migrations, by which migrate knows an edited file'''
      where obj_description(to_regclass('engine.applied_files'), 'pg_class') is null`,
];

function defaultPrivileges(kind: string, code: string, privileges: string[]): string[] {
    const list = privileges.map((privilege) => `'${privilege.toUpperCase()}'`).join(', ');
    return ['public', 'engine'].map(
        (schema) => `
        select 'alter default privileges in schema ${schema} grant ${privileges.join(', ')} on ${kind} to pgstrata_pipeline'
         where ${privileges.length} > (
                   select count(*)
                     from pg_default_acl d cross join aclexplode(d.defaclacl) a
                    where d.defaclrole = to_regrole('pgstrata_owner')
                      and d.defaclnamespace = to_regnamespace('${schema}')
                      and d.defaclobjtype = '${code}'
                      and a.grantee = to_regrole('pgstrata_pipeline')
                      and a.privilege_type in (${list}))`,
    );
}

/** What of it is still missing; safe to ask before the roles exist. */
export async function missingBootstrapStatements({ client, layer }: Session): Promise<string[]> {
    if (!(await mayBecomeRoles(client))) {
        return ['create schemas, default privileges and the tables of migrate'];
    }
    const found: string[] = [];
    for (const { role, query } of bootstrapQueries(layer)) {
        found.push(...(await asRole(client, role, () => texts(client, query))));
    }
    return found;
}

export async function runBootstrap({ client, layer }: Session): Promise<string[]> {
    const done: string[] = [];
    for (const { role, query } of bootstrapQueries(layer)) {
        await asRole(client, role, async () => {
            for (const statement of await texts(client, query)) {
                await client.query(statement);
                done.push(statement);
            }
        });
    }
    return done;
}

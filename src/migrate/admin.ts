import pg from 'pg';
import { PgstrataError } from '../errors.ts';
import { type Layer, layers } from '../layers.ts';
import { inTransaction, type Session, sqlstate, texts } from './session.ts';

const roles = {
    pgstrata_owner: 'nologin',
    pgstrata_pipeline: 'nologin',
    pgstrata_link: 'login connection limit 64',
    pgstrata_operator: 'nologin',
    pgstrata_reader: 'nologin',
    pgstrata_web: 'login connection limit 30',
    pgstrata_worker: 'login connection limit 30',
};

const literal = pg.escapeLiteral;
const roleList = (names: string[]) => names.map((name) => `(${literal(name)})`).join(', ');
/** All of the installation's roles, which belong to the whole server. */
export const everyone = Object.keys(roles);
/** The logins of the page and of the worker, which have no business outside dwh. */
export const services = ['pgstrata_web', 'pgstrata_worker'] as const;
const loginRoles = ['pgstrata_link', ...services];
const elsewhere = everyone.filter((name) => !services.some((service) => service === name));

function publicSchemaGrants(privilege: string, grantees: string[]): string {
    return `
select format('grant ${privilege} on schema public to %I', r.name)
  from (values ${roleList(grantees)}) r(name)
 where has_schema_privilege(to_regrole(r.name), to_regnamespace('public'), '${privilege}') is not true`;
}

function databaseGrants(privilege: string, grantees: string[]): string {
    return `
select format('grant ${privilege} on database %I to %I', current_database(), r.name)
  from (values ${roleList(grantees)}) r(name)
 where has_database_privilege(to_regrole(r.name), current_database(), '${privilege}') is not true`;
}

/** What an earlier release granted; who has it by way of PUBLIC keeps that. */
function databaseRevokes(): string {
    return `
select format('revoke connect on database %I from %I', d.datname, r.name)
  from (values ${roleList([...services])}) r(name)
  join pg_database d on d.datname = current_database()
 where exists (select from aclexplode(d.datacl) a
                where a.grantee = to_regrole(r.name) and a.grantor = d.datdba
                  and a.privilege_type = 'CONNECT')`;
}

function publicSchemaRevokes(): string {
    return `
select format('revoke usage on schema public from %I', r.name)
  from (values ${roleList([...services])}) r(name)
  join pg_namespace n on n.nspname = 'public'
 where exists (select from aclexplode(n.nspacl) a
                where a.grantee = to_regrole(r.name) and a.grantor = n.nspowner
                  and a.privilege_type = 'USAGE')`;
}

/**
 * An earlier release made pgstrata_web without a login. It had no queue: once that is there, a role
 * that may not log in is somebody's decision.
 */
const logins = `
select format('alter role %I %s', r.rolname, a.attributes)
  from pg_roles r
  join (values ${services.map((name) => `(${literal(name)}, ${literal(roles[name])})`).join(', ')}) a(name, attributes)
    on a.name = r.rolname
 where not r.rolcanlogin and to_regnamespace('pgboss') is null`;

/**
 * What only an admin may do in a database, as queries that yield the statements still missing
 * there: migrate runs their result, and psql does the same by \gexec. A login that is made a member
 * of the five roles that own and connect can do everything else, and as an operator it can run it.
 */
export function adminQueries(layer: Layer, login: string): string[] {
    const isServed = layer === 'dwh';
    const grantees = isServed ? everyone : elsewhere;
    const shared = [
        `
select format('create role %I %s', r.name, r.attributes)
  from (values ${Object.entries(roles)
      .map(([name, attributes]) => `(${literal(name)}, ${literal(attributes)})`)
      .join(',\n               ')}) r(name, attributes)
 where to_regrole(r.name) is null`,
        `
select format('grant %I to %I', r.name, ${literal(login)})
       || case when current_setting('server_version_num')::int >= 160000
               then ' with inherit false, set true' else '' end
  from (values ${roleList(['pgstrata_owner', 'pgstrata_pipeline', ...loginRoles])}) r(name)
 where pg_has_role(to_regrole(quote_ident(${literal(login)})), to_regrole(r.name),
           case when current_setting('server_version_num')::int >= 160000
                then 'SET' else 'MEMBER' end) is not true`,
        `
select format('grant pgstrata_operator to %I', ${literal(login)})
 where pg_has_role(to_regrole(quote_ident(${literal(login)})), to_regrole('pgstrata_operator'),
           'USAGE') is not true`,
        `
select 'grant pg_read_all_stats to pgstrata_pipeline'
 where pg_has_role(to_regrole('pgstrata_pipeline'), 'pg_read_all_stats', 'USAGE') is not true`,
        ...(isServed ? [logins] : [databaseRevokes(), publicSchemaRevokes()]),
        databaseGrants('connect', grantees),
        databaseGrants('create', ['pgstrata_owner']),
        databaseGrants('temporary', ['pgstrata_owner', 'pgstrata_pipeline', 'pgstrata_link']),
        publicSchemaGrants('usage', grantees),
        publicSchemaGrants('create', ['pgstrata_owner', 'pgstrata_pipeline']),
    ];
    return layer === 'operational' ? shared : [...shared, ...extensionQueries];
}

const extensionQueries = [
    `
select 'create schema extensions' where to_regnamespace('extensions') is null`,
    `
select format('create extension %I schema extensions', e.name)
  from (values ('postgres_fdw'), ('dblink')) e(name)
 where not exists (select from pg_extension x where x.extname = e.name)`,
    `
select 'alter extension dblink set schema extensions'
  from pg_extension x
 where x.extname = 'dblink' and x.extnamespace is distinct from to_regnamespace('extensions')`,
    `
select 'grant usage on schema extensions to pgstrata_pipeline'
 where has_schema_privilege(to_regrole('pgstrata_pipeline'), to_regnamespace('extensions'), 'usage')
       is not true`,
    `
select 'grant usage on foreign data wrapper postgres_fdw to pgstrata_owner'
 where not exists (
           select from pg_foreign_data_wrapper w
            where w.fdwname = 'postgres_fdw'
              and has_foreign_data_wrapper_privilege(to_regrole('pgstrata_owner'), w.oid, 'usage'))`,
    // Whoever may use a connection can send any SQL through it.
    `
select format('revoke execute on function %s from public', p.oid::regprocedure)
  from pg_proc p
  join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
  join pg_extension x on d.refclassid = 'pg_extension'::regclass and d.refobjid = x.oid
 where x.extname = 'dblink'
   and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                where a.grantee = 0)`,
    // dblink_connect_u would let it connect without a password.
    `
select format('grant execute on function %s to pgstrata_pipeline', p.oid::regprocedure)
  from pg_proc p
  join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
  join pg_extension x on d.refclassid = 'pg_extension'::regclass and d.refobjid = x.oid
 where x.extname = 'dblink' and p.proname not in ('dblink_connect_u', 'dblink_fdw_validator')
   and not exists (select from aclexplode(p.proacl) a
                    where a.grantee = to_regrole('pgstrata_pipeline'))`,
];

export interface AdminTarget {
    host: string;
    port: string;
    database: string;
    login: string;
}

/** A psql script with the admin's part for some of the layers; for several, it connects to each. */
export function adminSql(
    databases: Record<Layer, AdminTarget>,
    only: readonly Layer[] = layers,
): string {
    const scripts = only.map((layer) => {
        const { database, login } = databases[layer];
        const queries = adminQueries(layer, login).map((query) => `${query.trim()}\n\\gexec\n`);
        return [
            `-- ${layer}: run this as an admin in database ${database.replaceAll('\n', ' ')}.`,
            ...(only.length > 1 ? [connectCommand(databases[layer])] : []),
            'set search_path = pg_catalog, pg_temp;',
            '\\set ON_ERROR_STOP on',
            '',
            ...queries,
        ].join('\n');
    });
    return `${[
        '-- What pgstrata needs an admin for: roles, extensions and a few privileges.',
        '-- Each query yields the statements that are still missing, and \\gexec runs them:',
        '-- run again, it changes nothing.',
        '',
        ...scripts,
    ].join('\n')}`;
}

/** The user stays the one that psql was started with. */
function connectCommand({ host, port, database }: AdminTarget): string {
    const quoted = (value: string) => `'${value.replace(/['\\]/g, '\\$&')}'`;
    const parts = Object.entries({ host, port, dbname: database });
    const info = parts.map(([name, value]) => `${name}=${quoted(value)}`).join(' ');
    return `\\connect -reuse-previous=on "${info.replaceAll('"', '""')}"`;
}

export async function missingAdminStatements(session: Session): Promise<string[]> {
    const { client, layer } = session;
    const [login = ''] = await texts(client, 'select session_user');
    return await inCatalog(session, async () => {
        const found: string[] = [];
        for (const query of adminQueries(layer, login)) found.push(...(await texts(client, query)));
        return found;
    });
}

/** Does the admin's part where anything of it is missing, and says what it did. */
export async function runAdminPart(session: Session): Promise<string[]> {
    const { client, layer } = session;
    const missing = await missingAdminStatements(session);
    if (missing.length === 0) return [];
    await refuseMissingExtensions(session);
    const [login = ''] = await texts(client, 'select session_user');
    // Roles belong to the cluster: a migrate of other databases may make the same one right now.
    for (let attempt = 1; ; attempt++) {
        try {
            return await inCatalog(session, async () => {
                const done: string[] = [];
                for (const query of adminQueries(layer, login)) {
                    for (const statement of await texts(client, query)) {
                        await client.query(statement);
                        done.push(statement);
                    }
                }
                return done;
            });
        } catch (error) {
            if (isRace(error) && attempt < 10) {
                await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
                continue;
            }
            if (sqlstate(error) !== '42501') throw error;
            throw new PgstrataError(`${layer} needs what login "${login}" may not do`, 3, {
                detail: `${(error as Error).message}; missing:\n${missing.join(';\n')};`,
                hint: `give an admin the script of: npx pgstrata migrate --print-admin-sql ${layer}`,
                cause: error,
            });
        }
    }
}

/** What a statement on roles fails with when another session has just changed the same one. */
export function isRace(error: unknown): boolean {
    const code = sqlstate(error) ?? '';
    if (code === '23505' || code === '42710') return true;
    return code === 'XX000' && /tuple concurrently/.test((error as Error).message);
}

async function inCatalog<T>({ client }: Session, work: () => Promise<T>): Promise<T> {
    return await inTransaction(client, async () => {
        // Every name comes out qualified.
        await client.query('set local search_path = pg_catalog, pg_temp');
        return await work();
    });
}

async function refuseMissingExtensions({ client, layer }: Session): Promise<void> {
    if (layer === 'operational') return;
    const lacking = await texts(
        client,
        `select e.name from (values ('postgres_fdw'), ('dblink')) e(name)
          where not exists (select from pg_available_extensions a where a.name = e.name)`,
    );
    if (lacking.length === 0) return;
    throw new PgstrataError(`the server of ${layer} does not have ${lacking.join(' and ')}`, 3, {
        detail: 'they are part of PostgreSQL, in its contrib package',
        hint: 'install it on that server, for example: apt-get install postgresql-contrib',
    });
}

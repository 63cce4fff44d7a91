import pg from 'pg';
import { PgstrataError } from '../errors.ts';
import { inTransaction, type Session, sqlstate, texts } from '../migrate/session.ts';
import { readInventory } from './catalog.ts';
import { readExtensions } from './dependents.ts';
import { memberships } from './privileges.ts';
import { readSource, recordSource } from './source.ts';

/**
 * Empties one database of what the roles own and may do, in one transaction. DROP OWNED is RESTRICT:
 * what others have built since it was looked for ends it, and nothing is lost.
 */
export async function removeFrom(session: Session, roles: string[], keeps: boolean): Promise<void> {
    const { client, layer } = session;
    const [login = ''] = await texts(client, 'select session_user');
    try {
        await inTransaction(client, async () => {
            const { take, giveBack } = await memberships(session, roles);
            for (const statement of take) await client.query(statement);
            const { goes, stays } = await readInventory(session, roles, keeps);
            const { names, reason } = await readExtensions(session, roles, keeps);
            const source = await readSource(session, roles, keeps);
            for (const { kind, name } of stays.filter(({ follows }) => !follows)) {
                await client.query(`alter ${kind} ${name} owner to ${pg.escapeIdentifier(login)}`);
            }
            if (stays.length > 0) await recordSource(session, source);
            for (const statement of await defaultPrivileges(session, roles)) {
                await client.query(statement);
            }
            await client.query(`drop owned by ${roles.join(', ')} restrict`);
            if (goes.length > 0 && names.length > 0 && reason === undefined) {
                await client.query(`drop extension ${names.join(', ')} restrict`);
                await client.query('drop schema extensions restrict');
            }
            for (const statement of giveBack) await client.query(statement);
        });
    } catch (error) {
        if (sqlstate(error) !== '2BP01') throw error;
        const { message, detail } = error as Error & { detail?: string };
        throw new PgstrataError(`${layer}: ${message}`, 1, {
            detail,
            hint: 'nothing of this database was removed; drop what is named there, then run this again',
            cause: error,
        });
    }
}

/**
 * DROP OWNED of several roles fails over default privileges that one has given to another: it finds
 * them twice.
 */
async function defaultPrivileges({ client }: Session, roles: string[]): Promise<string[]> {
    return await texts(
        client,
        `select distinct format('alter default privileges for role %I%s revoke all on %s from %I',
                    o.rolname, ' in schema ' || quote_ident(n.nspname),
                    case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
                         when 'f' then 'routines' when 'T' then 'types' else 'schemas' end,
                    g.rolname)
           from pg_default_acl d
           join pg_roles o on o.oid = d.defaclrole
           left join pg_namespace n on n.oid = d.defaclnamespace
          cross join aclexplode(d.defaclacl) a
           join pg_roles g on g.oid = a.grantee
          where o.rolname = any($1) and g.rolname = any($1) and o.oid <> g.oid`,
        [roles],
    );
}

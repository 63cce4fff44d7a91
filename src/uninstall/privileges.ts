import { PgstrataError } from '../errors.ts';
import { type Session, texts } from '../migrate/session.ts';

/**
 * Who made the roles can remove what they own: as a superuser, or by CREATEROLE with the ADMIN option
 * that making a role gives (from PostgreSQL 16 on).
 */
export async function refuseMissingPrivileges(
    { client, layer }: Session,
    roles: string[],
    handsOver: boolean,
): Promise<void> {
    const lacking = await texts(
        client,
        `select 'the ADMIN option for ' || r.rolname
           from pg_roles r join pg_roles me on me.rolname = session_user
          where r.rolname = any($1) and not me.rolsuper
            and case when current_setting('server_version_num')::int >= 160000
                     then not me.rolcreaterole
                          or not pg_has_role(session_user, r.oid, 'USAGE WITH ADMIN OPTION')
                     else not me.rolcreaterole end
         union all
         select 'CREATE on schema public, to take over the tables of the source'
          where $2 and not has_schema_privilege(session_user, 'public', 'CREATE')`,
        [roles, handsOver],
    );
    if (lacking.length === 0) return;
    const [login] = await texts(client, 'select session_user');
    throw new PgstrataError(`${layer}: login "${login}" may not remove what migrate installed`, 3, {
        detail: `it lacks:\n${lacking.join('\n')}`,
        hint: 'let the URL name the login that made the roles, which may have run the script of migrate --print-admin-sql',
    });
}

/**
 * Statements that let this login hand over what pgstrata_owner owns, and those that take it back:
 * where no superuser migrated, the membership does not inherit.
 */
export async function membership({
    client,
}: Session): Promise<{ take: string[]; giveBack: string[] }> {
    const { rows } = await client.query<{ take: string; back: string }>(
        `select format('grant %I to %I%s', r.rolname, session_user,
                    case when v.modern then ' with inherit true' else '' end) as take,
                case when exists (select from pg_auth_members m
                                   where m.roleid = r.oid and m.member = me.oid and m.grantor = me.oid)
                     then format('grant %I to %I with inherit false', r.rolname, session_user)
                     else format('revoke %I from %I', r.rolname, session_user) end as back
           from pg_roles r
           join pg_roles me on me.rolname = session_user
          cross join lateral (
               select current_setting('server_version_num')::int >= 160000 as modern) v
          where r.rolname = 'pgstrata_owner' and not pg_has_role(session_user, r.oid, 'USAGE')`,
    );
    return { take: rows.map(({ take }) => take), giveBack: rows.map(({ back }) => back) };
}

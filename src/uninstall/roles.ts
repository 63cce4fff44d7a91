import { inTransaction, type Session, sqlstate, texts } from '../migrate/session.ts';

export interface FoundRole {
    name: string;
    members: string[];
    /** What needs it besides these databases; empty: it can go. */
    reasons: string[];
}

/**
 * The roles of a layer's server. They are also those of every other database there; `databases` are
 * the ones whose use of them ends.
 */
export async function readRoles(
    { client }: Session,
    roles: string[],
    databases: string[],
): Promise<FoundRole[]> {
    const { rows } = await client.query<FoundRole>(
        `select r.rolname as name,
                array(select m.member::regrole::text from pg_auth_members m
                       where m.roleid = r.oid order by 1) as members,
                array(select distinct
                             case when d.oid is null then pg_describe_object(s.classid, s.objid, 0)
                                  else 'database ' || d.datname end
                        from pg_shdepend s
                        left join pg_database d
                          on d.oid = case when s.classid = 'pg_database'::regclass then s.objid
                                          else nullif(s.dbid, 0) end
                       where s.refclassid = 'pg_authid'::regclass and s.refobjid = r.oid
                         and s.classid <> 'pg_auth_members'::regclass
                         and (d.datname <> all($2)) is not false
                       order by 1) as reasons
           from pg_roles r
          where r.rolname = any($1)
          order by r.rolname`,
        [roles, databases],
    );
    return rows;
}

/** Drops the roles of a server that nothing needs any more; returns those that stay, with why. */
export async function dropRoles(
    session: Session,
    roles: string[],
): Promise<{ dropped: string[]; kept: FoundRole[] }> {
    const { client } = session;
    const dropped: string[] = [];
    const kept: FoundRole[] = [];
    for (const role of await readRoles(session, roles, [])) {
        if (role.reasons.length > 0) {
            kept.push(role);
            continue;
        }
        try {
            await inTransaction(client, () => client.query(`drop role "${role.name}"`));
            dropped.push(role.name);
        } catch (error) {
            // Somebody has begun to use it, or it has granted something to another role.
            if (sqlstate(error) !== '2BP01') throw error;
            const { detail, message } = error as Error & { detail?: string };
            kept.push({ ...role, reasons: [detail ?? message] });
        }
    }
    return { dropped, kept };
}

/** The roles that are there. */
export async function presentRoles({ client }: Session, roles: string[]): Promise<string[]> {
    return await texts(client, 'select rolname from pg_roles where rolname = any($1)', [roles]);
}

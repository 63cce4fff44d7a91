import type { Config } from '../config.ts';
import type { Databases } from '../databases.ts';
import type { Layer } from '../layers.ts';
import { missingAdminStatements } from '../migrate/admin.ts';
import { upstreamOf } from '../migrate/bootstrap.ts';
import { preview } from '../migrate/preview.ts';
import { checkLink, serversOf, unmappedServers } from '../migrate/servers.ts';
import { mayBecomeRoles, type Session, texts } from '../migrate/session.ts';
import { type Check, failure, ok, problem, warning } from './check.ts';

const migrateHint = 'npx pgstrata migrate does it; npx pgstrata migrate --dry-run shows it';

/** Roles, privileges and extensions: what only an admin can make. */
export async function checkAdminPart(session: Session): Promise<Check> {
    const { client, layer } = session;
    const check = `${layer}: roles and extensions`;
    const missing = await missingAdminStatements(session);
    if (missing.length === 0) return ok(check, 'complete');
    const [first] = missing;
    const more = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
    const detail = `missing: ${first}${more}`;
    const [isSuperuser] = await texts(client, 'show is_superuser');
    if (isSuperuser === 'on') return warning(check, detail, migrateHint);
    return problem(
        check,
        detail,
        `give an admin the script of: npx pgstrata migrate --print-admin-sql ${layer}`,
    );
}

/** What migrate would do. */
export async function checkPending(
    databases: Databases,
    config: Config,
    sessions: Partial<Record<Layer, Session>>,
    session: Session,
): Promise<Check> {
    const check = `${session.layer}: migrations`;
    const upstream = upstreamOf[session.layer];
    try {
        const found = await preview(databases, config, session, upstream && sessions[upstream]);
        const changes = found.filter(({ kind }) => kind !== 'edit');
        if (found.length === 0) return ok(check, 'up to date');
        if (changes.length === 0) {
            const names = found.map(({ name }) => name).join(', ');
            const hint = 'npx pgstrata migrate shows the difference';
            return warning(check, `edited in the database: ${names}`, hint);
        }
        const migrations = changes.filter(({ kind }) => kind === 'migration').length;
        const detail = `${changes.length} changes pending, ${migrations} of them migrations`;
        return warning(check, detail, migrateHint);
    } catch (error) {
        return failure(check, error);
    }
}

/** Each way that the pipeline takes from this layer's server to another, or to itself. */
export async function checkLinks(session: Session): Promise<Check[]> {
    const { client, layer } = session;
    const known = await texts(client, 'select srvname from pg_foreign_server');
    const unmapped = await unmappedServers(session);
    const mayTry = await mayBecomeRoles(client);
    const checks: Check[] = [];
    for (const server of serversOf(layer)) {
        const check = `${layer}: link to ${server}`;
        if (!mayTry || !known.includes(server) || unmapped.includes(server)) {
            checks.push(warning(check, 'not made yet', migrateHint));
            continue;
        }
        try {
            await checkLink(session, server);
            checks.push(ok(check, 'answers'));
        } catch (error) {
            checks.push(failure(check, error, true));
        }
    }
    return checks;
}

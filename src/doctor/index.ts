import type { Config } from '../config.ts';
import { isPooled, poolerParts } from '../connection/pooler.ts';
import type { Databases } from '../databases.ts';
import { type Layer, layers } from '../layers.ts';
import { type Session, texts } from '../migrate/session.ts';
import { type Check, failure, ok, problem } from './check.ts';
import { checkAdminPart, checkLinks, checkPending } from './installation.ts';
import { checkServer } from './server.ts';
import { checkCapacity, checkTimeZones } from './together.ts';

type Sessions = Partial<Record<Layer, Session>>;

/** Everything that has to be right for a run, with what to do about it; it changes nothing. */
export async function examine(databases: Databases, config: Config): Promise<Check[]> {
    const checks: Check[] = [];
    const sessions: Sessions = {};
    try {
        for (const layer of layers) checks.push(...(await connect(databases, layer, sessions)));
        for (const session of Object.values(sessions)) {
            checks.push(...(await checkServer(session)));
            checks.push(await checkAdminPart(session));
            checks.push(...(await checkLinks(session)));
            checks.push(await checkPending(databases, config, sessions, session));
        }
        checks.push(...(await checkCapacity(sessions)), ...(await checkTimeZones(sessions)));
        return checks;
    } finally {
        const clients = Object.values(sessions).map(({ client }) => client);
        await Promise.all(clients.map((client) => client.end().catch(() => {})));
    }
}

/** Adds a session that the other checks can use, if one can be had. */
async function connect(databases: Databases, layer: Layer, sessions: Sessions): Promise<Check[]> {
    const check = `${layer}: connection`;
    try {
        const client = await databases.connect(layer, { applicationName: 'pgstrata doctor' });
        const session = { layer, client };
        if (await isPooled(session.client)) {
            await client.end();
            const { detail = '', hint = '' } = poolerParts(layer);
            return [problem(check, `through a connection pooler: ${detail}`, hint)];
        }
        sessions[layer] = session;
        const [version, login] = await texts(
            client,
            `values (current_setting('server_version')), (session_user::text)`,
        );
        const { host, pathname } = databases.urls[layer].url;
        return [ok(check, `PostgreSQL ${version} at ${host}${pathname} as ${login}`)];
    } catch (error) {
        return [failure(check, error, true)];
    }
}

import { refusePooler } from '../connection/pooler.ts';
import { addressOf } from '../connection/uri.ts';
import type { Databases } from '../databases.ts';
import { translateServerError, UsageError } from '../errors.ts';
import { type Layer, layers } from '../layers.ts';
import type { Session } from './session.ts';

export type Sessions = Record<Layer, Session>;

/** A session per layer for as long as `work` takes; none of them through a pooler. */
export async function withSessions<T>(
    databases: Databases,
    work: (sessions: Sessions) => Promise<T>,
): Promise<T> {
    refuseSharedDatabases(databases);
    const opened: Session[] = [];
    try {
        for (const layer of layers) opened.push(await openSession(databases, layer));
        return await work(Object.fromEntries(opened.map((s) => [s.layer, s])) as Sessions);
    } catch (error) {
        throw translateServerError(error);
    } finally {
        await Promise.all(opened.map(({ client }) => client.end().catch(() => {})));
    }
}

async function openSession(databases: Databases, layer: Layer): Promise<Session> {
    const client = await databases.connect(layer, { applicationName: 'pgstrata migrate' });
    const session = { layer, client };
    try {
        await refusePooler(client, layer);
        await prepare(session);
        return session;
    } catch (error) {
        await client.end().catch(() => {});
        throw error;
    }
}

/** Takes off limits that the role or database may have, and sets one for locks. */
async function prepare({ client }: Session): Promise<void> {
    await client.query(
        `select set_config(s.name, case s.name when 'lock_timeout' then '60s' else '0' end, false)
           from pg_settings s
          where s.name in ('lock_timeout', 'statement_timeout', 'transaction_timeout',
                           'idle_session_timeout', 'idle_in_transaction_session_timeout')`,
    );
}

/** The layers are told apart by their databases: objects of two in one would be mixed up. */
function refuseSharedDatabases({ urls }: Databases): void {
    const address = (layer: Layer) => addressOf(urls[layer].url);
    for (const [at, layer] of layers.entries()) {
        const same = layers.slice(0, at).find((other) => address(other) === address(layer));
        if (!same) continue;
        throw new UsageError(`${same} and ${layer} are the same database: ${address(layer)}`, {
            hint: 'give each of the four layers a database of its own; they may share a server',
        });
    }
}

import type pg from 'pg';
import { ConnectionError, type ErrorParts } from '../errors.ts';
import type { Layer } from '../layers.ts';

/**
 * Whether something between answers in the server's place. A pooler makes up the process id that a
 * client gets when it connects, since it cannot know yet which server process will serve it.
 */
export async function isPooled(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid !== (client as unknown as { processID: number }).processID;
}

/** What to say and do about a pooler. */
export function poolerParts(layer: Layer): ErrorParts {
    return {
        detail: 'locks, roles and settings of a session do not survive in one',
        hint: `let PGSTRATA_${layer.toUpperCase()}_URL name the server itself`,
    };
}

/** Throws a ConnectionError where a pooler stands before the server. */
export async function refusePooler(client: pg.Client, layer: Layer): Promise<void> {
    if (!(await isPooled(client))) return;
    throw new ConnectionError(
        `${layer}: a connection pooler stands before the server at ${client.host}:${client.port}`,
        poolerParts(layer),
    );
}

import pg from 'pg';
import { ConnectionError } from '../errors.ts';
import { connectionProblem } from './problem.ts';
import { type Tls, tlsAttempts } from './tls.ts';
import { databaseOf, hostOf, passwordOf, portOf, userOf } from './uri.ts';

export interface ConnectOptions {
    applicationName?: string;
    /** Milliseconds after which a statement without an answer fails on this side; else never. */
    queryTimeout?: number;
}

export const oldestServer = 15;

/** Connects to one database; `name` is what its error messages call it. */
export async function connectTo(
    url: URL,
    name: string,
    options: ConnectOptions = {},
): Promise<pg.Client> {
    const attempts = tlsAttempts(url, name);
    for (const [index, ssl] of attempts.entries()) {
        const client = new pg.Client(clientConfig(url, ssl, options));
        // A connection lost while idle is an event, and unheard it would end the process; the
        // next query reports the loss.
        client.on('error', () => {});
        try {
            await client.connect();
            await prepareSession(client, url, name);
            return client;
        } catch (error) {
            await client.end().catch(() => {});
            if (isAboutTls(error) && index + 1 < attempts.length) continue;
            throw connectionProblem(error, url, name);
        }
    }
    throw new Error('unreachable');
}

/** The server has no TLS, or pg_hba.conf refuses the login with or without it. */
function isAboutTls(error: unknown): boolean {
    const { code, message } = error as { code?: string; message: string };
    return code === '28000' || /does not support SSL/.test(message);
}

/** What node-postgres needs to know for a connection, or for those of a pool. */
export function clientConfig(url: URL, ssl: Tls, options: ConnectOptions = {}): pg.ClientConfig {
    const parameters = url.searchParams;
    return {
        host: hostOf(url),
        port: Number(portOf(url)),
        user: userOf(url) || undefined,
        // As a function: node-postgres looks for none of its own where this is empty.
        password: () => passwordOf(url),
        database: databaseOf(url),
        ssl,
        sslnegotiation:
            ssl && parameters.get('sslnegotiation') === 'direct' ? 'direct' : 'postgres',
        options: parameters.get('options') ?? undefined,
        application_name:
            parameters.get('application_name') ?? options.applicationName ?? 'pgstrata',
        connectionTimeoutMillis: Number(parameters.get('connect_timeout') ?? 10) * 1000,
        keepAlive: true,
        // What drops a connection in silence says so to nobody: ask early whether it is still there.
        keepAliveInitialDelayMillis: 10_000,
        ...(options.queryTimeout !== undefined && { query_timeout: options.queryTimeout }),
        types: { getTypeParser },
    };
}

const prepareWithin = 30_000;

/** Output that does not depend on the settings of server, database or role. */
export async function prepareSession(client: pg.ClientBase, url: URL, name: string): Promise<void> {
    const { rows } = await client.query<{ version: number }>({
        text: `select current_setting('server_version_num')::int as version,
                set_config('datestyle', 'ISO', false), set_config('intervalstyle', 'postgres', false),
                set_config('timezone', 'UTC', false)`,
        ...withinTime(prepareWithin),
    });
    const major = Math.floor((rows[0]?.version ?? 0) / 10000);
    if (major < oldestServer) {
        throw new ConnectionError(
            `${name}: the server at ${url.host} is PostgreSQL ${major}; pgstrata needs ${oldestServer} or later`,
            { hint: 'upgrade that server, or name another one' },
        );
    }
}

/** A limit for one query, in milliseconds; the types of node-postgres do not know it. */
export function withinTime(milliseconds: number): object {
    return { query_timeout: milliseconds };
}

const { builtins } = pg.types;
const textArray = pg.types.getTypeParser(1009 as never, 'text');

/** Dates, times and intervals stay text: a JavaScript Date would drop their microseconds. */
const keptAsText = new Set<number>([
    builtins.DATE,
    builtins.TIME,
    builtins.TIMETZ,
    builtins.TIMESTAMP,
    builtins.TIMESTAMPTZ,
    builtins.INTERVAL,
]);
const keptAsTextArray = new Set([1182, 1183, 1270, 1115, 1185, 1187]);

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (keptAsText.has(oid)) return (value) => value;
    if (keptAsTextArray.has(oid)) return textArray as (value: string) => unknown;
    return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}

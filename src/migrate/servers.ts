import type { Config, DatabaseUrl } from '../config.ts';
import { databaseOf, hostOf, portOf } from '../connection/uri.ts';
import type { Databases } from '../databases.ts';
import { PgstrataError } from '../errors.ts';
import { type Layer, layers } from '../layers.ts';
import { type LinkLogin, linkUrlName } from './link-passwords.ts';
import { executeWithSecret } from './secret.ts';
import { asRole, type Session, sqlstate, texts } from './session.ts';

/** The foreign servers of a layer: the one it pulls from, and those whose hops it starts. */
const servers: Record<Layer, Layer[]> = {
    operational: [],
    mrr: ['operational', 'mrr'],
    stg: ['mrr', 'stg'],
    dwh: ['mrr', 'stg', 'dwh'],
};

export const serversOf = (layer: Layer): Layer[] => servers[layer];

const passedOn = [
    ...['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'sslcrl', 'sslsni'],
    ...['ssl_min_protocol_version', 'ssl_max_protocol_version'],
];

export type Options = Record<string, string>;

/** What a foreign server says about the database that a URL names. */
export function serverOptions({ link }: DatabaseUrl, from: Layer, fetchSize: number): Options {
    const options: Options = {
        host: hostOf(link),
        port: portOf(link),
        dbname: databaseOf(link),
        application_name: `pgstrata from ${from}`,
        fetch_size: `${fetchSize}`,
        connect_timeout: '10',
        keepalives: '1',
        keepalives_idle: '30',
        keepalives_interval: '10',
        keepalives_count: '3',
        tcp_user_timeout: '60000',
        // dblink sends and reads values as text; a caller that died must not leave its work behind.
        options:
            '-c datestyle=ISO -c timezone=UTC -c intervalstyle=postgres ' +
            '-c client_connection_check_interval=1000',
    };
    for (const name of passedOn) {
        const value = link.searchParams.get(name);
        if (value) options[name] = value;
    }
    return options;
}

/** The statements that bring the foreign servers of a layer to what the URLs say. */
export async function serverStatements(
    databases: Databases,
    { fetchSize }: Config,
    session: Session,
): Promise<string[]> {
    const statements: string[] = [];
    for (const server of serversOf(session.layer)) {
        const wanted = serverOptions(databases.urls[server], session.layer, fetchSize);
        statements.push(...(await statementsFor(session, server, wanted)));
    }
    return statements;
}

async function statementsFor(
    { client }: Session,
    server: Layer,
    wanted: Options,
): Promise<string[]> {
    const { rows } = await client.query<{ options: Options }>(
        `select coalesce((select jsonb_object_agg(o.option_name, o.option_value)
                            from pg_options_to_table(s.srvoptions) o), '{}') as options
           from pg_foreign_server s
          where s.srvname = $1`,
        [server],
    );
    const statements: string[] = [];
    const existing = rows[0]?.options;
    if (existing === undefined) {
        const list = Object.entries(wanted).map(([name, value]) => `${name} ${quote(value)}`);
        statements.push(
            `create server ${server} foreign data wrapper postgres_fdw options (${list.join(', ')})`,
        );
    } else {
        const changes = optionChanges(existing, wanted);
        if (changes.length > 0) {
            statements.push(`alter server ${server} options (${changes.join(', ')})`);
        }
    }
    const granted = await texts(
        client,
        `select has_server_privilege(to_regrole('pgstrata_pipeline'), s.oid, 'usage')
           from pg_foreign_server s where s.srvname = $1`,
        [server],
    );
    if (granted[0] !== 'true') {
        statements.push(`grant usage on foreign server ${server} to pgstrata_pipeline`);
    }
    return statements;
}

export function optionChanges(existing: Options, wanted: Options): string[] {
    const changes: string[] = [];
    for (const [name, value] of Object.entries(wanted)) {
        if (!(name in existing)) changes.push(`add ${name} ${quote(value)}`);
        else if (existing[name] !== value) changes.push(`set ${name} ${quote(value)}`);
    }
    for (const name of Object.keys(existing)) {
        if (!(name in wanted)) changes.push(`drop ${name}`);
    }
    return changes;
}

function quote(value: string): string {
    return `'${value.replaceAll("'", "''")}'`;
}

export async function runServers(
    databases: Databases,
    config: Config,
    session: Session,
): Promise<string[]> {
    const statements = await serverStatements(databases, config, session);
    if (statements.length > 0) {
        await asRole(session.client, 'pgstrata_owner', async () => {
            for (const statement of statements) await session.client.query(statement);
        });
    }
    return statements;
}

/** Brings the user mappings of a layer to the settled logins; returns the servers that changed. */
export async function runMappings(
    databases: Databases,
    { layer, client }: Session,
    logins: Record<Layer, LinkLogin>,
): Promise<string[]> {
    const changed: string[] = [];
    for (const server of serversOf(layer)) {
        const { user, password } = logins[server];
        const { rows } = await asRole(client, 'pgstrata_pipeline', () =>
            client.query<{ options: Options }>(
                `select coalesce((select jsonb_object_agg(o.option_name, o.option_value)
                                    from pg_options_to_table(m.umoptions) o), '{}') as options
                   from pg_user_mappings m
                  where m.srvname = $1 and m.usename = 'pgstrata_pipeline'`,
                [server],
            ),
        );
        const existing = rows[0]?.options;
        if (existing?.user === user && existing.password === password) continue;
        const verb = (name: string) => (existing ? (name in existing ? 'set ' : 'add ') : '');
        await executeWithSecret(
            databases.urls[layer].url,
            layer,
            'pgstrata_owner',
            password,
            `${existing ? 'alter' : 'create'} user mapping for pgstrata_pipeline server %I ` +
                `options (${verb('user')}user %L, ${verb('password')}password %L)`,
            [server, user],
        );
        changed.push(server);
    }
    return changed;
}

/** The foreign servers of a layer that the pipeline has no login for yet. */
export async function unmappedServers({ layer, client }: Session): Promise<string[]> {
    const mapped = await texts(
        client,
        `select m.srvname from pg_user_mappings m where m.usename = 'pgstrata_pipeline'`,
    );
    return serversOf(layer).filter((server) => !mapped.includes(server));
}

export async function checkLinks(session: Session): Promise<void> {
    for (const server of serversOf(session.layer)) await checkLink(session, server);
}

/** Goes over a link once, as the pipeline will. */
export async function checkLink({ layer, client }: Session, server: Layer): Promise<void> {
    try {
        await asRole(client, 'pgstrata_pipeline', () =>
            client.query(`select from extensions.dblink($1, 'select 1') as answer(one integer)`, [
                server,
            ]),
        );
    } catch (error) {
        throw linkProblem(error, layer, server);
    }
}

export function linkProblem(error: unknown, layer: Layer, server: Layer): PgstrataError {
    const { message, detail } = error as { message: string; detail?: string };
    if (sqlstate(error) === '2F003') {
        return new PgstrataError(`the server of ${server} lets ${layer} in without a password`, 3, {
            detail: 'PostgreSQL refuses such a link to everyone but superusers',
            hint: `let pg_hba.conf of the server of ${server} ask pgstrata_link for scram-sha-256 instead of trust or peer, over TCP`,
            cause: error,
        });
    }
    const isRefused = /password authentication failed/.test(`${message} ${detail}`);
    return new PgstrataError(`${layer} cannot reach ${server}: ${message}`, 3, {
        detail,
        hint: isRefused
            ? `npx pgstrata migrate makes a new password, or uses the one that ${linkUrlName(server)} names`
            : `check that the server of ${layer} reaches that address; if it needs another one than this process, set ${linkUrlName(server)}`,
        cause: error,
    });
}

export const linkedLayers = layers.filter((layer) => serversOf(layer).length > 0);

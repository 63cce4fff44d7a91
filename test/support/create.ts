import type pg from 'pg';
import { type Config, readConfig } from '../../src/config.ts';
import { connectTo } from '../../src/connection/connect.ts';
import { type Databases, databasesAt } from '../../src/databases.ts';
import { type Layer, layers } from '../../src/layers.ts';
import { runAdminPart } from '../../src/migrate/admin.ts';
import { runServers } from '../../src/migrate/servers.ts';
import type { ServerCoordinates } from './server.ts';

/** What is known of four databases, whatever is in them. */
export interface FourDatabases {
    databases: Databases;
    config: Config;
    /** The settings with which a child process reaches them. */
    env: Record<string, string>;
}

export interface Settings {
    /** Names or folders of models, as in PGSTRATA_MODELS. */
    models?: string[];
    timeZone?: string;
}

/**
 * One for all, in the link URLs of all test databases: they share the role, and a generated one is
 * refused where another set of databases uses it.
 */
export const linkPassword = 'link password of the tests';

const databaseName = (set: string, layer: Layer) => `${set}_${layer}`;

/** Settings for a set of databases on the server of the test run. */
export function describeSet(
    server: ServerCoordinates,
    set: string,
    settings: Settings = {},
): FourDatabases {
    const urls = layers.map((layer) => {
        const url = new URL(server.url);
        url.pathname = `/${databaseName(set, layer)}`;
        const link = linkUrl(url);
        link.hostname = server.linkHost;
        link.port = server.linkPort;
        return [layer, { url, link }] as const;
    });
    return describe(Object.fromEntries(urls) as Record<Layer, Address>, settings);
}

export interface Address {
    url: URL;
    link: URL;
}

export function linkUrl(url: URL): URL {
    const link = new URL(url);
    link.username = 'pgstrata_link';
    link.password = encodeURIComponent(linkPassword);
    return link;
}

/** As `readConfig` would understand it in the process of a user. */
export function describe(urls: Record<Layer, Address>, settings: Settings): FourDatabases {
    const env: Record<string, string> = {};
    for (const layer of layers) {
        env[`PGSTRATA_${layer.toUpperCase()}_URL`] = urls[layer].url.href;
        env[`PGSTRATA_${layer.toUpperCase()}_LINK_URL`] = urls[layer].link.href;
    }
    if (settings.models) env.PGSTRATA_MODELS = settings.models.join(',');
    if (settings.timeZone) env.PGSTRATA_TIME_ZONE = settings.timeZone;
    const config = readConfig(env);
    if (!config.databases) throw new Error('the settings of a test name no databases');
    return { databases: databasesAt(config.databases), config, env };
}

/** Four databases with nothing in them. */
export async function createEmpty(
    server: ServerCoordinates,
    set: string,
    settings: Settings = {},
): Promise<FourDatabases> {
    await asAdmin(server, async (admin) => {
        for (const layer of layers) {
            await admin.query(`create database ${databaseName(set, layer)} template template0`);
        }
    });
    return describeSet(server, set, settings);
}

/** Copies of the migrated databases; far quicker than to migrate again. */
export async function cloneTemplate(
    server: ServerCoordinates,
    template: string,
    set: string,
    settings: Settings = {},
): Promise<FourDatabases> {
    await asAdmin(server, async (admin) => {
        for (const layer of layers) {
            await admin.query(
                `create database ${databaseName(set, layer)} template ${databaseName(template, layer)}`,
            );
        }
    });
    const four = describeSet(server, set, settings);
    // Privileges on the database itself are not copied, and the links lead to the templates.
    await Promise.all(
        layers.map(async (layer) => {
            const client = await four.databases.connect(layer);
            try {
                await runAdminPart({ client, layer });
                await runServers(four.databases, readConfig({}), { client, layer });
            } finally {
                await client.end();
            }
        }),
    );
    return four;
}

/** Nobody can connect to a template, so that it can be copied at any time. */
export async function lockTemplates(server: ServerCoordinates, template: string): Promise<void> {
    await asAdmin(server, async (admin) => {
        for (const layer of layers) {
            await admin.query(
                `alter database ${databaseName(template, layer)} allow_connections false`,
            );
        }
    });
}

export async function dropAll(server: ServerCoordinates, set: string): Promise<void> {
    const four = describeSet(server, set);
    await asAdmin(server, async (admin) => {
        for (const layer of layers) {
            await rollBackPrepared(admin, four.databases, layer, databaseName(set, layer));
            await admin.query(`drop database if exists ${databaseName(set, layer)} with (force)`);
        }
    });
}

/** A prepared transaction outlives its session, and no database with one can be dropped. */
async function rollBackPrepared(
    admin: pg.Client,
    databases: Databases,
    layer: Layer,
    database: string,
): Promise<void> {
    const { rows } = await admin.query<{ gid: string }>(
        'select gid from pg_prepared_xacts where database = $1',
        [database],
    );
    if (rows.length === 0) return;
    const client = await databases.connect(layer);
    for (const { gid } of rows) {
        await client.query(`rollback prepared ${client.escapeLiteral(gid)}`);
    }
    await client.end();
}

/** A session in the maintenance database, for what no database can do to itself. */
export async function asAdmin<T>(
    server: ServerCoordinates,
    work: (client: pg.Client) => Promise<T>,
): Promise<T> {
    const client = await connectTo(new URL(server.url), 'the test server');
    try {
        return await work(client);
    } finally {
        await client.end();
    }
}

import type pg from 'pg';
import type { Config, DatabaseUrl } from './config.ts';
import { type ConnectOptions, connectTo } from './connection/connect.ts';
import { findEmbedded } from './embedded/index.ts';
import { ConnectionError } from './errors.ts';
import type { Layer } from './layers.ts';

export interface Databases {
    urls: Record<Layer, DatabaseUrl>;
    /** A connected client; the caller ends it. Throws a ConnectionError that holds no password. */
    connect(layer: Layer, options?: ConnectOptions): Promise<pg.Client>;
}

/** The four databases of the settings, or those of the embedded server, which must be running. */
export async function openDatabases(config: Config): Promise<Databases> {
    if (config.databases) return databasesAt(config.databases);
    const embedded = await findEmbedded(config.dataFolder);
    if (!embedded) {
        throw new ConnectionError('the embedded PostgreSQL is not running', {
            hint: 'start it with: npx pgstrata up, or name four servers in PGSTRATA_*_URL',
        });
    }
    return databasesAt(embedded.urls);
}

export function databasesAt(urls: Record<Layer, DatabaseUrl>): Databases {
    return {
        urls,
        connect: (layer, options) => connectTo(urls[layer].url, layer, options),
    };
}

import path from 'node:path';
import { connectTo } from '../../src/connection/connect.ts';
import {
    type Embedded,
    type EmbeddedOptions,
    startEmbedded,
    stopEmbedded,
} from '../../src/embedded/index.ts';
import { scratchFolder } from '../support/index.ts';

const folders: string[] = [];

/** A folder for a server that is not there yet. */
export function newFolder(): string {
    const folder = path.join(scratchFolder('embedded'), 'pg');
    folders.push(folder);
    return folder;
}

/** For the afterAll of a file that called newFolder. */
export async function stopAll(): Promise<void> {
    for (const folder of folders.splice(0)) await stopEmbedded(folder, { deleteData: true });
}

export function start(folder: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
    // A server that is killed leaves its pages to the operating system: no test needs them synced.
    const settings = { shared_buffers: '16MB', max_connections: '20', fsync: 'off' };
    return startEmbedded({
        folder,
        defaultPort: false,
        ...options,
        settings: { ...settings, ...options.settings },
    });
}

/** The one value that a query yields. */
export async function ask<Value>(url: URL, sql: string): Promise<Value> {
    const client = await connectTo(url, 'dwh');
    try {
        const { rows } = await client.query({ text: sql, rowMode: 'array' });
        return rows[0]?.[0] as Value;
    } finally {
        await client.end();
    }
}

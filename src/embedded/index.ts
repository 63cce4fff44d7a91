import fs from 'node:fs';
import type { DatabaseUrl } from '../config.ts';
import { withoutLogin } from '../config.ts';
import { connectTo } from '../connection/connect.ts';
import { ConnectionError } from '../errors.ts';
import { type Layer, layers } from '../layers.ts';
import { serverAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { initialise, launch, type Settings } from './cluster.ts';
import { withLock } from './lock.ts';
import { findPlace, type Place, preparePlace, readPassword, removePlace } from './place.ts';
import { choosePort, defaultPort, freePort, portTaken } from './port.ts';
import { findPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts';

export interface EmbeddedOptions {
    /** Holds data, log and password; made when it is missing. */
    folder: string;
    /** Undefined: the one used before, the default, or a free one. Taken: an error. */
    port?: number | undefined;
    /** More server settings, or others than the defaults. */
    settings?: Settings;
    /** The folder of another release's initdb and postgres. */
    binaries?: string;
    /** False: a free port from the start, for a scratch cluster. */
    defaultPort?: boolean;
    timeoutMs?: number;
    onProgress?: (line: string) => void;
}

export interface Embedded {
    urls: Record<Layer, DatabaseUrl>;
    port: number;
    pid: number;
    place: Place;
    /** True when the server had been running before. */
    wasRunning: boolean;
    /** The superuser's URL of any database of the cluster. */
    url(database: string): URL;
    stop(options?: { deleteData?: boolean }): Promise<void>;
}

/** Brings up a cluster with the four databases and leaves it running behind this process. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
    const account = serverAccount(findPlace(options.folder).data);
    const place = preparePlace(options.folder, account);
    return withLock(place.root, async () => {
        const running = findPostmaster(place.data);
        if (running) return adopt(place, running, options);
        const progress = options.onProgress ?? (() => {});
        const binaries = findBinaries(account, options.binaries);
        if (initialise(place, binaries, account)) progress(`made the data folder ${place.data}`);
        const start = (port: number) =>
            launch(place, binaries, account, {
                port,
                settings: options.settings ?? {},
                timeoutMs: options.timeoutMs ?? 60_000,
            });
        const preferred = options.defaultPort === false ? [] : [...lastPort(place), defaultPort];
        const port = await choosePort(options.port, preferred);
        // A program can take the port between the check and the start.
        const postmaster = await start(port).catch((error) => {
            if (!/could not bind/.test((error as ConnectionError).detail ?? '')) throw error;
            if (options.port !== undefined) throw portTaken(port, error.detail);
            return freePort().then(start);
        });
        fs.writeFileSync(place.port, `${postmaster.port}\n`);
        const embedded = describe(place, postmaster, false);
        await createDatabases(embedded);
        progress(`PostgreSQL ${binaries.major} listens on 127.0.0.1:${postmaster.port}`);
        return embedded;
    });
}

/** The cluster of a folder, if it is running. */
export async function findEmbedded(folder: string): Promise<Embedded | undefined> {
    const place = findPlace(folder);
    const running = findPostmaster(place.data);
    return running && describe(place, running, true);
}

/** Stops the cluster of a folder; says whether it was running. */
export async function stopEmbedded(
    folder: string,
    options: { deleteData?: boolean } = {},
): Promise<boolean> {
    const place = findPlace(folder);
    if (!fs.existsSync(place.root)) return false;
    const stopped = await withLock(place.root, () => stopPostmaster(place.data));
    if (options.deleteData) removePlace(place);
    return stopped;
}

async function adopt(
    place: Place,
    running: Postmaster,
    options: EmbeddedOptions,
): Promise<Embedded> {
    if (options.port !== undefined && options.port !== running.port) {
        throw new ConnectionError(
            `the embedded PostgreSQL already runs on port ${running.port}, not on ${options.port}`,
            { hint: 'stop it with: npx pgstrata down, or leave the port out' },
        );
    }
    const embedded = describe(place, running, true);
    await createDatabases(embedded);
    return embedded;
}

function describe(place: Place, { port, pid }: Postmaster, wasRunning: boolean): Embedded {
    const password = readPassword(place);
    const url = (database: string) =>
        new URL(`postgresql://postgres:${password}@127.0.0.1:${port}/${database}?sslmode=disable`);
    const entries = layers.map((layer) => {
        return [layer, { url: url(layer), link: withoutLogin(url(layer)) }] as const;
    });
    return {
        urls: Object.fromEntries(entries) as Record<Layer, DatabaseUrl>,
        port,
        pid,
        place,
        wasRunning,
        url,
        stop: async (options) => void (await stopEmbedded(place.folder, options)),
    };
}

async function createDatabases(embedded: Embedded): Promise<void> {
    const client = await connectTo(embedded.url('postgres'), 'the embedded PostgreSQL');
    try {
        const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
        const existing = new Set(rows.map((row) => row.datname));
        for (const layer of layers.filter((name) => !existing.has(name))) {
            await client.query(`create database ${layer}`);
        }
    } finally {
        await client.end();
    }
}

function lastPort(place: Place): number[] {
    const text = fs.existsSync(place.port) ? fs.readFileSync(place.port, 'utf8') : '';
    return /^\d+\n?$/.test(text) ? [Number(text)] : [];
}

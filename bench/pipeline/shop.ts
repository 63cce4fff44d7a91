import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { readConfig } from '../../src/config.ts';
import { type Databases, databasesAt } from '../../src/databases.ts';
import { type Embedded, startEmbedded } from '../../src/embedded/index.ts';
import { type Layer, layers } from '../../src/layers.ts';
import { migrate } from '../../src/migrate/index.ts';
import type { SeedSizes } from '../../src/options.ts';

/** A warehouse on a server of its own, with the settings that the embedded default has. */
export interface Shop {
    server: Embedded;
    databases: Databases;
    /** One open session for each database. */
    in: Record<Layer, pg.Client>;
    sizes: SeedSizes;
    close(): Promise<void>;
}

/** Migrated and filled at the source, but not yet run. */
export async function openShop(sizes: SeedSizes, binaries?: string): Promise<Shop> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pgstrata-bench-'));
    const server = await startEmbedded({
        folder,
        defaultPort: false,
        ...(binaries ? { binaries } : {}),
    });
    const close = async () => {
        await Promise.all(sessions.map((session) => session.end().catch(() => {})));
        await server.stop({ deleteData: true });
        fs.rmSync(folder, { recursive: true, force: true });
    };
    const sessions: pg.Client[] = [];
    try {
        const databases = databasesAt(server.urls);
        await migrate(databases, readConfig({}));
        for (const layer of layers) {
            sessions.push(await databases.connect(layer, { applicationName: 'pgstrata bench' }));
        }
        const entries = layers.map((layer, i) => [layer, sessions[i]]);
        const shop: Shop = {
            server,
            databases,
            in: Object.fromEntries(entries),
            sizes,
            close,
        };
        const { operational } = shop.in;
        await operational.query('call public.seed_operational($1, $2, $3)', [
            sizes.customers,
            sizes.products,
            sizes.sales,
        ]);
        await operational.query('vacuum analyze');
        return shop;
    } catch (error) {
        await close();
        throw error;
    }
}

/** A run, and how long it took in milliseconds. */
export async function timedRun(shop: Shop): Promise<number> {
    return await timed(() => shop.in.dwh.query('call public.run_master_pipeline()'));
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
    const began = performance.now();
    await work();
    return performance.now() - began;
}

/** Rows of the last run by layer and entity. */
export async function lastSteps(shop: Shop): Promise<Step[]> {
    const { rows } = await shop.in.dwh.query<Step>(
        `select layer, entity, rows_read::int, rows_inserted::int, rows_updated::int,
                extract(epoch from end_time - start_time)::float8 as seconds
           from public.etl_logs
          where run_id = (select max(run_id) from public.etl_runs)
          order by start_time`,
    );
    return rows;
}

export interface Step {
    layer: string;
    entity: string;
    rows_read: number;
    rows_inserted: number;
    rows_updated: number;
    seconds: number;
}

export function median(values: number[]): number {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? Number.NaN;
    return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

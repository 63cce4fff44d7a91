import path from 'node:path';
import { inject } from 'vitest';
import { type Embedded, startEmbedded } from '../../src/embedded/index.ts';
import { type Layer, layers } from '../../src/layers.ts';
import { type Address, describe, linkUrl, type Settings } from './create.ts';
import { makeScratch, serverSettings, testBinaries } from './server.ts';
import { uniqueName, Warehouse } from './warehouse.ts';

/** A cluster for each layer, on four ports; embedded ones, whatever the other tests use. */
export async function createSeparateClusters(
    options: Settings & { migrated?: boolean } = {},
): Promise<Warehouse & { clusters: Record<Layer, Embedded> }> {
    const { migrated = true, ...settings } = options;
    const name = uniqueName();
    const clusters = {} as Record<Layer, Embedded>;
    const stop = async () => {
        for (const cluster of Object.values(clusters)) await cluster.stop({ deleteData: true });
    };
    try {
        for (const layer of layers) clusters[layer] = await startCluster(`${name}-${layer}`);
        const urls = layers.map((layer) => {
            const url = clusters[layer].url(layer);
            return [layer, { url, link: linkUrl(url) }] as const;
        });
        const four = describe(Object.fromEntries(urls) as Record<Layer, Address>, settings);
        const warehouse = new Warehouse(four, name, stop);
        if (migrated) await warehouse.migrate();
        return Object.assign(warehouse, { clusters });
    } catch (error) {
        await stop();
        throw error;
    }
}

/** An embedded server below the scratch folder of the test run, which stops it if the test dies. */
export async function startCluster(name: string): Promise<Embedded> {
    return startEmbedded({
        folder: path.join(inject('server').scratch, name),
        settings: { ...serverSettings, shared_buffers: '32MB' },
        binaries: testBinaries(),
        defaultPort: false,
    });
}

/** A folder below that of the test run. */
export function scratchFolder(name: string): string {
    return makeScratch(inject('server').scratch, name);
}

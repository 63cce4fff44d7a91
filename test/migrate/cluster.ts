import { readConfig } from '../../src/config.ts';
import { databasesAt } from '../../src/databases.ts';
import type { Embedded } from '../../src/embedded/index.ts';
import { type Layer, layers, startCluster, uniqueName, Warehouse } from '../support/index.ts';

/**
 * Four empty databases in a cluster of their own, for what belongs to a whole cluster: roles and
 * their passwords. The link URLs name no login, as those of the embedded server.
 */
export async function createCluster(): Promise<Warehouse & { embedded: Embedded }> {
    const name = uniqueName();
    const embedded = await startCluster(name);
    const env = Object.fromEntries(
        layers.map((layer) => [urlName(layer), embedded.urls[layer].url.href]),
    );
    const config = readConfig(env);
    if (!config.databases) throw new Error('the settings of a test name no databases');
    const four = { databases: databasesAt(config.databases), config, env };
    const stop = () => embedded.stop({ deleteData: true });
    return Object.assign(new Warehouse(four, name, stop), { embedded });
}

const urlName = (layer: Layer) => `PGSTRATA_${layer.toUpperCase()}_URL`;

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded } from '../../src/embedded/index.ts';
import { createCluster } from '../migrate/cluster.ts';
import { until } from '../support/hops.ts';
import { Warehouse } from '../support/index.ts';
import { serverSettings, testBinaries } from '../support/server.ts';
import { fillShop } from '../support/shop.ts';
import { requestRun, untilRuns, untilSettled, type Working, work } from './workers.ts';

let before: Awaited<ReturnType<typeof createCluster>>;
let after: Warehouse | undefined;
let worker: Working | undefined;
beforeAll(async () => {
    before = await createCluster();
    await before.migrate();
    await fillShop(before);
    worker = await work(before);
    await until('it listens and has beaten', () =>
        before.value('dwh', 'select exists (select from engine.workers)'),
    );
});
afterAll(async () => {
    await worker?.stop();
    await after?.drop();
    await before?.drop();
});

test('a worker survives a restart of the database, and says so once', async () => {
    const { embedded, databases, config, env } = before;
    await embedded.stop();
    await until('it has noticed', async () => (worker?.said(/is lost/).length ?? 0) > 0);
    await startEmbedded({
        folder: embedded.place.folder,
        port: embedded.port,
        settings: serverSettings,
        binaries: testBinaries(),
    });
    after = new Warehouse({ databases, config, env }, 'after', async () => {});
    await untilSettled(after, await requestRun(after));
    expect(await untilRuns(after, 1)).toMatchObject([{ status: 'SUCCEEDED' }]);
    await until('it says so', async () => worker?.said(/answers again/).length === 1);
    expect(worker?.said(/connection to the database is lost/)).toHaveLength(1);
    // Besides, dwh itself may have found the layers away first: they are on the same server here.
    const complaints = worker?.lines.filter(
        ({ level, err }) =>
            ['error', 'warn'].includes(level) && (err as { code?: string })?.code !== '08001',
    );
    expect(complaints).toHaveLength(1);
});

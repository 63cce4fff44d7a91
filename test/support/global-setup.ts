import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { stopEmbedded } from '../../src/embedded/index.ts';
import { migrate } from '../../src/migrate/index.ts';
import { createEmpty, dropAll, lockTemplates } from './create.ts';
import { makeScratch, type ServerCoordinates, startServer } from './server.ts';

declare module 'vitest' {
    export interface ProvidedContext {
        server: ServerCoordinates;
        /** The set of migrated databases that createWarehouse clones. */
        template: string;
    }
}

/** Starts one server for the whole test run and migrates the databases that tests clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
    const scratch = makeScratch(os.tmpdir(), 'pgstrata-test');
    const server = await startServer(scratch).catch((error) => {
        fs.rmSync(scratch, { recursive: true, force: true });
        throw error;
    });
    const template = `template${process.pid}`;
    const teardown = async () => {
        // Of a server that goes away anyway, nothing needs to be dropped.
        if (server.coordinates.kind === 'url') await dropAll(server.coordinates, template);
        await server.stop();
        await stopClusters(scratch);
        fs.rmSync(scratch, { recursive: true, force: true });
    };
    try {
        const { databases, config } = await createEmpty(server.coordinates, template);
        await migrate(databases, config);
        await lockTemplates(server.coordinates, template);
    } catch (error) {
        await teardown();
        throw error;
    }
    project.provide('server', server.coordinates);
    project.provide('template', template);
    return teardown;
}

/** Clusters that a killed test left behind. */
async function stopClusters(scratch: string): Promise<void> {
    for (const name of fs.readdirSync(scratch)) {
        await stopEmbedded(path.join(scratch, name), { deleteData: true });
    }
}

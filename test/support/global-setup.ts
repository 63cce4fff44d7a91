import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/migrate/index.ts';
import { createEmpty, dropAll, lockTemplates } from './create.ts';
import { makeScratch, type ServerCoordinates, startServer, type TestServer } from './server.ts';

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
    const cleanUp = startJanitor(scratch);
    const template = `template${process.pid}`;
    let server: TestServer | undefined;
    const teardown = async () => {
        // Of a server that goes away anyway, nothing needs to be dropped.
        if (server?.coordinates.kind === 'url') await dropAll(server.coordinates, template);
        await server?.stop();
        await cleanUp();
    };
    try {
        server = await startServer(scratch);
        const { databases, config } = await createEmpty(server.coordinates, template);
        await migrate(databases, config);
        await lockTemplates(server.coordinates, template);
        project.provide('server', server.coordinates);
        project.provide('template', template);
        return teardown;
    } catch (error) {
        await teardown();
        throw error;
    }
}

/** Returns what makes it do its work and waits for it. */
function startJanitor(scratch: string): () => Promise<void> {
    const script = path.join(import.meta.dirname, 'janitor.ts');
    // Ctrl-C is for the tests alone.
    const janitor = spawn(process.execPath, [script, scratch], {
        detached: true,
        stdio: ['pipe', 'inherit', 'inherit'],
    });
    janitor.unref();
    return async () => {
        const exit = once(janitor, 'exit');
        // Else a set-up that failed would find nothing to wait for, and end with exit code 0.
        janitor.ref();
        janitor.stdin.end();
        await exit;
    };
}

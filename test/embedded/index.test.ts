import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo } from '../../src/connection/connect.ts';
import {
    type Embedded,
    type EmbeddedOptions,
    findEmbedded,
    startEmbedded,
    stopEmbedded,
} from '../../src/embedded/index.ts';
import { defaultPort, freePort } from '../../src/embedded/port.ts';
import { layers } from '../../src/layers.ts';
import { raisedBy, scratchFolder } from '../support/index.ts';

const folders: string[] = [];

function newFolder(): string {
    const folder = path.join(scratchFolder('embedded'), 'pg');
    folders.push(folder);
    return folder;
}

afterAll(async () => {
    for (const folder of folders) await stopEmbedded(folder, { deleteData: true });
});

function start(folder: string, options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
    // A server that is killed leaves its pages to the operating system: no test needs them synced.
    const settings = { shared_buffers: '16MB', max_connections: '20', fsync: 'off' };
    return startEmbedded({
        folder,
        defaultPort: false,
        ...options,
        settings: { ...settings, ...options.settings },
    });
}

async function ask<Value>(url: URL, sql: string): Promise<Value> {
    const client = await connectTo(url, 'dwh');
    try {
        const { rows } = await client.query({ text: sql, rowMode: 'array' });
        return rows[0]?.[0] as Value;
    } finally {
        await client.end();
    }
}

describe('a server that runs', () => {
    const progress: string[] = [];
    let folder: string;
    let first: Embedded;

    beforeAll(async () => {
        folder = newFolder();
        first = await start(folder, { onProgress: (line) => progress.push(line) });
    });

    test('has the four databases and has reported what it did', async () => {
        expect(first.wasRunning).toBe(false);
        for (const layer of layers) {
            expect(await ask(first.urls[layer].url, 'select current_database()')).toBe(layer);
        }
        expect(progress).toEqual([
            `made the data folder ${first.place.data}`,
            `PostgreSQL 18 listens on 127.0.0.1:${first.port}`,
        ]);
    });

    test('asks everyone for a password, checks pages and keeps UTC', async () => {
        const wrong = first.url('dwh');
        wrong.password = 'wrong';
        expect((await raisedBy(connectTo(wrong, 'dwh'))).message).toMatch(/wrong user or password/);
        expect(first.urls.dwh.link.password).toBe('');
        const setting = (name: string) => ask(first.url('dwh'), `show ${name}`);
        expect(await setting('data_checksums')).toBe('on');
        expect(await setting('log_timezone')).toBe('UTC');
        expect(await setting('listen_addresses')).toBe('127.0.0.1');
        expect(await setting('shared_buffers')).toBe('16MB');
    });

    test('is taken over by the next start, and found', async () => {
        const second = await start(folder);
        expect(second).toMatchObject({ wasRunning: true, pid: first.pid, port: first.port });
        expect(await findEmbedded(folder)).toMatchObject({ pid: first.pid });
    });

    test('is not moved to another port', async () => {
        const { message, hint } = await raisedBy(start(folder, { port: await freePort() }));
        expect(message).toContain(`already runs on port ${first.port}`);
        expect(hint).toContain('pgstrata down');
    });

    test('gets back a database that was dropped', async () => {
        await ask(first.url('postgres'), 'drop database stg');
        await start(folder);
        expect(await ask(first.url('stg'), 'select current_database()')).toBe('stg');
    });

    test('keeps its port: another server that is told to use it is refused and not left running', async () => {
        const other = newFolder();
        const { message, hint } = await raisedBy(start(other, { port: first.port }));
        expect(message).toBe(`port ${first.port} for the embedded PostgreSQL cannot be used`);
        expect(hint).toContain('--port');
        expect(await findEmbedded(other)).toBeUndefined();
    });
});

test('two starts at once make one server', async () => {
    const folder = newFolder();
    const both = await Promise.all([start(folder), start(folder)]);
    expect(both[0].pid).toBe(both[1].pid);
    expect(both.map(({ wasRunning }) => wasRunning).sort()).toEqual([false, true]);
});

test('a default port that is taken is passed over', async () => {
    const other = net.createServer();
    const holds = await new Promise<boolean>((resolve) => {
        // Whoever has it already serves as well.
        other.once('error', () => resolve(false));
        other.listen(defaultPort, '127.0.0.1', () => resolve(true));
    });
    const embedded = await start(newFolder(), { defaultPort: true });
    expect(embedded.port).not.toBe(defaultPort);
    if (holds) await new Promise((done) => other.close(done));
});

describe('a server that was stopped', () => {
    test('is not found, and starts again with its data and on its port', async () => {
        const folder = newFolder();
        const port = await freePort();
        const first = await start(folder, { port });
        await ask(first.url('dwh'), 'create table kept as select 7 as n');
        await first.stop();
        expect(await findEmbedded(folder)).toBeUndefined();
        expect(await stopEmbedded(folder)).toBe(false);
        const second = await start(folder, { defaultPort: true });
        expect(second.port).toBe(port);
        expect(await ask(second.url('dwh'), 'select n from kept')).toBe(7);
    });

    test('takes other settings at the next start', async () => {
        const folder = newFolder();
        await (await start(folder, { settings: { work_mem: '5MB' } })).stop();
        const second = await start(folder, { settings: { work_mem: '6MB' } });
        expect(await ask(second.url('dwh'), 'show work_mem')).toBe('6MB');
    });

    test('is gone with its data when that is asked for', async () => {
        const folder = newFolder();
        const { place, stop } = await start(folder);
        await stop({ deleteData: true });
        expect(fs.existsSync(place.data)).toBe(false);
        expect(fs.existsSync(folder)).toBe(false);
    });
});

describe('a data folder that does not fit', () => {
    let folder: string;
    let data: string;
    let versionFile: string;

    beforeAll(async () => {
        folder = newFolder();
        const { place, stop } = await start(folder);
        await stop();
        data = place.data;
        versionFile = path.join(data, 'PG_VERSION');
    });

    test('of another release is refused and left as it is', async () => {
        fs.writeFileSync(versionFile, '12\n');
        const { message, hint } = await raisedBy(start(folder));
        expect(message).toMatch(/is of PostgreSQL 12; the embedded server is PostgreSQL 18$/);
        expect(hint).toContain('PGSTRATA_DATA');
        expect(fs.existsSync(path.join(data, 'base'))).toBe(true);
    });

    test('with something else in it is refused and left as it is', async () => {
        fs.rmSync(versionFile);
        const { message } = await raisedBy(start(folder));
        expect(message).toBe(`${data} is not empty and is no PostgreSQL data folder`);
        expect(fs.existsSync(path.join(data, 'base'))).toBe(true);
    });
});

describe('after a crash', () => {
    test('the server recovers what was committed', async () => {
        const folder = newFolder();
        const first = await start(folder);
        await ask(first.url('dwh'), 'create table kept as select 7 as n');
        process.kill(first.pid, 'SIGKILL');
        const second = await start(folder);
        expect(second.wasRunning).toBe(false);
        expect(second.pid).not.toBe(first.pid);
        expect(await ask(second.url('dwh'), 'select n from kept')).toBe(7);
    });

    test('an initdb that was interrupted is begun again', async () => {
        const folder = newFolder();
        const place = path.join(folder, 'data.new');
        fs.mkdirSync(place, { recursive: true });
        fs.writeFileSync(path.join(place, 'half'), '');
        const embedded = await start(folder);
        expect(await ask(embedded.url('dwh'), 'select 1')).toBe(1);
        expect(fs.existsSync(place)).toBe(false);
    });

    test('a server that cannot start says why, from its log', async () => {
        const { message, detail } = await raisedBy(
            start(newFolder(), { settings: { shared_preload_libraries: 'no_such_library' } }),
        );
        expect(message).toMatch(/^the embedded PostgreSQL did not start: it ended with 1$/);
        expect(detail).toContain('no_such_library');
    });
});

test('below a folder that only its owner can enter, root puts the server elsewhere', async () => {
    const folder = newFolder();
    const closed = path.dirname(folder);
    fs.chmodSync(closed, 0o700);
    const embedded = await start(folder);
    const isRoot = process.getuid?.() === 0;
    expect(embedded.place.root.startsWith(closed)).toBe(!isRoot);
    expect(await ask(embedded.url('dwh'), 'select 1')).toBe(1);
    expect(await findEmbedded(folder)).toMatchObject({ pid: embedded.pid });
    await embedded.stop({ deleteData: true });
    expect(fs.existsSync(embedded.place.root)).toBe(false);
    expect(fs.existsSync(folder)).toBe(false);
});

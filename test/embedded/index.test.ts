import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo } from '../../src/connection/connect.ts';
import { type Embedded, findEmbedded, stopEmbedded } from '../../src/embedded/index.ts';
import { defaultPort, freePort } from '../../src/embedded/port.ts';
import { layers } from '../../src/layers.ts';
import { raisedBy } from '../support/index.ts';
import { ask, newFolder, start, stopAll } from './servers.ts';

afterAll(stopAll);

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

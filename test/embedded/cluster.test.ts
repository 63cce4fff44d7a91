import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raisedBy } from '../support/index.ts';
import { ask, newFolder, start, stopAll } from './servers.ts';

afterAll(stopAll);

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

    test('the next one waits for what is left of one that was killed', async () => {
        const folder = newFolder();
        const first = await start(folder);
        // A session that does not notice that its server has gone keeps the shared memory.
        const client = new pg.Client({ connectionString: first.url('dwh').href });
        client.on('error', () => {});
        await client.connect();
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
        const pid = rows[0]?.pid as number;
        process.kill(pid, 'SIGSTOP');
        process.kill(first.pid, 'SIGKILL');
        const second = start(folder);
        setTimeout(() => process.kill(pid, 'SIGKILL'), 500);
        expect((await second).pid).not.toBe(first.pid);
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

import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { type ConnectOptions, clientConfig, connectTo } from '../../src/connection/connect.ts';
import type { Embedded } from '../../src/embedded/index.ts';
import { freePort } from '../../src/embedded/port.ts';
import { raisedBy, scratchFolder, startCluster } from '../support/index.ts';

const server = new URL(inject('server').url);

function urlWith(change: (url: URL) => void): URL {
    const url = new URL(server);
    change(url);
    return url;
}

async function ask<Row>(url: URL, sql: string, options?: ConnectOptions): Promise<Row> {
    const client = await connectTo(url, 'mrr', options);
    try {
        const { rows } = await client.query(sql);
        return rows[0] as Row;
    } finally {
        await client.end();
    }
}

describe('a connection', () => {
    test('asks soon whether the other side is still there', () => {
        expect(clientConfig(server, false)).toMatchObject({
            keepAlive: true,
            keepAliveInitialDelayMillis: 10_000,
        });
    });

    test('waits for an answer as long as it is told to, and else without end', async () => {
        const slow = ask(server, 'select pg_sleep(2)', { queryTimeout: 100 });
        await expect(slow).rejects.toThrow('Query read timeout');
        expect(clientConfig(server, false)).not.toHaveProperty('query_timeout');
    });
});

describe('a session', () => {
    test('shows dates, times and intervals the same, whatever the role is set to', async () => {
        const url = urlWith((u) =>
            u.searchParams.set(
                'options',
                '-c datestyle=German -c timezone=Asia/Tokyo -c intervalstyle=iso_8601',
            ),
        );
        const row = await ask(
            url,
            `select '2025-02-03 04:05:06.123456+00'::timestamptz as at, date '2025-02-03' as day,
                    interval '1 day 02:00' as span, array[timestamp '2025-01-01 00:00'] as list`,
        );
        expect(row).toEqual({
            at: '2025-02-03 04:05:06.123456+00',
            day: '2025-02-03',
            span: '1 day 02:00:00',
            list: ['2025-01-01 00:00:00'],
        });
    });

    test('keeps every digit of a bigint and a numeric', async () => {
        const row = await ask(server, 'select 9007199254740993 as id, 0.10 as amount');
        expect(row).toEqual({ id: '9007199254740993', amount: '0.10' });
    });

    test('goes by the name that the URL, else the caller gives it', async () => {
        const sql = `select current_setting('application_name') as name`;
        const named = urlWith((u) => u.searchParams.set('application_name', 'of the URL'));
        expect(await ask(server, sql)).toEqual({ name: 'pgstrata' });
        expect(await ask(named, sql)).toEqual({ name: 'of the URL' });
        expect(await ask(named, sql, { applicationName: 'mine' })).toEqual({ name: 'of the URL' });
        expect(await ask(server, sql, { applicationName: 'mine' })).toEqual({ name: 'mine' });
    });

    test('that the server ends while it is idle ends nothing else', async () => {
        const client = await connectTo(server, 'mrr');
        const { rows } = await client.query('select pg_backend_pid() as pid');
        const ended = new Promise((resolve) => client.once('end', resolve));
        await ask(server, `select pg_terminate_backend(${rows[0].pid})`);
        await ended;
        await expect(client.query('select 1')).rejects.toThrow();
    });
});

describe('a Unix socket', () => {
    test('is found by its folder and port', async () => {
        const folder = scratchFolder('socket');
        const door = net.createServer((inside) => {
            const outside = net.connect(Number(server.port || 5432), server.hostname);
            inside.pipe(outside).pipe(inside);
            for (const end of [inside, outside]) end.on('error', () => {});
        });
        await new Promise<void>((done) => door.listen(`${folder}/.s.PGSQL.6001`, done));
        const url = urlWith((u) => {
            u.hostname = encodeURIComponent(folder);
            u.port = '6001';
            u.searchParams.set('sslmode', 'require');
        });
        expect(await ask(url, 'select 1 as one')).toEqual({ one: 1 });
        await new Promise((done) => door.close(done));
        const { message } = await raisedBy(connectTo(url, 'stg'));
        expect(message).toBe(
            `cannot connect to stg at ${folder}:6001/postgres: there is no such socket`,
        );
    });
});

describe('a password', () => {
    test('is that of the URL alone: no other is looked for', async () => {
        vi.stubEnv('PGPASSWORD', decodeURIComponent(server.password));
        const bare = urlWith((u) => (u.password = ''));
        const { message } = await raisedBy(connectTo(bare, 'stg'));
        vi.unstubAllEnvs();
        expect(message).toMatch(/: the server asks for a password$/);
    });
});

describe('a failed attempt', () => {
    test('says that nothing listens', async () => {
        const port = await freePort();
        const url = urlWith((u) => (u.port = `${port}`));
        const { message, hint } = await raisedBy(connectTo(url, 'stg'));
        expect(message).toBe(
            `cannot connect to stg at ${server.hostname}:${port}/postgres: nothing accepts connections there`,
        );
        expect(hint).toContain('check host and port');
    });

    test('says that the password is wrong, and not what it is', async () => {
        const url = urlWith((u) => (u.password = 'hunter2'));
        const error = await raisedBy(connectTo(url, 'stg'));
        expect(error.message).toMatch(/: wrong user or password$/);
        expect(JSON.stringify(error)).not.toContain('hunter2');
    });

    test('says that the database is missing', async () => {
        const url = urlWith((u) => (u.pathname = '/no_such_database'));
        const { message, detail } = await raisedBy(connectTo(url, 'stg'));
        expect(message).toMatch(/\/no_such_database: no such database$/);
        expect(detail).toContain('does not exist');
    });

    test('says that there is no answer when the URL sets the time to wait', async () => {
        const silent = net.createServer();
        const accepted = new Promise<net.Socket>((resolve) => silent.once('connection', resolve));
        await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
        const { port } = silent.address() as net.AddressInfo;
        const url = new URL(`postgresql://app@127.0.0.1:${port}/x?connect_timeout=1`);
        const { message } = await raisedBy(connectTo(url, 'stg'));
        expect(message).toMatch(/: no answer in time$/);
        (await accepted).destroy();
        await new Promise((done) => silent.close(done));
    });

    test('says that another program answers', async () => {
        const web = net.createServer((socket) => {
            socket.on('error', () => {});
            socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n');
        });
        await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
        const { port } = web.address() as net.AddressInfo;
        const url = new URL(`postgresql://app@127.0.0.1:${port}/x?sslmode=disable`);
        const { message } = await raisedBy(connectTo(url, 'stg'));
        expect(message).toMatch(/: the connection was closed$/);
        await new Promise((done) => web.close(done));
    });

    test('leaves no session behind', async () => {
        const url = urlWith((u) => {
            u.searchParams.set('application_name', 'left_behind');
            u.searchParams.set('sslmode', 'none');
        });
        await raisedBy(connectTo(url, 'stg'));
        expect(
            await ask(
                server,
                `select count(*)::int as sessions from pg_stat_activity
                  where application_name = 'left_behind'`,
            ),
        ).toEqual({ sessions: 0 });
    });
});

describe('a server with TLS', () => {
    const certificates = path.join(import.meta.dirname, 'certificates');
    const isEncrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';
    let tls: Embedded;
    let folder: string;

    beforeAll(async () => {
        tls = await startCluster('tls');
        folder = tls.place.data;
        const { uid, gid } = fs.statSync(folder);
        for (const [file, name] of [
            ['server.pem', 'server.crt'],
            ['server.key', 'server.key'],
        ] as const) {
            const copy = path.join(folder, name);
            fs.copyFileSync(path.join(certificates, file), copy);
            fs.chmodSync(copy, 0o600);
            fs.chownSync(copy, uid, gid);
        }
        await ask(tls.url('postgres'), 'alter system set ssl = on');
        await ask(tls.url('postgres'), 'select pg_reload_conf()');
        await vi.waitFor(() => ask(to('require'), isEncrypted), { timeout: 10_000 });
    });
    afterAll(() => tls?.stop({ deleteData: true }));

    function to(mode: string | undefined, root?: string, host = '127.0.0.1'): URL {
        const url = tls.url('postgres');
        url.hostname = host;
        url.searchParams.delete('sslmode');
        if (mode) url.searchParams.set('sslmode', mode);
        if (root) url.searchParams.set('sslrootcert', path.join(certificates, root));
        return url;
    }

    test('is used with TLS unless the URL disables it', async () => {
        expect(await ask(to(undefined), isEncrypted)).toEqual({ ssl: true });
        expect(await ask(to('disable'), isEncrypted)).toEqual({ ssl: false });
    });

    test('is not asked for its certificate by require', async () => {
        expect(await ask(to('require'), isEncrypted)).toEqual({ ssl: true });
    });

    test('is accepted by verify-ca under any name when its certificate is trusted', async () => {
        expect(await ask(to('verify-ca', 'server.pem'), isEncrypted)).toEqual({ ssl: true });
        const { message } = await raisedBy(connectTo(to('verify-ca', 'stranger.pem'), 'dwh'));
        expect(message).toMatch(/: the server's certificate is not accepted$/);
    });

    test('is accepted by verify-full under its own name alone', async () => {
        const named = to('verify-full', 'server.pem', 'localhost');
        expect(await ask(named, isEncrypted)).toEqual({ ssl: true });
        const { message, hint } = await raisedBy(connectTo(to('verify-full', 'server.pem'), 'dwh'));
        expect(message).toMatch(/: the server's certificate is not accepted$/);
        expect(hint).toContain('sslrootcert');
    });
});

describe('a server without TLS', () => {
    test('is used as it is by prefer and refused by require', async () => {
        const prefer = urlWith((u) => u.searchParams.set('sslmode', 'prefer'));
        const sql = `select current_setting('ssl') as ssl`;
        expect(await ask(prefer, sql)).toEqual({ ssl: 'off' });
        const require = urlWith((u) => u.searchParams.set('sslmode', 'require'));
        const { message, hint } = await raisedBy(connectTo(require, 'dwh'));
        expect(message).toMatch(/: the server has no TLS$/);
        expect(hint).toContain('sslmode=disable');
    });
});

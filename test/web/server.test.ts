import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { withOptions } from '../../src/commands/serve.ts';
import type { WebConfig } from '../../src/config.ts';
import { openServicePool } from '../../src/connection/service.ts';
import { PoolReader } from '../../src/web/reader.ts';
import { assertSafe, listen, startPage } from '../../src/web/server.ts';
import { Running } from '../commands/process.ts';
import { createWarehouse, pgstrata, raisedBy, type Warehouse } from '../support/index.ts';
import { silentLog } from './silent.ts';

let warehouse: Warehouse;
const open: http.Server[] = [];
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
afterEach(async () => {
    for (const server of open.splice(0)) await new Promise((done) => server.close(done));
});

function newServer(): http.Server {
    const server = http.createServer();
    open.push(server);
    return server;
}

async function takePort(): Promise<number> {
    const server = newServer();
    await new Promise<void>((done) => server.listen({ port: 0, host: '127.0.0.1' }, done));
    return (server.address() as AddressInfo).port;
}

const host = '127.0.0.1';

test('a default port that is taken falls back to the next free one', async () => {
    const port = await takePort();
    const found = await listen(newServer(), { host, port, isPortExplicit: false });
    expect(found).toBeGreaterThan(port);
});

test('an explicit one that is taken is wrong usage', async () => {
    const port = await takePort();
    await expect(listen(newServer(), { host, port, isPortExplicit: true })).rejects.toMatchObject({
        name: 'UsageError',
        exitCode: 2,
        message: `the page cannot listen at 127.0.0.1:${port}`,
        detail: 'another program listens there',
    });
});

test('an address that this machine does not have is wrong usage', async () => {
    const asked = { host: '192.0.2.1', port: 8080, isPortExplicit: false };
    await expect(listen(newServer(), asked)).rejects.toMatchObject({ name: 'UsageError' });
});

const web = (changes: Partial<WebConfig>): WebConfig => ({
    host,
    port: 8080,
    isPortExplicit: false,
    password: undefined,
    token: undefined,
    isReadOnly: false,
    url: undefined,
    ...changes,
});

test.each(['0.0.0.0', '::', '192.168.1.2', 'warehouse.example', 'localhost.example'])(
    'at %s it demands a password or a token',
    (host) => {
        expect(() => assertSafe(web({ host }))).toThrow('the page would be open to everybody');
        assertSafe(web({ host, password: 'a password' }));
        assertSafe(web({ host, token: 'a token' }));
    },
);

test.each(['127.0.0.1', 'localhost', '::1', '[::1]'])('at %s it demands neither', (host) => {
    assertSafe(web({ host }));
});

test('what is typed comes before what is set', () => {
    const set = web({ host: 'localhost', port: 9000, isPortExplicit: true });
    expect(withOptions(set, {})).toEqual(set);
    expect(withOptions(set, { port: 1234, host, readOnly: true })).toMatchObject({
        port: 1234,
        host,
        isReadOnly: true,
    });
    expect(withOptions(web({}), { port: 1234 }).isPortExplicit).toBe(true);
    expect(withOptions(web({ isReadOnly: true }), {}).isReadOnly).toBe(true);
});

test('it serves over a port as pgstrata_web, and leaves no connection when it ends', async () => {
    const { databases, config } = warehouse;
    const page = await startPage(
        databases,
        { ...config, web: { ...config.web, port: 0, isPortExplicit: true } },
        silentLog,
    );
    const answer = await fetch(page.url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<h1>Overview</h1>');
    const sessions = () =>
        warehouse.query(
            'dwh',
            `select distinct usename from pg_stat_activity
              where datname = current_database() and application_name like 'pgstrata serve%'`,
        );
    expect(await sessions()).toEqual([{ usename: 'pgstrata_web' }]);
    await page.stop();
    await expect(fetch(page.url)).rejects.toThrow();
    await expect.poll(sessions, { timeout: 5000 }).toEqual([]);
});

test('a statement of the page ends after 5 s', async () => {
    const { databases, config } = warehouse;
    const pool = await openServicePool(databases, config, 'pgstrata_web', { max: 1 });
    try {
        const { code } = await raisedBy(new PoolReader(pool).rows('select pg_sleep(20)'));
        expect(code).toBe('57014');
    } finally {
        await pool.end();
    }
});

test('pgstrata serve prints where it is, and Ctrl-C ends it', async () => {
    const serving = new Running(['serve', '--port', '0'], warehouse.env);
    try {
        await serving.says(/The page is at http:\/\/127\.0\.0\.1:\d+\n/);
        const [url = ''] = /http:\S+/.exec(serving.stderr) ?? [];
        expect((await fetch(url)).status).toBe(200);
        expect(await serving.interrupt()).toBe(0);
    } finally {
        await serving.kill();
    }
});

test('pgstrata serve refuses a taken port and an open address with exit code 2', async () => {
    const port = await takePort();
    const taken = await pgstrata(['serve', '--port', String(port)], warehouse.env);
    expect(taken).toMatchObject({ code: 2, stdout: '' });
    expect(taken.stderr).toContain('another program listens there');
    const bare = await pgstrata(['serve', '--host', '0.0.0.0'], warehouse.env);
    expect(bare.code).toBe(2);
    expect(bare.stderr).toContain('PGSTRATA_WEB_PASSWORD');
});

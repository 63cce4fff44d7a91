import http from 'node:http';
import net, { type AddressInfo, BlockList } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { WebConfig } from '../../src/config.ts';
import { connectAs, openServicePool, serviceLogin } from '../../src/connection/service.ts';
import { createLog } from '../../src/log.ts';
import { PoolReader } from '../../src/web/reader.ts';
import {
    assertSafe,
    createServer,
    listen,
    type RunningPage,
    startPage,
} from '../../src/web/server.ts';
import { createWarehouse, pgstrata, raisedBy, type Warehouse } from '../support/index.ts';
import { Relay } from './relay.ts';
import { silentLog } from './silent.ts';
import { cookieOf, csrfOf } from './support.ts';

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
    trustedProxies: new BlockList(),
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

/** The page with a login of its own, which leads where a test wants. */
function through(change: (url: URL) => void, log: Parameters<typeof startPage>[2] = silentLog) {
    const { databases, config } = warehouse;
    const url = new URL(serviceLogin(databases, config, 'pgstrata_web').url);
    change(url);
    const asked = { ...config.web, port: 0, isPortExplicit: true, url };
    return startPage(databases, { ...config, web: asked }, log, impatient);
}

/** As long as a test can wait. */
const impatient = { statement: 1000, query: 1500, answer: 2000, firstAttempt: 500 };

/** The password of the role is that of the login. */
async function serverOfDwh() {
    const { databases, config } = warehouse;
    await (await connectAs(databases, config, 'pgstrata_web')).end();
    const { hostname, port } = databases.urls.dwh.url;
    return { host: hostname, port: Number(port || 5432) };
}

async function health(page: RunningPage) {
    const began = performance.now();
    const answer = await fetch(`${page.url}/health`);
    return {
        status: answer.status,
        took: performance.now() - began,
        body: (await answer.json()) as { databases: Record<string, unknown>[] },
    };
}

test('it listens before its warehouse does, says so, and finds it later', async () => {
    const target = await serverOfDwh();
    const port = await takePort();
    for (const server of open.splice(0)) await new Promise((done) => server.close(done));
    const lines: string[] = [];
    const log = createLog({ sink: { write: (line) => lines.push(line) } });
    const began = performance.now();
    const page = await through((url) => {
        url.host = `127.0.0.1:${port}`;
    }, log);
    expect(performance.now() - began).toBeLessThan(1500);
    const relay = new Relay(target);
    try {
        const { status, body } = await health(page);
        expect(status).toBe(503);
        expect(body.databases.map(({ layer, reachable }) => [layer, reachable])).toEqual([
            ['operational', null],
            ['mrr', null],
            ['stg', null],
            ['dwh', false],
        ]);
        expect((await fetch(`${page.url}/runs`)).status).toBe(503);
        await relay.listen(port);
        const runs = async () => (await fetch(`${page.url}/runs`)).status;
        await expect.poll(runs, { timeout: 15_000, interval: 200 }).toBe(200);
        const text = lines.join('');
        expect(text.match(/does not answer yet/g)).toHaveLength(1);
        expect(text).toContain('the warehouse answers');
        expect(text).not.toContain('cannot listen');
    } finally {
        await page.stop();
        await relay.close();
    }
});

test('it does not wait for a warehouse that says nothing at all', async () => {
    const relay = await new Relay(undefined).listen();
    const began = performance.now();
    const page = await through((url) => {
        url.host = `127.0.0.1:${relay.port}`;
        url.searchParams.set('connect_timeout', '2');
    });
    try {
        expect(performance.now() - began).toBeLessThan(4000);
        const { status, took } = await health(page);
        expect(status).toBe(503);
        expect(took).toBeLessThan(3000);
    } finally {
        await page.stop();
        await relay.close();
    }
    expect(performance.now() - began).toBeLessThan(6000);
});

test('a warehouse that will not have it ends it', async () => {
    await serverOfDwh();
    const refused = through((url) => {
        url.password = 'wrong';
    });
    await expect(refused).rejects.toMatchObject({
        name: 'ConnectionError',
        exitCode: 3,
        message: expect.stringContaining('wrong user or password'),
    });
    const { url } = serviceLogin(warehouse.databases, warehouse.config, 'pgstrata_web');
    const wrong = new URL(url);
    wrong.password = 'wrong';
    const env = { ...warehouse.env, PGSTRATA_WEB_URL: wrong.href };
    const { code, stderr } = await pgstrata(['serve', '--port', '0'], env);
    expect(code).toBe(3);
    expect(stderr).toContain('wrong user or password');
    expect(stderr).toContain('PGSTRATA_WEB_URL');
});

test('a connection that falls silent holds a page up for a while, and is given up', async () => {
    const relay = await new Relay(await serverOfDwh()).listen();
    const page = await through((url) => {
        url.host = `127.0.0.1:${relay.port}`;
    });
    try {
        // Enough at once for every connection that the page may have.
        const ask = async () => {
            const asked = Array.from({ length: 12 }, () => fetch(`${page.url}/runs`));
            return new Set((await Promise.all(asked)).map(({ status }) => status));
        };
        expect(await ask()).toEqual(new Set([200]));
        relay.isSilent = true;
        const began = performance.now();
        const [statuses, { status, took, body }] = await Promise.all([ask(), health(page)]);
        expect(statuses).toEqual(new Set([503]));
        expect(performance.now() - began).toBeLessThan(11_000);
        expect([status, body.databases.at(-1)]).toEqual([
            503,
            {
                layer: 'dwh',
                reachable: false,
                problem: expect.stringMatching(/^(no answer within 2.5 s|it cannot be reached)$/),
            },
        ]);
        expect(took).toBeLessThan(3000);
        relay.isSilent = false;
        const again = async () => (await fetch(`${page.url}/runs`)).status;
        await expect.poll(again, { timeout: 15_000, interval: 200 }).toBe(200);
    } finally {
        await page.stop();
        await relay.close();
    }
});

test('whoever breaks off a request is not taken for a warehouse that is lost', async () => {
    const lines: string[] = [];
    const log = createLog({ sink: { write: (line) => lines.push(line) } });
    const page = await through(() => {}, log);
    try {
        const { port } = new URL(page.url);
        for (let i = 0; i < 5; i++) {
            const socket = net.connect({ port: Number(port), host });
            socket.on('error', () => {});
            const head = [
                'POST /runs HTTP/1.1',
                `Host: ${host}:${port}`,
                'Content-Type: application/x-www-form-urlencoded',
                'Content-Length: 1000',
            ];
            socket.write(`${head.join('\r\n')}\r\n\r\ncsrf=`);
            await sleep(50);
            socket.resetAndDestroy();
        }
        await sleep(200);
        expect(lines).toEqual([]);
    } finally {
        await page.stop();
    }
});

test('its cookie is that of its port, and who sends nothing is not waited for', async () => {
    const { databases, config } = warehouse;
    const password = 'a password for the page';
    const asked = { ...config.web, port: 0, isPortExplicit: true, password };
    const page = await startPage(databases, { ...config, web: asked }, silentLog);
    try {
        const csrf = await csrfOf(await fetch(`${page.url}/login`));
        const answer = await fetch(`${page.url}/login`, {
            method: 'POST',
            body: new URLSearchParams({ csrf, password }),
            headers: { origin: page.url },
            redirect: 'manual',
        });
        const { port } = new URL(page.url);
        expect(cookieOf(answer)).toMatch(new RegExp(`^pgstrata_session_${port}=`));
        const runs = await fetch(`${page.url}/runs`, { headers: { cookie: cookieOf(answer) } });
        expect(runs.redirected).toBe(false);
    } finally {
        await page.stop();
    }
    const server = createServer();
    open.push(server);
    expect(server).toMatchObject({
        requestTimeout: 30_000,
        headersTimeout: 10_000,
        maxConnections: 1000,
    });
    await listen(server, { host, port: 0, isPortExplicit: true });
});

test('a statement of the page ends after 5 s, or when it is told to', async () => {
    const { databases, config } = warehouse;
    const open = () => openServicePool(databases, config, 'pgstrata_web', { max: 1 });
    const [pool, other] = await Promise.all([open(), open()]);
    try {
        const limit = await new PoolReader(pool).row('show statement_timeout');
        expect(limit).toEqual({ statement_timeout: '5s' });
        const hasty = new PoolReader(other, { statement: 200 });
        expect((await raisedBy(hasty.rows('select pg_sleep(20)'))).code).toBe('57014');
    } finally {
        await Promise.all([pool.end(), other.end()]);
    }
});

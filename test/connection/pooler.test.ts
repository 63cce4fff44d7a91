import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';

/**
 * Hands everything on between clients and a server, but for one thing in which a pooler shows: the
 * process id that a client gets when it connects is none of the server's.
 */
async function startPooler(target: URL): Promise<{ url: URL; stop(): Promise<void> }> {
    const server = net.createServer((client) => {
        const upstream = net.connect(Number(target.port), target.hostname);
        client.pipe(upstream);
        upstream.on('data', (data) => {
            const key = data.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]));
            if (key >= 0) data.writeUInt32BE(4_000_000_000, key + 5);
            client.write(data);
        });
        client.on('close', () => upstream.destroy()).on('error', () => {});
        upstream.on('close', () => client.destroy()).on('error', () => {});
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as net.AddressInfo).port);
    url.searchParams.set('sslmode', 'disable');
    const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { url, stop };
}

describe('through a connection pooler', () => {
    let warehouse: Warehouse;
    let pooler: Awaited<ReturnType<typeof startPooler>>;
    let env: Record<string, string>;
    beforeAll(async () => {
        warehouse = await createWarehouse();
        pooler = await startPooler(warehouse.urls.dwh.url);
        env = { ...warehouse.env, PGSTRATA_DWH_URL: pooler.url.href };
    });
    afterAll(async () => {
        await pooler?.stop();
        await warehouse?.drop();
    });

    test.for(['migrate', 'run'])('%s is refused, with the setting to change', async (command) => {
        const { code, stderr } = await pgstrata([command], env);
        expect(stderr).toMatch(/^error: dwh: a connection pooler stands before the server at /m);
        expect(stderr).toContain('hint: let PGSTRATA_DWH_URL name the server itself');
        expect(code).toBe(3);
    });

    test('doctor names the problem and goes on with the other layers', async () => {
        const { code, stdout } = await pgstrata(['doctor'], env);
        expect(stdout).toMatch(/^dwh: connection +problem +through a connection pooler: /m);
        expect(stdout).toMatch(/^stg: connection +ok /m);
        expect(code).toBe(1);
    });

    test('what only reads works', async () => {
        expect((await pgstrata(['status'], env)).code).toBe(0);
    });
});

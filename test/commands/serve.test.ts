import net, { type AddressInfo, BlockList } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withOptions } from '../../src/commands/serve.ts';
import type { WebConfig } from '../../src/config.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { Running } from './process.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

const host = '127.0.0.1';

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
    const taker = net.createServer();
    await new Promise<void>((done) => taker.listen(0, host, done));
    const { port } = taker.address() as AddressInfo;
    const taken = await pgstrata(['serve', '--port', String(port)], warehouse.env);
    taker.close();
    expect(taken).toMatchObject({ code: 2, stdout: '' });
    expect(taken.stderr).toContain('another program listens there');
    const bare = await pgstrata(['serve', '--host', '0.0.0.0'], warehouse.env);
    expect(bare.code).toBe(2);
    expect(bare.stderr).toContain('PGSTRATA_WEB_PASSWORD');
});

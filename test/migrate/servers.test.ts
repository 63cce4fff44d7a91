import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import {
    checkLink,
    linkProblem,
    optionChanges,
    runServers,
    serverOptions,
    serverStatements,
    serversOf,
} from '../../src/migrate/servers.ts';
import { createWarehouse, type Layer, layers, raisedBy, type Warehouse } from '../support/index.ts';

const config = readConfig({});
const address = (url: string, link: string) => ({ url: new URL(url), link: new URL(link) });

describe('a foreign server', () => {
    test('names host, port and database of the link URL', () => {
        const at = address('postgresql://me:pw@outside:1/shop', 'postgresql://inside:5433/other');
        expect(serverOptions(at, 'mrr', 500)).toMatchObject({
            host: 'inside',
            port: '5433',
            dbname: 'other',
            application_name: 'pgstrata from mrr',
            fetch_size: '500',
        });
    });

    test('names them as they are, without the escapes of a URL', () => {
        const at = address('postgresql://outside/shop', 'postgresql://[::1]/sh%20op');
        expect(serverOptions(at, 'mrr', 500)).toMatchObject({
            host: '::1',
            port: '5432',
            dbname: 'sh op',
        });
        const socket = address('postgresql://outside/shop', 'postgresql://%2Fvar%2Frun/shop');
        expect(serverOptions(socket, 'mrr', 500)).toMatchObject({ host: '/var/run', port: '5432' });
    });

    test('never holds a login, and passes on what TLS needs', () => {
        const link = 'postgresql://reader:pw@h/x?sslmode=verify-full&sslrootcert=/ca.pem&user=y';
        const options = serverOptions(address('postgresql://h/x', link), 'dwh', 500);
        expect(options).toMatchObject({ sslmode: 'verify-full', sslrootcert: '/ca.pem' });
        expect(options).not.toHaveProperty('user');
        expect(JSON.stringify(options)).not.toContain('pw');
    });

    test('is one for the layer before, and in each layer one for each whose hops it starts', () => {
        expect(layers.map((layer) => serversOf(layer))).toEqual([
            [],
            ['operational', 'mrr'],
            ['mrr', 'stg'],
            ['mrr', 'stg', 'dwh'],
        ]);
    });
});

test('options are added, set and dropped, and those that agree are left alone', () => {
    const existing = { host: 'a', port: '1', sslmode: 'require' };
    const wanted = { host: "b'c", port: '1', dbname: 'x' };
    expect(optionChanges(existing, wanted)).toEqual([
        `set host 'b''c'`,
        `add dbname 'x'`,
        'drop sslmode',
    ]);
    expect(optionChanges(existing, existing)).toEqual([]);
});

describe('in a migrated warehouse', () => {
    let warehouse: Warehouse;
    beforeAll(async () => {
        warehouse = await createWarehouse();
    });
    afterAll(() => warehouse?.drop());

    async function sessionIn(layer: Layer) {
        return { layer, client: await warehouse.connect(layer) };
    }

    test('nothing is left to do', async () => {
        for (const layer of layers) {
            expect(
                await serverStatements(warehouse.databases, config, await sessionIn(layer)),
            ).toEqual([]);
        }
    });

    test('an option that someone changed is set back, and nothing else is touched', async () => {
        const session = await sessionIn('stg');
        await session.client.query(
            `alter server mrr options (set fetch_size '7', add updatable 'true')`,
        );
        expect(await runServers(warehouse.databases, config, session)).toEqual([
            `alter server mrr options (set fetch_size '10000', drop updatable)`,
        ]);
        expect(await serverStatements(warehouse.databases, config, session)).toEqual([]);
    });

    test('a link whose address is wrong is reported with the setting that corrects it', async () => {
        const session = await sessionIn('stg');
        await session.client.query(`alter server mrr options (set dbname 'nowhere')`);
        const { message, hint } = await raisedBy(checkLink(session, 'mrr'));
        expect(message).toMatch(/^stg cannot reach mrr: /);
        expect(hint).toContain('PGSTRATA_MRR_LINK_URL');
        await runServers(warehouse.databases, config, session);
        await checkLink(session, 'mrr');
    });
});

test('a server that asks for no password is told apart from one that cannot be reached', () => {
    const trusting = Object.assign(new Error('password is required'), { code: '2F003' });
    const { message, hint, exitCode } = linkProblem(trusting, 'mrr', 'operational');
    expect(message).toBe('the server of operational lets mrr in without a password');
    expect(hint).toContain('scram-sha-256');
    expect(exitCode).toBe(3);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { withinTime } from '../../src/connection/connect.ts';
import {
    connectAs,
    openServicePool,
    type ServiceRole,
    serviceLogin,
} from '../../src/connection/service.ts';
import { databasesAt } from '../../src/databases.ts';
import { serverOptions } from '../../src/migrate/servers.ts';
import { createCluster } from '../migrate/cluster.ts';
import { until } from '../support/hops.ts';
import { layers, raisedBy } from '../support/index.ts';
import { asOfLibpq } from '../support/libpq.ts';

let warehouse: Awaited<ReturnType<typeof createCluster>>;
beforeAll(async () => {
    warehouse = await createCluster();
    await warehouse.migrate();
});
afterAll(() => warehouse?.drop());

const connect = (role: ServiceRole, config: Config = warehouse.config) =>
    connectAs(warehouse.databases, config, role, { applicationName: 'a service' });

describe.for<ServiceRole>(['pgstrata_web', 'pgstrata_worker'])('%s', (role) => {
    test('logs in as itself, with the settings of every session', async () => {
        const client = await connect(role);
        const { rows } = await client.query(
            `select session_user::text as role, current_setting('application_name') as name,
                    timestamptz '2025-01-02 03:04:05.123456+00' as at`,
        );
        await client.end();
        expect(rows).toEqual([{ role, name: 'a service', at: '2025-01-02 03:04:05.123456+00' }]);
    });

    test('may own nothing and become nobody', async () => {
        const client = await connect(role);
        const { rows } = await client.query(
            `select rolname::text as name from pg_roles
              where pg_has_role(oid, 'member') and rolname <> session_user`,
        );
        await client.end();
        expect(rows).toEqual([]);
    });
});

test('the derived password is not that of dwh, differs by role and stays the same', () => {
    const login = (role: ServiceRole) =>
        serviceLogin(warehouse.databases, warehouse.config, role).url.password;
    expect(login('pgstrata_web')).toBe(login('pgstrata_web'));
    const all = [login('pgstrata_web'), login('pgstrata_worker'), warehouse.urls.dwh.url.password];
    expect(new Set(all).size).toBe(3);
});

test('a password that was changed is set again, for a client and in an open pool', async () => {
    const change = () =>
        warehouse.query('dwh', `alter role pgstrata_worker password 'changed by somebody'`);
    await change();
    await (await connect('pgstrata_worker')).end();

    const pool = await openServicePool(warehouse.databases, warehouse.config, 'pgstrata_worker', {
        max: 2,
    });
    await change();
    const { rows } = await pool.query('select session_user::text as role');
    await pool.end();
    expect(rows).toEqual([{ role: 'pgstrata_worker' }]);
});

test('several at once settle one password', async () => {
    await warehouse.query('dwh', `alter role pgstrata_web password 'changed by somebody'`);
    const clients = await Promise.all([1, 2, 3, 4].map(() => connect('pgstrata_web')));
    await Promise.all(clients.map((client) => client.end()));
});

test('a login that a setting names is used as it is, and its password is left alone', async () => {
    const url = await warehouse.urlAs('dwh', 'pgstrata_worker');
    const named = (to: URL): Config => ({
        ...warehouse.config,
        worker: { ...warehouse.config.worker, url: to },
    });
    const client = await connect('pgstrata_worker', named(url));
    const { rows } = await client.query('select session_user::text as role');
    await client.end();
    expect(rows).toEqual([{ role: url.username }]);

    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(connect('pgstrata_worker', named(wrong))).rejects.toMatchObject({
        message: expect.stringMatching(/: wrong user or password$/),
        hint: expect.stringContaining('PGSTRATA_WORKER_URL'),
        exitCode: 3,
    });
});

test('where the login of dwh has no password, none is made up and none is set', async () => {
    const bare = { ...warehouse.urls, dwh: { ...warehouse.urls.dwh } };
    bare.dwh.url = new URL(bare.dwh.url);
    bare.dwh.url.password = '';
    const stored = `select rolpassword from pg_authid where rolname = 'pgstrata_worker'`;
    const before = await warehouse.value('dwh', stored);
    const refused = connectAs(databasesAt(bare), warehouse.config, 'pgstrata_worker');
    await expect(refused).rejects.toMatchObject({
        hint: expect.stringMatching(/login of dwh has no password.* in PGSTRATA_WORKER_URL$/),
        exitCode: 3,
    });
    expect(await warehouse.value('dwh', stored)).toBe(before);
});

test('where the URLs leave all to libpq, logins and links are the same', async () => {
    const { databases, config, embedded } = warehouse;
    const found = readConfig(asOfLibpq(databases.urls)).databases;
    if (!found) throw new Error('no databases');
    expect(serviceLogin(databasesAt(found), config, 'pgstrata_web').url.href).toBe(
        serviceLogin(databases, config, 'pgstrata_web').url.href,
    );
    for (const layer of layers) {
        const options = serverOptions(found[layer], 'dwh', 500);
        expect(options).toEqual(serverOptions(databases.urls[layer], 'dwh', 500));
        expect(options).toMatchObject({
            host: '127.0.0.1',
            port: `${embedded.port}`,
            dbname: layer,
        });
    }
});

test('without the role it says what to do', async () => {
    const bare = { ...warehouse.urls, dwh: { ...warehouse.urls.dwh } };
    bare.dwh.url = await warehouse.urlAs('dwh', 'pgstrata_reader');
    const refused = connectAs(databasesAt(bare), warehouse.config, 'pgstrata_web');
    await expect(refused).rejects.toMatchObject({
        message: 'dwh does not admit pgstrata_web, and its password cannot be set',
        hint: expect.stringContaining('npx pgstrata migrate'),
        exitCode: 3,
    });
});

describe('a pool', () => {
    test('survives the loss of its connections, idle and in use', async () => {
        const pool = await openServicePool(warehouse.databases, warehouse.config, 'pgstrata_web', {
            max: 2,
            applicationName: 'lost',
        });
        const kill = () =>
            warehouse.query(
                'dwh',
                `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lost'`,
            );
        const used = await pool.connect();
        await pool.query('select');
        await kill();
        await raisedBy(used.query('select'));
        used.release(true);
        await until('the pool has noticed', async () => pool.totalCount === 0);
        const { rows } = await pool.query(`select now()::text = now()::text as works`);
        expect(rows).toEqual([{ works: true }]);
        await pool.end();
    });

    test('gives up a connection that does not answer, and goes on with another', async () => {
        const pool = await openServicePool(warehouse.databases, warehouse.config, 'pgstrata_web', {
            max: 1,
            queryTimeout: 200,
        });
        await expect(pool.query('select pg_sleep(2)')).rejects.toThrow('Query read timeout');
        expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
        const patient = { text: 'select pg_sleep(0.4)', ...withinTime(5000) };
        await expect(pool.query(patient)).resolves.toBeDefined();
        await pool.end();
    });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { doctor } from '../../src/commands/doctor.ts';
import { databasesAt } from '../../src/databases.ts';
import type { Check } from '../../src/doctor/check.ts';
import { examine } from '../../src/doctor/index.ts';
import { capture } from '../commands/capture.ts';
import { fingerprint } from '../migrate/fingerprint.ts';
import { createWarehouse, type Layer, layers, pgstrata, type Warehouse } from '../support/index.ts';

let warehouse: Warehouse;
let cure: (() => Promise<unknown>) | undefined;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
afterEach(async () => {
    await cure?.();
    cure = undefined;
});

/** What doctor finds wrong in an ailing warehouse, which gets well after the test. */
async function ailing(layer: Layer, sql: string, cureSql: string): Promise<Check[]> {
    cure = () => warehouse.query(layer, cureSql);
    await warehouse.query(layer, sql);
    return wrong();
}

async function wrong(databases = warehouse.databases): Promise<Check[]> {
    const checks = await examine(databases, warehouse.config);
    return checks.filter(({ status }) => status !== 'ok');
}

/** The databases of the warehouse, one of them under another URL. */
function withUrl(layer: Layer, url: URL) {
    const { link } = warehouse.urls[layer];
    return databasesAt({ ...warehouse.urls, [layer]: { url, link } });
}

const databaseOf = (layer: Layer) => warehouse.urls[layer].url.pathname.slice(1);

describe('doctor', () => {
    test('finds nothing in a warehouse that is well, and changes nothing', async () => {
        const before = await fingerprint(warehouse);
        const { output, written } = capture(warehouse);
        expect(await doctor({ config: warehouse.config, output })).toBe(0);
        expect(await wrong()).toEqual([]);
        expect(await fingerprint(warehouse)).toEqual(before);
        for (const layer of layers) {
            expect(written.stdout).toMatch(
                new RegExp(`^${layer}: connection +ok +PostgreSQL`, 'm'),
            );
        }
    });

    test('ends with 3 and goes on with the others when one cannot be reached', async () => {
        const url = new URL(warehouse.urls.dwh.url);
        url.password = 'hunter2';
        const env = { ...warehouse.env, PGSTRATA_DWH_URL: url.href };
        const { code, stdout, stderr } = await pgstrata(['doctor', '--json'], env);
        expect(code).toBe(3);
        expect(stdout + stderr).not.toContain('hunter2');
        const checks = JSON.parse(stdout) as Check[];
        expect(checks.find(({ check }) => check === 'dwh: connection')).toMatchObject({
            status: 'problem',
            detail: expect.stringContaining('wrong user or password'),
            hint: 'check user and password: of the URL, PGPASSWORD or the password file',
        });
        expect(checks.find(({ check }) => check === 'stg: connection')?.status).toBe('ok');
    });

    test('finds a link that leads nowhere', async () => {
        const found = await ailing(
            'stg',
            `alter server mrr options (set port '1')`,
            `alter server mrr options (set port '${new URL(warehouse.env.PGSTRATA_MRR_LINK_URL ?? '').port}')`,
        );
        expect(found).toContainEqual(
            expect.objectContaining({
                check: 'stg: link to mrr',
                status: 'problem',
                detail: expect.stringMatching(/^stg cannot reach mrr: /),
                isConnection: true,
            }),
        );
    });

    test('finds a privilege that is missing, and knows who can mend it', async () => {
        const found = await ailing(
            'stg',
            'revoke create on schema public from pgstrata_pipeline',
            'grant create on schema public to pgstrata_pipeline',
        );
        const missing = {
            check: 'stg: roles and extensions',
            detail: 'missing: grant create on schema public to pgstrata_pipeline',
        };
        expect(found).toContainEqual(
            expect.objectContaining({
                ...missing,
                status: 'warning',
                hint: expect.stringMatching(/^npx pgstrata migrate does it/),
            }),
        );
        const operator = await warehouse.urlAs('stg', 'pgstrata_operator');
        expect(await wrong(withUrl('stg', operator))).toContainEqual(
            expect.objectContaining({
                check: 'stg: roles and extensions',
                status: 'problem',
                hint: expect.stringContaining('migrate --print-admin-sql stg'),
            }),
        );
    });

    test('finds what migrate would do', async () => {
        cure = () => warehouse.migrate();
        await warehouse.query('dwh', 'drop function fn_top_customers(integer)');
        expect(await wrong()).toEqual([
            {
                check: 'dwh: migrations',
                status: 'warning',
                detail: '1 changes pending, 0 of them migrations',
                hint: expect.stringContaining('migrate --dry-run'),
            },
        ]);
    });

    test('finds a routine that was edited in the database', async () => {
        cure = () => warehouse.migrate({ force: true });
        await warehouse.query('stg', 'alter function clean_phone(text) cost 7');
        expect(await wrong()).toEqual([
            {
                check: 'stg: migrations',
                status: 'warning',
                detail: 'edited in the database: sales/stg/clean_phone.sql',
                hint: 'npx pgstrata migrate shows the difference',
            },
        ]);
    });

    test('finds a database that refuses to be written', async () => {
        const database = databaseOf('mrr');
        const found = await ailing(
            'mrr',
            `alter database ${database} set default_transaction_read_only = on`,
            `alter database ${database} reset default_transaction_read_only`,
        );
        expect(found).toContainEqual(
            expect.objectContaining({ check: 'mrr: writable', status: 'problem' }),
        );
    });

    test('finds a source that hides its transactions', async () => {
        const database = databaseOf('operational');
        const found = await ailing(
            'operational',
            `alter database ${database} set track_activities = off`,
            `alter database ${database} reset track_activities`,
        );
        expect(found).toContainEqual(
            expect.objectContaining({
                check: 'operational: open transactions',
                status: 'problem',
                hint: expect.stringContaining('set track_activities = on'),
            }),
        );
    });

    test('finds a prepared transaction that somebody forgot', async () => {
        cure = () => warehouse.query('operational', `rollback prepared '${databaseOf('dwh')}'`);
        const session = await warehouse.connect('operational');
        await session.query('begin; create table public.left_behind ()');
        await session.query(`prepare transaction '${databaseOf('dwh')}'`);
        await session.end();
        expect(await wrong()).toEqual([
            expect.objectContaining({
                check: 'operational: prepared transactions',
                status: 'warning',
                detail: expect.stringMatching(/^1, the oldest since 00:00:0\d: /),
            }),
        ]);
    });

    test('finds a server with too few connections for the settings', async () => {
        const found = await ailing(
            'dwh',
            `call engine.set_setting('steps_at_once', '1000')`,
            `call engine.set_setting('steps_at_once', '2')`,
        );
        expect(found).toEqual([
            expect.objectContaining({
                check: 'operational, mrr, stg, dwh: connections',
                status: 'warning',
                detail: expect.stringMatching(/^a run takes up to \d+; \d+ of \d+ are free$/),
            }),
        ]);
    });

    test('finds two business time zones', async () => {
        const found = await ailing(
            'dwh',
            `call engine.set_setting('business_time_zone', 'Asia/Tokyo')`,
            `call engine.set_setting('business_time_zone', 'UTC')`,
        );
        expect(found).toEqual([
            expect.objectContaining({
                check: 'stg, dwh: business time zone',
                status: 'warning',
                detail: 'UTC in stg, Asia/Tokyo in dwh',
            }),
        ]);
    });
});

test('four databases without anything in them have everything pending', async () => {
    const empty = await createWarehouse({ migrated: false });
    try {
        const database = empty.urls.stg.url.pathname.slice(1);
        await empty.query('dwh', `drop database ${database}`);
        await empty.query(
            'dwh',
            `create database ${database} template template0 encoding 'LATIN1' locale 'C'`,
        );
        const checks = await examine(empty.databases, empty.config);
        const found = checks.filter(({ status }) => status !== 'ok');
        expect(found.map(({ check }) => check)).toEqual(
            expect.arrayContaining(layers.map((layer) => `${layer}: migrations`)),
        );
        expect(found).toContainEqual(
            expect.objectContaining({ check: 'stg: encoding', status: 'warning' }),
        );
        expect(found).toContainEqual(
            expect.objectContaining({ check: 'dwh: link to mrr', detail: 'not made yet' }),
        );
        expect(await empty.value('dwh', `select to_regnamespace('engine')`)).toBeNull();
    } finally {
        await empty.drop();
    }
});

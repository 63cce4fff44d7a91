import fs from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateCommand } from '../../src/commands/migrate.ts';
import { connectTo } from '../../src/connection/connect.ts';
import type { Embedded } from '../../src/embedded/index.ts';
import type { MigrateResult } from '../../src/migrate/index.ts';
import { capture } from '../commands/capture.ts';
import { pgstrata, type Warehouse } from '../support/index.ts';
import { createCluster } from './cluster.ts';

let warehouse: Warehouse & { embedded: Embedded };
const mappedServers = [
    'mrr operational',
    'mrr mrr',
    'stg mrr',
    'stg stg',
    'dwh mrr',
    'dwh stg',
    'dwh dwh',
];

beforeAll(async () => {
    warehouse = await createCluster();
    for (const statement of [
        `alter system set log_statement = 'all'`,
        `alter system set log_min_duration_statement = 0`,
        `alter system set log_parameter_max_length = -1`,
        'select pg_reload_conf()',
    ]) {
        await warehouse.query('dwh', statement);
    }
});
afterAll(() => warehouse?.drop());

/** The password of each user mapping, which only its owner and superusers may see. */
async function passwords(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const layer of ['mrr', 'stg', 'dwh'] as const) {
        const rows = await warehouse.query<{ srvname: string; password: string }>(
            layer,
            `select m.srvname, o.option_value as password
               from pg_user_mappings m cross join pg_options_to_table(m.umoptions) o
              where o.option_name = 'password'`,
        );
        for (const { srvname, password } of rows) found[`${layer} ${srvname}`] = password;
    }
    return found;
}

const changed = (kind: string, { changes }: MigrateResult) =>
    changes.filter((c) => c.kind === kind).map(({ layer, name }) => `${layer} ${name}`);

async function expectNoSecrets(text: string): Promise<void> {
    const secrets = new Set([
        ...Object.values(await passwords()),
        warehouse.embedded.urls.dwh.url.password,
    ]);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
    expect(text).not.toMatch(/SCRAM-SHA-256\$/);
}

test('without a password in the link URLs the first migrate makes one, for all layers', async () => {
    const { output, written } = capture(warehouse);
    await migrateCommand({ config: warehouse.config, output }, {});
    const found = await passwords();
    expect(Object.keys(found).toSorted()).toEqual(mappedServers.toSorted());
    expect(new Set(Object.values(found)).size).toBe(1);
    expect(written.stderr).toContain('new password of pgstrata_link');
    await expectNoSecrets(written.stdout + written.stderr);
});

test('the next one keeps it', async () => {
    const before = await passwords();
    expect((await warehouse.migrate()).changes).toEqual([]);
    expect(await passwords()).toEqual(before);
});

test('a mapping that does not work any more gets the password that does', async () => {
    const before = await passwords();
    await warehouse.query(
        'stg',
        `alter user mapping for pgstrata_pipeline server mrr options (set password 'stale')`,
    );
    expect(changed('mapping', await warehouse.migrate())).toEqual(['stg mrr']);
    expect(await passwords()).toEqual(before);
});

test('a role whose password was lost gets a new one, and every mapping follows', async () => {
    const before = await passwords();
    await warehouse.query('dwh', `alter role pgstrata_link password 'somebody set another'`);
    const result = await warehouse.migrate();
    expect(changed('login', result)).toEqual(['operational pgstrata_link']);
    expect(changed('mapping', result).toSorted()).toEqual(mappedServers.toSorted());
    expect(Object.values(await passwords())).not.toContain(Object.values(before)[0]);
});

test('the password of a link URL is the one that counts', async () => {
    const named = (password: string) =>
        Object.fromEntries(
            (['operational', 'mrr', 'stg', 'dwh'] as const).map((layer) => {
                const link = new URL(warehouse.urls[layer].url);
                link.username = 'pgstrata_link';
                link.password = encodeURIComponent(password);
                return [`PGSTRATA_${layer.toUpperCase()}_LINK_URL`, link.href];
            }),
        );
    for (const password of ["it's a % new/one", 'and yet another']) {
        const env = { ...warehouse.env, ...named(password) };
        const { code, stdout, stderr } = await pgstrata(['migrate'], env);
        expect(stdout + stderr).not.toContain(password);
        expect(code).toBe(0);
        expect(new Set(Object.values(await passwords()))).toEqual(new Set([password]));
    }
    await warehouse.seed({ customers: 3, products: 3, sales: 3 });
    await warehouse.run();
});

test('the server’s log of all statements holds none of the passwords', async () => {
    const log = fs.readFileSync(warehouse.embedded.place.log, 'utf8');
    expect(log).toContain('user mapping for pgstrata_pipeline');
    expect(log).toContain('alter role pgstrata_link password');
    await expectNoSecrets(log);
    expect(log).not.toMatch(/new\/one|yet another/);
});

test('other databases of the cluster that use the role are not locked out', async () => {
    await warehouse.query('dwh', 'create database theirs');
    const theirs = new URL(warehouse.urls.dwh.url);
    theirs.pathname = '/theirs';
    const client = await connectTo(theirs, 'theirs');
    await client.query('grant usage on schema public to pgstrata_link');
    await client.end();
    await warehouse.query('dwh', `alter role pgstrata_link password 'of another installation'`);
    await expect(warehouse.migrate()).rejects.toMatchObject({
        message: 'other databases of the server of operational use pgstrata_link too',
        exitCode: 2,
        hint: expect.stringContaining('PGSTRATA_OPERATIONAL_LINK_URL'),
    });
});

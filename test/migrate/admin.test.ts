import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { connectAs } from '../../src/connection/service.ts';
import { databasesAt } from '../../src/databases.ts';
import { runAdminPart } from '../../src/migrate/admin.ts';
import { runBootstrap } from '../../src/migrate/bootstrap.ts';
import { migrate } from '../../src/migrate/index.ts';
import { type Layer, layers, pgstrata, type Warehouse } from '../support/index.ts';
import { createCluster } from './cluster.ts';
import { fingerprint } from './fingerprint.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createCluster();
    await warehouse.query('dwh', `create role deploy login password 'of the deploy login'`);
});
afterAll(() => warehouse?.drop());

/** The settings of somebody who is no superuser. */
function deployEnv(): Record<string, string> {
    const entries = layers.map((layer) => {
        const url = new URL(warehouse.urls[layer].url);
        url.username = 'deploy';
        url.password = encodeURIComponent('of the deploy login');
        return [`PGSTRATA_${layer.toUpperCase()}_URL`, url.href];
    });
    return Object.fromEntries(entries);
}

/** What psql does with a script: \gexec runs the text that the query before it yields. */
async function psql(client: pg.Client, script: string): Promise<string[]> {
    const done: string[] = [];
    const plain = script.replace(/^(--|\\set|\\connect).*$/gm, '');
    for (const part of plain.split(/^\\gexec$/m)) {
        const results: unknown = await client.query(part);
        const last = (Array.isArray(results) ? results.at(-1) : results) as pg.QueryResult;
        for (const row of last.rows ?? []) {
            const statement = String(Object.values(row as object)[0]);
            await client.query(statement);
            done.push(statement);
        }
    }
    return done;
}

async function runScript(layer: Layer): Promise<string[]> {
    const { code, stdout } = await pgstrata(['migrate', '--print-admin-sql', layer], deployEnv());
    expect(code).toBe(0);
    const admin = await warehouse.connect(layer);
    try {
        return await psql(admin, stdout);
    } finally {
        await admin.end();
    }
}

// The tests of the list follow one another.
describe('a login that is no superuser', () => {
    test('is told what it may not do and who can help', async () => {
        const { code, stderr } = await pgstrata(['migrate'], deployEnv());
        expect(code).toBe(3);
        expect(stderr).toMatch(/^error: operational needs what login "deploy" may not do$/m);
        expect(stderr).toContain('create role pgstrata_owner nologin');
        expect(stderr).toContain(
            'hint: give an admin the script of: npx pgstrata migrate --print-admin-sql operational',
        );
    });

    test('gets a script that connects to each database and holds no password', async () => {
        const { code, stdout } = await pgstrata(['migrate', '--print-admin-sql'], deployEnv());
        expect(code).toBe(0);
        const connects = stdout.match(/^\\connect .*$/gm) ?? [];
        expect(connects.map((line) => /dbname='(\w+)'/.exec(line)?.[1])).toEqual([...layers]);
        expect(stdout).not.toContain('of the deploy login');
    });

    test('passes once an admin has run it', async () => {
        for (const layer of layers) expect(await runScript(layer)).not.toEqual([]);
        const { code, stderr } = await pgstrata(['migrate'], deployEnv());
        expect(stderr).toContain('dwh: migration sales/dwh/0001_warehouse');
        expect(code).toBe(0);
        const again = await pgstrata(['migrate'], deployEnv());
        expect(again).toMatchObject({ code: 0, stderr: 'migrate: nothing to change\n' });
    });

    test('lets the page and the worker log in as their roles', async () => {
        const config = readConfig(deployEnv());
        if (!config.databases) throw new Error('the settings of a test name no databases');
        for (const role of ['pgstrata_web', 'pgstrata_worker'] as const) {
            const client = await connectAs(databasesAt(config.databases), config, role);
            const { rows } = await client.query('select session_user::text as name');
            await client.end();
            expect(rows).toEqual([{ name: role }]);
        }
    });

    test('seeds, runs, sees the log and is told by doctor that all is well', async () => {
        const sizes = ['--customers', '5', '--products', '5', '--sales', '20'];
        for (const args of [['seed', ...sizes], ['run'], ['logs'], ['status'], ['doctor']]) {
            const { code, stderr } = await pgstrata(args, deployEnv());
            expect({ args, stderr, code }).toMatchObject({ code: 0 });
        }
        const count = await warehouse.value('dwh', 'select count(*) from dwh_fact_sales');
        expect(Number(count)).toBeGreaterThan(10);
    });

    test('owns nothing of the warehouse and has no mapping', async () => {
        for (const layer of layers) {
            const owned = await warehouse.query(
                layer,
                `select objid from pg_shdepend
                  where refobjid = 'deploy'::regrole and deptype = 'o'
                    and dbid = (select oid from pg_database where datname = current_database())`,
            );
            expect(owned).toEqual([]);
        }
    });
});

/** What the admin's part does in a layer, and then once more. */
async function adminPart(layer: Layer): Promise<string[][]> {
    const client = await warehouse.connect(layer);
    try {
        return [await runAdminPart({ layer, client }), await runAdminPart({ layer, client })];
    } finally {
        await client.end();
    }
}

describe('a role of the page without a login', () => {
    const statement = 'alter role pgstrata_web login connection limit 30';
    beforeAll(() => warehouse.query('dwh', 'alter role pgstrata_web nologin'));
    afterAll(() => warehouse.query('dwh', 'alter role pgstrata_web login'));

    test('stays as it is, since somebody wanted it so', async () => {
        for (const layer of layers) expect(await adminPart(layer)).toEqual([[], []]);
    });

    test('gets one where an earlier release made it, which had no queue', async () => {
        await warehouse.query('dwh', 'alter schema pgboss rename to away');
        expect(await adminPart('mrr')).toEqual([[], []]);
        expect(await adminPart('dwh')).toEqual([[statement], []]);
        await warehouse.query('dwh', 'alter schema away rename to pgboss');
    });
});

test.for(layers)(
    'the roles of page and worker may do nothing in %s, unless it is dwh',
    async (layer) => {
        const client = await warehouse.connect(layer);
        const [database] = (await client.query('select current_database() as name')).rows;
        const services = ['pgstrata_web', 'pgstrata_worker'];
        const privileges = `
        select r.name, d.datacl::text ~ ('[{,"]' || r.name || '=') as connects,
               has_schema_privilege(r.name, 'engine', 'usage') as uses,
               n.nspacl::text ~ ('[{,"]' || r.name || '=') as uses_public
          from unnest($1::text[]) r(name), pg_database d, pg_namespace n
         where d.datname = current_database() and n.nspname = 'public'
         order by 1`;
        const expected = services.map((name) => {
            const may = layer === 'dwh';
            // PUBLIC may connect to a new database, and use its schema.
            const any = expect.any(Boolean);
            return { name, connects: may && any, uses: may, uses_public: may && any };
        });
        try {
            expect((await client.query(privileges, [services])).rows).toEqual(expected);
            if (layer === 'dwh') return;
            // As an earlier release left it.
            await client.query(`
            grant connect on database ${database.name} to ${services};
            grant usage on schema public, engine to ${services}`);
            const [done, again] = await adminPart(layer);
            expect(done).toEqual([
                ...services.map(
                    (role) => `revoke connect on database ${database.name} from ${role}`,
                ),
                ...services.map((role) => `revoke usage on schema public from ${role}`),
            ]);
            expect(again).toEqual([]);
            expect(await runBootstrap({ layer, client })).toEqual(
                services.map((role) => `revoke usage on schema engine from ${role}`),
            );
            expect(await runBootstrap({ layer, client })).toEqual([]);
            expect((await client.query(privileges, [services])).rows).toEqual(expected);
        } finally {
            await client.end();
        }
    },
);

test('the script changes nothing when it is run again', async () => {
    const before = await fingerprint(warehouse);
    for (const layer of layers) expect(await runScript(layer)).toEqual([]);
    expect(await fingerprint(warehouse)).toEqual(before);
});

test('nobody but the pipeline may call dblink', async () => {
    for (const layer of ['mrr', 'stg', 'dwh'] as const) {
        const others = await warehouse.query(
            layer,
            `select p.oid::regprocedure, a.grantee
               from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
              where p.proname like 'dblink%' and a.grantee <> p.proowner
                and a.grantee <> 'pgstrata_pipeline'::regrole`,
        );
        expect(others).toEqual([]);
    }
});

test('a server without the extensions is told apart from one that lacks privileges', async () => {
    // Stands for a server whose contrib package was not installed.
    const client = {
        query: async (statement: string | { text: string }) => {
            const sql = typeof statement === 'string' ? statement : statement.text;
            if (sql.includes('pg_available_extensions')) return { rows: [['dblink']] };
            return { rows: sql.includes('select ') ? [['missing']] : [] };
        },
    } as unknown as pg.Client;
    await expect(runAdminPart({ layer: 'mrr', client })).rejects.toMatchObject({
        message: 'the server of mrr does not have dblink',
        hint: expect.stringContaining('postgresql-contrib'),
        exitCode: 3,
    });
});

test('databases of which one does not exist are not touched', async () => {
    const config = readConfig({
        ...warehouse.env,
        PGSTRATA_DWH_URL: `${warehouse.urls.dwh.url.href.replace('/dwh', '/nowhere')}`,
    });
    if (!config.databases) throw new Error('the settings of a test name no databases');
    const before = await fingerprint(warehouse);
    const refused = migrate(databasesAt(config.databases), config);
    await expect(refused).rejects.toMatchObject({
        message: expect.stringMatching(/^cannot connect to dwh at .*: no such database$/),
        exitCode: 3,
    });
    expect(await fingerprint(warehouse)).toEqual(before);
});

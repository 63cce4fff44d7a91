import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uninstallCommand } from '../../src/commands/uninstall.ts';
import { readConfig } from '../../src/config.ts';
import { databasesAt } from '../../src/databases.ts';
import { adminQueries } from '../../src/migrate/admin.ts';
import { migrate } from '../../src/migrate/index.ts';
import { capture } from '../commands/capture.ts';
import { createCluster } from '../migrate/cluster.ts';
import { fingerprint } from '../migrate/fingerprint.ts';
import { addPort, freight } from '../models/shipping.ts';
import { type Layer, layers, type Warehouse } from '../support/index.ts';
import { roles, snapshot } from './snapshot.ts';

/** What the confirmation is asked with. */
type Answer = () => Promise<boolean>;

let warehouse: Warehouse & { embedded: unknown };
let env: Record<string, string>;
const before = new Map<Layer, string[]>();
let rolesBefore: string[];

beforeAll(async () => {
    warehouse = await createCluster();
    env = { ...warehouse.env, PGSTRATA_MODELS: `sales,${freight}` };
    // Somebody else's, which no part of this is to touch.
    await warehouse.query('operational', 'create table public.ledger (entry integer primary key)');
    for (const layer of layers) before.set(layer, await snapshot(warehouse, layer));
    rolesBefore = await roles(warehouse);
    await install();
    await warehouse.query('operational', 'grant select on public.ledger to pgstrata_link');
    await warehouse.seed({ customers: 5, products: 3, sales: 20 });
    await addPort(warehouse, 'BGO', 'Bergen', 80, '2025-01-01');
});
afterAll(() => warehouse?.drop());

async function install(settings = env): Promise<void> {
    const config = readConfig(settings);
    if (!config.databases) throw new Error('the settings of a test name no databases');
    await migrate(databasesAt(config.databases), config);
}

async function uninstall(options: object = {}, answer?: Answer, settings = env) {
    const context = capture({ config: readConfig(settings) });
    await uninstallCommand(context, answer ? options : { yes: true, ...options }, answer);
    return context.written;
}

/** What a layer has that it had not, and lacks what it had. */
async function changed(layer: Layer): Promise<{ more: string[]; less: string[] }> {
    const now = await snapshot(warehouse, layer);
    const then = before.get(layer) ?? [];
    return {
        more: now.filter((line) => !then.includes(line)),
        less: then.filter((line) => !now.includes(line)),
    };
}

const same = { more: [], less: [] };

/** What others may build on a warehouse, in every way that PostgreSQL knows of. */
const theirs = `
    create schema shop;
    create view shop.sales as select sale_id from public.dwh_fact_sales;
    create view shop.runs as select * from public.vw_recent_etl_runs;
    create view shop.runs_again as select * from shop.runs;
    create function shop.count() returns bigint language sql
        begin atomic select count(*) from public.dwh_dim_customers; end;
    create table shop.notes (run_id bigint constraint shop_run_id_fkey references public.etl_runs);
    create policy readers on shop.notes to pgstrata_reader;
    create table engine.extra ();
    create table public.part () inherits (engine.settings);
    create function shop.watch() returns trigger language plpgsql as 'begin return new; end';
    create trigger watch before insert on public.dwh_dim_products
        for each row execute function shop.watch();
    create publication shop for table public.dwh_dim_products;
    create user mapping for postgres server mrr`;
const theirsGone = `
    drop publication shop;
    drop user mapping for postgres server mrr;
    drop table engine.extra, public.part;
    drop schema shop cascade`;

/** What follows another follows on it. */
describe('uninstall', () => {
    test('lists, and changes nothing without a yes', async () => {
        const print = await fingerprint(warehouse);
        const listed = await uninstall({ dryRun: true });
        expect(listed.stderr).toBe('nothing was removed\n');
        expect(listed.stdout).toMatch(
            /^dwh: to be removed$[\s\S]*^tables +public +\d+.* dwh_dim_customers/m,
        );
        expect(listed.stdout).toMatch(/^operational: stays, and belongs to postgres then$/m);
        expect(listed.stdout).toMatch(/^tables +public +5 .*"Sea Ports", "Voyages"/m);
        expect(listed.stdout).toMatch(/^roles +7 .*pgstrata_owner/m);
        const refused = await uninstall({}, async () => false);
        expect(refused).toEqual(listed);
        expect(await fingerprint(warehouse)).toEqual(print);
    });

    test('says every object to a program', async () => {
        const context = capture({ config: readConfig(env) }, { json: true });
        await uninstallCommand(context, { dryRun: true, json: true });
        const { goes, stays } = JSON.parse(context.written.stdout);
        expect(goes).toContainEqual(
            expect.objectContaining({ where: 'dwh', kind: 'table', name: 'pgboss.job' }),
        );
        expect(stays).toContainEqual({
            ...{ where: 'operational', kind: 'table', schema: 'public', name: 'public.sales' },
            ...{ rows: expect.any(Number), bytes: expect.any(Number) },
            ...{ owner: 'postgres', reason: 'it is of the source' },
        });
    });

    test('stops at what others have built, and names all of it', async () => {
        await warehouse.query('dwh', theirs);
        const print = await fingerprint(warehouse);
        const error = await uninstall().catch((error) => error);
        expect(await fingerprint(warehouse)).toEqual(print);
        await warehouse.query('dwh', theirsGone);
        expect(error).toMatchObject({
            exitCode: 1,
            message: 'others have built on what would be removed; nothing was removed',
        });
        expect(error.detail.split('\n')).toEqual(
            [
                'constraint settings_kind_check on table public.part',
                'constraint shop_run_id_fkey on table shop.notes',
                'function shop.count()',
                'policy readers on table shop.notes',
                'publication of table public.dwh_dim_products in publication shop',
                'table engine.extra',
                'table public.part',
                'trigger watch on table public.dwh_dim_products',
                'user mapping for postgres on server mrr',
                'view shop.runs',
                'view shop.runs_again',
                'view shop.sales',
            ].map((object) => `dwh: ${object}`),
        );
    });

    test('stops while a run or a worker is there', async () => {
        await warehouse.query('dwh', `call engine.set_setting('hop_lock_timeout', '50 ms')`);
        const lock = await warehouse.connect('dwh');
        await lock.query(`select pg_advisory_lock(engine.lock_key('run'))`);
        await expect(uninstall()).rejects.toMatchObject({
            exitCode: 4,
            message: expect.stringMatching(/^dwh is in use: a run is active/),
        });
        await lock.end();
        const worker = await warehouse.connect('dwh');
        await worker.query('set session authorization pgstrata_worker');
        await worker.end();
        await warehouse.query('dwh', `alter role pgstrata_worker password 'of the test'`);
        const url = new URL(warehouse.urls.dwh.url);
        url.username = 'pgstrata_worker';
        url.password = encodeURIComponent('of the test');
        const { connectTo } = await import('../../src/connection/connect.ts');
        const connected = await connectTo(url, 'dwh', { applicationName: 'pgstrata worker' });
        await expect(uninstall()).rejects.toMatchObject({
            exitCode: 4,
            detail: expect.stringMatching(/^pgstrata_worker of pgstrata worker, process \d+$/),
        });
        await connected.end();
    });

    test('that fails half way leaves what is upstream whole, and goes on when called again', async () => {
        const rows = await warehouse.query('operational', 'select * from public.sales order by 1');
        const upstream = await snapshot(warehouse, 'mrr');
        const late: Answer = async () => {
            await warehouse.query('mrr', 'create view public.late as table public.mrr_fact_sales');
            return true;
        };
        await expect(uninstall({}, late)).rejects.toMatchObject({
            exitCode: 1,
            message: expect.stringMatching(/^mrr: cannot drop/),
            detail: expect.stringContaining(
                'view public.late depends on table public.mrr_fact_sales',
            ),
        });
        await warehouse.query('mrr', 'drop view public.late');
        expect(await snapshot(warehouse, 'mrr')).toEqual(upstream);
        expect(await changed('dwh')).toEqual(same);
        const { stderr } = await uninstall();
        expect(stderr).toMatch(/^mrr: removed\noperational: removed\n/);
        expect(
            await warehouse.query('operational', 'select * from public.sales order by 1'),
        ).toEqual(rows);
    });

    test('leaves nothing behind but the tables of the source', async () => {
        for (const layer of ['mrr', 'stg', 'dwh'] as const) {
            expect({ layer, ...(await changed(layer)) }).toEqual({ layer, ...same });
        }
        expect(await roles(warehouse)).toEqual(rolesBefore);
        const { more, less } = await changed('operational');
        expect(less).toEqual([]);
        expect(more.filter((line) => line.includes('pgstrata'))).toEqual([]);
        const tables = more.flatMap((line) => /^table (\S+|.*") of postgres/.exec(line)?.[1] ?? []);
        expect(tables).toEqual([
            'engine.applied_files',
            'engine.kept_source',
            'engine.migrations_freight_operational',
            'engine.migrations_sales_operational',
            'public."Sea Ports"',
            'public."Voyages"',
            'public.customers',
            'public.products',
            'public.sales',
        ]);
        const routines = more.flatMap((line) => /^function (.*) of/.exec(line)?.[1] ?? []);
        expect(routines).toEqual(['public."number the change"()', 'public.stamp_updated_at()']);
    });

    test('leaves the source at work', async () => {
        const stamped = await warehouse.value(
            'operational',
            `update public.customers set updated_at = '-infinity' where customer_id = 1
             returning updated_at = now()`,
        );
        expect(stamped).toBe(true);
        const numbered = await warehouse.value(
            'operational',
            `update public."Sea Ports" set "Capture No" = 0 returning "Capture No" > 1`,
        );
        expect(numbered).toBe(true);
    });

    test('says that nothing is installed, called once more', async () => {
        expect(await uninstall()).toEqual({
            stdout: '',
            stderr: 'nothing is installed in these databases\n',
        });
    });

    test('is undone by migrate, which takes the source over as it is', async () => {
        await install();
        await warehouse.run();
        const counts = await warehouse.query(
            'dwh',
            `select entity, operational, mrr from vw_layer_row_counts
              where entity in ('customers', 'Sea ports') order by entity`,
        );
        expect(counts).toEqual([
            { entity: 'Sea ports', operational: '1', mrr: '1' },
            { entity: 'customers', operational: '5', mrr: '5' },
        ]);
        const owner = await warehouse.value(
            'operational',
            `select relowner::regrole::text from pg_class where oid = 'public.customers'::regclass`,
        );
        expect(owner).toBe('pgstrata_owner');
    });

    test('with the data of the source leaves the databases as they were, and the roles that others need', async () => {
        await warehouse.query('dwh', 'create database others');
        await warehouse.query('dwh', 'grant create on database others to pgstrata_reader');
        const { stdout, stderr } = await uninstall({ deleteSourceData: true });
        expect(stdout).toMatch(/^role +pgstrata_reader +database others$/m);
        expect(stderr).toContain('role pgstrata_reader stays: database others needs it\n');
        for (const layer of layers) {
            expect({ layer, ...(await changed(layer)) }).toEqual({ layer, ...same });
        }
        expect((await roles(warehouse)).filter((line) => line.includes('pgstrata'))).toEqual([
            'role pgstrata_reader f',
        ]);
        await warehouse.query('dwh', 'drop database others');
        await warehouse.query('dwh', 'drop role pgstrata_reader');
    });

    test('is for the login that made the roles, be it no superuser', async () => {
        await warehouse.query('dwh', `create role chief login createrole password 'of the chief'`);
        for (const layer of layers) {
            await warehouse.query(layer, `alter database ${layer} owner to chief`);
            await adminPart(layer);
        }
        await install(as('chief'));
        await warehouse.query('dwh', `create role deploy login password 'of the deploy'`);
        await warehouse.query('dwh', 'grant pgstrata_owner, pgstrata_pipeline to deploy');
        await expect(uninstall({}, undefined, as('deploy'))).rejects.toMatchObject({
            exitCode: 3,
            message: 'operational: login "deploy" may not remove what migrate installed',
            detail: expect.stringContaining('the ADMIN option for pgstrata_reader'),
        });
        const { stdout, stderr } = await uninstall({}, undefined, as('chief'));
        expect(stdout).toMatch(/^operational: stays, and belongs to chief then$/m);
        expect(stdout).toMatch(
            /^extensions of dwh +dblink, postgres_fdw +they belong to postgres$/m,
        );
        expect(stderr).toMatch(/^operational: dropped pgstrata_link,.* pgstrata_worker$/m);
        expect(await warehouse.query('operational', kept)).toEqual([{ owner: 'chief' }]);
        // What the extensions are used by was granted by their owner, and so the two roles stay, with a word on it.
        const left = ['pgstrata_owner', 'pgstrata_pipeline'];
        for (const role of left) {
            expect(stderr).toContain(
                `role ${role} stays: database dwh, database mrr, database stg needs it\n`,
            );
        }
        const [, owned, dropped] = /databases "(.+)", then "(.+)"$/m.exec(stderr) ?? [];
        expect([owned, dropped]).toEqual([
            `drop owned by ${left.join(', ')}`,
            `drop role ${left.join(', ')}`,
        ]);
        for (const layer of ['mrr', 'stg', 'dwh'] as const)
            await warehouse.query(layer, `${owned}`);
        await warehouse.query('dwh', `${dropped}`);
        expect((await roles(warehouse)).filter((line) => line.includes('pgstrata'))).toEqual([]);
    });
});

const kept = `select distinct relowner::regrole::text as owner from pg_class
               where relname in ('customers', 'Sea Ports', 'kept_source')`;

/** The settings of a login that is no superuser. */
function as(user: string): Record<string, string> {
    const urls = layers.map((layer) => {
        const url = new URL(warehouse.urls[layer].url);
        url.username = user;
        url.password = encodeURIComponent(`of the ${user}`);
        return [`PGSTRATA_${layer.toUpperCase()}_URL`, url.href];
    });
    return { ...env, ...Object.fromEntries(urls) };
}

/** What --print-admin-sql has an admin run, with the roles made by chief. */
async function adminPart(layer: Layer): Promise<void> {
    for (const query of adminQueries(layer, 'chief')) {
        for (const row of await warehouse.query(layer, query)) {
            const statement = String(Object.values(row)[0]);
            const isRole = statement.startsWith('create role');
            if (isRole) await warehouse.query(layer, 'set role chief');
            await warehouse.query(layer, statement);
            if (isRole) await warehouse.query(layer, 'reset role');
        }
    }
}

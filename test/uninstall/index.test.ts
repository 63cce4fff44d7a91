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

/** What follows another follows on it. */
describe('uninstall', () => {
    test('lists, and changes nothing without a yes', async () => {
        const print = await fingerprint(warehouse);
        const listed = await uninstall({ dryRun: true });
        expect(listed.stderr).toBe('nothing was removed\n');
        expect(listed.stdout).toMatch(
            /^dwh: removed$[\s\S]*^tables +public +\d+.* dwh_dim_customers/m,
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

    test.for([
        [
            'view public.mine',
            'create view public.mine as select sale_id from public.dwh_fact_sales',
            'drop view public.mine',
        ],
        [
            'view public.second',
            `create view public.first as select * from public.vw_recent_etl_runs;
             create view public.second as select * from public.first`,
            'drop view public.first cascade',
        ],
        [
            'function public.mine()',
            `create function public.mine() returns bigint language sql
             begin atomic select count(*) from public.dwh_dim_customers; end`,
            'drop function public.mine()',
        ],
        [
            'constraint mine_run_id_fkey on table public.mine',
            'create table public.mine (run_id bigint references public.etl_runs)',
            'drop table public.mine',
        ],
        ['table engine.mine', 'create table engine.mine ()', 'drop table engine.mine'],
        [
            'trigger mine on table public.dwh_dim_products',
            `create function public.mine() returns trigger language plpgsql as 'begin return new; end';
             create trigger mine before insert on public.dwh_dim_products
                 for each row execute function public.mine()`,
            'drop function public.mine() cascade',
        ],
        [
            'publication of table public.dwh_dim_products in publication mine',
            'create publication mine for table public.dwh_dim_products',
            'drop publication mine',
        ],
        [
            'user mapping for postgres on server mrr',
            'create user mapping for postgres server mrr',
            'drop user mapping for postgres server mrr',
        ],
        [
            'policy mine on table public.mine',
            `create table public.mine (); create policy mine on public.mine to pgstrata_reader`,
            'drop table public.mine',
        ],
    ] as const)('stops at what others have built: %s', async ([object, make, drop]) => {
        await warehouse.query('dwh', make);
        try {
            const print = await fingerprint(warehouse);
            await expect(uninstall()).rejects.toMatchObject({
                exitCode: 1,
                message: 'others have built on what would be removed; nothing was removed',
                detail: expect.stringContaining(`dwh: ${object}`),
            });
            expect(await fingerprint(warehouse)).toEqual(print);
        } finally {
            await warehouse.query('dwh', drop);
        }
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
        void adminQueries;
    });
});

import { getRollbackPlans } from 'pg-boss';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { previewAll } from '../../src/migrate/index.ts';
import { assertQueueInstalled } from '../../src/queue/boss.ts';
import { installQueue, schemaVersion } from '../../src/queue/install.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../support/index.ts';
import { untilJob, type Working, work } from './workers.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

const install = async () => {
    const client = await warehouse.connect('dwh');
    try {
        return await installQueue({ client, layer: 'dwh' });
    } finally {
        await client.end();
    }
};
const preview = async () =>
    (await previewAll(warehouse.databases, warehouse.config)).filter(
        ({ kind }) => kind === 'queue',
    );

test('migrate leaves nothing to do', async () => {
    expect(await preview()).toEqual([]);
    expect(await install()).toEqual([]);
    const schedule = 'select name, cron, timezone, options from pgboss.schedule';
    expect(await warehouse.query('dwh', schedule)).toEqual([
        {
            name: 'pgstrata_due',
            cron: '0 */6 * * *',
            timezone: 'UTC',
            options: { tz: 'UTC', missed: 'once' },
        },
    ]);
});

test('the owner owns all of it', async () => {
    const owners = await warehouse.query(
        'dwh',
        `select distinct relowner::regrole::text as owner from pg_class
          where relnamespace = 'pgboss'::regnamespace`,
    );
    expect(owners).toEqual([{ owner: 'pgstrata_owner' }]);
});

test('a queue that was changed is put right, and the preview says so before', async () => {
    await warehouse.query(
        'dwh',
        `update pgboss.queue set retry_limit = 7, heartbeat_seconds = null
                                   where name = 'pgstrata_run'`,
    );
    const statement = `update pgboss.queue set heartbeat_seconds = '30', retry_limit = '1' where name = 'pgstrata_run'`;
    expect(await preview()).toMatchObject([{ layer: 'dwh', name: statement }]);
    expect(await install()).toEqual([statement]);
    expect(await install()).toEqual([]);
});

test('a schedule that was removed stays removed', async () => {
    await warehouse.query('dwh', 'delete from pgboss.schedule');
    expect(await install()).toEqual([]);
    expect(await warehouse.value('dwh', 'select count(*) from pgboss.schedule')).toBe('0');
});

describe('without its schema', () => {
    beforeEach(() => warehouse.query('dwh', 'drop schema pgboss cascade'));

    test('a worker says what to do', async () => {
        await expect(work(warehouse)).rejects.toMatchObject({
            message: 'dwh has no queue yet',
            hint: expect.stringContaining('npx pgstrata migrate'),
            exitCode: 3,
        });
        await install();
    });

    test('migrate makes it again', async () => {
        expect(await preview()).toMatchObject([
            {
                name: expect.stringMatching(
                    /^create schema pgboss \(the queue of pg-boss [\d.]+\)$/,
                ),
            },
        ]);
        expect((await install()).length).toBeGreaterThan(5);
        expect(await install()).toEqual([]);
    });
});

describe('of another release', () => {
    test('an earlier schema is brought up to date, with what is in it', async () => {
        await warehouse.query('dwh', `insert into pgboss.job (name) values ('pgstrata_due')`);
        await warehouse.query('dwh', getRollbackPlans('pgboss', schemaVersion));
        const client = await warehouse.connect('dwh');
        await expect(assertQueueInstalled(client)).rejects.toMatchObject({
            message: `the queue in dwh has version ${schemaVersion - 1}, not ${schemaVersion}`,
            exitCode: 3,
        });
        await client.end();
        const step = `take the queue of pg-boss from version ${schemaVersion - 1} to ${schemaVersion}`;
        expect((await preview()).map(({ name }) => name)).toContain(step);
        expect(await install()).toContain(step);
        expect(await install()).toEqual([]);
        expect(await warehouse.value('dwh', 'select count(*) from pgboss.job')).toBe('1');
        await warehouse.query('dwh', 'delete from pgboss.job');
    });

    test('a later one is left alone', async () => {
        await warehouse.query('dwh', 'update pgboss.version set version = version + 1');
        await expect(install()).rejects.toMatchObject({
            message: 'the queue in dwh is of a later release',
            exitCode: 2,
        });
        await warehouse.query('dwh', 'update pgboss.version set version = version - 1');
    });
});

describe('the role of a worker', () => {
    const asWorker = async (sql: string) => {
        const client = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
        try {
            return await client.query(sql);
        } finally {
            await client.end();
        }
    };

    test.for([
        'create table pgboss.mine (i int)',
        'drop table pgboss.job',
        'alter table pgboss.queue add column mine int',
        'create schema mine',
        'create table public.mine (i int)',
        'truncate pgboss.job',
        'select * from dwh_dim_customers',
        'delete from etl_runs',
        'update engine.settings set value = value',
        `call run_hop('sales')`,
    ])('may not: %s', async (sql) => {
        expect((await raisedBy(asWorker(sql))).code).toBe('42501');
    });

    test('no other role but the pipeline sees the queue', async () => {
        const seen = await warehouse.query(
            'dwh',
            `select r.rolname::text as role, c.relname::text as name
               from pg_roles r, pg_class c
              where c.relnamespace = 'pgboss'::regnamespace and c.relkind in ('r', 'p')
                and r.rolname like 'pgstrata\\_%' and r.rolname not in ('pgstrata_owner', 'pgstrata_worker')
                and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')
              order by 1, 2`,
        );
        expect(seen).toEqual(
            ['job', 'queue', 'schedule'].map((name) => ({ role: 'pgstrata_pipeline', name })),
        );
    });
});

test('a worker does everything with its role alone, and says nothing of errors', async () => {
    const worker: Working = await work(warehouse);
    await warehouse.query('dwh', 'select request_run()');
    await untilJob(warehouse, 'completed');
    await until('a count was recorded', () =>
        warehouse.value('dwh', 'select exists (select from engine.row_counts)'),
    );
    await worker.stop();
    expect(worker.lines.filter(({ level }) => ['warn', 'error'].includes(level))).toEqual([]);
});

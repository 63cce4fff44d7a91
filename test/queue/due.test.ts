import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createBoss, databaseOf } from '../../src/queue/boss.ts';
import { runJobOf, settleDue } from '../../src/queue/due.ts';
import { enqueue } from '../../src/queue/enqueue.ts';
import type { Service } from '../../src/queue/tasks.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { jobs, runs } from './workers.ts';

let warehouse: Warehouse;
let service: Service;
let end: () => Promise<void>;
beforeAll(async () => {
    warehouse = await createWarehouse();
    const pool = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
    const boss = createBoss(databaseOf(pool));
    const log = createLog({ sink: { write: () => {} } });
    service = { boss, pool, log } as unknown as Service;
    end = () => pool.end();
});
beforeEach(async () => {
    await warehouse.query(
        'dwh',
        `delete from pgboss.job;
         delete from engine.schedule_pauses;
         update pgboss.schedule set cron = '0 * * * *'`,
    );
});
afterAll(async () => {
    await end?.();
    await warehouse?.drop();
});

const due = (createdOn: string | Date = new Date()) => ({ id: randomUUID(), createdOn });

test('a due job makes one run, however often it is settled', async () => {
    const job = due();
    const first = await settleDue(service, job);
    expect(first).toEqual({ job: runJobOf(job.id) });
    expect(await settleDue(service, job)).toEqual(first);
    await warehouse.query('dwh', `update pgboss.job set state = 'completed'`);
    expect(await settleDue(service, job)).toEqual(first);
    expect(await jobs(warehouse, 'pgstrata_run')).toHaveLength(1);
    expect(await runs(warehouse)).toEqual([]);
    const other = due();
    expect(await settleDue(service, other)).toEqual({ job: runJobOf(other.id) });
    expect(runJobOf(other.id)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
});

test('what fell due during a pause does not happen when it is filed after that', async () => {
    await warehouse.query(
        'dwh',
        `insert into engine.schedule_pauses (paused_at, paused_by, resumed_at, resumed_by)
         values ('2025-03-09 11:50+00', 'it', '2025-03-09 12:10+00', 'it')`,
    );
    expect(await settleDue(service, due('2025-03-09 12:20:00.123456+00'))).toEqual({
        paused: true,
    });
    // Before the pause began, and after it.
    for (const time of ['2025-03-09 11:55+00', '2025-03-09 13:00:20+00']) {
        await warehouse.query('dwh', 'delete from pgboss.job');
        expect(await settleDue(service, due(time))).toMatchObject({ job: expect.any(String) });
    }
});

test('a job expires after a day at most, whatever run_timeout is', async () => {
    const set = `update engine.settings set value = $1 where name = 'run_timeout'`;
    for (const [value, seconds] of [
        ['100 years', 86_400],
        ['90 minutes', 5400],
        ['0', 1],
    ] as const) {
        await warehouse.query('dwh', 'delete from pgboss.job');
        await warehouse.query('dwh', set, [value]);
        await enqueue(service.boss, service.pool, { entities: null, origin: 'schedule' });
        const [job] = await warehouse.query('dwh', 'select expire_seconds from pgboss.job');
        expect(job).toEqual({ expire_seconds: seconds });
    }
    await warehouse.query('dwh', set, ['12 hours']);
});

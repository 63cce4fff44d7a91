import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBoss, databaseOf } from '../../src/queue/boss.ts';
import { enqueue, type RunData } from '../../src/queue/enqueue.ts';
import { takeRequests } from '../../src/queue/requests.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { requestRun, runs } from './workers.ts';

let warehouse: Warehouse;
let pool: pg.Pool;
let take: () => ReturnType<typeof takeRequests>;
beforeAll(async () => {
    warehouse = await createWarehouse();
    const { default: pg } = await import('pg');
    const url = await warehouse.urlAs('dwh', 'pgstrata_worker');
    pool = new pg.Pool({ connectionString: url.href, max: 2 });
    const boss = createBoss(databaseOf(pool));
    take = () => takeRequests(boss, pool);
});
beforeEach(async () => {
    await warehouse.query('dwh', 'truncate etl_runs, engine.run_requests cascade');
    await warehouse.query('dwh', 'delete from pgboss.job');
});
afterAll(async () => {
    await pool?.end();
    await warehouse?.drop();
});

type Entities = string[] | null;
const [c, p, s] = ['customers', 'products', 'sales'] as const;

/** A job in the queue, in a state, by somebody. */
async function inQueue(state: string, entities: Entities): Promise<string> {
    const data: RunData = { entities, origin: 'request', requestedBy: 'ada' };
    const id = await enqueue(createBoss(databaseOf(pool)), pool, data);
    await warehouse.query(
        'dwh',
        'update pgboss.job set state = $1::pgboss.job_state where id = $2',
        [state, id],
    );
    return id as string;
}

const waiting = () =>
    warehouse.query(
        'dwh',
        `select id, state::text, data -> 'entities' as entities, data ->> 'requestedBy' as by
           from pgboss.job where state < 'active'`,
    );

test.for<[Entities, Entities, Entities]>([
    [[c], [c], [c]],
    [[c], [c, s], [c, s]],
    [[c, p], [s], [c, p, s]],
    [[c], null, null],
    [null, [c], null],
    [null, null, null],
])(
    'a job for %j that waits to be tried again gives way to one for %j: %j',
    async ([first, then, both]) => {
        const retry = await inQueue('retry', first);
        await requestRun(warehouse, then);
        const [taken] = await take();
        expect(await waiting()).toEqual([
            { id: taken?.jobId, state: 'created', entities: both, by: 'postgres' },
        ]);
        expect(taken?.jobId).not.toBe(retry);
    },
);

test.for<[Entities, Entities]>([
    [[c], [c]],
    [[c, s], [s]],
    [null, [c, p]],
    [null, null],
])('a job for %j that waits does what is asked for with %j', async ([first, then]) => {
    const id = await inQueue('created', first);
    await requestRun(warehouse, then);
    expect(await take()).toMatchObject([
        { jobId: null, outcome: `a run is queued already: job ${id}` },
    ]);
    expect(await waiting()).toEqual([{ id, state: 'created', entities: first, by: 'ada' }]);
});

test.for<[Entities, Entities, Entities]>([
    [[c], [s], [c, s]],
    [
        [c, p],
        [p, s],
        [c, p, s],
    ],
    [[c], null, null],
])('a job for %j that waits does more when %j is asked for: %j', async ([first, then, both]) => {
    const id = await inQueue('created', first);
    await requestRun(warehouse, then);
    expect(await take()).toMatchObject([{ jobId: id, outcome: null }]);
    expect(await waiting()).toEqual([
        { id, state: 'created', entities: both, by: 'ada, postgres' },
    ]);
});

test('behind the job of a worker that was killed a request waits, and no skipped run is written', async () => {
    const stale = await inQueue('active', null);
    const id = await requestRun(warehouse, [c]);
    expect(await take()).toEqual([]);
    const open = 'select taken_at is null as open from engine.run_requests where request_id = $1';
    expect(await warehouse.value('dwh', open, [id])).toBe(true);
    expect(await runs(warehouse)).toEqual([]);
    await warehouse.query('dwh', `update pgboss.job set state = 'failed' where id = $1`, [stale]);
    expect(await take()).toMatchObject([
        { requestId: id, jobId: expect.any(String), outcome: null },
    ]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { lastRun, lastStatuses } from '../../support/runs.ts';
import { fillShop } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

const request = async (id: unknown) =>
    (
        await warehouse.query('dwh', 'select * from engine.run_requests where request_id = $1', [
            id,
        ])
    )[0];

test.for<[string, string]>([
    ['select request_run()', 'a whole run'],
    [`select request_run('{customers}')`, 'one of an entity'],
])('%s asks for %s', async ([sql]) => {
    const session = await warehouse.connect('dwh', { user: 'pgstrata_operator' });
    const { rows } = await session.query(sql);
    const [login] = (await session.query<{ name: string }>('select session_user as name')).rows;
    expect(await request(rows[0]?.request_run)).toMatchObject({
        entities: sql.includes('customers') ? ['customers'] : null,
        requested_by: login?.name,
        taken_at: null,
        job_id: null,
    });
    await session.end();
});

test('to ask twice before anybody has listened is to ask once', async () => {
    const ask = (args: string) => warehouse.value('dwh', `select request_run(${args})`);
    const first = await ask(`'{products,customers,customers}'`);
    expect(await ask(`'{customers,products}'`)).toBe(first);
    expect((await request(first))?.entities).toEqual(['customers', 'products']);
    expect(await ask(`'{customers}'`)).not.toBe(first);
    await warehouse.query(
        'dwh',
        'update engine.run_requests set taken_at = now() where request_id = $1',
        [first],
    );
    expect(await ask(`'{customers,products}'`)).not.toBe(first);
});

test('to go on from a run is to run what did not get into the warehouse', async () => {
    await warehouse.query('operational', 'update products set unit_price = unit_price + 1');
    await warehouse.query('dwh', 'alter table dwh_dim_products rename to away');
    expect((await raisedBy(warehouse.run())).code).toBe('PS011');
    expect(await lastStatuses(warehouse)).toMatchObject({
        'dwh customers': 'SUCCEEDED',
        'dwh products': 'FAILED',
        'dwh sales': 'BLOCKED',
    });
    await warehouse.query('dwh', 'alter table away rename to dwh_dim_products');
    const { run_id } = await lastRun(warehouse);
    const id = await warehouse.value('dwh', 'select request_run(null, $1)', [run_id]);
    expect(await request(id)).toMatchObject({
        entities: ['products', 'sales'],
        resume_run_id: run_id,
    });
});

describe('refuses', () => {
    test.for<[string, string, string]>([
        [`null, 1`, 'PS006', 'there is nothing to go on from in run 1'],
        [`null, 999`, 'PS006', 'there is nothing to go on from in run 999'],
        [`'{customers}', 1`, 'PS006', 'a run to go on from names its entities itself'],
        [`null, null, true`, 'PS006', 'a dry run cannot be asked for'],
        [`'{customers,clients}'`, 'PS004', `entity 'clients' is not declared in dwh`],
    ])('request_run(%s)', async ([args, code, message]) => {
        const before = await warehouse.value('dwh', 'select count(*) from engine.run_requests');
        const error = await raisedBy(warehouse.query('dwh', `select request_run(${args})`));
        expect(error).toMatchObject({ code, message });
        expect(error.hint).not.toBe('');
        expect(await warehouse.value('dwh', 'select count(*) from engine.run_requests')).toBe(
            before,
        );
    });
});

describe('a worker', () => {
    const open = `update engine.run_requests set taken_at = null`;
    test('takes the oldest first, each once, two at a time without waiting', async () => {
        await warehouse.query('dwh', open);
        const ids = await warehouse.query<{ request_id: string }>(
            'dwh',
            'select request_id from engine.run_requests order by request_id',
        );
        const one = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
        const other = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
        await one.query('begin');
        await other.query('begin');
        const take = 'select request_id from engine.take_request()';
        const first = (await one.query(take)).rows[0];
        const second = (await other.query(take)).rows[0];
        expect([first, second]).toEqual(ids.slice(0, 2));
        await one.query('rollback');
        await other.query(
            `select engine.settle_request($1, '3f4e0c3a-51f4-4a66-9d0f-1d9b6c1f0001', 'queued')`,
            [second.request_id],
        );
        await other.query('commit');
        // What the first had taken is there again, since it did not commit.
        expect((await other.query(take)).rows[0]).toEqual(first);
        expect(await request(second.request_id)).toMatchObject({
            job_id: '3f4e0c3a-51f4-4a66-9d0f-1d9b6c1f0001',
            outcome: 'queued',
        });
        await Promise.all([one.end(), other.end()]);
    });

    test('gets nothing where nothing is asked for', async () => {
        await warehouse.query('dwh', 'update engine.run_requests set taken_at = now()');
        expect(
            await warehouse.query('dwh', 'select request_id from engine.take_request()'),
        ).toEqual([{ request_id: null }]);
    });
});

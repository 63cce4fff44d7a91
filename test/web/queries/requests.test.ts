import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestAnswer } from '../../../src/web/queries/requests.ts';
import { rejectRows } from '../../../src/web/queries/tables.ts';
import { NotFoundError } from '../../../src/web/types.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { openTestPage, type TestPage } from '../support.ts';

const token = 'a token for programs';
let warehouse: Warehouse;
let page: TestPage;
beforeAll(async () => {
    warehouse = await createWarehouse();
    page = await openTestPage(warehouse, { token });
});
afterAll(async () => {
    await page?.close();
    await warehouse?.drop();
});

const sql = (statement: string, values: unknown[] = []) =>
    warehouse.query('dwh', statement, values);

test('a program is told its request, and can ask what became of it', async () => {
    const answer = await page.post(
        '/runs',
        { entities: 'sales' },
        { authorization: `Bearer ${token}` },
    );
    expect(answer.status).toBe(202);
    const { outcome, request_id, see } = (await answer.json()) as Record<string, unknown>;
    expect({ outcome, see }).toEqual({ outcome: 'requested', see: `/requests/${request_id}` });
    const found = await page.get(`/requests/${request_id}`, { authorization: `Bearer ${token}` });
    expect(found.status).toBe(200);
    expect(await found.json()).toEqual({
        request_id,
        entities: ['sales'],
        requested_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        taken_at: null,
        job_id: null,
        outcome: null,
        run_id: null,
        run_status: null,
    });

    const job = '00000000-0000-4000-8000-000000000001';
    await sql('update engine.run_requests set taken_at = clock_timestamp(), job_id = $1', [job]);
    await sql(
        `insert into etl_runs (status, entities, ended_at, job_id)
         values ('FAILED', '{sales}', clock_timestamp(), $1)`,
        [job],
    );
    expect(await requestAnswer(page.db, { id: String(request_id) })).toMatchObject({
        job_id: job,
        run_id: 1,
        run_status: 'FAILED',
    });
});

test('a run of a worker that is gone has crashed', async () => {
    await sql(`update etl_runs set status = 'RUNNING', ended_at = null`);
    expect(await requestAnswer(page.db, { id: '1' })).toMatchObject({ run_status: 'CRASHED' });
});

test.each(['999', '0', '-1', "1'", '99999999999999999999', ''])(
    'there is no request %s',
    async (id) => {
        await expect(requestAnswer(page.db, { id })).rejects.toThrow(NotFoundError);
    },
);

test('rows of rejects are asked for over the link once, however many look', async () => {
    let asked = 0;
    const db = Object.create(page.db, {
        rows: { value: async () => [{ reject_id: String(++asked) }] },
        cached: { value: page.db.cached.bind(page.db) },
    });
    const some = { entity: 'sales', reason: 'x', limit: 26 };
    await Promise.all([rejectRows(db, some), rejectRows(db, some), rejectRows(db, some)]);
    await rejectRows(db, some);
    expect(asked).toBe(1);
    await rejectRows(db, { ...some, before: '7' });
    await rejectRows(db, { ...some, reason: 'y' });
    expect(asked).toBe(3);
});

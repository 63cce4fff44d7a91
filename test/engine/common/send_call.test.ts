import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

/** Links belong to a session, and their logins to the owner of the functions that open them. */
const asPipeline = (sql: string, values: unknown[] = []) => warehouse.value('mrr', sql, values);

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query('mrr', 'set role pgstrata_pipeline');
    await warehouse.query('mrr', `select engine.open_link('test', 'mrr')`);
});

afterAll(() => warehouse?.drop());

const send = (...values: unknown[]) =>
    asPipeline('select engine.send_call($1, $2, $3)', [
        'test',
        values[0],
        JSON.stringify(values.slice(1)),
    ]);

const result = () =>
    until('the call has ended', async () => {
        const answer = await asPipeline(`select engine.take_result('test')`);
        return answer === null ? undefined : answer;
    });

test('a call returns at once, and its result is there once it has ended', async () => {
    await send('public.run_hop', 'sales', '{"log_id": 7}');
    expect(await result()).toMatchObject({ rows_read: 0, rows_inserted: 0 });
});

test('an error of the call arrives with SQLSTATE, message, DETAIL and HINT', async () => {
    await send('public.run_hop', "it's \\ :'x'", '{}');
    expect(await raisedBy(result())).toMatchObject({
        code: 'PS004',
        message: `entity "it's \\ :'x'" is not declared in mrr`,
        detail: 'declared: customers, products, sales',
        hint: expect.stringContaining('declarations.sql'),
    });
});

test('a NULL among the arguments stays one', async () => {
    await asPipeline(`select engine.close_link('test', false), engine.open_link('test', 'mrr')`);
    await send('public.run_hop', null, '{}');
    expect(await raisedBy(result())).toMatchObject({ code: 'PS004' });
});

test('a second call over a busy link is PS016 instead of lost', async () => {
    await asPipeline(`select engine.close_link('test', false), engine.open_link('test', 'mrr')`);
    await asPipeline(`select extensions.dblink_send_query('test', 'select pg_sleep(60)')`);
    expect(await raisedBy(send('public.run_hop', 'sales', '{}'))).toEqual({
        code: 'PS016',
        message: 'public.run_hop could not be started over link "test"',
        detail: 'the connection is broken, or still busy with the call before',
        hint: 'run again; see the log of the server that the link leads to',
    });
});

test('closing a link cancels what runs there, and a link that is not open is no error', async () => {
    const asleep = `select count(*) from pg_stat_activity
                     where datname = current_database() and query ~ '^select pg_sleep'`;
    await asPipeline(`select engine.close_link('test', true)`);
    await until('nothing sleeps any more', async () => (await asPipeline(asleep)) === '0');
    await asPipeline(`select engine.close_link('test', true)`);
});

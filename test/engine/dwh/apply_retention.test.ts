import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../../support/index.ts';
import { fillShop, sell } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    // A customer without a name is rejected, and good later.
    await warehouse.query(
        'operational',
        `insert into customers (customer_id, city, country) values (9, 'Oslo', 'NO'), (10, 'Oslo', 'NO')`,
    );
    await warehouse.run();
    await warehouse.query(
        'operational',
        `update customers set first_name = 'Di', last_name = 'Falk' where customer_id = 9`,
    );
    await warehouse.run();
    await sell(warehouse);
    await warehouse.run();
    await warehouse.query('dwh', 'select engine.record_row_counts(true)');
});
afterAll(() => warehouse?.drop());

const count = (layer: Layer, relation: string) =>
    warehouse.value<string>(layer, `select count(*) from ${relation}`);
const apply = () => warehouse.query('dwh', 'call apply_retention()');

/** As if everything of a run had happened some days earlier. */
async function age(runId: number, days: number): Promise<void> {
    const by = `interval '${days} days'`;
    await warehouse.query(
        'dwh',
        `with r as (update etl_runs set started_at = started_at - ${by}, ended_at = ended_at - ${by}
                     where run_id = ${runId}),
              m as (update engine.run_messages set said_at = said_at - ${by} where run_id = ${runId})
         update etl_logs set start_time = start_time - ${by}, end_time = end_time - ${by}
          where run_id = ${runId}`,
    );
}

test('what is young stays', async () => {
    const before = await count('dwh', 'engine.step_statements');
    expect(Number(before)).toBeGreaterThan(0);
    await apply();
    expect(await count('dwh', 'etl_runs')).toBe('3');
    expect(await count('dwh', 'engine.step_statements')).toBe(before);
    expect(await count('stg', 'stg_rejects')).toBe('2');
});

test('statements and messages go before the runs that they belong to', async () => {
    await age(1, 20);
    await apply();
    expect(await count('dwh', 'etl_runs')).toBe('3');
    const left = (table: string) =>
        count('dwh', `${table} join etl_logs using (log_id) where etl_logs.run_id = 1`);
    expect(await left('engine.step_statements')).toBe('0');
    expect(await left('engine.run_messages m(i, r, log_id)')).toBe('0');
    expect(
        Number(
            await count(
                'dwh',
                'engine.step_statements join etl_logs using (log_id) where run_id = 2',
            ),
        ),
    ).toBeGreaterThan(0);
});

test('an old run goes with its steps, the newest that succeeded stays however old', async () => {
    for (const run of [1, 2, 3]) await age(run, 100);
    await apply();
    expect(await warehouse.query('dwh', 'select run_id from etl_runs')).toEqual([{ run_id: '3' }]);
    expect(await warehouse.value('dwh', 'select min(run_id) from etl_logs')).toBe('3');
    // The warehouse knows what it has loaded all the same.
    await warehouse.run();
    expect(
        await warehouse.value('dwh', 'select sum(rows_inserted) from etl_logs where run_id = 4'),
    ).toBe('0');
});

test('a run that is active stays, however long it takes', async () => {
    await warehouse.query(
        'dwh',
        `insert into etl_runs (status, entities, started_at) values ('RUNNING', '{}', now() - interval '1 year')`,
    );
    await apply();
    expect(await count('dwh', `etl_runs where status = 'RUNNING'`)).toBe('1');
    await warehouse.query('dwh', `delete from etl_runs where status = 'RUNNING'`);
});

test('a resolved reject goes after its time, an open one never', async () => {
    await warehouse.query(
        'stg',
        `update stg_rejects set rejected_at = rejected_at - interval '1 year',
                                resolved_at = resolved_at - interval '1 year'`,
    );
    await apply();
    expect(await warehouse.query('stg', `select business_key from stg_rejects`)).toEqual([
        { business_key: { customer_id: 10 } },
    ]);
});

test('the newest count of rows stays', async () => {
    await warehouse.query(
        'dwh',
        `insert into engine.row_counts
         select entity, counted_at - interval '2 days', operational, mrr, stg, rejects, never_good, dwh,
                dwh_versions, took from engine.row_counts`,
    );
    await warehouse.query(
        'dwh',
        `update engine.row_counts set counted_at = counted_at - interval '1 year'`,
    );
    await apply();
    expect(await count('dwh', 'engine.row_counts')).toBe('3');
});

test('a thousand rows and more go in several transactions', async () => {
    await warehouse.query(
        'dwh',
        `insert into etl_runs (status, entities, started_at, ended_at)
         select 'SKIPPED', '{}', now() - interval '1 year', now() - interval '1 year'
           from generate_series(1, 2500)`,
    );
    await apply();
    expect(await count('dwh', `etl_runs where status = 'SKIPPED'`)).toBe('0');
});

test('it cannot run inside a transaction, and says so', async () => {
    const session = await warehouse.connect('dwh');
    await session.query('begin');
    expect((await raisedBy(session.query('call apply_retention()'))).code).toBe('2D000');
    await session.end();
});

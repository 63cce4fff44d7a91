import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../../support/index.ts';
import { fingerprint, lastRun, lastStatuses, lastSteps, marks } from '../../support/runs.ts';
import { differences, fillShop, sell } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());

/** A row of each entity that is new at the source. */
async function changeEverything() {
    await warehouse.query(
        'operational',
        `update customers set city = city || 'o' where customer_id = 1`,
    );
    await warehouse.query(
        'operational',
        'update products set unit_price = unit_price + 1 where product_id = 1',
    );
    return await sell(warehouse);
}

const succeeded = {
    'mrr products': 'SUCCEEDED',
    'stg products': 'SUCCEEDED',
    'dwh products': 'SUCCEEDED',
};

describe.for<[Layer, string, Record<string, string>]>([
    [
        'mrr',
        'mrr_dim_customers',
        { 'mrr customers': 'FAILED', 'stg customers': 'BLOCKED', 'dwh customers': 'BLOCKED' },
    ],
    [
        'stg',
        'stg_dim_customers',
        { 'mrr customers': 'SUCCEEDED', 'stg customers': 'FAILED', 'dwh customers': 'BLOCKED' },
    ],
    [
        'dwh',
        'dwh_dim_customers',
        { 'mrr customers': 'SUCCEEDED', 'stg customers': 'SUCCEEDED', 'dwh customers': 'FAILED' },
    ],
])('when %s refuses a row of a dimension', ([layer, table, statuses]) => {
    let before: Awaited<ReturnType<typeof marks>>;
    let error: Awaited<ReturnType<typeof raisedBy>>;
    beforeAll(async () => {
        before = await marks(warehouse);
        await changeEverything();
        await warehouse.query(
            layer,
            `alter table ${table} add constraint no_more check (city not like '%o') not valid`,
        );
        error = await raisedBy(warehouse.run());
    });

    test('what depends on it is blocked, and everything else goes on', async () => {
        expect(await lastStatuses(warehouse)).toEqual({
            ...succeeded,
            ...statuses,
            'mrr sales': 'SUCCEEDED',
            'stg sales': 'SUCCEEDED',
            'dwh sales': 'BLOCKED',
        });
    });

    test('the step has the SQLSTATE and the message of the failure', async () => {
        expect((await lastSteps(warehouse)).get(`${layer} customers`)).toMatchObject({
            error_sqlstate: '23514',
            error_message: `new row for relation "${table}" violates check constraint "no_more"`,
            rows_inserted: null,
            batch_id: null,
        });
    });

    test('a blocked step names what it needs', async () => {
        const blocked = (await lastSteps(warehouse)).get('dwh sales');
        expect(blocked).toMatchObject({
            error_message: 'it needs dwh customers, which did not succeed',
            error_hint: 'mend what failed, then run again',
        });
    });

    test('the caller gets PS011 with every failure in DETAIL, and the run is FAILED', async () => {
        const run = await lastRun(warehouse);
        const blocked = Object.values(statuses).filter((status) => status === 'BLOCKED').length + 1;
        expect(error).toEqual({
            code: 'PS011',
            message: `run ${run.run_id} failed: 1 of 9 steps failed, ${blocked} blocked`,
            detail: `${layer} customers: new row for relation "${table}" violates check constraint "no_more" (SQLSTATE 23514)`,
            hint: expect.stringContaining(`where run_id = ${run.run_id}`),
        });
        expect(run).toMatchObject({ status: 'FAILED', error_sqlstate: 'PS011', is_ended: true });
    });

    test('the marks of what did not arrive stay where they were', async () => {
        const after = await marks(warehouse);
        expect(after.customers).toBe(before.customers);
        expect(after.sales).toBe(before.sales);
        expect(after.products).not.toBe(before.products);
    });

    test('the next run after the repair goes on where each hop stood', async () => {
        await warehouse.query(layer, `alter table ${table} drop constraint no_more`);
        await warehouse.run();
        expect(await differences(warehouse)).toEqual([]);
        const extracted = (await lastSteps(warehouse)).get('mrr customers')?.rows_updated;
        expect(extracted).toBe(layer === 'mrr' ? '1' : '0');

        const found = await fingerprint(warehouse);
        await warehouse.run();
        expect(await fingerprint(warehouse)).toEqual(found);
    });
});

test('a fact that fails blocks nothing, and its dimensions are loaded', async () => {
    const before = await marks(warehouse);
    const sale = await changeEverything();
    await warehouse.query(
        'dwh',
        `create function refuse_sale() returns trigger language plpgsql as
             $$begin raise 'no sale today' using errcode = 'XX123', hint = 'come back tomorrow'; end$$;
         create trigger refuse before insert on dwh_fact_sales for each row execute function refuse_sale()`,
    );
    const error = await raisedBy(warehouse.run());
    expect(error).toMatchObject({
        code: 'PS011',
        detail: 'dwh sales: no sale today (SQLSTATE XX123)',
    });
    expect(
        Object.entries(await lastStatuses(warehouse)).filter(
            ([, status]) => status !== 'SUCCEEDED',
        ),
    ).toEqual([['dwh sales', 'FAILED']]);
    expect((await lastSteps(warehouse)).get('dwh sales')).toMatchObject({
        error_hint: 'come back tomorrow',
    });
    expect((await marks(warehouse)).sales).toBe(before.sales);
    expect(await differences(warehouse)).toMatchObject([{ kind: 'sale', id: sale }]);

    await warehouse.query('dwh', 'drop function refuse_sale cascade');
    await warehouse.run();
    expect(await differences(warehouse)).toEqual([]);
});

test('a failure in every entity is told as one error', async () => {
    await changeEverything();
    for (const table of ['mrr_dim_customers', 'mrr_dim_products', 'mrr_fact_sales']) {
        await warehouse.query('mrr', `alter table ${table} rename to away_${table}`);
    }
    const error = await raisedBy(warehouse.run());
    expect(error.message).toMatch(/^run \d+ failed: 3 of 9 steps failed, 6 blocked$/);
    expect(
        error.detail
            ?.split('\n')
            .map((line) => line.split(':')[0])
            .sort(),
    ).toEqual(['mrr customers', 'mrr products', 'mrr sales']);
    for (const table of ['mrr_dim_customers', 'mrr_dim_products', 'mrr_fact_sales']) {
        await warehouse.query('mrr', `alter table away_${table} rename to ${table}`);
    }
    await warehouse.run();
    expect(await differences(warehouse)).toEqual([]);
});

test('a layer that cannot be reached fails its steps, and no password is in the log', async () => {
    const options = `select srvoptions::text from pg_foreign_server where srvname = 'stg'`;
    const port = /port=(\d+)/.exec((await warehouse.value<string>('dwh', options)) ?? '')?.[1];
    await warehouse.query('dwh', `alter server stg options (set port '1')`);
    const error = await raisedBy(warehouse.run());
    await warehouse.query('dwh', `alter server stg options (set port '${port}')`);
    expect(error.code).toBe('PS011');
    expect(await lastStatuses(warehouse)).toMatchObject({
        'mrr sales': 'SUCCEEDED',
        'stg sales': 'FAILED',
        'dwh sales': 'BLOCKED',
    });
    expect((await lastSteps(warehouse)).get('stg sales')?.error_sqlstate).toBe('08001');
    const logged = await warehouse.value(
        'dwh',
        `select string_agg(l::text, '') || string_agg(r::text, '') from etl_logs l, etl_runs r`,
    );
    expect(logged).not.toContain('password=');
    expect(logged).not.toContain('link password');
    await warehouse.run();
    expect(await differences(warehouse)).toEqual([]);
});

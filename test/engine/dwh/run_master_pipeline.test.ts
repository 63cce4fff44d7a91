import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { lastRun, lastSteps, startRun } from '../../support/runs.ts';
import { differences, fillShop, sell } from '../../support/shop.ts';
import { blockedHop, holdTables } from '../../support/waiting.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

describe('a first run', () => {
    let notices: string[];
    beforeAll(async () => {
        await fillShop(warehouse);
        notices = await warehouse.run();
    });

    test('loads every row of the source', async () => {
        expect(await differences(warehouse)).toEqual([]);
    });

    test('logs one step for each entity and layer, with what it read and wrote', async () => {
        const steps = await lastSteps(warehouse);
        const counts = [...steps].map(([key, step]) => [
            key,
            step.status,
            ...[step.rows_read, step.rows_inserted, step.rows_updated, step.rows_rejected],
        ]);
        expect(counts.sort()).toEqual([
            ['dwh customers', 'SUCCEEDED', '3', '3', '0', '0'],
            ['dwh products', 'SUCCEEDED', '2', '2', '0', '0'],
            ['dwh sales', 'SUCCEEDED', '6', '6', '0', '0'],
            ['mrr customers', 'SUCCEEDED', '3', '3', '0', '0'],
            ['mrr products', 'SUCCEEDED', '2', '2', '0', '0'],
            ['mrr sales', 'SUCCEEDED', '6', '6', '0', '0'],
            ['stg customers', 'SUCCEEDED', '3', '3', '0', '0'],
            ['stg products', 'SUCCEEDED', '2', '2', '0', '0'],
            ['stg sales', 'SUCCEEDED', '6', '6', '0', '0'],
        ]);
    });

    test.for([
        ['mrr sales', 'mrr customers'],
        ['mrr sales', 'mrr products'],
        ['mrr sales', 'stg sales'],
        ['mrr customers', 'stg customers'],
        ['stg products', 'dwh products'],
        ['stg sales', 'dwh sales'],
        ['dwh customers', 'dwh sales'],
        ['dwh products', 'dwh sales'],
    ])('ends %s before it begins %s', async ([first, second]) => {
        const order = await warehouse.value(
            'dwh',
            `select a.end_time <= b.start_time and a.log_id < b.log_id
               from etl_logs a join etl_logs b using (run_id)
              where a.layer || ' ' || a.entity = $1 and b.layer || ' ' || b.entity = $2
              order by run_id limit 1`,
            [first, second],
        );
        expect(order).toBe(true);
    });

    test('stamps the rows of each layer with the batch that the log names', async () => {
        const steps = await lastSteps(warehouse);
        for (const [layer, table] of [
            ['mrr', 'mrr_fact_sales'],
            ['stg', 'stg_fact_sales'],
            ['dwh', 'dwh_fact_sales'],
        ] as const) {
            const batches = await warehouse.query(layer, `select distinct batch_id from ${table}`);
            expect(batches).toEqual([{ batch_id: steps.get(`${layer} sales`)?.batch_id }]);
        }
    });

    test('keeps the statements that each step ran, with their values', async () => {
        const kept = await warehouse.query<{ step: string; sql: string }>(
            'dwh',
            `select l.layer || ' ' || l.entity as step, string_agg(s.sql, E'\\n' order by s.position) as sql
               from etl_logs l join engine.step_statements s using (log_id)
              where l.run_id = (select max(run_id) from etl_runs) group by 1 order by 1`,
        );
        expect(kept.map(({ step }) => step)).toEqual(
            [...(await lastSteps(warehouse)).keys()].sort(),
        );
        const facts = kept.find(({ step }) => step === 'dwh sales')?.sql;
        expect(facts).toContain('insert into public.dwh_fact_sales');
        expect(facts).toMatch(/s\.batch_id > '0'::bigint and s\.batch_id <= '\d+'::bigint/);
        expect(kept.some(({ sql }) => /:'[a-z_]+'/.test(sql))).toBe(false);
    });

    test('says to the caller what each step did, and nothing else', () => {
        expect(notices[0]).toMatch(/^run \d+: customers, products, sales$/);
        expect(notices.slice(1).sort()).toEqual(
            ['dwh', 'mrr', 'stg'].flatMap((layer) => [
                expect.stringMatching(`^${layer} customers: 3 read, 3 inserted, .* s\\)$`),
                expect.stringMatching(`^${layer} products: 2 read, 2 inserted, .* s\\)$`),
                expect.stringMatching(`^${layer} sales: 6 read, 6 inserted, .* s\\)$`),
            ]),
        );
    });

    test('is recorded with its caller, and leaves no link and no lock behind', async () => {
        const session = await warehouse.connect('dwh');
        await session.query('call run_master_pipeline()');
        const { rows } = await session.query(
            `select (select r.called_by = session_user and r.backend_pid = pg_backend_pid()
                            and r.ended_at > r.started_at
                       from etl_runs r order by run_id desc limit 1) as is_mine,
                    extensions.dblink_get_connections() as links,
                    (select count(*) from pg_locks
                      where locktype = 'advisory' and pid = pg_backend_pid()) as locks`,
        );
        expect(rows).toEqual([{ is_mine: true, links: null, locks: '0' }]);
    });
});

describe('the choice of entities', () => {
    let sale: string;
    beforeEach(async () => {
        sale = await sell(warehouse);
    });

    test('runs a dimension alone', async () => {
        await warehouse.run({ entities: ['products'] });
        expect([...(await lastSteps(warehouse)).keys()]).toEqual([
            'mrr products',
            'stg products',
            'dwh products',
        ]);
        expect(await differences(warehouse)).toContainEqual(
            expect.objectContaining({ kind: 'sale', id: sale }),
        );
    });

    test('runs a fact alone, with inferred members for what it misses', async () => {
        await warehouse.query(
            'operational',
            `insert into customers (customer_id, last_name, city) values (10, 'Foss', 'Moss')`,
        );
        await warehouse.query(
            'operational',
            `insert into sales (sale_id, customer_id, product_id, quantity, unit_price, transaction_date)
             values (1000, 10, 1, 1, 1, now())`,
        );
        await warehouse.run({ entities: ['sales'] });
        expect([...(await lastSteps(warehouse)).keys()]).toEqual([
            'mrr sales',
            'stg sales',
            'dwh sales',
        ]);
        const inferred = `select c.is_inferred, c.city, f.customer_key
                            from dwh_fact_sales f join dwh_dim_customers c using (customer_key) where sale_id = 1000`;
        const [before] = await warehouse.query<{ customer_key: string }>('dwh', inferred);
        expect(before).toMatchObject({ is_inferred: true, city: null });

        await warehouse.run();
        const [after] = await warehouse.query('dwh', inferred);
        expect(after).toEqual({
            is_inferred: false,
            city: 'Moss',
            customer_key: before?.customer_key,
        });
    });

    test('refuses an unknown entity before anything is locked or logged', async () => {
        const before = await lastRun(warehouse);
        const error = await raisedBy(warehouse.run({ entities: ['sales', 'sails', 'x"y'] }));
        expect(error).toMatchObject({
            code: 'PS004',
            message: `entity 'sails', 'x"y' is not declared in dwh`,
            detail: 'declared: customers, products, sales',
            hint: expect.stringContaining('run_master_pipeline()'),
        });
        expect(await lastRun(warehouse)).toEqual(before);
    });

    test('leaves out an entity that is disabled, and catches up when it is enabled again', async () => {
        await warehouse.query('dwh', `call set_entity_enabled('sales', false)`);
        await warehouse.run();
        expect([...(await lastSteps(warehouse)).keys()].some((key) => key.endsWith('sales'))).toBe(
            false,
        );
        expect(await differences(warehouse)).toContainEqual(
            expect.objectContaining({ kind: 'sale', id: sale }),
        );

        await warehouse.query('dwh', `call set_entity_enabled('sales', true)`);
        await warehouse.run();
        expect(await differences(warehouse)).toEqual([]);
    });

    test('runs a disabled entity that is named', async () => {
        await warehouse.query('dwh', `call set_entity_enabled('sales', false)`);
        await warehouse.run({ entities: ['sales'] });
        await warehouse.query('dwh', `call set_entity_enabled('sales', true)`);
        expect(await differences(warehouse)).toEqual([]);
    });

    test('may be empty', async () => {
        expect(await warehouse.run({ entities: [] })).toEqual([
            expect.stringMatching(/^run \d+: no entity is enabled$/),
        ]);
        expect(await lastRun(warehouse)).toMatchObject({ status: 'SUCCEEDED', is_ended: true });
    });
});

describe('a step', () => {
    test('is in the log as RUNNING before its work begins, for every other session to see', async () => {
        const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
        await sell(warehouse);
        const run = await startRun(warehouse);
        await blockedHop(warehouse, 'mrr');
        const steps = await lastSteps(warehouse);
        expect([...steps.keys()]).toEqual(['mrr sales']);
        expect(steps.get('mrr sales')).toMatchObject({
            status: 'RUNNING',
            rows_read: null,
            end_time: null,
        });
        expect(await lastRun(warehouse)).toMatchObject({ status: 'RUNNING', backend_pid: run.pid });
        await held.release();
        await run.ended;
        expect((await lastSteps(warehouse)).get('mrr sales')).toMatchObject({
            status: 'SUCCEEDED',
        });
    });

    test.for([1, 2, 3])(
        'works beside others: %i at once, if so many are allowed',
        async (limit) => {
            await warehouse.query('dwh', `call engine.set_setting('steps_at_once', '${limit}')`);
            const held = await holdTables(warehouse, 'stg', 'engine.batch_marks');
            const run = await startRun(warehouse);
            // Staging lets none of its three steps end.
            await until('as many steps work as may', () =>
                warehouse.value(
                    'dwh',
                    `select true from etl_logs where status = 'RUNNING' and layer = 'stg' having count(*) = $1`,
                    [limit],
                ),
            );
            await held.release();
            await run.ended;
            const most = await warehouse.value<string>(
                'dwh',
                `select max((select count(*) from etl_logs o
                          where o.run_id = l.run_id and o.start_time <= l.start_time and o.end_time > l.start_time))
               from etl_logs l where l.run_id = (select max(run_id) from etl_runs)`,
            );
            expect(most).toBe(String(limit));
        },
    );
});

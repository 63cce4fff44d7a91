import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entities, hop, hopAll, physicalRows, processOf, waiterFor } from '../../support/hops.ts';
import {
    createWarehouse,
    type Layer,
    listenToNotices,
    raisedBy,
    type Warehouse,
} from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 30, products: 10, sales: 200 });
    await hopAll(warehouse, 'mrr', 'stg', 'dwh');
});

afterAll(() => warehouse?.drop());

const heldLocks = (layer: Layer, process: number) =>
    warehouse.query(layer, `select from pg_locks where locktype = 'advisory' and pid = $1`, [
        process,
    ]);

describe('by hand, without a run of the master', () => {
    test('hops move all rows through the layers', async () => {
        const count = (layer: Layer, table: string) =>
            warehouse.value(layer, `select count(*) from ${table}`);
        expect(await count('mrr', 'mrr_fact_sales')).toBe('200');
        expect(await count('mrr', 'mrr_dim_customers')).toBe('30');
        expect(await count('dwh', 'dwh_fact_sales')).toBe(await count('stg', 'stg_fact_sales'));
    });

    test.for(['mrr', 'stg', 'dwh'] as const)(
        'a hop into %s that finds nothing new writes no row, no batch and no mark',
        async (layer) => {
            // The raw layer's own mark follows the clock: it says up to when nothing was new. A hop
            // into the warehouse is a step in the log, whatever it found.
            const except = ['engine.source_marks', 'etl_logs'];
            const before = await physicalRows(warehouse, layer, { except });
            for (const entity of entities) {
                const result = await hop({ warehouse, layer }, entity);
                expect(result).toMatchObject({ rows_inserted: 0, rows_updated: 0 });
                expect(result.batch_id ?? null).toBeNull();
            }
            expect(await physicalRows(warehouse, layer, { except })).toEqual(before);
        },
    );

    test.for([
        ['mrr', 'mrr_dim_customers'],
        ['stg', 'stg_dim_customers'],
    ] as const)('a hop into %s writes what is new and nothing else', async ([layer, table]) => {
        await hopAll(warehouse, 'mrr', 'stg');
        await warehouse.query(
            'operational',
            `with fresh as (insert into customers (last_name) values ('New in ${layer}'))
             update customers set last_name = 'Changed in ${layer}' where customer_id = 7`,
        );
        if (layer === 'stg') await hop({ warehouse, layer: 'mrr' }, 'customers');
        const result = await hop({ warehouse, layer }, 'customers');
        expect(result).toMatchObject({ rows_inserted: 1, rows_updated: 1 });
        const written = await warehouse.query(
            layer,
            `select lower(last_name) as name from ${table} where batch_id = $1 order by customer_id`,
            [result.batch_id],
        );
        expect(written).toEqual([{ name: `changed in ${layer}` }, { name: `new in ${layer}` }]);
    });

    test('it says in one line what it did', async () => {
        const session = await warehouse.connect('mrr');
        const notices = listenToNotices(session);
        await warehouse.query('operational', `insert into products (product_name) values ('Lamp')`);
        const { batch_id } = await hop({ warehouse, layer: 'mrr', session }, 'products');
        expect(notices).toHaveLength(1);
        expect(notices[0]).toMatch(
            new RegExp(`^mrr products: \\d+ read, 1 inserted, 0 updated, batch ${batch_id}$`),
        );
        await session.end();
    });

    test('an operator may call it, and a reader may not', async () => {
        const operator = await warehouse.connect('mrr', { user: 'pgstrata_operator' });
        await hop({ warehouse, layer: 'mrr', session: operator }, 'products');
        const reader = await warehouse.connect('mrr', { user: 'pgstrata_reader' });
        const refused = hop({ warehouse, layer: 'mrr', session: reader }, 'products');
        expect(await raisedBy(refused)).toMatchObject({ code: '42501' });
        await Promise.all([operator.end(), reader.end()]);
    });
});

test('inside a transaction it fails before it locks or writes anything', async () => {
    const session = await warehouse.connect('mrr');
    await session.query('begin');
    const refused = await raisedBy(hop({ warehouse, layer: 'mrr', session }, 'sales'));
    expect(refused.code).toBe('2D000');
    await session.query('rollback');
    expect(await heldLocks('mrr', await processOf(session))).toHaveLength(0);
    await session.end();
});

test.for([['mrr'], ['stg'], ['dwh']] as const)(
    'in %s an entity that is not declared is PS004, with those that are',
    async ([layer]) => {
        expect(await raisedBy(hop({ warehouse, layer }, 'invoices'))).toEqual({
            code: 'PS004',
            message: `entity "invoices" is not declared in ${layer}`,
            detail: 'declared: customers, products, sales',
            hint: expect.stringContaining('declarations.sql'),
        });
    },
);

test('a hop that fails leaves nothing half done, and its session can call it again', async () => {
    const session = await warehouse.connect('mrr');
    const process = await processOf(session);
    await warehouse.query('operational', `update sales set quantity = 77 where sale_id <= 5`);
    await warehouse.query('mrr', 'alter table mrr_fact_sales add check (quantity <> 77) not valid');
    const before = await physicalRows(warehouse, 'mrr');
    for (let time = 0; time < 3; time++) {
        const failed = await raisedBy(hop({ warehouse, layer: 'mrr', session }, 'sales'));
        expect(failed.code).toBe('23514');
        expect(await heldLocks('mrr', process)).toHaveLength(0);
    }
    expect(await physicalRows(warehouse, 'mrr')).toEqual(before);

    await warehouse.query(
        'mrr',
        'alter table mrr_fact_sales drop constraint mrr_fact_sales_quantity_check',
    );
    const result = await hop({ warehouse, layer: 'mrr', session }, 'sales');
    expect(result.rows_updated).toBe(5);
    await session.end();
});

test.for([
    ['cancelled', 'pg_cancel_backend', '57014'],
    ['killed', 'pg_terminate_backend', '57P01'],
] as const)(
    'a hop that is %s in the middle of its load leaves nothing half done and no lock',
    async ([, function_, code]) => {
        const quantity = code === '57014' ? 88 : 99;
        await warehouse.query('operational', 'update sales set quantity = $1 where sale_id <= 20', [
            quantity,
        ]);
        const before = await physicalRows(warehouse, 'mrr');
        const holder = await warehouse.connect('mrr');
        await holder.query('begin');
        await holder.query('select from mrr_fact_sales where sale_id = 15 for update');

        const session = await warehouse.connect('mrr');
        const process = await processOf(session);
        const failed = raisedBy(hop({ warehouse, layer: 'mrr', session }, 'sales'));
        expect(await waiterFor(warehouse, 'mrr', await processOf(holder))).toBe(process);
        await warehouse.query('mrr', `select ${function_}($1)`, [process]);
        expect((await failed).code).toBe(code);
        await holder.end();
        if (code === '57014') expect(await heldLocks('mrr', process)).toHaveLength(0);

        expect(await physicalRows(warehouse, 'mrr')).toEqual(before);
        expect((await hop({ warehouse, layer: 'mrr' }, 'sales')).rows_updated).toBe(20);
    },
);

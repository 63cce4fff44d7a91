import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hop, kill, processOf, until } from '../../support/hops.ts';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../../support/index.ts';

const targets = { mrr: 'mrr_fact_sales', stg: 'stg_fact_sales' } as const;

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 20, products: 10, sales: 400 });
    // The gaps show that ranges follow the keys that are there, not their span.
    await warehouse.query('operational', 'delete from sales where sale_id between 101 and 180');
});

afterAll(() => warehouse?.drop());

const setting = (layer: Layer, name: string, value: string) =>
    warehouse.query(layer, 'call engine.set_setting($1, $2)', [name, value]);

/** As if the layer had never read anything; its rows go as well. */
async function forget(layer: 'mrr' | 'stg'): Promise<void> {
    const marks = layer === 'mrr' ? 'source_marks' : 'batch_marks';
    await warehouse.query(layer, `truncate ${targets[layer]}`);
    await warehouse.query(layer, `delete from engine.${marks} where entity = 'sales'`);
    await warehouse.query(layer, `delete from engine.batches where entity = 'sales'`);
    if (layer === 'stg') await warehouse.query(layer, 'truncate stg_rejects');
}

/** The rows that a layer holds, without what two loads may differ in. */
const contents = (layer: 'mrr' | 'stg') =>
    warehouse.query(
        layer,
        `select to_jsonb(t) - '{batch_id, loaded_at}'::text[] as row
           from ${targets[layer]} t order by sale_id`,
    );

const source = () =>
    warehouse.query(
        'operational',
        `select to_jsonb(s) || '{"is_deleted": false}' as row from sales s order by sale_id`,
    );

const batches = (layer: Layer) =>
    warehouse.query(
        layer,
        `select batch_id::text, completed_at is not null as is_completed
           from engine.batches where entity = 'sales' order by batch_id`,
    );

const openRanges = () =>
    warehouse.query<{ range_no: number; range_from: string; is_loaded: boolean; result: unknown }>(
        'mrr',
        `select range_no, range_from, completed_at is not null as is_loaded, result
           from engine.ranges order by range_no`,
    );

describe('a hop of more rows than rows_per_range', () => {
    test.for(['mrr', 'stg'] as const)(
        'brings into %s what one transaction would bring, in one batch',
        async (layer) => {
            if (layer === 'stg') {
                await forget('mrr');
                await hop({ warehouse, layer: 'mrr' }, 'sales');
            }
            await forget(layer);
            await setting(layer, 'rows_per_range', '500000');
            const whole = await hop({ warehouse, layer }, 'sales');
            const expected = await contents(layer);
            await forget(layer);
            await setting(layer, 'rows_per_range', '30');
            await setting(layer, 'sessions_per_hop', '3');
            const cut = await hop({ warehouse, layer }, 'sales');

            expect(await contents(layer)).toEqual(expected);
            expect(await batches(layer)).toEqual([{ batch_id: cut.batch_id, is_completed: true }]);
            expect(cut).toMatchObject({
                rows_read: whole.rows_read,
                rows_inserted: whole.rows_inserted,
                rows_updated: 0,
            });
            expect(
                await warehouse.value(
                    layer,
                    `select count(distinct batch_id) from ${targets[layer]}`,
                ),
            ).toBe('1');
        },
    );

    test('leaves no range, no link and no session behind', async () => {
        expect(await openRanges()).toEqual([]);
        await until('the sessions of the ranges have gone', async () => {
            const left = await warehouse.query(
                'mrr',
                `select from pg_stat_activity
                  where datname = current_database() and application_name = 'pgstrata from mrr'`,
            );
            return left.length === 0;
        });
    });
});

describe('a hop in key ranges that is stopped in the middle', () => {
    beforeEach(async () => {
        await forget('mrr');
        await setting('mrr', 'rows_per_range', '100');
        await setting('mrr', 'sessions_per_hop', '1');
    });

    /** Stops the hop in its third range, by a row of that range that another session inserts. */
    async function stopped(victim: (leader: number, range: number) => number): Promise<string> {
        const [leader, holder] = await Promise.all([
            warehouse.connect('mrr'),
            warehouse.connect('mrr'),
        ]);
        await holder.query('begin');
        await holder.query(
            `insert into mrr_fact_sales (sale_id, batch_id, loaded_at) values (300, 0, now())`,
        );
        const [process, holding] = [await processOf(leader), await processOf(holder)];
        const failed = raisedBy(hop({ warehouse, layer: 'mrr', session: leader }, 'sales'));
        // The leader itself waits for a while, to set an index aside.
        const range = await until('a range waits', () =>
            warehouse.value<number>(
                'mrr',
                `select pid from pg_stat_activity
                  where $1 = any (pg_blocking_pids(pid)) and query like '%run_range%'`,
                [holding],
            ),
        );
        expect((await openRanges()).map(({ is_loaded }) => is_loaded)).toEqual([
            true,
            true,
            false,
            false,
        ]);
        await kill(warehouse, 'mrr', victim(process, range));
        const { code } = await failed;
        await until('the range session has gone as well', async () => {
            const left = await warehouse.value(
                'mrr',
                'select 1 from pg_stat_activity where pid = $1',
                [range],
            );
            return left === undefined;
        });
        await holder.end();
        return code ?? '';
    }

    const victims: [string, (leader: number, range: number) => number][] = [
        ['a session that loads a range', (_leader, range) => range],
        ['the leader', (leader) => leader],
    ];

    test.for(victims)('because %s is killed, is resumed by the next call', async ([, victim]) => {
        expect(await stopped(victim)).toMatch(/^(57P01|08\w{3})$/);
        const [open] = await batches('mrr');
        expect(open).toMatchObject({ is_completed: false });
        expect(
            await warehouse.value(
                'mrr',
                `select from engine.completed_batches where entity = 'sales'`,
            ),
        ).toBeUndefined();
        const finished = await warehouse.query(
            'mrr',
            'select sale_id, ctid::text, xmin::text from mrr_fact_sales order by sale_id',
        );
        expect(finished.length).toBeGreaterThan(100);

        const result = await hop({ warehouse, layer: 'mrr' }, 'sales');
        expect(result).toMatchObject({ rows_inserted: 320, rows_updated: 0 });
        expect(await batches('mrr')).toEqual([
            { batch_id: (open as { batch_id: string }).batch_id, is_completed: true },
        ]);
        // The ranges that were finished are not loaded a second time.
        const still = await warehouse.query(
            'mrr',
            `select sale_id, ctid::text, xmin::text from mrr_fact_sales
              where sale_id = any ($1) order by sale_id`,
            [finished.map(({ sale_id }) => sale_id)],
        );
        expect(still).toEqual(finished);
        expect(await contents('mrr')).toEqual(await source());
    });

    test('is completed by whoever calls next, who then also brings what came later', async () => {
        await stopped((leader) => leader);
        await warehouse.query('operational', `update sales set quantity = 55 where sale_id = 1`);
        const { batch_id } = await hop({ warehouse, layer: 'mrr' }, 'sales');
        expect(await batches('mrr')).toHaveLength(2);
        expect(
            await warehouse.query(
                'mrr',
                'select quantity, batch_id::text from mrr_fact_sales where sale_id = 1',
            ),
        ).toEqual([{ quantity: 55, batch_id }]);
        await warehouse.query('operational', `update sales set quantity = 1 where sale_id = 1`);
    });
});

describe('a key range that keeps its transaction at the source open for too long', () => {
    /** Rows of these tables take their time. */
    const slow = {
        sales: ['mrr_fact_sales', 0.004],
        products: ['mrr_dim_products', 0.05],
    } as const;
    beforeEach(async () => {
        await setting('mrr', 'sessions_per_hop', '1');
        for (const [table, seconds] of Object.values(slow)) {
            await warehouse.query(
                'mrr',
                `create function slow_${table}() returns trigger language plpgsql as
                 'begin perform pg_sleep(${seconds}); return new; end';
                 create trigger slow before insert on ${table} for each row execute function slow_${table}()`,
            );
        }
        return async () => {
            for (const [table] of Object.values(slow)) {
                await warehouse.query('mrr', `drop function slow_${table} cascade`);
            }
            await setting('mrr', 'source_transaction_limit', '5 min');
        };
    });

    /** What the hop tells, as the master keeps it. */
    async function told(entity: string): Promise<string[]> {
        const { messages } = (await warehouse.value(
            'mrr',
            `call run_hop('${entity}', '{"log_id": 1}')`,
        )) as { messages: { message: string }[] };
        return messages.map(({ message }) => message);
    }

    test('is cancelled and cut in two, like those still to come, until they are short enough', async () => {
        await forget('mrr');
        await setting('mrr', 'rows_per_range', '160');
        await setting('mrr', 'source_transaction_limit', '400 ms');
        const messages = await told('sales');
        expect(messages).toContain(
            'range 1 took longer than 00:00:00.4: it is cut in two, like those still to come',
        );
        // Two ranges of 160 rows are at least four.
        const loaded = messages.filter((message) => /^range \d+ is loaded$/.test(message));
        expect(loaded.length).toBeGreaterThan(3);
        expect(new Set(loaded).size).toBe(loaded.length);
        expect(await contents('mrr')).toEqual(await source());
        expect(await batches('mrr')).toMatchObject([{ is_completed: true }]);
    });

    test('takes as long as it takes where all of its rows have one key', async () => {
        await setting('mrr', 'rows_per_range', '5');
        await setting('mrr', 'source_transaction_limit', '10 ms');
        const messages = await told('products');
        expect(messages).toContainEqual(
            expect.stringMatching(/^range \d+ took longer than 00:00:00.01, but has a single key/),
        );
        expect(await warehouse.value('mrr', 'select count(*) from mrr_dim_products')).toBe('10');
    });

    test('is watched from 50,000 rows on, in a session of its own', async () => {
        await setting('mrr', 'rows_per_range', '500000');
        const asked: [rows: number, limit: string, next: string][] = [
            [50_000, '5 min', 'load'],
            [50_001, '5 min', 'ranges'],
            [50_001, '0', 'load'],
        ];
        for (const [rows, limit, next] of asked) {
            await setting('mrr', 'source_transaction_limit', limit);
            await warehouse.query('mrr', 'begin; set local role pgstrata_pipeline');
            // The count of the survey, and nothing else of it, comes from here.
            await warehouse.query(
                'mrr',
                `create or replace function engine.plan_survey(p_entity text, p_besides text default null)
                 returns setof engine.plan_step language sql as
                 $$ select 1, 'count', 'select jsonb_build_object(''rows'', ${rows}, ''is_empty'', false)' $$`,
            );
            const hop = await warehouse.value<{ next: string }>(
                'mrr',
                `select engine.survey_hop('sales', '{"resumes": false, "result": {}, "parameters": {}}')`,
            );
            await warehouse.query('mrr', 'rollback');
            expect([rows, limit, hop?.next]).toEqual([rows, limit, next]);
        }
    });
});

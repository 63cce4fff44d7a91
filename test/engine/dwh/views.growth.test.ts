import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { fillShop } from '../../support/shop.ts';

/** What the page and the master read all the time must not cost more as the log grows. */
const statements = [
    'select * from vw_etl_runs limit 50',
    'select * from vw_recent_etl_runs',
    'select * from vw_open_failures',
    'select * from vw_etl_performance_summary',
    'select * from engine.faults()',
    'select * from engine.queue_depth()',
    'select engine.delete_expired(100)',
];

let warehouse: Warehouse;
let small: Map<string, number>;
let large: Map<string, number>;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await addRuns(1200);
    await warehouse.run();
    small = await pages();
    await addRuns(6000);
    await warehouse.run();
    large = await pages();
});
afterAll(() => warehouse?.drop());

/** Runs of the last days with nine steps each; one in a hundred failed. */
async function addRuns(count: number): Promise<void> {
    await warehouse.query(
        'dwh',
        `with runs as (
            insert into etl_runs (status, entities, started_at, ended_at)
            select case when g % 100 = 0 then 'FAILED' else 'SUCCEEDED' end, '{customers,products,sales}', at, at
              from generate_series(1, $1) g
             cross join lateral (select now() - ($1 - g) * interval '1 minute') t (at)
            returning *
        )
        insert into etl_logs (run_id, process_name, layer, entity, table_name, status, start_time, end_time,
                              rows_read, rows_inserted, rows_updated, rows_rejected, rows_deleted)
        select r.run_id, engine.process_name(l, e.entity), l, e.entity, l, r.status, r.started_at, r.ended_at,
               r.run_id % 7, 1, 1, 0, 0
          from runs r cross join engine.entities e cross join unnest('{mrr,stg,dwh}'::text[]) l
         order by r.run_id`,
        [count],
    );
    await warehouse.query('dwh', 'vacuum analyze');
}

/** How many pages each statement looks at, once it has been planned before. */
async function pages(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const statement of statements) {
        await warehouse.query('dwh', statement);
        const plan = await warehouse.value<[{ Plan: Record<string, number> }]>(
            'dwh',
            `explain (analyze, buffers, format json) ${statement}`,
        );
        const top = plan?.[0].Plan ?? {};
        found.set(statement, Number(top['Shared Hit Blocks']) + Number(top['Shared Read Blocks']));
    }
    return found;
}

test.for(statements)('%s looks at no more pages as the log grows', (statement) => {
    const [before, after] = [small.get(statement) ?? 0, large.get(statement) ?? 0];
    expect(before).toBeGreaterThan(0);
    // The log is six times as long; an index may be one page deeper, and rows lie otherwise.
    expect(after, `${before} pages, then ${after}`).toBeLessThan(2 * before + 50);
});

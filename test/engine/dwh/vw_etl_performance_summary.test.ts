import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

/** Steps that began at midnight, each with how it ended, its seconds and the rows that it read. */
async function log(layer: string, entity: string, steps: [string, number, number][]) {
    for (const [status, seconds, rows] of steps) {
        await warehouse.query(
            'dwh',
            `insert into etl_logs
                    (process_name, layer, entity, table_name, status, start_time, end_time, rows_read)
             values ($1 || ' ' || $2, $1, $2, $2, $3, '2025-01-01 00:00+00',
                     '2025-01-01 00:00+00'::timestamptz + make_interval(secs => $4), $5)`,
            [layer, entity, status, seconds, rows],
        );
    }
}

test('is empty before the first run', async () => {
    expect(await warehouse.query('dwh', 'select * from vw_etl_performance_summary')).toEqual([]);
});

test('measures the steps that succeeded, and counts the others apart', async () => {
    await log('mrr', 'sales', [
        ['SUCCEEDED', 1, 100],
        ['SUCCEEDED', 10, 200],
        ['FAILED', 3600, 999],
        ['SUCCEEDED', 2, 300],
        ['CRASHED', 3600, 999],
        ['SUCCEEDED', 3, 200],
        ['CANCELLED', 3600, 999],
        ['BLOCKED', 0, 0],
        ['BLOCKED', 0, 0],
    ]);
    expect(await warehouse.query('dwh', 'select * from vw_etl_performance_summary')).toEqual([
        {
            process_name: 'mrr sales',
            layer: 'mrr',
            table_name: 'sales',
            runs: '7',
            failures: '2',
            blocked: '2',
            median_duration: '00:00:02.5',
            // Of 1, 2, 3 and 10 seconds, interpolated: 3 + 0.85 * 7.
            p95_duration: '00:00:08.95',
            last_duration: '00:00:03',
            last_success: '2025-01-01 00:00:10+00',
            rows_per_second: '50',
        },
    ]);
});

test('says nothing of the speed of what never succeeded, or took no time', async () => {
    await log('dwh', 'never', [['FAILED', 5, 5]]);
    await log('dwh', 'quick', [['SUCCEEDED', 0, 5]]);
    const shown = await warehouse.query(
        'dwh',
        `select table_name, runs, median_duration, p95_duration, last_success, rows_per_second
           from vw_etl_performance_summary where layer = 'dwh'`,
    );
    expect(shown).toEqual([
        {
            table_name: 'never',
            runs: '1',
            median_duration: null,
            p95_duration: null,
            last_success: null,
            rows_per_second: null,
        },
        {
            table_name: 'quick',
            runs: '1',
            median_duration: '00:00:00',
            p95_duration: '00:00:00',
            last_success: '2025-01-01 00:00:00+00',
            rows_per_second: null,
        },
    ]);
});

test('has one row for each process, in the order of the layers', async () => {
    await log('stg', 'sales', [['SUCCEEDED', 1, 1]]);
    const shown = await warehouse.query<{ process_name: string }>(
        'dwh',
        'select process_name from vw_etl_performance_summary',
    );
    expect(shown.map(({ process_name }) => process_name)).toEqual([
        'mrr sales',
        'stg sales',
        'dwh never',
        'dwh quick',
    ]);
});

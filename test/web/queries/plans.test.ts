import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFailures } from '../../../src/web/queries/failures.ts';
import { openRequests, requestAnswer } from '../../../src/web/queries/requests.ts';
import * as run from '../../../src/web/queries/run.ts';
import * as runs from '../../../src/web/queries/runs.ts';
import * as tables from '../../../src/web/queries/tables.ts';
import type { Reader } from '../../../src/web/types.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

interface Node {
    'Node Type': string;
    'Relation Name'?: string;
    Plans?: Node[];
}

let warehouse: Warehouse;
let session: pg.Client;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query(
        'dwh',
        `insert into etl_runs (status, entities, started_at, ended_at)
         select case when i % 100 = 0 then 'FAILED' else 'SUCCEEDED' end, '{customers,products,sales}',
                now() - (3000 - i) * interval '1 h', now() - (3000 - i) * interval '1 h'
           from generate_series(1, 3000) i`,
    );
    await warehouse.query(
        'dwh',
        `insert into etl_logs (run_id, process_name, layer, entity, table_name, status, start_time, end_time)
         select r.run_id, engine.process_name(l, e), l, e, l || '_' || e, 'SUCCEEDED', r.started_at, r.started_at
           from etl_runs r
          cross join unnest('{mrr,stg,dwh}'::text[]) l
          cross join unnest(r.entities) e
          order by r.run_id`,
    );
    await warehouse.query(
        'dwh',
        `insert into engine.step_statements select log_id, 1, 'purpose', 'select', 1, 1 from etl_logs`,
    );
    await warehouse.query(
        'dwh',
        `insert into engine.run_messages (run_id, log_id, message) select run_id, log_id, 'm' from etl_logs`,
    );
    await warehouse.query(
        'dwh',
        `insert into engine.row_counts (entity, counted_at, took)
         select e, now() - i * interval '1 h', '1 s'
           from unnest('{customers,products,sales}'::text[]) e, generate_series(1, 2000) i`,
    );
    await warehouse.query('dwh', 'analyze');
    session = await warehouse.connect('dwh', { user: 'pgstrata_web' });
});
afterAll(() => warehouse?.drop());

/** Runs nothing: keeps which tables that grow would be read from end to end. */
function explaining(read: string[]): Reader {
    const reader: Reader = {
        async rows(sql, values = []) {
            const { rows } = await session.query(`explain (format json) ${sql}`, values);
            const walk = (node: Node) => {
                if (node['Node Type'] === 'Seq Scan') read.push(node['Relation Name'] ?? '');
                for (const child of node.Plans ?? []) walk(child);
            };
            walk(rows[0]['QUERY PLAN'][0].Plan);
            return [];
        },
        async row(sql, values) {
            await reader.rows(sql, values);
            return undefined;
        },
        cached: (_key, _milliseconds, load) => load(),
    };
    return reader;
}

const page = { filter: {}, limit: 41 };
const queries: [name: string, read: (db: Reader) => Promise<unknown>][] = [
    ['the newest runs', (db) => runs.listRuns(db, page)],
    ['older runs', (db) => runs.listRuns(db, { ...page, before: '1500' })],
    ['newer runs', (db) => runs.listRuns(db, { ...page, after: '1500' })],
    ['failed runs', (db) => runs.listRuns(db, { ...page, filter: { status: 'FAILED' } })],
    ['crashed runs', (db) => runs.listRuns(db, { ...page, filter: { status: 'CRASHED' } })],
    ['runs of an entity', (db) => runs.listRuns(db, { ...page, filter: { entity: 'sales' } })],
    ['what was asked for', (db) => openRequests(db)],
    ['one request', (db) => requestAnswer(db, { id: '7' }).catch(() => {})],
    ['the steps of runs', (db) => runs.stepsOfRuns(db, ['1', '2', '3'])],
    ['one run', (db) => run.findRun(db, '1500')],
    ['its steps', (db) => run.stepsOfRun(db, '1500')],
    ['its statements', (db) => run.statementsOf(db, ['1500', '1501'], 41)],
    ['its messages', (db) => run.messagesOf(db, '1500', 2000)],
    ['open failures', (db) => openFailures(db)],
    ['all entities', (db) => tables.listEntities(db)],
    ['one entity', (db) => tables.findEntity(db, 'sales')],
    ['row counts', (db) => tables.rowCounts(db, 'sales', 120)],
    ['volumes', (db) => tables.stepVolumes(db, 'sales', 30)],
];

test.each(queries)('%s are read by index', async (_name, read) => {
    const scanned: string[] = [];
    await read(explaining(scanned));
    const growing = ['etl_runs', 'etl_logs', 'step_statements', 'run_messages', 'row_counts'];
    expect(scanned.filter((table) => growing.includes(table))).toEqual([]);
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;
let runId: string;

const ask = <Row extends object = Record<string, unknown>>(sql: string, values: unknown[] = []) =>
    warehouse.query<Row>('dwh', sql, values);

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
beforeEach(async () => {
    await ask('begin; set local role pgstrata_pipeline');
    const [run] = await ask<{ run_id: string }>(
        `insert into etl_runs (status, entities, origin) values ('RUNNING', '{customers,sales}', 'call')
         returning run_id`,
    );
    runId = run?.run_id ?? '';
});
afterEach(() => ask('rollback'));

interface Step {
    status: string;
    layer: string;
    entity: string;
    link?: string;
    since?: string;
}

const step = (layer: string, entity: string, more: Partial<Step> = {}): Step => {
    return { layer, entity, status: 'WAITING', ...more };
};
const busy = step('stg', 'sales', { status: 'RUNNING', link: 'pgstrata_step_stg_1' });

/** As it is after the run has tried to prepare the last of its steps. */
async function prepared(...steps: Step[]): Promise<Step> {
    const [row] = await ask<{ step: Step }>('select engine.prepare_step($1, $2, $3) as step', [
        JSON.stringify({ run_id: runId, steps }),
        JSON.stringify(steps.at(-1)),
        JSON.stringify(steps.slice(0, -1)),
    ]);
    return row?.step as Step;
}

test('the first step of a layer gets a link at once, whatever other layers do', async () => {
    expect(await prepared(busy, step('mrr', 'customers'))).toMatchObject({
        status: 'READY',
        link: 'pgstrata_step_mrr_1',
    });
    expect(
        await ask('select layer, entity, status from etl_logs where run_id = $1', [runId]),
    ).toEqual([{ layer: 'mrr', entity: 'customers', status: 'RUNNING' }]);
});

test('a step waits for a busy link of its layer, and is in no log meanwhile', async () => {
    const waiting = await prepared(busy, step('stg', 'customers'));
    expect(waiting).toMatchObject({ status: 'WAITING', since: expect.any(String) });
    expect(await ask('select * from etl_logs where run_id = $1', [runId])).toEqual([]);
    expect(await prepared(busy, waiting)).toEqual(waiting);
    expect(await prepared({ ...busy, status: 'SUCCEEDED' }, waiting)).toMatchObject({
        status: 'READY',
        link: 'pgstrata_step_stg_1',
    });
});

test('it does not wait for long', async () => {
    const since = new Date(Date.now() - 1000).toISOString();
    expect(await prepared(busy, step('stg', 'customers', { since }))).toMatchObject({
        status: 'READY',
        link: 'pgstrata_step_stg_2',
    });
});

test('nor for a link of its own that is open already', async () => {
    await ask(`select engine.open_link('pgstrata_step_stg_2', 'stg')`);
    expect(await prepared(busy, step('stg', 'customers'))).toMatchObject({
        status: 'READY',
        link: 'pgstrata_step_stg_2',
    });
    await ask(`select engine.close_link('pgstrata_step_stg_2', false)`);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logs } from '../../src/commands/logs.ts';
import { run } from '../../src/commands/run.ts';
import { PipelineError } from '../../src/errors.ts';
import { createOutput } from '../../src/output.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { draw } from '../support/screen.ts';
import { fillShop, sell } from '../support/shop.ts';
import { blockedHop, holdTables } from '../support/waiting.ts';
import { capture } from './capture.ts';
import { Running } from './process.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
});
afterAll(() => warehouse?.drop());

interface PrintedStep {
    layer: string;
    entity: string;
    status: string;
    read: number;
}

test('a run prints its steps as they were logged', async () => {
    const { output, written } = capture(warehouse, { json: true });
    await run(warehouse.databases, output, {});
    const steps = JSON.parse(written.stdout) as PrintedStep[];
    const read = steps.filter(({ layer }) => layer === 'mrr').map((s) => `${s.entity} ${s.read}`);
    expect(read.toSorted()).toEqual(['customers 3', 'products 2', 'sales 6']);
    expect(written.stderr).toMatch(/^run 1: customers, products, sales\n/);
    expect(written.stderr).toContain('dwh sales: 6 read, 6 inserted');
});

test('on a terminal the steps move on stderr, and stdout has only data', async () => {
    const written = { stdout: '', stderr: '' };
    const terminal = { isTTY: true, columns: 90, rows: 40 };
    const output = createOutput({
        json: true,
        stdout: { write: (text) => (written.stdout += text) },
        stderr: { ...terminal, write: (text) => (written.stderr += text) },
        env: { NO_COLOR: '1' },
    });
    await sell(warehouse);
    const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
    const running = run(warehouse.databases, output, {});
    try {
        await until('the step moves', async () =>
            draw(written.stderr).some((line) => /^ {2}[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] mrr sales$/.test(line)),
        );
        await until('the others wait', async () => draw(written.stderr).includes('  ◼ stg sales'));
    } finally {
        await held.release();
        await running;
    }
    expect(JSON.parse(written.stdout)).toHaveLength(9);
    const [title, ...steps] = draw(written.stderr);
    expect(title).toMatch(/^✔ run \d+: customers, products, sales$/);
    expect(steps).toHaveLength(9);
    for (const step of steps) expect(step).toMatch(/^ {2}✔ \w+ \w+: .* \(\d+\.\d s\)$/);
});

test('only the entities that are named run', async () => {
    const { code, stdout } = await pgstrata(
        ['run', '--json', '--entity', 'customers', 'products'],
        warehouse.env,
    );
    expect(code).toBe(0);
    const entities = (JSON.parse(stdout) as PrintedStep[]).map(({ entity }) => entity);
    expect(new Set(entities)).toEqual(new Set(['customers', 'products']));
});

test('an entity that is none is answered with those that there are', async () => {
    const { code, stdout, stderr } = await pgstrata(['run', '--entity', 'sale'], warehouse.env);
    expect(stderr).toMatch(
        /^error: .*sale.*\ndetail: .*customers, products, sales\nhint: did you mean sales\?$/m,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('a run while another is active ends with 4 and names it', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
    const active = new Running(['run'], warehouse.env);
    try {
        await blockedHop(warehouse, 'mrr');
        const { code, stdout, stderr } = await pgstrata(['run'], warehouse.env);
        expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
        expect(stderr).toMatch(/^error: another run is active/m);
        expect(stderr).toMatch(/^detail: .*process \d+/m);
        await held.release();
        expect(await active.ended).toBe(0);
    } finally {
        await held.release();
        await active.kill();
    }
});

test('Ctrl-C cancels the run on the server, which logs that, and shows what was done', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
    const active = new Running(['run'], warehouse.env);
    try {
        await blockedHop(warehouse, 'mrr');
        expect(await active.interrupt()).toBe(130);
    } finally {
        await active.kill();
        await held.release();
    }
    expect(active.stderr).toContain('cancelling\n');
    expect(active.stderr).toMatch(/^error: /m);
    expect(active.stdout).toMatch(/^mrr +sales +CANCELLED/m);
    const [last] = await warehouse.query(
        'dwh',
        'select status from etl_runs order by run_id desc limit 1',
    );
    expect(last).toEqual({ status: 'CANCELLED' });
});

describe('when a step fails', () => {
    beforeAll(() => warehouse.query('operational', 'revoke select on sales from pgstrata_link'));
    afterAll(() => warehouse.query('operational', 'grant select on sales to pgstrata_link'));

    test('run ends with 1, the steps on stdout and the reason on stderr', async () => {
        const { code, stdout, stderr } = await pgstrata(['run'], warehouse.env);
        expect(code).toBe(1);
        expect(stdout).toMatch(/^mrr +sales +FAILED/m);
        expect(stdout).toMatch(/^dwh +customers +SUCCEEDED/m);
        expect(stderr).toMatch(/^error: .*\ndetail: .*permission denied for table sales/m);
        expect(stderr).toMatch(/^hint: /m);
    });

    test('the function throws what the server said', async () => {
        const { output } = capture(warehouse);
        const failed = run(warehouse.databases, output, { entity: ['sales'] });
        await expect(failed).rejects.toThrow(PipelineError);
        await expect(failed).rejects.toMatchObject({ exitCode: 1, sqlstate: 'PS011' });
    });

    test('the log shows it, with everything known of the error', async () => {
        const { output, written } = capture(warehouse, { json: true });
        await logs(warehouse.databases, output, { failed: true, limit: 3 });
        const rows = JSON.parse(written.stdout) as Record<string, unknown>[];
        expect(rows).toHaveLength(3);
        expect(rows.at(-1)).toMatchObject({
            layer: 'mrr',
            entity: 'sales',
            status: 'FAILED',
            error_sqlstate: '42501',
            error_message: 'permission denied for table sales',
        });
    });
});

test('the log can be that of one run, newest first', async () => {
    const { output, written } = capture(warehouse, { json: true });
    await logs(warehouse.databases, output, { run: 1 });
    const rows = JSON.parse(written.stdout) as { run_id: number; log_id: number }[];
    expect(rows).toHaveLength(9);
    expect(new Set(rows.map(({ run_id }) => run_id))).toEqual(new Set([1]));
    const ids = rows.map(({ log_id }) => log_id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
});

test('a run is asked for, and it says so when no worker is alive to take it', async () => {
    const ask = () =>
        pgstrata(['run', '--json', '--queue', '--entity', 'customers'], warehouse.env);
    const { code, stdout, stderr } = await ask();
    expect({ code, stderr }).toEqual({
        code: 0,
        stderr: expect.stringContaining('no worker is alive to take it'),
    });
    const [request] = await warehouse.query<{ request_id: string }>(
        'dwh',
        'select request_id, entities, requested_by from engine.run_requests',
    );
    expect(request).toMatchObject({ entities: ['customers'], requested_by: 'postgres' });
    expect(JSON.parse(stdout)).toEqual([{ request_id: Number(request?.request_id) }]);

    await warehouse.query('dwh', `select engine.beat(gen_random_uuid(), 'host', 1, '1')`);
    expect((await ask()).stderr).toContain('watch it with');
});

test('a run of an entity that is not there is not asked for', async () => {
    const { code, stderr } = await pgstrata(
        ['run', '--queue', '--entity', 'custmers'],
        warehouse.env,
    );
    expect(code).toBe(1);
    expect(stderr).toContain('hint: did you mean customers?');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan } from '../../src/commands/plan.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { capture } from './capture.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

test('the marks come as a table, the statements as SQL under what they are for', async () => {
    const { output, written } = capture(warehouse);
    await plan(warehouse.databases, output, {});
    expect(written.stdout).toMatch(/^Marks\nstep +layer +entity +reads_from /);
    expect(written.stdout).toMatch(
        /^-- step 1, mrr sales, survey: count what is new in the source\nselect [^;]+;$/m,
    );
    expect(written.stdout).toMatch(/^-- step 9, dwh sales, finish: /m);
    expect(written.stderr).toBe('');
});

test('of one layer and some entities, as data', async () => {
    const args = ['plan', '--json', '--layer', 'stg', '--entity', 'customers', 'products'];
    const { code, stdout } = await pgstrata(args, warehouse.env);
    expect(code).toBe(0);
    const found = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
    expect(found.marks?.map(({ layer, entity }) => [layer, entity])).toEqual([
        ['stg', 'customers'],
        ['stg', 'products'],
    ]);
    expect(found.marks?.[0]?.parameters).toEqual({ mark: '0', upto: '0' });
    expect(found.statements?.length).toBeGreaterThan(5);
    expect(new Set(found.statements?.map(({ layer }) => layer))).toEqual(new Set(['stg']));
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { pgstrata } from '../support/cli.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse({ timeZone: 'Pacific/Auckland' });
});
afterAll(() => warehouse?.drop());

test('status prints its sections to stdout, and the time zone of the days to stderr', async () => {
    const { code, stdout, stderr } = await pgstrata(['status', '--json'], warehouse.env);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['freshness', 'row_counts', 'recent_runs']);
    expect(stderr).toContain('days are those of time zone Pacific/Auckland');
});

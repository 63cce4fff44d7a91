import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, listenToNotices, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse({ timeZone: 'Pacific/Auckland' });
});
afterAll(() => warehouse?.drop());

test.each([
    ['pgstrata_reader', `call sp_aggregate_sales_report('2025-01-01', '2025-01-31')`],
    ['pgstrata_operator', 'call sp_refresh_customer_metrics()'],
])('a report called by %s says in which time zone its days are', async (user, sql) => {
    const client = await warehouse.connect('dwh', { user });
    const notices = listenToNotices(client);
    await client.query(sql);
    expect(notices).toEqual([
        expect.stringMatching(/^days are those of time zone Pacific\/Auckland\b/),
    ]);
});

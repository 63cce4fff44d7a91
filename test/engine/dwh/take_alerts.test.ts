import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

test('an alert that was taken comes back when its delivery failed, or when nobody said how it went', async () => {
    await warehouse.query(
        'dwh',
        `insert into engine.incidents (kind, entity, summary, detail) values ('failure', 'sales', 's', '{}')`,
    );
    await warehouse.query(
        'dwh',
        `select engine.raise_alert(max(incident_id), 'opened') from engine.incidents`,
    );
    const worker = await warehouse.connect('dwh', { user: 'pgstrata_worker' });
    const take = async () => (await worker.query('select * from engine.take_alerts(20)')).rows;
    const pass = (time: string) =>
        warehouse.query(
            'dwh',
            'update engine.alerts set next_attempt_at = next_attempt_at - $1::interval',
            [time],
        );
    const [taken] = await take();
    expect(taken).toMatchObject({ attempts: 1 });
    expect(await take()).toEqual([]);
    await pass('1 minute');
    expect(await take()).toMatchObject([{ attempts: 2 }]);
    await worker.query('select engine.settle_alert($1, $2)', [taken.alert_id, 'away']);
    await pass('59 seconds');
    expect(await take()).toEqual([]);
    await pass('2 seconds');
    expect(await take()).toMatchObject([{ attempts: 3, error_message: 'away' }]);
    await worker.query('select engine.settle_alert($1, null)', [taken.alert_id]);
    await pass('1 day');
    expect(await take()).toEqual([]);
    await worker.end();
});

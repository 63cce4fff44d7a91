import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

const state = async () =>
    (await warehouse.query('dwh', 'select * from engine.schedule_state()'))[0];

test('a pause is one, however often it is asked for, and is remembered with who made it', async () => {
    expect(await state()).toMatchObject({
        cron: '0 */6 * * *',
        time_zone: 'UTC',
        paused_at: null,
        paused_by: null,
    });
    expect(await warehouse.value('dwh', `select pause_schedule('Ada')`)).toBe(true);
    expect(await warehouse.value('dwh', `select pause_schedule('Bo')`)).toBe(false);
    expect(await state()).toMatchObject({ paused_by: 'Ada', paused_at: expect.any(String) });
    expect(await warehouse.value('dwh', `select resume_schedule('Cy')`)).toBe(true);
    expect(await warehouse.value('dwh', `select resume_schedule('Cy')`)).toBe(false);
    expect(await state()).toMatchObject({ paused_by: null });
    expect(
        await warehouse.query('dwh', 'select paused_by, resumed_by from engine.schedule_pauses'),
    ).toEqual([{ paused_by: 'Ada', resumed_by: 'Cy' }]);
});

test('where there is no schedule, its state says so', async () => {
    await warehouse.query('dwh', 'delete from pgboss.schedule');
    expect(await state()).toMatchObject({ cron: null, time_zone: null });
});

test('a time lies in a pause from its beginning to before its end', async () => {
    const paused = (at: string) =>
        warehouse.value(
            'dwh',
            `select engine.was_paused(${at}) from engine.schedule_pauses order by pause_id limit 1`,
        );
    expect(await paused('paused_at')).toBe(true);
    expect(await paused(`paused_at - interval '1 second'`)).toBe(false);
    expect(await paused('resumed_at')).toBe(false);
    await warehouse.query('dwh', 'select pause_schedule()');
    expect(await paused(`now() + interval '1 hour'`)).toBe(true);
});

test('without a queue its state and depth say so, and nothing fails', async () => {
    await warehouse.query('dwh', 'alter schema pgboss rename to away');
    expect(await state()).toMatchObject({ cron: null, paused_at: expect.any(String) });
    expect(await warehouse.query('dwh', 'select * from engine.queue_depth()')).toEqual([
        { queue: 'request', state: 'created', jobs: '0' },
    ]);
    expect(await warehouse.value('dwh', `select engine.health() ? 'schedule'`)).toBe(true);
    await warehouse.query('dwh', 'alter schema away rename to pgboss');
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { until } from '../../support/hops.ts';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { lastRun } from '../../support/runs.ts';
import { fillShop } from '../../support/shop.ts';
import { incidentsOf } from './incidents.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
});
afterAll(() => warehouse?.drop());
beforeEach(() => warehouse.query('dwh', 'delete from engine.incidents'));

const { judge, incidents, alerts, breakSource, mend, runAnyway } = incidentsOf(() => warehouse);

describe('whoever wants to be told', () => {
    const replace = (body: string) =>
        warehouse.query(
            'dwh',
            `create or replace procedure public.on_alert(p_alert jsonb) language plpgsql
                 set search_path = pg_catalog, pg_temp as $$ begin ${body} end $$`,
        );
    beforeEach(breakSource);
    afterEach(async () => {
        await mend();
        await replace('null;');
        await warehouse.run();
    });

    test('replaces on_alert, which is called once for each alert', async () => {
        await warehouse.query('dwh', 'create table public.told (alert jsonb)');
        await warehouse.query('dwh', 'grant insert on public.told to pgstrata_pipeline');
        await replace('insert into public.told values (p_alert);');
        await runAnyway();
        await runAnyway();
        await mend();
        await warehouse.run();
        const told = await warehouse.query<{ alert: { event: string } }>(
            'dwh',
            'select alert from public.told',
        );
        expect(told.map(({ alert }) => alert.event)).toEqual(['opened', 'closed']);
        const payloads = await warehouse.query(
            'dwh',
            'select payload as alert from engine.alerts order by alert_id',
        );
        expect(told).toEqual(payloads);
    });

    test('fails no run with what on_alert raises; it is kept, also when the alert was delivered', async () => {
        await replace(`raise exception 'nobody is home' using errcode = 'XX123';`);
        await runAnyway();
        expect((await lastRun(warehouse)).error_sqlstate).toBe('PS011');
        const kept = 'on_alert: nobody is home (SQLSTATE XX123)';
        const error = 'select error_message from engine.alerts';
        expect(await warehouse.value('dwh', error)).toBe(kept);
        const settle = 'select engine.settle_alert((select alert_id from engine.alerts), $1)';
        await warehouse.query('dwh', settle, [null]);
        expect(await warehouse.value('dwh', error)).toBe(kept);
    });

    test.for([
        ['an assertion', 'assert false;'],
        ['a cancel', `raise exception 'enough' using errcode = 'query_canceled';`],
    ] as const)('fails no run with %s in on_alert either', async ([, body]) => {
        await replace(body);
        await runAnyway();
        expect((await lastRun(warehouse)).error_sqlstate).toBe('PS011');
        await mend();
        await warehouse.run();
        expect((await lastRun(warehouse)).status).toBe('SUCCEEDED');
        expect(await alerts()).toEqual(['failure sales opened', 'failure sales closed']);
    });

    test('holds up no run: who judges at the same time, or for long, delays only the judgement', async () => {
        const session = await warehouse.connect('dwh');
        await session.query('begin');
        await session.query(`select pg_advisory_xact_lock(engine.lock_key('incidents'))`);
        await mend();
        await warehouse.run();
        const run = await lastRun(warehouse);
        expect(run.status).toBe('SUCCEEDED');
        expect(
            await warehouse.value(
                'dwh',
                'select message from engine.run_messages where run_id = $1 order by message_id desc limit 1',
                [run.run_id],
            ),
        ).toMatch(/^incidents could not be judged: canceling statement due to lock timeout/);
        await session.end();
        await judge();
        expect(await incidents()).toEqual([]);
    });

    test('listens on channel pgstrata_alert', async () => {
        const session = await warehouse.connect('dwh');
        const heard: string[] = [];
        session.on('notification', ({ payload }) => heard.push(payload ?? ''));
        await session.query('listen pgstrata_alert');
        await runAnyway();
        await until('it is heard', async () => heard.length > 0);
        await session.end();
        const [payload] = await warehouse.query<{ payload: object }>(
            'dwh',
            'select payload from engine.alerts',
        );
        expect(heard.map((text) => JSON.parse(text))).toEqual([payload?.payload]);
    });
});

test('a notification that would be too long leaves its detail out', async () => {
    const session = await warehouse.connect('dwh');
    const heard: string[] = [];
    session.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await session.query('listen pgstrata_alert');
    await warehouse.query(
        'dwh',
        `insert into engine.incidents (kind, entity, summary, detail)
         values ('rejects', 'sales', repeat('ä', 5000), jsonb_build_object('message', repeat('ö', 9000)))`,
    );
    await warehouse.query(
        'dwh',
        `select engine.raise_alert(max(incident_id), 'opened') from engine.incidents`,
    );
    await until('it is heard', async () => heard.length > 0);
    await session.end();
    const alert = JSON.parse(heard.at(-1) ?? '');
    expect(alert.summary).toHaveLength(1000);
    expect(alert).not.toHaveProperty('detail');
    const kept = await warehouse.value<number>(
        'dwh',
        `select length(payload #>> '{detail, message}') from engine.alerts order by alert_id desc limit 1`,
    );
    expect(kept).toBe(9000);
});

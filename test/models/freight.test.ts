import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { fingerprint, lastStatuses, lastSteps } from '../support/runs.ts';
import { differences, fillShop } from '../support/shop.ts';
import { addPort, freight, history, sail, voyages } from './shipping.ts';

describe('a model of its own, outside of the repository, beside the bundled one', () => {
    let warehouse: Warehouse;
    beforeAll(async () => {
        warehouse = await createWarehouse({ models: ['sales', freight] });
        await fillShop(warehouse);
        await addPort(warehouse, `O'S"L`, ' Oslo ', 100, '2025-01-01');
        await addPort(warehouse, 'BGO', 'Bergen', 80, '2025-01-01');
        await addPort(warehouse, 'XXX', ' ', 1, '2025-01-01');
        await sail(warehouse, 1, `O'S"L`, 'BGO', '2025-02-01');
        await sail(warehouse, 2, 'BGO', `O'S"L`, '2025-06-01', 20);
        await sail(warehouse, 3, 'BGO', `O'S"L`, '2025-06-01', -5);
        await warehouse.run();
    });
    afterAll(() => warehouse?.drop());

    test('runs through all layers, and the bundled one with it', async () => {
        expect(Object.values(await lastStatuses(warehouse))).toEqual(Array(15).fill('SUCCEEDED'));
        expect(await differences(warehouse)).toEqual([]);
        expect(await voyages(warehouse)).toEqual([
            { voyage: 'MS "Ada" 1', tonnes: '1', from: `O'S"L 100`, to: 'BGO 80' },
            { voyage: 'MS "Ada" 2', tonnes: '20', from: 'BGO 80', to: `O'S"L 100` },
        ]);
    });

    test('has its rejects kept aside under keys of several columns', async () => {
        const rejects = await warehouse.query(
            'stg',
            `select entity, business_key, reasons, payload ->> 'Tonnes' as tonnes
               from stg_rejects where entity in ('Sea ports', 'voyages') order by entity`,
        );
        expect(rejects).toEqual([
            {
                entity: 'Sea ports',
                business_key: { Country: 'NO', "Port's Code": 'XXX' },
                reasons: ['missing_name'],
                tonnes: null,
            },
            {
                entity: 'voyages',
                business_key: { Ship: 'MS "Ada"', 'Voyage No': 3 },
                reasons: ['no_cargo'],
                tonnes: '-5',
            },
        ]);
    });

    test('stands in the log and the views with its own names', async () => {
        const tables = await warehouse.query<{ line: string }>(
            'dwh',
            `select layer || ': ' || process_name || ' into ' || table_name as line from vw_recent_etl_runs
              where table_name ~ '[A-Z]'`,
        );
        expect(tables.map(({ line }) => line).sort()).toEqual([
            'dwh: load Sea ports into Ports',
            'dwh: load voyages into Voyages',
            'mrr: extract Sea ports into Raw Ports',
            'mrr: extract voyages into Raw Voyages',
            'stg: stage Sea ports into Clean Ports',
            'stg: stage voyages into Clean Voyages',
        ]);
        const counts = await warehouse.query(
            'dwh',
            `select * from vw_layer_row_counts where entity in ('Sea ports', 'voyages')`,
        );
        expect(counts).toEqual([
            {
                entity: 'Sea ports',
                ...{ operational: '3', mrr: '3', stg: '2', rejects: '1', never_good: '1' },
                ...{ dwh: '2', dwh_versions: '2' },
            },
            {
                entity: 'voyages',
                ...{ operational: '3', mrr: '3', stg: '2', rejects: '1', never_good: '1' },
                ...{ dwh: '2', dwh_versions: null },
            },
        ]);
        const [mark] = await warehouse.query(
            'dwh',
            `select f.high_water_mark, f.loaded_through, f.behind from vw_data_freshness f where entity = 'voyages'`,
        );
        expect(mark).toEqual({ high_water_mark: '6', loaded_through: '6', behind: null });
    });

    test('writes nothing when nothing changed', async () => {
        const before = await fingerprint(warehouse);
        await warehouse.run();
        expect(await fingerprint(warehouse)).toEqual(before);
    });

    test('keeps history, and points the voyages of both roles to it, also those that were loaded before', async () => {
        await addPort(warehouse, `O'S"L`, 'Oslo havn', 120, '2025-04-01');
        await warehouse.run();
        expect(await history(warehouse, `O'S"L`)).toEqual([
            {
                name: 'Oslo havn',
                dues: '100',
                region: 'North',
                valid_from: '-infinity',
                valid_to: '2025-04-01 00:00:00+00',
            },
            {
                name: 'Oslo havn',
                dues: '120',
                region: 'North',
                valid_from: '2025-04-01 00:00:00+00',
                valid_to: 'infinity',
            },
        ]);
        expect(await voyages(warehouse)).toMatchObject([
            { from: `O'S"L 100`, to: 'BGO 80' },
            { from: 'BGO 80', to: `O'S"L 120` },
        ]);
        expect((await lastSteps(warehouse)).get('dwh voyages')).toMatchObject({
            rows_read: '0',
            rows_updated: '1',
        });
    });

    test('infers a port that has not arrived, and points an unknown one to the unknown member', async () => {
        await sail(warehouse, 4, null, 'TRD', '2025-07-01');
        await warehouse.run();
        const inferred = `select "Port's Key" as key, is_inferred from "Ports" where "Port's Code" = 'TRD'`;
        const [before] = await warehouse.query<{ key: string }>('dwh', inferred);
        expect(before).toMatchObject({ is_inferred: true });
        expect((await voyages(warehouse))[2]).toMatchObject({ from: ' ', to: 'TRD ' });

        await addPort(warehouse, 'TRD', 'Trondheim', 60, '2025-07-02');
        await warehouse.run();
        expect(await warehouse.query('dwh', inferred)).toEqual([
            { key: before?.key, is_inferred: false },
        ]);
        expect((await voyages(warehouse))[2]).toMatchObject({ from: ' ', to: 'TRD 60' });
    });

    test('resolves a reject when a later version of the row is good', async () => {
        await warehouse.query(
            'operational',
            `update "Voyages" set "Tonnes" = 5 where "Voyage No" = 3`,
        );
        await warehouse.run();
        expect((await voyages(warehouse))[2]).toMatchObject({ voyage: 'MS "Ada" 3', tonnes: '5' });
        const open = `select count(*) from stg_rejects where entity = 'voyages' and resolved_at is null`;
        expect(await warehouse.value('stg', open)).toBe('0');
    });

    test('loses no row whose number was drawn before the mark and committed after it', async () => {
        const slow = await warehouse.connect('operational');
        await slow.query('begin');
        await slow.query(
            `insert into "Voyages" ("Ship", "Voyage No", "Departed at", "Tonnes") values ('Slow', 1, now(), 1)`,
        );
        await sail(warehouse, 10, 'BGO', 'BGO', '2025-08-01');
        await warehouse.run();
        const found = async () =>
            (await voyages(warehouse))
                .map(({ voyage }) => voyage)
                .filter((v) => /Slow|10/.test(String(v)));
        expect(await found()).toEqual(['MS "Ada" 10']);
        await slow.query('commit');
        await slow.end();
        await warehouse.run();
        expect(await found()).toEqual(['MS "Ada" 10', 'Slow 1']);
    });

    test('is loaded in key ranges where it is large', async () => {
        for (const layer of ['mrr', 'stg', 'dwh'] as const) {
            await warehouse.query(layer, `call engine.set_setting('rows_per_range', '40')`);
        }
        await warehouse.query(
            'operational',
            `insert into "Voyages" ("Ship", "Voyage No", "From Country", "From Port", "To Country", "To Port",
                                    "Departed at", "Tonnes")
             select 'Fleet ' || n % 7, n, 'NO', 'BGO', 'NO', 'P' || n % 5, '2025-09-01', n from generate_series(1, 200) n`,
        );
        await warehouse.run();
        for (const key of ['mrr voyages', 'stg voyages', 'dwh voyages']) {
            expect((await lastSteps(warehouse)).get(key)).toMatchObject({ rows_inserted: '200' });
        }
        const ranges = await warehouse.value(
            'dwh',
            `select count(distinct s.sql) from engine.step_statements s join etl_logs l using (log_id)
              where l.run_id = (select max(run_id) from etl_runs) and l.layer = 'dwh' and l.entity = 'voyages'
                and s.purpose = 'fetch the delta'`,
        );
        expect(Number(ranges)).toBeGreaterThan(1);
        expect(
            await warehouse.value(
                'dwh',
                `select sum("Tonnes") from "Voyages" where "Ship" like 'Fleet%'`,
            ),
        ).toBe('20100');
    });
});

test('a model of its own runs without the bundled one', async () => {
    const warehouse = await createWarehouse({ models: [freight] });
    try {
        await addPort(warehouse, 'BGO', 'Bergen', 80, '2025-01-01');
        await sail(warehouse, 1, 'BGO', 'BGO', '2025-02-01');
        await warehouse.run({ user: 'pgstrata_operator' });
        expect([...(await lastSteps(warehouse)).keys()].sort()).toEqual([
            'dwh Sea ports',
            'dwh voyages',
            'mrr Sea ports',
            'mrr voyages',
            'stg Sea ports',
            'stg voyages',
        ]);
        expect(await voyages(warehouse)).toEqual([
            { voyage: 'MS "Ada" 1', tonnes: '1', from: 'BGO 80', to: 'BGO 80' },
        ]);
        expect(await warehouse.value('dwh', `select to_regclass('dwh_fact_sales')`)).toBe(null);
    } finally {
        await warehouse.drop();
    }
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, previewAll } from '../../src/migrate/index.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, layers, raisedBy, type Warehouse } from '../support/index.ts';
import { fingerprint } from './fingerprint.ts';

describe('a migrated warehouse', () => {
    let warehouse: Warehouse;
    beforeAll(async () => {
        warehouse = await createWarehouse();
    });
    afterAll(() => warehouse?.drop());

    test('is left as it is by another migrate, down to the last row of the catalog', async () => {
        const before = await fingerprint(warehouse);
        const lines: string[] = [];
        const { changes, edits } = await warehouse.migrate({ onProgress: (l) => lines.push(l) });
        expect(changes).toEqual([]);
        expect(edits).toEqual([]);
        expect(lines).toEqual(['migrate: nothing to change']);
        expect(await fingerprint(warehouse)).toEqual(before);
    });

    test('has nothing pending', async () => {
        expect(await previewAll(warehouse.databases, warehouse.config)).toEqual([]);
    });

    test('follows PGSTRATA_TIME_ZONE where dates are derived', async () => {
        const config = { ...warehouse.config, timeZone: 'Asia/Tokyo' };
        const expected = (['stg', 'dwh'] as const).map((layer) => ({
            layer,
            kind: 'setting',
            name: 'business_time_zone Asia/Tokyo',
        }));
        expect(await previewAll(warehouse.databases, config)).toEqual(expected);
        expect((await migrate(warehouse.databases, config)).changes).toEqual(expected);
        for (const layer of ['stg', 'dwh'] as const) {
            const zone = await warehouse.value(
                layer,
                `select engine.setting('business_time_zone')`,
            );
            expect(zone).toBe('Asia/Tokyo');
        }
        expect(await previewAll(warehouse.databases, config)).toEqual([]);
    });

    test('is told of a time zone that the server does not know', async () => {
        const config = { ...warehouse.config, timeZone: 'Middle/Earth' };
        await expect(migrate(warehouse.databases, config)).rejects.toMatchObject({
            message: expect.stringMatching(/^stg: PGSTRATA_TIME_ZONE cannot be used: /),
            hint: expect.stringContaining('pg_timezone_names'),
            exitCode: 2,
        });
    });

    describe('that is at work', () => {
        beforeAll(async () => {
            for (const layer of ['mrr', 'stg', 'dwh'] as const) {
                await warehouse.query(
                    layer,
                    `call engine.set_setting('hop_lock_timeout', '200 ms')`,
                );
            }
        });

        test.for([
            ['a run', 'dwh', `engine.lock_key('run')`, /^dwh is in use: a run is active/],
            ['a hop', 'stg', `engine.lock_key('hop', 'sales')`, /^stg is in use: .*sales/],
        ] as const)('is not changed under %s', async ([, layer, key, says]) => {
            const session = await warehouse.connect(layer);
            await session.query(`select pg_advisory_lock(${key})`);
            const { rows } = await session.query('select pg_backend_pid() as pid');
            const before = await fingerprint(warehouse);
            const refused = warehouse.migrate();
            await expect(refused).rejects.toThrow(says);
            await expect(refused).rejects.toMatchObject({
                exitCode: 4,
                detail: expect.stringContaining(String(rows[0].pid)),
                hint: expect.any(String),
            });
            expect(await fingerprint(warehouse)).toEqual(before);
            await session.end();
        });

        test('is waited for as long as hop_lock_timeout says', async () => {
            await warehouse.query('dwh', `call engine.set_setting('hop_lock_timeout', '30 s')`);
            const session = await warehouse.connect('dwh');
            await session.query(`select pg_advisory_lock(engine.lock_key('run'))`);
            const migrated = warehouse.migrate();
            await until('migrate waits', () =>
                warehouse.value(
                    'dwh',
                    `select true from pg_stat_activity
                      where datname = current_database() and wait_event = 'advisory'
                        and application_name = 'pgstrata migrate'`,
                ),
            );
            await session.end();
            expect((await migrated).changes).toEqual([]);
        });

        test('keeps runs out as long as it is changed', async () => {
            const holder = await warehouse.connect('dwh');
            await holder.query('set role pgstrata_pipeline; select engine.lock_for_migration()');
            expect(await raisedBy(warehouse.run())).toMatchObject({ code: 'PS001' });
            await holder.end();
        });

        test.for(layers)('is not changed by two at once: the other is in %s', async (layer) => {
            const session = await warehouse.connect(layer);
            await session.query('select pg_advisory_lock(8098139215462311)');
            const refused = warehouse.migrate();
            await expect(refused).rejects.toThrow(`another migrate is at work in ${layer}`);
            await expect(refused).rejects.toMatchObject({ exitCode: 4 });
            await session.end();
        });
    });
});

describe('four empty databases', () => {
    let warehouse: Warehouse;
    beforeAll(async () => {
        warehouse = await createWarehouse({ migrated: false });
    });
    afterAll(() => warehouse?.drop());

    test('stay empty when it is only asked what would be done', async () => {
        const before = await fingerprint(warehouse);
        const pending = await previewAll(warehouse.databases, warehouse.config);
        expect(await fingerprint(warehouse)).toEqual(before);
        const migrations = pending.filter(({ kind }) => kind === 'migration');
        expect(migrations.map(({ layer, name }) => `${layer} ${name}`)).toEqual([
            'operational sales/operational/0001_source',
            'mrr engine/common/0001_engine',
            'mrr engine/common/0002_settings',
            'mrr engine/common/0003_indexes_aside',
            'mrr engine/common/0004_first_statistics',
            'mrr engine/mrr/0001_sources',
            'mrr engine/mrr/0002_source_transactions',
            'mrr sales/mrr/0001_raw',
            'stg engine/common/0001_engine',
            'stg engine/common/0002_settings',
            'stg engine/common/0003_indexes_aside',
            'stg engine/common/0004_first_statistics',
            'stg engine/stg/0001_stagings',
            'stg engine/stg/0002_rejects',
            'stg sales/stg/0001_mappings',
            'stg sales/stg/0002_staging',
            'dwh engine/common/0001_engine',
            'dwh engine/common/0002_settings',
            'dwh engine/common/0003_indexes_aside',
            'dwh engine/common/0004_first_statistics',
            'dwh engine/dwh/0001_warehouse',
            'dwh engine/dwh/0002_operations',
            'dwh sales/dwh/0001_warehouse',
            'dwh sales/dwh/0002_customer_metrics',
            'dwh sales/dwh/0003_facts_without_batch',
        ]);
        const kinds = (of: string) =>
            new Set(pending.filter(({ layer }) => layer === of).map(({ kind }) => kind));
        expect(kinds('dwh')).toEqual(
            new Set([
                'statement',
                'migration',
                'server',
                'mapping',
                'queue',
                'file',
                'declarations',
            ]),
        );
    });

    test('are filled with what was announced, and then a run works', async () => {
        const announced = await previewAll(warehouse.databases, warehouse.config);
        const { changes } = await warehouse.migrate();
        for (const kind of ['migration', 'server', 'mapping', 'file', 'declarations']) {
            const names = (of: typeof changes) =>
                of.filter((c) => c.kind === kind).map(({ layer, name }) => `${layer} ${name}`);
            // Files that use one another change places.
            expect(names(changes).toSorted()).toEqual(names(announced).toSorted());
        }
        await warehouse.seed({ customers: 5, products: 5, sales: 10 });
        await warehouse.run({ user: 'pgstrata_operator' });
        expect(await previewAll(warehouse.databases, warehouse.config)).toEqual([]);
    });
});

test('two layers in one database are refused before anything is done', async () => {
    const warehouse = await createWarehouse({ migrated: false });
    try {
        warehouse.urls.stg = warehouse.urls.mrr;
        const refused = warehouse.migrate();
        await expect(refused).rejects.toThrow(/^mrr and stg are the same database: /);
        await expect(refused).rejects.toMatchObject({ exitCode: 2 });
        expect(await warehouse.value('mrr', `select to_regnamespace('engine')`)).toBeNull();
    } finally {
        await warehouse.drop();
    }
});

import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCluster } from '../migrate/cluster.ts';
import { createWarehouse, type Layer, layers, type Warehouse } from '../support/index.ts';
import { catalogOf } from './catalog.ts';

// scripts/dump-release.ts made it of commit 6abba93, the first version, on PostgreSQL 15.
const dump = path.join(import.meta.dirname, 'first');

let warehouse: Warehouse;
let before: Rows;
beforeAll(async () => {
    warehouse = await createCluster();
    await restore('operational', 'roles');
    for (const layer of layers) await restore(layer, layer);
    before = await everyRow();
    await warehouse.migrate();
});
afterAll(() => warehouse?.drop());

/** In a session of its own, whose settings a dump changes. */
async function restore(layer: Layer, name: string): Promise<void> {
    const session = await warehouse.connect(layer);
    await session.query(fs.readFileSync(path.join(dump, `${name}.sql`), 'utf8'));
    await session.end();
}

type Rows = Map<string, object[]>;

/** The rows of each table of each layer, but of what migrate itself remembers. */
async function everyRow(): Promise<Rows> {
    const found: Rows = new Map();
    for (const layer of layers) {
        const tables = await warehouse.query<{ name: string }>(
            layer,
            `select c.oid::regclass::text as name
               from pg_class c
              where c.relkind = 'r' and c.oid <> 'engine.installed_objects'::regclass
                and c.relnamespace in ('public'::regnamespace, 'engine'::regnamespace)`,
        );
        for (const { name } of tables) {
            const rows = await warehouse.query<{ row: object }>(
                layer,
                `select to_jsonb(t) as row from ${name} t`,
            );
            found.set(
                `${layer} ${name}`,
                rows.map(({ row }) => row),
            );
        }
    }
    return found;
}

test('every row of every table is still there, with the values of then', async () => {
    expect([...before.values()].flat().length).toBeGreaterThan(1000);
    const after = await everyRow();
    for (const [table, rows] of before) {
        const expected = rows.map((row) => expect.objectContaining(row));
        expect(after.get(table), table).toEqual(expect.arrayContaining(expected));
    }
});

test('the catalog is that of a fresh installation', async () => {
    const fresh = await createWarehouse();
    for (const layer of layers) {
        expect(await catalogOf(warehouse, layer), layer).toEqual(await catalogOf(fresh, layer));
    }
    await fresh.drop();
});

test('nothing is left to migrate', async () => {
    expect(await warehouse.migrate()).toEqual({ changes: [], edits: [] });
});

test('a run goes on with the history that there was', async () => {
    await warehouse.query(
        'operational',
        `update customers set city = 'Graz', updated_at = clock_timestamp() where customer_id = 1`,
    );
    await warehouse.run();
    const versions = await warehouse.query(
        'dwh',
        `select city, is_current from dwh_dim_customers where customer_id = 1 order by valid_from`,
    );
    expect(versions).toEqual([
        { city: 'Hamburg', is_current: false },
        { city: 'Wien', is_current: false },
        { city: 'Graz', is_current: true },
    ]);
    const runs = await warehouse.query('dwh', 'select run_id, status from etl_runs order by 1');
    expect(runs).toEqual(['1', '2', '3', '4'].map((id) => ({ run_id: id, status: 'SUCCEEDED' })));
});

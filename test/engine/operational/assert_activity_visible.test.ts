import { afterAll, beforeAll, expect, test } from 'vitest';
import { hop, physicalRows } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 5, products: 5, sales: 10 });
});

afterAll(() => warehouse?.drop());

/** A hop that must not read the source; what it is refused with. */
async function refusedHop() {
    const before = await physicalRows(warehouse, 'mrr');
    const refused = await raisedBy(hop({ warehouse, layer: 'mrr' }, 'sales'));
    expect(await physicalRows(warehouse, 'mrr')).toEqual(before);
    return refused;
}

test('a session that hides its transactions makes the source unsafe, and nothing is read', async () => {
    const hidden = await warehouse.connect('operational');
    await hidden.query('set track_activities = off');
    await hidden.query('begin');
    const database = await warehouse.value('operational', 'select current_database()');
    expect(await refusedHop()).toEqual({
        code: 'PS008',
        message: `source database "${database}" cannot be read safely`,
        detail: 'track_activities is off, so the start of open transactions is unknown',
        hint: 'set track_activities = on for the server, and end the sessions that turned it off',
    });
    await hidden.end();
});

test('so does a database that hides those of all its sessions', async () => {
    const database = await warehouse.value('operational', 'select current_database()');
    await warehouse.query('operational', `alter database ${database} set track_activities = off`);
    // The link of an earlier hop keeps its settings; a new session of the raw layer opens another.
    const session = await warehouse.connect('mrr');
    const refused = await raisedBy(hop({ warehouse, layer: 'mrr', session }, 'sales'));
    expect(refused).toMatchObject({
        code: 'PS008',
        detail: 'track_activities is off, so the start of open transactions is unknown',
    });
    await session.end();
    await warehouse.query('operational', `alter database ${database} reset track_activities`);
});

test('so does a role without pg_read_all_stats, which would be told of no transaction', async () => {
    // The role belongs to the server, which other tests use: another owner stands in for it.
    const own = (role: string) =>
        warehouse.query(
            'operational',
            `alter function engine.assert_activity_visible() owner to ${role};
             alter function engine.watermark_ceiling() owner to ${role}`,
        );
    await own('pgstrata_owner');
    expect(await refusedHop()).toMatchObject({
        code: 'PS008',
        detail:
            'role "pgstrata_owner" lacks pg_read_all_stats, ' +
            'so open transactions of others are invisible',
        hint: 'grant pg_read_all_stats to pgstrata_owner',
    });
    await own('pgstrata_pipeline');
    expect(await hop({ warehouse, layer: 'mrr' }, 'sales')).toMatchObject({ rows_inserted: 10 });
});

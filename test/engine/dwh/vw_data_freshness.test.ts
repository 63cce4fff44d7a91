import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../../support/index.ts';
import { fillShop, sell } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

interface Freshness {
    entity: string;
    is_enabled: boolean;
    high_water_mark: string | null;
    loaded_through: string | null;
    last_updated: string | null;
    behind: string | null;
    held_back_since: string | null;
    held_back_by: string | null;
}
const shown = () => warehouse.query<Freshness>('dwh', 'select * from vw_data_freshness');

test('shows every entity before the first run, as never loaded', async () => {
    const never = {
        ...{ is_enabled: true, high_water_mark: null, loaded_through: null, last_updated: null },
        ...{ behind: null, held_back_since: null, held_back_by: null },
    };
    expect(await shown()).toEqual([
        { entity: 'customers', ...never },
        { entity: 'products', ...never },
        { entity: 'sales', ...never },
    ]);
});

test('shows the marks as they are kept, and how far they are behind the clock of the source', async () => {
    await fillShop(warehouse);
    await warehouse.run();
    const largest = await warehouse.value('operational', 'select max(updated_at) from sales');
    const [, , sales] = await shown();
    const [mark] = await warehouse.query<{ now: string }>(
        'dwh',
        `select h.*, clock_timestamp() as now from high_water_mark h where table_name = 'sales'`,
    );
    expect(mark).toMatchObject({
        high_water_mark: sales?.high_water_mark,
        loaded_through: sales?.loaded_through,
        last_updated: sales?.last_updated,
    });
    expect(sales?.high_water_mark).toBe(largest);
    // The guard keeps the mark two seconds back; the run and these queries took no minute.
    const behind = await warehouse.value<boolean>(
        'dwh',
        `select $1::interval between '2 s' and $2::timestamptz - $3::timestamptz`,
        [sales?.behind, mark?.now, sales?.loaded_through],
    );
    expect(behind).toBe(true);
});

test('shows what is disabled', async () => {
    await warehouse.query('dwh', `call set_entity_enabled('products', false)`);
    const enabled = (await shown()).map(({ is_enabled }) => is_enabled);
    await warehouse.query('dwh', `call set_entity_enabled('products', true)`);
    expect(enabled).toEqual([true, false, true]);
});

test('does not take the mark of a counter for a time', async () => {
    const mark = await warehouse.value<string>(
        'dwh',
        `select loaded_through from high_water_mark where table_name = 'products'`,
    );
    const set = `update high_water_mark set loaded_through = $1 where table_name = 'products'`;
    await warehouse.query('dwh', set, ['20250101']);
    const [, products] = await shown();
    await warehouse.query('dwh', set, [mark]);
    expect(products).toMatchObject({ loaded_through: '20250101', behind: null });
});

describe.for<[string, Layer, string]>([
    ['the raw layer cannot reach the source', 'mrr', 'operational'],
    ['the warehouse cannot reach the raw layer', 'dwh', 'mrr'],
])('when %s', ([, layer, server]) => {
    let port: string | undefined;
    beforeAll(async () => {
        port = await warehouse.value<string>(
            layer,
            `select option_value from pg_foreign_server s, pg_options_to_table(srvoptions)
              where srvname = $1 and option_name = 'port'`,
            [server],
        );
        await warehouse.query(layer, `alter server ${server} options (set port '1')`);
    });
    const mend = async () => {
        if (port)
            await warehouse.query(layer, `alter server ${server} options (set port '${port}')`);
        port = undefined;
    };
    afterAll(mend);

    test('it still answers with the marks, and says why it knows no more', async () => {
        const answer = await shown();
        expect(answer).toHaveLength(3);
        for (const { loaded_through, behind, held_back_since, held_back_by } of answer) {
            expect(loaded_through).not.toBeNull();
            expect(behind).not.toBeNull();
            expect(held_back_since).toBeNull();
            expect(held_back_by).toMatch(/^unknown, the source cannot be asked: could not /);
            expect(held_back_by).not.toContain('password');
        }
    });

    test('it has forgotten the trouble once the source answers again', async () => {
        await mend();
        expect((await shown()).map(({ held_back_by }) => held_back_by)).toEqual([null, null, null]);
    });
});

describe('when open transactions of the source cannot be seen', () => {
    test('it says so, and a run refuses to extract', async () => {
        const blind = await warehouse.connect('operational');
        await blind.query('set track_activities = off');
        const [sales] = (await shown()).slice(2);
        await sell(warehouse);
        const error = await raisedBy(warehouse.run({ entities: ['sales'] }));
        const logged = await warehouse.value(
            'dwh',
            `select error_sqlstate from etl_logs where status = 'FAILED'`,
        );
        await blind.end();
        expect(sales?.held_back_by).toMatch(
            /^unknown, the source cannot be asked: source database .* cannot be read safely$/,
        );
        expect(error).toMatchObject({
            code: 'PS011',
            detail: expect.stringMatching(/^mrr sales: .*PS008/),
        });
        expect(logged).toBe('PS008');
    });
});

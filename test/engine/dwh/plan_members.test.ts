import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { customer, hop, hopInPhases, instant, sale, stage } from './staging.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

const members = (id: number) =>
    warehouse.query(
        'dwh',
        `select customer_key, full_name, is_inferred, is_current, valid_from, changed_from
           from public.dwh_dim_customers where customer_id = $1 order by effective_at`,
        [id],
    );

const keysOfSales = async (...ids: number[]) =>
    (
        await warehouse.query<{ customer_key: string }>(
            'dwh',
            'select customer_key from public.dwh_fact_sales where sale_id = any ($1) order by sale_id',
            [ids],
        )
    ).map(({ customer_key }) => customer_key);

test('facts infer one member for each key that has not arrived, and point to it', async () => {
    const rows = [sale(1, 10, { customer_id: 1 }), sale(2, 20, { customer_id: 1 })];
    await stage(warehouse, 'sales', rows);
    expect(await hop(warehouse, 'sales')).toMatchObject({ members_inferred: 1 });
    const [member, ...others] = await members(1);
    expect(others).toEqual([]);
    expect(member).toMatchObject({
        full_name: null,
        is_inferred: true,
        is_current: true,
        valid_from: '-infinity',
        changed_from: null,
    });
    expect(await keysOfSales(1, 2)).toEqual([member?.customer_key, member?.customer_key]);
});

test('its dimension fills the inferred member, and no fact has to move', async () => {
    await stage(warehouse, 'sales', [sale(3, 10, { customer_id: 2 })]);
    await hop(warehouse, 'sales');
    const before = await keysOfSales(3);
    await stage(warehouse, 'customers', [customer(2, 30)]);
    await hop(warehouse, 'customers');
    expect(await members(2)).toMatchObject([
        { customer_key: before[0], full_name: 'Ada Lovelace', is_inferred: false },
    ]);
    expect(await hop(warehouse, 'sales')).toMatchObject({ rows_updated: 0 });
    expect(await keysOfSales(3)).toEqual(before);
});

test('a NULL infers nobody', async () => {
    await stage(warehouse, 'sales', [sale(4, 10, { customer_id: null })]);
    expect(await hop(warehouse, 'sales')).toMatchObject({ members_inferred: 0 });
    expect(await keysOfSales(4)).toEqual(['0']);
});

test('a member that is known, deleted or inferred already is not inferred again', async () => {
    const deletion = { is_deleted: true, loaded_at: instant(40) };
    for (const row of [customer(5, 10), customer(5, 10, deletion), customer(6, 10)]) {
        await stage(warehouse, 'customers', [row]);
        await hop(warehouse, 'customers');
    }
    await stage(warehouse, 'sales', [sale(5, 50, { customer_id: 7 })]);
    await hop(warehouse, 'sales');
    await stage(
        warehouse,
        'sales',
        [5, 6, 7].map((id) => sale(50 + id, 50, { customer_id: id })),
    );
    expect(await hop(warehouse, 'sales')).toMatchObject({ members_inferred: 0 });
});

test('while facts infer members, no session writes versions of their dimension, until they commit', async () => {
    const [leader, other] = [await warehouse.connect('dwh'), await warehouse.connect('dwh')];
    await other.query(`set lock_timeout = '1ms'`);
    const writeVersions = () => other.query(`select engine.lock_members('customers', false)`);
    await stage(warehouse, 'sales', [sale(8, 10, { customer_id: 8 })]);
    await hopInPhases(leader, 'sales', async (phase) => {
        if (phase === 'load') await leader.query('begin');
    });
    expect(await raisedBy(writeVersions())).toMatchObject({ code: '55P03' });
    await leader.query('commit');
    await writeVersions();
});

test('while a session writes versions, others may too, but no facts infer members', async () => {
    const sessions = await Promise.all([1, 2, 3].map(() => warehouse.connect('dwh')));
    const lock = async (session: number, toInfer: boolean) => {
        await sessions[session]?.query(`set lock_timeout = '1ms'`);
        await sessions[session]?.query(`select engine.lock_members('customers', $1)`, [toInfer]);
    };
    await sessions[0]?.query('begin');
    await lock(0, false);
    await lock(1, false);
    expect(await raisedBy(lock(2, true))).toMatchObject({ code: '55P03' });
    await sessions[0]?.query('rollback');
    await lock(2, true);
});

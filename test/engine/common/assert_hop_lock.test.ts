import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const advance = `select engine.advance_hop('sales', '{"next": "begin", "options": {}}')`;

test.for(['mrr', 'stg', 'dwh'] as const)(
    'in %s a phase of a hop is PS003 for a session that does not lead it',
    async (layer) => {
        expect(await raisedBy(warehouse.query(layer, advance))).toEqual({
            code: 'PS003',
            message: `this session does not lead the hop of "sales" into ${layer}`,
            detail: 'the functions behind a hop work only under its lock',
            hint: "call run_hop('sales')",
        });
    },
);

test('the lock of another session, or of another entity, does not count', async () => {
    const [other, session] = await Promise.all([
        warehouse.connect('mrr'),
        warehouse.connect('mrr'),
    ]);
    await other.query(`select engine.lock_hop('sales')`);
    await session.query(`select engine.lock_hop('products')`);
    expect(await raisedBy(session.query(advance))).toMatchObject({ code: 'PS003' });
    await other.query(`select engine.unlock_hop('sales')`);
    await session.query(`select engine.lock_hop('sales')`);
    await session.query(advance);
    await Promise.all([other.end(), session.end()]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { hop, physicalRows } from '../../support/hops.ts';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { fillShop, sell } from '../../support/shop.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
});
afterAll(() => warehouse?.drop());

interface Planned {
    step: number;
    layer: string;
    entity: string;
    phase: string;
    purpose: string;
    sql: string;
}
const plan = (entities: string[] | null = null) =>
    warehouse.query<Planned & Record<string, unknown>>('dwh', 'select * from plan_run($1)', [
        entities,
    ]);
const marks = async (entities: string[] | null = null) => {
    const rows = await warehouse.query<Record<string, unknown>>(
        'dwh',
        'select layer, entity, mark, upto, has_news, note from marks_of_run($1)',
        [entities],
    );
    return (name: string) => rows.find(({ layer, entity }) => `${layer} ${entity}` === name);
};

/** What a run makes of a planned statement, whatever the values. */
function recordedForm(sql: string): RegExp {
    const parts = sql.split(/:'\w+'/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join("(?:NULL|'[^']*')")}$`);
}

test('the order is that of a run: facts are read first, and loaded last', async () => {
    const steps = new Set((await plan()).map(({ layer, entity }) => `${layer} ${entity}`));
    expect([...steps]).toEqual([
        ...['mrr sales', 'mrr customers', 'mrr products'],
        ...['stg sales', 'stg customers', 'stg products'],
        ...['dwh customers', 'dwh products', 'dwh sales'],
    ]);
});

test('looking writes nothing, and needs no lock that a run or a hop holds', async () => {
    const rows = async () =>
        Promise.all([
            physicalRows(warehouse, 'mrr'),
            physicalRows(warehouse, 'stg'),
            physicalRows(warehouse, 'dwh'),
        ]);
    const before = await rows();
    const run = await warehouse.connect('dwh', { user: 'pgstrata_operator' });
    await run.query(`select engine.begin_run('{customers}')`);
    const begun = await rows();
    expect(begun).not.toEqual(before);
    const reader = await warehouse.connect('dwh', { user: 'pgstrata_operator' });
    await reader.query(`begin read only; set local lock_timeout = '2s'`);
    expect((await reader.query('select from plan_run()')).rowCount).toBeGreaterThan(20);
    expect((await reader.query('select from marks_of_run()')).rowCount).toBe(9);
    await reader.query('commit');
    expect(await rows()).toEqual(begun);
    await run.end();
    await reader.end();
});

/** What a run records of its hops: load or fill, and what comes around it. */
const recorded = () =>
    warehouse.query<Pick<Planned, 'layer' | 'entity' | 'purpose' | 'sql'>>(
        'dwh',
        `select l.layer, l.entity, s.purpose, s.sql
           from engine.step_statements s join etl_logs l using (log_id)
          where l.run_id = (select max(run_id) from etl_runs)
          order by array_position('{mrr,stg,dwh}', l.layer), s.log_id, s.position`,
    );

async function expectPlanned(planned: Planned[]): Promise<void> {
    const found = await recorded();
    const nameOf = ({ layer, entity }: { layer: string; entity: string }) => `${layer} ${entity}`;
    for (const name of new Set(planned.map(nameOf))) {
        const ran = found.filter((row) => nameOf(row) === name);
        const wanted = planned.filter((row) => nameOf(row) === name);
        expect(ran.map(({ purpose }) => purpose)).toEqual(wanted.map(({ purpose }) => purpose));
        for (const [at, { sql }] of ran.entries()) {
            expect(sql).toMatch(recordedForm(wanted[at]?.sql ?? ''));
        }
    }
    expect(found).toHaveLength(planned.length);
}

test('the text is the one that a run records, statement by statement', async () => {
    const planned = (await plan()).filter(({ phase }) => phase !== 'survey' && phase !== 'cut');
    const isFilled = ({ layer, entity }: Planned) =>
        planned.some((p) => p.phase === 'fill' && p.layer === layer && p.entity === entity);
    await warehouse.run();
    await expectPlanned(planned.filter((p) => p.phase !== 'load' || !isFilled(p)));

    await sell(warehouse);
    await warehouse.query('operational', 'update customers set updated_at = now()');
    await warehouse.query('operational', 'update products set updated_at = now()');
    await warehouse.run();
    await expectPlanned(planned.filter(({ phase }) => phase !== 'fill'));
});

test('the marks are those from which the next run reads', async () => {
    const at = await marks();
    const [mark] = await warehouse.query<{ loaded_through: string }>(
        'dwh',
        `select loaded_through from high_water_mark where table_name = 'sales'`,
    );
    expect(at('mrr sales')).toMatchObject({
        mark: mark?.loaded_through,
        has_news: null,
        note: null,
    });
    expect(at('stg sales')).toMatchObject({ has_news: false });
    expect(at('dwh sales')).toMatchObject({ has_news: false, note: null });
});

test('a layer that is behind the one before has news, and a fact follows its dimensions', async () => {
    await sell(warehouse);
    await warehouse.query(
        'operational',
        `update customers set city = 'Rome' where customer_id = 1`,
    );
    await hop({ warehouse, layer: 'mrr' }, 'sales');
    expect((await marks())('stg sales')).toMatchObject({ has_news: true });
    for (const layer of ['mrr', 'stg', 'dwh'] as const)
        await hop({ warehouse, layer }, 'customers');
    const at = await marks(['sales']);
    expect(at('dwh sales')).toMatchObject({ has_news: true, note: 'follows its dimensions' });
    expect(at('dwh customers')).toBeUndefined();
});

test('before anything was read, everything is', async () => {
    await warehouse.query('dwh', `delete from high_water_mark where table_name = 'products'`);
    expect((await marks())('mrr products')).toMatchObject({ mark: null, note: 'reads everything' });
});

test('only what runs is planned', async () => {
    await warehouse.query('dwh', `call set_entity_enabled('products', false)`);
    const entities = async (of: string[] | null) => [
        ...new Set((await plan(of)).map((p) => p.entity)),
    ];
    expect(await entities(null)).toEqual(['sales', 'customers']);
    expect(await entities(['products'])).toEqual(['products']);
    await warehouse.query('dwh', `call set_entity_enabled('products', true)`);
});

test('an unknown entity is refused, and so is a role that may not run', async () => {
    expect(await raisedBy(plan(['sale']))).toMatchObject({ code: 'PS004' });
    expect(await raisedBy(marks(['sale']))).toMatchObject({ code: 'PS004' });
    for (const user of ['pgstrata_reader', 'pgstrata_web']) {
        const client = await warehouse.connect('dwh', { user });
        for (const name of ['plan_run', 'marks_of_run']) {
            expect(await raisedBy(client.query(`select from public.${name}()`))).toMatchObject({
                code: '42501',
            });
        }
        await client.end();
    }
});

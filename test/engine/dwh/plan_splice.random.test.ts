import { afterEach, beforeEach, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { type Random, replayableRandom } from '../../support/random.ts';
import { type DimensionRow, History, type Observation, type Values } from './history.ts';
import {
    allCustomerColumns,
    customer,
    customerRows,
    hop,
    instant,
    observationsOf,
    type StagedRow,
    sale,
    stage,
} from './staging.ts';

const members = Array.from({ length: 200 }, (_, index) => index + 1);
const latest = 40;

let warehouse: Warehouse;
let histories: Map<number, History>;
/** What was told of each member, hop by hop: the first thing to look at when a test fails. */
let told: Map<number, Observation[][]>;

beforeEach(async () => {
    warehouse = await createWarehouse();
    told = new Map(members.map((id) => [id, []]));
    histories = new Map(members.map((id) => [id, new History()]));
    await inferEverySecondMember();
});
afterEach(() => warehouse?.drop());

test('random histories that arrive one version a hop become what the model makes of them', async () => {
    const random = replayableRandom();
    for (let round = 0; round < 12; round++) {
        const rows = members.filter(() => random.chance(0.7)).map((id) => someCustomer(random, id));
        await stage(warehouse, 'customers', rows);
        const counts = await hop(warehouse, 'customers');
        const refused = observe(
            new Map(rows.map((row) => [Number(row.customer_id), observationsOf(row)])),
        );
        expect(counts.rows_rejected, `versions refused in round ${round}`).toBe(refused);
        await expectHistories();
    }

    const before = await physicalRows();
    await warehouse.query('dwh', `delete from engine.batch_marks where entity = 'customers'`);
    await hop(warehouse, 'customers');
    expect(await physicalRows(), 'after the whole of staging was read again').toEqual(before);
});

test('random histories that arrive with several versions in one delta become what the model makes of them', async () => {
    const random = replayableRandom();
    for (let round = 0; round < 6; round++) {
        const deltas = new Map(members.map((id) => [id, someObservations(random, id)]));
        const { rows_rejected } = await spliceDirectly(deltas);
        expect(rows_rejected, `versions refused in round ${round}`).toBe(observe(deltas));
        await expectHistories();

        const before = await physicalRows();
        await spliceDirectly(deltas);
        expect(await physicalRows(), `after round ${round} came twice`).toEqual(before);
    }
});

/** Facts that arrive before their dimension. */
async function inferEverySecondMember() {
    const unknown = members.filter((id) => id % 2 === 0);
    await stage(
        warehouse,
        'sales',
        unknown.map((id) => sale(id, id, { customer_id: id })),
    );
    await hop(warehouse, 'sales');
    const rows = await customerRows(warehouse);
    for (const id of unknown) {
        const [inferred] = rows.get(id) ?? [];
        expect(inferred?.isInferred).toBe(true);
        histories.get(id)?.infer(String(inferred?.surrogateKey), allCustomerColumns);
    }
    await expectHistories();
}

/** Few values and few times, so that equal ones are common. */
function someCustomer(random: Random, id: number, values: StagedRow = {}): StagedRow {
    return customer(id, random.integer(1, latest), {
        full_name: random.pick(['Ada Byron', 'Ada Lovelace']),
        city: random.pick([null, 'London', 'Paris']),
        country_code: random.pick([null, 'GB']),
        email: random.pick([null, 'ada@example.com', 'a.lovelace@example.com']),
        phone: random.pick([null, '+441', '+442']),
        created_at: random.pick([null, '2020-01-01T00:00:00+00:00', '2021-01-01T00:00:00+00:00']),
        is_deleted: random.chance(0.2),
        loaded_at: instant(random.integer(1, latest)),
        ...values,
    });
}

/** Of one member at different times, since nobody could say which of two rows is right. */
function someObservations(random: Random, id: number): Observation[] {
    const observations = Array.from({ length: random.integer(0, 3) }, () =>
        // Staging has a name for every customer; other dimensions may have none of their columns.
        observationsOf(someCustomer(random, id, { full_name: random.pick([null, 'Ada']) })),
    ).flat();
    return observations.filter(
        ({ at }, index) =>
            observations.findIndex((other) => other.at === at) === index && random.chance(0.9),
    );
}

/** Tells the models; returns how many observations could not be placed. */
function observe(delta: Map<number, Observation[]>): number {
    let refused = 0;
    for (const [id, observations] of delta) {
        told.get(id)?.push(observations);
        refused += histories.get(id)?.observe(observations).length ?? 0;
    }
    return refused;
}

async function expectHistories() {
    const stored = await customerRows(warehouse);
    for (const [id, history] of histories) {
        const rows: DimensionRow[] = stored.get(id) ?? [];
        history.adoptKeys(rows);
        expect(rows, `customer ${id}, told ${JSON.stringify(told.get(id))}`).toEqual(
            history.rows(),
        );
    }
}

/** Every row with the transaction that wrote it. */
async function physicalRows() {
    return warehouse.query(
        'dwh',
        'select xmin, d.* from public.dwh_dim_customers d order by customer_key',
    );
}

/** Runs the plan of the hop on a delta that no staging table could hold: many rows of one key. */
async function spliceDirectly(deltas: Map<number, Observation[]>): Promise<Values> {
    const rows = [...deltas].flatMap(([id, observations]) =>
        observations.map(({ at, isDeleted, type1, type2, fixed }) => ({
            customer_id: id,
            ...type1,
            ...type2,
            ...fixed,
            effective_at: instant(at),
            is_deleted: isDeleted,
        })),
    );
    await warehouse.query('dwh', 'begin');
    await warehouse.query(
        'dwh',
        `create temporary table pgstrata_delta on commit drop as
         select customer_id, ${allCustomerColumns.join(', ')}, effective_at, is_deleted
           from public.dwh_dim_customers limit 0`,
    );
    await warehouse.query(
        'dwh',
        `insert into pg_temp.pgstrata_delta
         select * from jsonb_populate_recordset(null::pg_temp.pgstrata_delta, $1)`,
        [JSON.stringify(rows)],
    );
    const counts = await warehouse.value<Values>(
        'dwh',
        `select engine.execute_plan(
                    array(select p
                            from unnest(engine.plan_phase('customers', 'load')) p
                           where p.purpose <> 'fetch the delta'
                           order by p.step),
                    jsonb_build_object('batch_id', nextval('engine.batch_id_seq'), 'consumed', '0'))`,
    );
    await warehouse.query('dwh', 'commit');
    return counts ?? {};
}

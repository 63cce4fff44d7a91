import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { customer, customerRows, hop, instant, type StagedRow, sale, stage } from './staging.ts';

let warehouse: Warehouse;
/** Each test has a customer of its own. */
let id = 0;

beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());
beforeEach(() => {
    id++;
});

/** One hop that brings the customer as of a time. */
async function arrive(at: number, values: StagedRow = {}) {
    await stage(warehouse, 'customers', [customer(id, at, values)]);
    return hop(warehouse, 'customers');
}

/** One hop that brings the deletion, noticed at a time, of the row as of another. */
async function vanish(noticedAt: number, updatedAt: number, values: StagedRow = { city: 'Paris' }) {
    const deletion = { ...values, is_deleted: true, loaded_at: instant(noticedAt) };
    await stage(warehouse, 'customers', [customer(id, updatedAt, deletion)]);
    return hop(warehouse, 'customers');
}

async function versions() {
    return (await customerRows(warehouse)).get(id) ?? [];
}

/** The validity of each version, and where the customer lived. */
async function places(): Promise<string[]> {
    return (await versions()).map(
        ({ values, validFrom, validTo, isDeleted }) =>
            `${values.city} from ${validFrom} to ${validTo}${isDeleted ? ', deleted' : ''}`,
    );
}

async function column(name: string) {
    return (await versions()).map(({ values }) => values[name]);
}

test('the first version is valid from -infinity, and is current', async () => {
    await arrive(10, { city: 'Paris' });
    expect(await places()).toEqual(['Paris from -Infinity to Infinity']);
    expect((await versions())[0]).toMatchObject({ effectiveAt: 10, seenAt: 10, isCurrent: true });
});

test('a change of a type 2 column ends one version and begins the next', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(20, { city: 'Rome' });
    expect(await places()).toEqual(['Paris from -Infinity to 20', 'Rome from 20 to Infinity']);
    expect((await versions()).map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
});

test('a change from a value to NULL and back makes versions like any other', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(20, { city: null });
    await arrive(30, { city: null });
    await arrive(40, { city: 'Paris' });
    expect(await places()).toEqual([
        'Paris from -Infinity to 20',
        'null from 20 to 40',
        'Paris from 40 to Infinity',
    ]);
});

test('a row without a change of type 2 only confirms its version', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(20, { city: 'Paris', phone: '+331' });
    expect(await places()).toEqual(['Paris from -Infinity to Infinity']);
    expect((await versions())[0]).toMatchObject({ effectiveAt: 10, seenAt: 20 });
});

test('a change of a type 1 column overwrites every version, unless it is the older one', async () => {
    await arrive(10, { city: 'Paris', phone: '+331' });
    await arrive(30, { city: 'Rome', phone: '+391' });
    expect(await column('phone')).toEqual(['+391', '+391']);
    await arrive(20, { city: 'Nice', phone: '+332' });
    expect(await column('phone')).toEqual(['+391', '+391', '+391']);
});

test('a fixed column keeps its first value, also when the first version is corrected', async () => {
    const first = '2020-01-01T00:00:00+00:00';
    await arrive(10, { created_at: first });
    await arrive(10, { created_at: '2021-01-01T00:00:00+00:00', city: 'Rome' });
    await arrive(20, { created_at: null, city: 'Paris' });
    await arrive(5, { created_at: null, city: 'Nice' });
    expect(await column('created_at')).toEqual([first, first, first]);
});

test('another row with the same timestamp corrects the version in place', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(20, { city: 'Rom' });
    const before = await versions();
    await arrive(20, { city: 'Rome' });
    expect(await places()).toEqual(['Paris from -Infinity to 20', 'Rome from 20 to Infinity']);
    const keys = (rows: typeof before) => rows.map(({ surrogateKey }) => surrogateKey);
    expect(keys(await versions())).toEqual(keys(before));
});

test('a version that a correction makes equal to the one before stays, since facts hold its key', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(20, { city: 'Rome' });
    await arrive(20, { city: 'Paris' });
    expect(await places()).toEqual(['Paris from -Infinity to 20', 'Paris from 20 to Infinity']);
});

test('a version that arrives late is placed between those that stand there', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(30, { city: 'Rome' });
    const { rows_rejected } = await arrive(20, { city: 'Nice' });
    expect(rows_rejected).toBe(0);
    expect(await places()).toEqual([
        'Paris from -Infinity to 20',
        'Nice from 20 to 30',
        'Rome from 30 to Infinity',
    ]);
});

test('a version earlier than the first becomes the first, and no surrogate key changes its meaning', async () => {
    await arrive(20, { city: 'Rome' });
    const [rome] = await versions();
    await arrive(10, { city: 'Paris' });
    expect(await places()).toEqual(['Paris from -Infinity to 20', 'Rome from 20 to Infinity']);
    expect((await versions())[1]?.surrogateKey).toBe(rome?.surrogateKey);
});

test('a version inside one that was confirmed after it is refused, kept and counted', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(30, { city: 'Paris' });
    const { rows_rejected } = await arrive(20, { city: 'Rome' });
    expect(rows_rejected).toBe(1);
    expect(await places()).toEqual(['Paris from -Infinity to Infinity']);
    const refused = await warehouse.query(
        'dwh',
        `select business_key, version ->> 'city' as city,
                effective_at = $2 as is_of_that_time
           from engine.refused_versions
          where entity = 'customers' and business_key = $1`,
        [JSON.stringify({ customer_id: id }), instant(20)],
    );
    expect(refused).toEqual([
        { business_key: { customer_id: id }, city: 'Rome', is_of_that_time: true },
    ]);
});

test('a deletion ends the version when it was noticed, and no version is current', async () => {
    await arrive(10, { city: 'Paris' });
    await vanish(20, 10);
    expect(await places()).toEqual(['Paris from -Infinity to 20, deleted']);
    expect((await versions())[0]?.isCurrent).toBe(false);
});

test('a deletion holds after the row that it deletes, where the clock of the source is ahead', async () => {
    await arrive(30, { city: 'Paris' });
    await vanish(20, 30);
    expect(await places()).toEqual(['Paris from -Infinity to 31, deleted']);
});

test('a member that returns opens a version after a gap, even with the same values', async () => {
    await arrive(10, { city: 'Paris' });
    await vanish(20, 10);
    await arrive(30, { city: 'Paris' });
    expect(await places()).toEqual([
        'Paris from -Infinity to 20, deleted',
        'Paris from 30 to Infinity',
    ]);
});

test('a member that returns at the time of its deletion leaves no gap, but opens a version', async () => {
    await arrive(10, { city: 'Paris' });
    await vanish(20, 10);
    await arrive(20, { city: 'Paris' });
    expect(await places()).toEqual(['Paris from -Infinity to 20', 'Paris from 20 to Infinity']);
});

test('a member that was deleted before its first hop has the version that it had', async () => {
    await vanish(20, 10);
    expect(await places()).toEqual(['Paris from -Infinity to 20, deleted']);
});

test('a change that was deleted before its first hop is a version too', async () => {
    await arrive(10, { city: 'Paris' });
    await vanish(30, 20, { city: 'Rome' });
    expect(await places()).toEqual(['Paris from -Infinity to 20', 'Rome from 20 to 30, deleted']);
});

test('a row that came and went before the first version stands before it, with a gap', async () => {
    await arrive(40, { city: 'Rome' });
    await vanish(20, 10);
    expect(await places()).toEqual([
        'Paris from -Infinity to 20, deleted',
        'Rome from 40 to Infinity',
    ]);
});

test('an inferred member gets its first real version in place, under the same surrogate key', async () => {
    await stage(warehouse, 'sales', [sale(id, 15, { customer_id: id })]);
    await hop(warehouse, 'sales');
    const [inferred] = await versions();
    expect(inferred).toMatchObject({ isInferred: true, isCurrent: true, effectiveAt: -Infinity });

    await arrive(10, { city: 'Paris' });
    await arrive(20, { city: 'Rome' });
    expect(await places()).toEqual(['Paris from -Infinity to 20', 'Rome from 20 to Infinity']);
    expect((await versions())[0]).toMatchObject({
        surrogateKey: inferred?.surrogateKey,
        isInferred: false,
        effectiveAt: 10,
    });
});

test('only the versions that a hop changes carry its batch', async () => {
    await arrive(10, { city: 'Paris' });
    await arrive(20, { city: 'Rome' });
    await arrive(30, { city: 'Nice' });
    const stamped = async () =>
        warehouse.query<{ city: string; batch_id: string }>(
            'dwh',
            `select city, batch_id from public.dwh_dim_customers
              where customer_id = $1 order by effective_at`,
            [id],
        );
    const before = await stamped();
    const { batch_id } = await arrive(40, { city: 'Oslo' });
    expect(await stamped()).toEqual([
        before[0],
        before[1],
        { city: 'Nice', batch_id },
        { city: 'Oslo', batch_id },
    ]);
});

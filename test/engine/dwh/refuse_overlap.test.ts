import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../../support/index.ts';
import { customer, hop, instant, stage } from './staging.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
    for (const [at, city] of [
        [10, 'Paris'],
        [20, 'Rome'],
    ] as const) {
        await stage(warehouse, 'customers', [customer(1, at, { city }), customer(2, at, { city })]);
        await hop(warehouse, 'customers');
    }
});
afterAll(() => warehouse?.drop());

/** A version that somebody writes by hand. */
function insertVersion(effectiveAt: string, validFrom: string, validTo: string) {
    return warehouse.query(
        'dwh',
        `insert into public.dwh_dim_customers
             (customer_id, effective_at, seen_at, valid_from, valid_to, batch_id)
         values (1, $1, $1, $2, $3, 1)`,
        [effectiveAt, validFrom, validTo],
    );
}

describe('the table of a dimension refuses', () => {
    test('a second current version of a key', async () => {
        expect(await raisedBy(insertVersion(instant(30), instant(30), 'infinity'))).toMatchObject({
            code: '23505',
            message: expect.stringContaining('"dwh_dim_customers_current"'),
        });
    });

    test('an interval that is empty, and one that is negative', async () => {
        for (const validTo of [instant(30), instant(29)]) {
            expect(await raisedBy(insertVersion(instant(30), instant(30), validTo))).toMatchObject({
                code: '23514',
                message: expect.stringContaining('"dwh_dim_customers_check"'),
            });
        }
    });

    test('two versions of a key at one time', async () => {
        expect(await raisedBy(insertVersion(instant(10), instant(5), instant(6)))).toMatchObject({
            code: '23505',
            detail: expect.stringContaining('(customer_id, effective_at)'),
        });
    });

    test('a value of its own for is_current', async () => {
        const sql = 'update public.dwh_dim_customers set is_current = true';
        expect(await raisedBy(warehouse.query('dwh', sql))).toMatchObject({ code: '428C9' });
    });
});

describe('versions of a key that overlap', () => {
    beforeEach(() => warehouse.query('dwh', 'begin'));
    afterEach(() => warehouse.query('dwh', 'rollback'));

    /** The last statement of the hop, for the keys that the delta has. */
    async function checkKeys(...ids: number[]) {
        await warehouse.query(
            'dwh',
            `create temporary table pgstrata_delta on commit drop as
             select unnest($1::bigint[]) as customer_id`,
            [ids],
        );
        const sql = await warehouse.value<string>(
            'dwh',
            `select sql from engine.plan_hop('customers') where purpose = 'refuse a history that overlaps'`,
        );
        return warehouse.value('dwh', String(sql));
    }

    const lengthenParis = `update public.dwh_dim_customers set valid_to = valid_to + interval '1 microsecond'
                            where customer_id = 1 and city = 'Paris'`;

    test('are refused with PS010, however little they do', async () => {
        await warehouse.query('dwh', lengthenParis);
        expect(await raisedBy(checkKeys(1, 2))).toEqual({
            code: 'PS010',
            message: 'versions of dimension "customers" overlap',
            detail: '1 keys, the first is {"customer_id": 1}',
            hint: 'somebody changed valid_from or valid_to by hand: correct the versions of these keys',
        });
    });

    test('are not looked for outside the keys of the delta', async () => {
        await warehouse.query('dwh', lengthenParis);
        expect(await checkKeys(2)).toEqual({});
    });

    test('are not seen where one version begins when the other ends, or after a gap', async () => {
        await warehouse.query(
            'dwh',
            `update public.dwh_dim_customers set valid_to = valid_to - interval '1 microsecond'
              where customer_id = 2 and city = 'Paris'`,
        );
        expect(await checkKeys(1, 2)).toEqual({});
    });
});

test('a hop that would commit an overlap writes nothing, and its mark stays', async () => {
    const state = () =>
        warehouse.query(
            'dwh',
            `select d.xmin, d.*, m.batch_id as mark
               from public.dwh_dim_customers d
               join engine.batch_marks m on m.entity = 'customers'
              order by customer_key`,
        );
    // Versions that the splice itself writes cannot overlap, but somebody may have added a trigger.
    await warehouse.query(
        'dwh',
        `create function public.lengthen() returns trigger language plpgsql as
         $$ begin new.valid_to := new.valid_to + interval '1 microsecond'; return new; end $$`,
    );
    await warehouse.query(
        'dwh',
        `create trigger lengthen before update on public.dwh_dim_customers
            for each row execute function public.lengthen()`,
    );
    const before = await state();
    await stage(warehouse, 'customers', [customer(1, 30), customer(2, 15)]);
    expect(await raisedBy(hop(warehouse, 'customers'))).toMatchObject({
        code: 'PS010',
        detail: '2 keys, the first is {"customer_id": 1}',
    });
    expect(await state()).toEqual(before);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const add = (left: unknown, right: unknown) =>
    warehouse.value('mrr', 'select engine.add_counts($1, $2)', [
        left === null ? null : JSON.stringify(left),
        right === null ? null : JSON.stringify(right),
    ]);

test.for<[string, unknown, unknown, unknown]>([
    ['numbers of one name are added', { rows: 3 }, { rows: 4 }, { rows: 7 }],
    ['numbers of different names stand side by side', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['lists are appended', { seen: ['1'] }, { seen: ['2', '3'] }, { seen: ['1', '2', '3'] }],
    ['of texts the later one stands', { batch_id: '1' }, { batch_id: '2' }, { batch_id: '2' }],
    ['null replaces nothing', { batch_id: '1' }, { batch_id: null }, { batch_id: '1' }],
    ['null is replaced', { batch_id: null }, { batch_id: '2' }, { batch_id: '2' }],
    ['no result at all adds nothing', null, { rows: 1 }, { rows: 1 }],
    ['to no result at all anything can be added', { rows: 1 }, null, { rows: 1 }],
    ['two of them make an empty one', null, null, {}],
])('%s', async ([, left, right, sum]) => {
    expect(await add(left, right)).toEqual(sum);
});

test('sums of large counts are exact', async () => {
    const sum = await warehouse.value(
        'mrr',
        `select engine.add_counts('{"rows": 9007199254740993}', '{"rows": 1}') ->> 'rows'`,
    );
    expect(sum).toBe('9007199254740994');
});

test.for([
    [{}, 'mrr sales: nothing new'],
    [{ rows_read: 0 }, 'mrr sales: nothing new'],
    [{ rows_read: 5 }, 'mrr sales: 5 read, 0 inserted, 0 updated, no change'],
    [
        { rows_read: 5, rows_inserted: 3, rows_updated: 1, rows_rejected: 1, batch_id: '12' },
        'mrr sales: 5 read, 3 inserted, 1 updated, 1 rejected, batch 12',
    ],
    [
        { rows_read: 1, rows_inserted: 1, rows_rejected: 0, batch_id: '2' },
        'mrr sales: 1 read, 1 inserted, 0 updated, batch 2',
    ],
] as const)('the result %o reads: %s', async ([result, line]) => {
    const described = await warehouse.value('mrr', `select engine.describe_result($1, $2, $3)`, [
        'mrr',
        'sales',
        JSON.stringify(result),
    ]);
    expect(described).toBe(line);
});

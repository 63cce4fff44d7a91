import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Layer, raisedBy, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const set = (layer: Layer, name: string, value: string | null) =>
    warehouse.query(layer, 'call engine.set_setting($1, $2)', [name, value]);

describe('a setting takes a value of its kind', () => {
    test.for([
        ['mrr', 'rows_per_range', '1'],
        ['mrr', 'hop_lock_timeout', '1500 ms'],
        ['mrr', 'ceiling_guard', '0 s'],
        ['mrr', 'source_time_zone', 'America/New_York'],
        ['stg', 'business_time_zone', 'Asia/Kathmandu'],
    ] as const)('in %s %s takes %s', async ([layer, name, value]) => {
        await set(layer, name, value);
        expect(await warehouse.value(layer, 'select engine.setting($1)', [name])).toBe(value);
    });
});

describe('anything else is PS007 and changes nothing', () => {
    const hints = {
        integer: 'give a whole number of at least 1',
        interval: 'give an interval that is not negative, for example 60 s',
        'time zone': 'give a name of pg_timezone_names, for example Europe/Berlin',
    };
    test.for([
        ['rows_per_range', 'integer', '0'],
        ['rows_per_range', 'integer', '-5'],
        ['rows_per_range', 'integer', '1.5'],
        ['rows_per_range', 'integer', 'many'],
        ['rows_per_range', 'integer', '99999999999'],
        ['rows_per_range', 'integer', null],
        ['hop_lock_timeout', 'interval', '-1 s'],
        ['hop_lock_timeout', 'interval', 'soon'],
        ['hop_lock_timeout', 'interval', null],
        ['source_time_zone', 'time zone', 'Berlin'],
        ['source_time_zone', 'time zone', ''],
        ['source_time_zone', 'time zone', null],
    ] as const)('%s, of kind %s, refuses %o', async ([name, kind, value]) => {
        const before = await warehouse.value('mrr', 'select engine.setting($1)', [name]);
        expect(await raisedBy(set('mrr', name, value))).toEqual({
            code: 'PS007',
            message: `setting "${name}" cannot be ${value === null ? 'NULL' : `'${value}'`}`,
            detail: `it is of kind ${kind}`,
            hint: hints[kind],
        });
        expect(await warehouse.value('mrr', 'select engine.setting($1)', [name])).toBe(before);
    });
});

test.for([
    ['run_timeout', '24 hours', '25 hours', 'it is of kind interval, and at most 24 hours'],
    ['rejects_limit_percent', '100', '101', 'it is of kind integer, and at most 100'],
] as const)('%s can be %s, but not %s', async ([name, most, more, detail]) => {
    await set('dwh', name, most);
    expect(await raisedBy(set('dwh', name, more))).toMatchObject({ code: 'PS007', detail });
    expect(await warehouse.value('dwh', 'select engine.setting($1)', [name])).toBe(most);
});

test('a setting that does not exist is PS007, and DETAIL lists those of the layer', async () => {
    const unknown = {
        code: 'PS007',
        message: 'setting "speed" does not exist',
        detail:
            'known settings: ceiling_guard, hop_lock_timeout, rows_per_range, sessions_per_hop, ' +
            'source_time_zone, source_transaction_limit',
    };
    expect(await raisedBy(set('mrr', 'speed', '1'))).toMatchObject(unknown);
    const read = warehouse.query('mrr', `select engine.setting('speed')`);
    expect(await raisedBy(read)).toMatchObject(unknown);
});

test('an operator may change a setting, a reader may only read it', async () => {
    const [operator, reader] = await Promise.all([
        warehouse.connect('stg', { user: 'pgstrata_operator' }),
        warehouse.connect('stg', { user: 'pgstrata_reader' }),
    ]);
    await operator.query(`call engine.set_setting('sessions_per_hop', '3')`);
    const { rows } = await reader.query(`select engine.setting('sessions_per_hop') as value`);
    expect(rows).toEqual([{ value: '3' }]);
    const refused = reader.query(`call engine.set_setting('sessions_per_hop', '4')`);
    expect(await raisedBy(refused)).toMatchObject({ code: '42501' });
    await Promise.all([operator.end(), reader.end()]);
});

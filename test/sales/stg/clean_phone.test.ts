import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

test.for([
    ['+49 151 23456789', '+4915123456789'],
    ['+49-151-2345', '+491512345'],
    ['+1.555.0100', '+15550100'],
    ['0049 151 2345', '00491512345'],
    ['(030) 123 / 456', '030123456'],
    [' tel. +44 20 7946', '+44207946'],
    ['+(49) 30', '+4930'],
    ['020 7946+12', '020794612'],
    ['5550100', '5550100'],
    ['n/a', null],
    ['+', null],
    ['', null],
    [null, null],
] as const)('of %o the digits are left: %o', async ([phone, cleaned]) => {
    expect(await warehouse.value('stg', 'select public.clean_phone($1)', [phone])).toBe(cleaned);
});

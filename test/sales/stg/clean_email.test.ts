import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const clean = (email: string | null) =>
    warehouse.value('stg', 'select public.clean_email($1)', [email]);

const long = (length: number) => `${'a'.repeat(length - '@example.com'.length)}@example.com`;

test.for([
    ['anna@example.com', 'anna@example.com'],
    ['Anna.Lena@Example.COM', 'anna.lena@example.com'],
    [' \t anna@example.com\r\n', 'anna@example.com'],
    ['\u00a0anna@example.com\u00a0', 'anna@example.com'],
    ['anna+shop@mail.example.co.uk', 'anna+shop@mail.example.co.uk'],
    ["o'brien_1@example-shop.com", "o'brien_1@example-shop.com"],
    ['a@b.cd', 'a@b.cd'],
    ['a@xn--bcher-kva.xn--p1ai', 'a@xn--bcher-kva.xn--p1ai'],
    [long(254), long(254)],
] as const)('%o is the address %o', async ([email, cleaned]) => {
    expect(await clean(email)).toBe(cleaned);
});

test.for([
    [null],
    [''],
    ['   '],
    ['none'],
    ['anna.example.com'],
    ['@example.com'],
    ['anna@'],
    ['anna@example'],
    ['anna@@example.com'],
    ['anna@lena@example.com'],
    ['anna lena@example.com'],
    ['.anna@example.com'],
    ['anna.@example.com'],
    ['anna..lena@example.com'],
    ['anna@example..com'],
    ['anna@.example.com'],
    ['anna@-example.com'],
    ['anna@example-.com'],
    ['anna@example.com.'],
    ['anna@example.1'],
    ['anna@exam_ple.com'],
    ['anna@example.com, ben@example.com'],
    ['Anna <anna@example.com>'],
    ['ännä@example.com'],
    [long(255)],
    [' '.repeat(300)],
] as const)('%o is no address', async ([email]) => {
    expect(await clean(email)).toBeNull();
});

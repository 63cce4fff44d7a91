import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const key = (spelling: string | null) =>
    warehouse.value('stg', 'select public.mapping_key($1)', [spelling]);

test.for([
    ['GERMANY', 'germany'],
    [' United  States ', 'unitedstates'],
    ['U.S.A.', 'usa'],
    ['Home & Garden', 'homegarden'],
    ['home/garden', 'homegarden'],
    ['Côte d\u2019Ivoire', 'côted\u2019ivoire'],
    ["Côte d'Ivoire", 'côtedivoire'],
    ['ÖSTERREICH', 'österreich'],
    ['\u00a0France\u00a0', 'france'],
    ['日本', '日本'],
    ['&', ''],
    [null, null],
] as const)('the key of %o is %o', async ([spelling, expected]) => {
    expect(await key(spelling)).toBe(expected);
});

test.for(['n/a', 'N/A', ' n.a. ', 'n. a.'])(
    '%o stands for nothing, not for Namibia',
    async (text) => {
        expect(await key(text)).toBeNull();
        expect(await key('NA')).toBe('na');
    },
);

test('every spelling of the mapping tables is stored under the key that is looked up', async () => {
    const differing = await warehouse.query(
        'stg',
        `select country_name from country_codes
          where country_key is distinct from public.mapping_key(country_name)
          union all
         select group_name from product_group_names
          where group_key is distinct from public.mapping_key(group_name)`,
    );
    expect(differing).toEqual([]);
});

test('a spelling that differs only in case, spaces or punctuation cannot be added twice', async () => {
    const add = warehouse.query(
        'stg',
        `insert into country_codes (country_name, country_code) values (' u. s. a. ', 'US')`,
    );
    await expect(add).rejects.toMatchObject({ code: '23505' });
});

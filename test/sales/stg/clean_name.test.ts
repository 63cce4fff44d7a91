import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

const clean = (name: string | null) =>
    warehouse.value('stg', 'select public.clean_name($1)', [name]);

test.for<[string, string | null, string | null]>([
    ['words are capitalised', 'aNNa LENA', 'Anna Lena'],
    ['spaces are trimmed and collapsed', '  Anna \t  Lena\r\n', 'Anna Lena'],
    ['an apostrophe begins a word', "o'brien", "O'Brien"],
    ['an apostrophe begins a word among accents, too', "josé o'brien", "José O'Brien"],
    ['a typographic apostrophe does as well', 'o’brien', 'O’Brien'],
    ['a hyphen begins a word', 'anne-marie SMITH-JONES', 'Anne-Marie Smith-Jones'],
    ['a hyphen begins a word among accents, too', 'rené-zoë', 'René-Zoë'],
    ['a dot begins a word', 'j.r. ewing', 'J.R. Ewing'],
    ['a dot begins a word among accents, too', 'é.f. müller', 'É.F. Müller'],
    ['accents within a word keep it one', 'GARCÍA björn', 'García Björn'],
    ['an accent at the end stays small', 'garcÍÁ', 'Garcíá'],
    ['an accent begins a word', 'ángel öZTÜRK', 'Ángel Öztürk'],
    ['other scripts have capitals, too', 'дмитрий ИВАНОВ', 'Дмитрий Иванов'],
    ['scripts without capitals stay', '山田 太郎', '山田 太郎'],
    ['a digit does not begin a word', '2nd street', '2nd Street'],
    ['a no-break space is a space', '\u00a0anna\u00a0\u00a0lena\u00a0', 'Anna Lena'],
    ['a zero-width space is a space', '\ufeffanna\u200blena', 'Anna Lena'],
    ['an ideographic space is a space', '山田\u3000太郎', '山田 太郎'],
    ['spaces alone are no name', ' \t\u00a0 ', null],
    ['an empty text is no name', '', null],
    ['NULL is no name', null, null],
])('%s: %o', async ([, name, cleaned]) => {
    expect(await clean(name)).toBe(cleaned);
});

test('what is clean stays as it is, whatever the collation of the caller', async () => {
    for (const name of ["José O'Brien", 'Anne-Marie', 'J.R. Ewing', 'Дмитрий Иванов']) {
        expect(await clean(name)).toBe(name);
        const sql = `select public.clean_name($1::text collate "C")`;
        expect(await warehouse.value('stg', sql, [name.toLowerCase()])).toBe(name);
    }
});

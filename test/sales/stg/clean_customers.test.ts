import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';

let warehouse: Warehouse;

beforeAll(async () => {
    warehouse = await createWarehouse();
});

afterAll(() => warehouse?.drop());

/** What the view makes of one raw customer. */
async function clean(columns: Record<string, string | null>): Promise<Record<string, unknown>> {
    await warehouse.query('mrr', 'truncate mrr_dim_customers');
    await warehouse.query(
        'mrr',
        `insert into mrr_dim_customers
         select * from jsonb_populate_record(null::mrr_dim_customers, $1)`,
        [
            JSON.stringify({
                customer_id: 1,
                batch_id: 1,
                loaded_at: '2025-01-01',
                is_deleted: false,
                ...columns,
            }),
        ],
    );
    const [row] = await warehouse.query('stg', 'select * from public.clean_customers');
    return row as Record<string, unknown>;
}

test('every column of a customer is cleaned', async () => {
    const row = await clean({
        first_name: ' jOSÉ ',
        last_name: "o'brien",
        email: ' JOSE@Example.com',
        phone: '+34 (0) 12-34',
        city: 'BAD  homburg',
        country: 'españa',
    });
    expect(row).toMatchObject({
        customer_id: '1',
        first_name: 'José',
        last_name: "O'Brien",
        full_name: "José O'Brien",
        email: 'jose@example.com',
        has_valid_email: true,
        phone: '+3401234',
        city: 'Bad Homburg',
        country_code: 'ES',
        is_deleted: false,
        reject_reasons: [],
    });
});

describe('the full name', () => {
    test.for<[string | null, string | null, string | null, string[]]>([
        ['Anna', null, 'Anna', []],
        [null, 'Smith', 'Smith', []],
        ['  ', 'Smith', 'Smith', []],
        [null, null, null, ['missing_name']],
        ['', ' \u00a0', null, ['missing_name']],
    ])('of %o and %o is %o', async ([first_name, last_name, full_name, reject_reasons]) => {
        expect(await clean({ first_name, last_name })).toMatchObject({ full_name, reject_reasons });
    });
});

test('a bad e-mail address is no reason to reject a customer', async () => {
    expect(await clean({ last_name: 'Smith', email: 'none' })).toMatchObject({
        email: null,
        has_valid_email: false,
        reject_reasons: [],
    });
});

describe('the country', () => {
    test.for([
        ['Germany', 'DE'],
        ['deutschland', 'DE'],
        [' GER ', 'DE'],
        ['DE', 'DE'],
        ['U.S.A.', 'US'],
        ['united  states of america', 'US'],
        ['England', 'GB'],
        ['Österreich', 'AT'],
        ['ÖSTERREICH', 'AT'],
        ['The Netherlands', 'NL'],
        ["Cote d'Ivoire", 'CI'],
        ['日本', 'JP'],
        ['NA', 'NA'],
        ['n/a', null],
        ['Utopia', null],
        ['', null],
        [null, null],
    ] as const)('%o has the code %o', async ([country, country_code]) => {
        const row = await clean({ last_name: 'Smith', country });
        expect(row).toMatchObject({ country_code, reject_reasons: [] });
    });
});

test('countries that no mapping knows are counted by spelling, without deleted customers', async () => {
    await warehouse.query('mrr', 'truncate mrr_dim_customers');
    await warehouse.query(
        'mrr',
        `insert into mrr_dim_customers (customer_id, country, is_deleted, batch_id, loaded_at)
         select ordinality, country, country is not distinct from 'Gone', 1, now()
           from unnest('{Utopia," Utopia ",Atlantis,Utopia,Germany,Gone,"",null}'::text[])
                with ordinality x (country)`,
    );
    const unmapped = () => warehouse.query('stg', 'select * from public.vw_unmapped_countries');
    expect(await unmapped()).toEqual([
        { country_name: 'Utopia', customers: '3', example_customer_id: '1' },
        { country_name: 'Atlantis', customers: '1', example_customer_id: '3' },
    ]);
    await warehouse.query(
        'stg',
        `insert into country_codes (country_name, country_code) values ('UTOPIA', 'UT')`,
    );
    expect(await unmapped()).toMatchObject([{ country_name: 'Atlantis' }]);
});

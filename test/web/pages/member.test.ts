import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { openPages, type Pages, part, visible } from './open.ts';
import { tellStory } from './story.ts';

let warehouse: Warehouse;
let pages: Pages;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await tellStory(warehouse);
    pages = await openPages(warehouse);
});
afterAll(async () => {
    await pages?.close();
    await warehouse?.drop();
});

test('a customer who moved has versions, and what changed is said and marked', async () => {
    const { status, body } = await pages.get('/tables/customers/members?key=9003');
    expect(status).toBe(200);
    expect(part(body, 'versions').match(/<rect class="version is-past"/g)).toHaveLength(2);
    expect(part(body, 'versions').match(/<rect class="version is-current"/g)).toHaveLength(1);
    const changes = part(body, 'changes');
    expect(
        [...changes.matchAll(/<mark class="changed">([^<]+)<\/mark>/g)].map(([, to]) => to),
    ).toEqual(['Hamar', 'Bergen']);
    expect(visible(changes)).toContain('Hamar was Bergen');
    expect(visible(changes)).toContain('Bergen was Oslo');
});

test('columns that changed come first, the others as the table has them', async () => {
    const { body } = await pages.get('/tables/customers/members?key=9003');
    const titles = [...part(body, 'changes').matchAll(/<th scope="col"[^>]*>(\w[^<]*)</g)].map(
        ([, title]) => title,
    );
    const columns = await warehouse.query<{ name: string }>(
        'dwh',
        `select attname as name from pg_attribute
          where attrelid = 'dwh_dim_customers'::regclass and attnum > 0 and not attisdropped
            and attname not in ('customer_key', 'customer_id', 'city')
          order by attnum`,
    );
    const first = ['Version', 'State', 'city', 'Valid from', 'Valid to', 'customer_id'];
    expect(titles.slice(0, 6)).toEqual(first);
    const rest = titles.slice(6, titles.indexOf('batch_id'));
    expect(rest.length).toBeGreaterThan(3);
    const isOwn = new Set(rest);
    expect(rest.filter((name) => columns.some((column) => column.name === name))).toEqual(
        columns.map(({ name }) => name).filter((name) => isOwn.has(name)),
    );
});

test('boundaries keep their microseconds', async () => {
    const from = await warehouse.value<string>(
        'dwh',
        `select to_char(valid_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')
           from dwh_dim_customers where customer_id = 9003 and is_current`,
    );
    const { body } = await pages.get('/tables/customers/members?key=9003');
    expect(part(body, 'changes')).toContain(from?.replace(/0+$/, ''));
    expect(part(body, 'changes')).toContain('-infinity');
});

test('a name with markup is text', async () => {
    const { body } = await pages.get('/tables/customers/members?key=9003');
    expect(body).toMatch(/&lt;script&gt;alert/i);
    expect(body).not.toMatch(/<script>/i);
});

test('a deletion is a gap between versions', async () => {
    await warehouse.query(
        'dwh',
        `update dwh_dim_customers
            set valid_to = valid_from + (valid_to - valid_from) / 2, is_deleted = true
          where customer_id = 9003 and valid_from > '-infinity' and not is_current`,
    );
    const { body } = await pages.get('/tables/customers/members?key=9003');
    expect(part(body, 'versions').match(/<line class="gap"/g)).toHaveLength(1);
    expect(visible(part(body, 'changes'))).toContain('past, then deleted');
});

test('a member that is not there', async () => {
    const { status, body } = await pages.get('/tables/customers/members?key=123456');
    expect(status).toBe(200);
    expect(visible(body)).toContain('The warehouse has no customers 123456.');
});

test.each(['', '?key=', '?key=%20'])('without a key (%s) it asks for one', async (query) => {
    const { status, body } = await pages.get(`/tables/customers/members${query}`);
    expect(status).toBe(200);
    expect(visible(body)).toContain('Give the business key of a member.');
});

test.each(['?key=abc', '?key=1&key=2', `?key=${encodeURIComponent("1' or '1'='1")}`])(
    'what is no key (%s) is told so',
    async (query) => {
        const { status, body } = await pages.get(`/tables/customers/members${query}`);
        expect(status).toBe(200);
        expect(body).toContain('PS006');
        expect(visible(body)).toContain('give a value for each of: customer_id');
    },
);

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { openPages, type Pages, part, visible } from './open.ts';
import { tellStory } from './story.ts';

let warehouse: Warehouse;
let pages: Pages;
beforeAll(async () => {
    warehouse = await createWarehouse();
    pages = await openPages(warehouse);
});
afterAll(async () => {
    await pages?.close();
    await warehouse?.drop();
});

test('an empty warehouse has its tables, and says what is not known yet', async () => {
    const { status, body } = await pages.get('/tables');
    expect(status).toBe(200);
    expect(visible(body)).toContain('not loaded yet');
    expect(visible(body)).toContain('A worker counts the rows after the first run.');
    const { body: one } = await pages.get('/tables/sales');
    expect(visible(one)).toContain('Rows have not been counted yet.');
    expect(visible(one)).toContain('Nothing has run into mrr yet.');
    expect(visible(one)).toContain('None: every row that was extracted is staged.');
});

describe('after some runs', () => {
    beforeAll(async () => {
        await tellStory(warehouse);
        await warehouse.query('dwh', 'select engine.record_row_counts(true)');
    });

    test('each entity has its rows by layer, dimensions first', async () => {
        const list = part((await pages.get('/tables')).body, 'entities');
        const names = [...list.matchAll(/href="\/tables\/(\w+)">/g)].map(([, name]) => name);
        expect(names).toEqual(['customers', 'products', 'sales']);
        const [counts] = await warehouse.query<Record<string, string>>(
            'dwh',
            `select * from vw_layer_row_counts where entity = 'customers'`,
        );
        const { operational, mrr, stg, rejects, dwh, dwh_versions } = counts ?? {};
        expect(visible(list).replaceAll(' of customers', '')).toContain(
            `customers dimension ${operational} ${mrr} ${stg} ${rejects} ${dwh} ${dwh_versions}`,
        );
    });

    test('a table has its history, what its runs wrote, and the SQL of its hop', async () => {
        const { body } = await pages.get('/tables/customers');
        expect(part(body, 'history').match(/class="series"/g)).toHaveLength(4);
        expect(part(body, 'volumes')).toContain('class="volume is-rejected"');
        const planned = await warehouse.value(
            'dwh',
            `select count(*) from engine.plan_hop('customers')`,
        );
        expect(visible(part(body, 'plan'))).toContain(`SQL: ${planned} statements`);
        expect(visible(body)).toContain('None: every version could be placed.');
    });

    test('rows are shown for the reason that is chosen, as text', async () => {
        const { body } = await pages.get('/tables/customers');
        expect(part(body, 'rejects')).toContain('?reason=missing_name#reject-rows');
        expect(body).not.toContain('id="reject-rows"');
        const chosen = part(
            (await pages.get('/tables/customers?reason=missing_name')).body,
            'reject-rows',
        );
        expect(chosen).toContain('&lt;img src=x onerror=alert(1)&gt;');
        expect(chosen).not.toContain('<img');
        const newest = await warehouse.query<{ id: string }>(
            'stg',
            `select business_key ->> 'customer_id' as id from stg_rejects
              where entity = 'customers' and resolved_at is null and 'missing_name' = any (reasons)
              order by reject_id desc`,
        );
        expect(newest.length).toBeGreaterThan(1);
        expect(visible(chosen)).toMatch(
            new RegExp(newest.map(({ id }) => `${id} missing_name .*NULL `).join('.*')),
        );
        const other = await pages.get('/tables/customers?reason=%3Cb%3E');
        expect(visible(part(other.body, 'reject-rows'))).toContain(
            'No row is rejected for that now.',
        );
        expect(other.body).not.toContain('<b>');
    });

    test('the column that a reason is about stands first', async () => {
        const titles = [
            ...part(
                (await pages.get('/tables/customers?reason=missing_name')).body,
                'reject-rows',
            ).matchAll(/<th scope="col"[^>]*>([^<]+)</g),
        ].map(([, title]) => title);
        expect(titles.slice(0, 4)).toEqual(['Key', 'Reasons', 'last_name', 'first_name']);
        expect(titles.slice(-4)).toEqual(['is_deleted', 'batch_id', 'loaded_at', 'Rejected']);
    });

    test('a disabled entity is said to be, at its button as well', async () => {
        const enable = (is: boolean) =>
            warehouse.query(
                'dwh',
                `update engine.entities set is_enabled = ${is} where entity = 'sales'`,
            );
        await enable(false);
        try {
            expect(visible((await pages.get('/tables')).body)).toContain('sales fact, disabled');
            expect(visible((await pages.get('/tables/sales')).body)).toContain(
                'disabled: left out of runs that do not name it Run sales',
            );
        } finally {
            await enable(true);
        }
    });

    test('many rejects have pages', async () => {
        await warehouse.query(
            'operational',
            `insert into customers (customer_id, city) select n, 'Oslo' from generate_series(20001, 20060) n`,
        );
        await warehouse.run({ entities: ['customers'] });
        const keys = (body: string) =>
            [...part(body, 'reject-rows').matchAll(/<th scope="row"[^>]*>(\d+)</g)].map(([, key]) =>
                Number(key),
            );
        // Rows are kept for some seconds: whoever comes anew has none.
        const others = await openPages(warehouse);
        const seen: number[] = [];
        let path: string | undefined = '/tables/customers?reason=missing_name';
        while (path) {
            const { body } = await others.get(path);
            seen.push(...keys(body));
            path = /rel="next" href="([^"#]+)/.exec(body)?.[1]?.replaceAll('&amp;', '&');
        }
        await others.close();
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((key) => key > 20000)).toHaveLength(60);
        expect(seen).toContain(9001);
    });

    test('a version that was refused is shown with its columns', async () => {
        await warehouse.query(
            'dwh',
            `insert into engine.refused_versions (entity, business_key, effective_at, version, batch_id)
             values ('customers', '{"customer_id": 7}', '2026-01-01 00:00:00.000001+00',
                     '{"city": "<i>Rome</i>", "amount": 12345678901234567890.10}', 3)`,
        );
        const refused = part((await pages.get('/tables/customers')).body, 'refused');
        expect(refused).toContain('&lt;i&gt;Rome&lt;/i&gt;');
        expect(refused).toContain('2026-01-01 00:00:00.000001');
        expect(refused).toContain('12345678901234567890.10');
    });

    test('staging out of reach costs the page its rejects alone', async () => {
        await warehouse.query('dwh', `alter server stg options (set dbname 'nowhere')`);
        try {
            const others = await openPages(warehouse);
            const { status, body } = await others.get('/tables/customers?reason=');
            await others.close();
            expect(status).toBe(200);
            expect(part(body, 'rejects')).toContain('class="error-box"');
            expect(part(body, 'history')).toContain('class="series"');
        } finally {
            const name = warehouse.urls.stg.url.pathname.slice(1);
            await warehouse.query('dwh', `alter server stg options (set dbname '${name}')`);
        }
    });

    test.each(['/tables/nothing', '/tables/%3Cscript%3E', '/tables/sales/members?key=1'])(
        '%s is not found, and says so as text',
        async (path) => {
            const { status, body } = await pages.get(path);
            expect(status).toBe(404);
            expect(body).not.toContain('<script>');
        },
    );
});

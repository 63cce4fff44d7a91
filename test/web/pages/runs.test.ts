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

/** The runs of the list, in its order. */
const listed = async (query: string) =>
    [
        ...part((await pages.get(`/runs${query}`)).body, 'list').matchAll(
            /href="\/runs\/(\d+)">\1</g,
        ),
    ].map(([, id]) => Number(id));

test('before the first run the page says so', async () => {
    const { status, body } = await pages.get('/runs');
    expect(status).toBe(200);
    expect(visible(body)).toContain('There was no run yet.');
});

describe('after some runs', () => {
    beforeAll(() => tellStory(warehouse));

    test('lists them, newest first, with their reasons', async () => {
        expect(await listed('')).toEqual([6, 5, 4, 3, 2, 1]);
        const list = visible(part((await pages.get('/runs')).body, 'list'));
        expect(list).toContain('SKIPPED');
        expect(list).toContain('&lt;b&gt;run 4&lt;/b&gt; was active');
        expect(list).toContain('1 of 9 steps failed, 3 blocked');
    });

    test('counts what a run read from the source and wrote into the warehouse, not each layer', async () => {
        const [sums] = await warehouse.query<Record<string, string>>(
            'dwh',
            `select sum(rows_read) filter (where layer = 'mrr') as read,
                    sum(rows_inserted) filter (where layer = 'dwh') as inserted,
                    sum(rows_inserted) as over_all, sum(rows_rejected) as rejected
               from etl_logs where run_id = 1`,
        );
        const list = visible(part((await pages.get('/runs?before=2')).body, 'list'));
        expect(list).toContain(`all ${sums?.read} ${sums?.inserted} 0 ${sums?.rejected} 0 `);
        expect(list).not.toContain(` ${sums?.over_all} `);
    });

    test('shows what was asked for and why nothing came of it', async () => {
        await warehouse.query(
            'dwh',
            `insert into engine.run_requests (requested_by, entities, taken_at, outcome)
             values ('a program', '{sales}', clock_timestamp(), 'a run is queued already: job 1')`,
        );
        const { body } = await pages.get('/runs');
        expect(visible(part(body, 'requests'))).toContain(
            'a program sales no run of its own: a run is queued already: job 1',
        );
        expect(body).toContain('data-refresh-on="run step request"');
        await warehouse.query('dwh', 'delete from engine.run_requests');
        expect((await pages.get('/runs')).body).not.toContain('id="requests"');
    });

    test('draws each step, and a run of one entity without the others', async () => {
        const grid = part((await pages.get('/runs')).body, 'grid');
        expect(grid.match(/<rect class="status-blocked"/g)).toHaveLength(6);
        // Two failed runs with a failed step each, and a sign in the legend.
        expect(grid.match(/<rect class="status-failed"/g)).toHaveLength(4);
        // Run 2 left out six steps, run 5 was skipped.
        expect(grid.match(/class="grid-none"/g)).toHaveLength(15);
    });

    test('draws no duration of a skipped run', async () => {
        const chart = part((await pages.get('/runs')).body, 'durations');
        expect(chart.match(/<rect class="bar/g)).toHaveLength(5);
        expect(chart).toContain('class="median"');
    });

    test.each([
        ['?status=FAILED', [6, 3]],
        ['?status=SKIPPED', [5]],
        ['?origin=schedule', [5]],
        ['?entity=products&status=SUCCEEDED', [4, 1]],
        ['?status=&entity=&origin=&from=&to=', [6, 5, 4, 3, 2, 1]],
        ['?from=2020-01-01', [6, 5, 4, 3, 2, 1]],
        ['?before=3', [2, 1]],
        ['?after=4', [6, 5]],
        ['?before=1%3B--', [6, 5, 4, 3, 2, 1]],
        ['?status=NONSENSE&from=2026-02-31&to=x', [6, 5, 4, 3, 2, 1]],
        ['?from=0000-01-01&to=9999-12-31', [6, 5, 4, 3, 2, 1]],
        ['?from=0001-01-01&to=10000-01-01', [6, 5, 4, 3, 2, 1]],
    ])('%s finds %j', async (query, expected) => {
        expect(await listed(query)).toEqual(expected);
    });

    test.each(['?to=2020-01-01', '?from=2999-01-01', '?status=CANCELLED', '?before=1'])(
        '%s finds none',
        async (query) => {
            expect(visible((await pages.get(`/runs${query}`)).body)).toContain('No run matches.');
        },
    );

    test('a day is one of UTC, to its end', async () => {
        await warehouse.query(
            'dwh',
            `insert into etl_runs (status, entities, started_at, ended_at)
             select 'CANCELLED', '{sales}', t, t
               from unnest('{2020-05-01 23:59:59.999999+00, 2020-05-02 00:00+00}'::timestamptz[]) t`,
        );
        const [first, second] = await listed('?status=CANCELLED').then((found) => found.reverse());
        expect(await listed('?from=2020-05-01&to=2020-05-01')).toEqual([first]);
        expect(await listed('?from=2020-05-02&to=2020-05-02')).toEqual([second]);
    });

    test('keeps the filter in the form and in the links to other pages', async () => {
        await warehouse.query(
            'dwh',
            `insert into etl_runs (status, entities, started_at, ended_at)
             select 'SUCCEEDED', '{sales}', t, t
               from generate_series(now() - interval '90 min', now(), interval '1 min') t`,
        );
        const { body } = await pages.get('/runs?status=SUCCEEDED&entity=sales');
        expect(body).toContain('<option selected>SUCCEEDED</option>');
        const newest = Number(await warehouse.value('dwh', 'select max(run_id) from etl_runs'));
        const older = `/runs?status=SUCCEEDED&amp;entity=sales&amp;before=${newest - 39}`;
        expect(body).toContain(`href="${older}"`);
        const second = await listed(older.slice('/runs'.length).replaceAll('&amp;', '&'));
        expect(second).toHaveLength(40);
        expect(second[0]).toBe(newest - 40);
        // And back: the runs just newer than those, not the newest of all.
        const third = await listed(`?before=${second.at(-1)}`);
        expect(await listed(`?after=${third[0]}`)).toEqual(second);
    });
});

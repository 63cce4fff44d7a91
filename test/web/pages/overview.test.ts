import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { openTestPage, type TestPage } from '../support.ts';

let warehouse: Warehouse;
let page: TestPage;
beforeAll(async () => {
    warehouse = await createWarehouse();
    page = await openTestPage(warehouse);
});
afterAll(async () => {
    await page?.close();
    await warehouse?.drop();
});
beforeEach(() => page.db.forget());

const markup = async () => {
    page.db.forget();
    const answer = await page.get('/');
    expect(answer.status).toBe(200);
    return answer.text();
};

/** As a reader sees it: text with its spaces as one. */
const text = async () =>
    (await markup())
        .replace(/<(title|desc)[^>]*>.*?<\/\1>/gs, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ');

const sql = (statement: string, values: unknown[] = []) =>
    warehouse.query('dwh', statement, values);

// The tests follow one another, as the first hours of a warehouse do.
test('before anything has happened it says so, and what to do', async () => {
    const found = await text();
    expect(found).toContain('No worker is alive');
    expect(found).toContain('npx pgstrata worker');
    expect(found).toContain('None yet');
    expect(found).toContain('never loaded');
    expect(found).toContain('not counted');
    expect(found).toMatch(/Next run in \d+ (h|min|s)/);
});

test('after a run it shows the rows of every layer and how each hop stands', async () => {
    await warehouse.seed({ customers: 40, products: 10, sales: 1200 });
    await warehouse.run();
    await sql('select engine.record_row_counts(true)');
    await sql(`select engine.beat(gen_random_uuid(), 'here', 1, '0.1.0')`);
    const found = await markup();
    const [counts] = await sql(`select * from vw_layer_row_counts where entity = 'sales'`);
    expect(found).toContain('>1\u202f200</text>');
    expect(found).toMatch(/into mrr SUCCEEDED, into stg SUCCEEDED, into dwh SUCCEEDED/);
    expect(Number(counts?.rejects)).toBeGreaterThan(0);
    expect(found).toContain(`${counts?.rejects} rejected`);
    // Once for wide and once for narrow screens.
    expect(found.match(/class="flow-state status-succeeded"/g)).toHaveLength(2 * 9);
    const shown = await text();
    expect(shown).toContain('1 worker alive');
    expect(shown).toMatch(/Last run Run 1 ✓ ?SUCCEEDED/);
    expect(shown).toContain('no open incident, no open failure');
});

test('a hop that runs moves, and without a script the page can be read again', async () => {
    const session = await warehouse.connect('operational');
    await session.query('begin; lock table sales in access exclusive mode');
    const run = warehouse.run();
    run.catch(() => {});
    try {
        let found = '';
        for (let i = 0; i < 100 && !found.includes('is-moving'); i++) found = await markup();
        expect(found).toContain('class="flow-line is-moving"');
        expect(found).not.toContain('http-equiv="refresh"');
        expect(found).toContain(
            '<noscript><p class="refresh"><a href="">Refresh</a></p></noscript>',
        );
        expect(found).toContain('data-moving="true"');
        // The hops that have not begun show what the run before came to, as such.
        expect(found).toMatch(/<title>sales into dwh: waiting; SUCCEEDED in run 1, before run 2</);
        expect(found).toMatch(/<circle class="flow-state is-earlier"/);
        expect(found).toContain('Running');
    } finally {
        await session.query('rollback');
        await run;
    }
});

test('what holds a mark back is named', async () => {
    const session = await warehouse.connect('operational', { applicationName: '<i>long</i>' });
    await session.query('begin; select now()');
    try {
        const found = await markup();
        expect(found).toContain('(&lt;i&gt;long&lt;/i&gt;)');
        expect(found).not.toContain('<i>long</i>');
        expect(await text()).toMatch(/, begun \d+ m?s ago|, begun now/);
    } finally {
        await session.query('rollback');
        await session.end();
    }
});

test('open incidents stand first, and what the database says is text', async () => {
    const payload = `<img src=x onerror=alert(1)>"'&`;
    await sql(
        `insert into engine.incidents (kind, entity, summary, detail, opened_by)
         values ('failure', $1, $1, '{}', 1)`,
        [payload],
    );
    await sql(`insert into engine.schedule_pauses (paused_by) values ($1)`, [payload]);
    const found = await markup();
    expect(found).not.toContain('<img');
    expect(found.match(/&lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;&amp;/g)).toHaveLength(2);
    expect(found.indexOf('Open incidents')).toBeLessThan(found.indexOf('class="tiles"'));
    expect(await text()).toContain('1 open incident');
    await sql('delete from engine.incidents');
    await sql('delete from engine.schedule_pauses');
});

test('a failed run shows since when there was none that succeeded', async () => {
    await sql(
        `insert into etl_runs (status, entities, ended_at, error_message)
         values ('FAILED', '{sales}', clock_timestamp(), 'no'), ('SKIPPED', '{sales}', clock_timestamp(), 'no')`,
    );
    expect(await text()).toMatch(/✗ ?FAILED now ?, took .* last success/);
});

test('a layer that cannot be reached is named with its problem', async () => {
    await sql(`alter server stg options (set port '1')`);
    try {
        expect(await text()).toMatch(/Not reachable stg could not/);
    } finally {
        const { port } = warehouse.urls.stg.link;
        await sql(`alter server stg options (set port '${port || 5432}')`);
    }
});

test('rows that were written are those of the warehouse, not the sum of all layers', async () => {
    await sql(
        `with r as (
            insert into etl_runs (status, entities, ended_at)
            values ('SUCCEEDED', '{sales}', clock_timestamp()) returning run_id)
         insert into etl_logs (run_id, process_name, layer, entity, table_name, status, end_time,
                               rows_inserted, rows_updated)
         select run_id, engine.process_name(l, 'sales'), l, 'sales', 't', 'SUCCEEDED', clock_timestamp(), 100, 7
           from r cross join unnest('{mrr,stg,dwh}'::text[]) l`,
    );
    expect(await text()).toContain(' 107 rows written to the warehouse');
});

describe('what was asked for', () => {
    const isMoving = async () => (await markup()).includes('data-moving="true"');
    beforeEach(() => sql('delete from engine.run_requests'));
    afterAll(async () => {
        await sql('delete from engine.run_requests');
        await sql('delete from engine.workers');
    });

    test('is no section where there is nothing', async () => {
        expect(await markup()).not.toContain('id="requests"');
        expect(await isMoving()).toBe(false);
    });

    test('waits for a worker that is alive, and moves', async () => {
        await sql(`select engine.beat(gen_random_uuid(), 'here', 1, '0.1.0')`);
        await sql(`select request_run('{sales}', p_requested_by => '<b>me</b>')`);
        const found = await text();
        expect(found).toMatch(/&lt;b&gt;me&lt;\/b&gt; sales waits for a worker to take it/);
        expect(await isMoving()).toBe(true);
    });

    test('does not move where no worker is alive to take it, and says so', async () => {
        await sql('delete from engine.workers');
        await sql('select request_run()');
        expect(await text()).toMatch(/ all waits: no worker is alive to take it/);
        expect(await isMoving()).toBe(false);
    });

    test('says for ten minutes why no run was made of it, with the run that was in the way', async () => {
        await sql(
            `insert into engine.run_requests (requested_by, taken_at, outcome)
             values ('lately', clock_timestamp() - interval '9 min', 'another run is active: skipped as run 7, which names it'),
                    ('before', clock_timestamp() - interval '11 min', 'no')`,
        );
        const found = await markup();
        expect(found).toContain('skipped as <a href="/runs/7">run 7</a>');
        expect(found).toContain('lately');
        expect(found).not.toContain('before</span>');
    });

    test('is shown until its run has begun', async () => {
        const job = '00000000-0000-4000-8000-000000000001';
        await sql(
            `insert into engine.run_requests (requested_by, taken_at, job_id)
             values ('me', clock_timestamp(), $1)`,
            [job],
        );
        // Without a job in the queue it waits for nothing.
        expect(await markup()).not.toContain('id="requests"');
        await sql(`insert into pgboss.job (id, name, data) values ($1, 'pgstrata_run', '{}')`, [
            job,
        ]);
        await sql(`select engine.beat(gen_random_uuid(), 'here', 1, '0.1.0')`);
        expect(await text()).toContain('taken by a worker; it has not begun yet');
        await sql(
            `insert into etl_runs (status, entities, ended_at, job_id)
             values ('SUCCEEDED', '{sales}', clock_timestamp(), $1)`,
            [job],
        );
        expect(await markup()).not.toContain('id="requests"');
        await sql('delete from pgboss.job where id = $1', [job]);
    });
});

test('a disabled entity is said to be, at its button as well', async () => {
    await sql(`update engine.entities set is_enabled = false where entity = 'sales'`);
    try {
        const found = await text();
        expect(found).toContain('sales disabled left out of runs that do not name it');
        expect(found).toContain('Run sales alone, which is disabled');
    } finally {
        await sql(`update engine.entities set is_enabled = true where entity = 'sales'`);
    }
});

test('a part that cannot be read costs no other', async () => {
    await sql('alter table engine.row_counts rename to away');
    await sql('alter table engine.workers rename to away_too');
    try {
        const found = await text();
        expect(found).toContain('relation &quot;engine.row_counts&quot; does not exist');
        expect(found).toMatch(/Scheduler Cannot be read relation/);
        expect(found).toMatch(/Last run Run \d+/);
        expect(found).toMatch(/Next run in/);
    } finally {
        await sql('alter table engine.away rename to row_counts');
        await sql('alter table engine.away_too rename to workers');
    }
});

test('without the queue there is no schedule, and everything else', async () => {
    await sql('alter schema pgboss rename to away');
    try {
        expect(await text()).toMatch(/Last run Run \d+/);
        expect((await page.get('/runs/1')).status).toBe(200);
        expect((await page.get('/runs')).status).toBe(200);
    } finally {
        await sql('alter schema away rename to pgboss');
    }
});

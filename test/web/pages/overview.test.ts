import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

test('a hop that runs moves, and the page asks to be read again without a script', async () => {
    expect(await markup()).not.toContain('http-equiv="refresh"');
    const session = await warehouse.connect('operational');
    await session.query('begin; lock table sales in access exclusive mode');
    const run = warehouse.run();
    run.catch(() => {});
    try {
        let found = '';
        for (let i = 0; i < 100 && !found.includes('is-moving'); i++) found = await markup();
        expect(found).toContain('class="flow-line is-moving"');
        expect(found).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
        expect(found).toContain('data-moving="true"');
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

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { openPages, type Pages, part, visible } from './open.ts';
import { tellStory } from './story.ts';

let warehouse: Warehouse;
let pages: Pages;
let body: Record<string, string>;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await tellStory(warehouse);
    pages = await openPages(warehouse);
    body = {};
    for (const id of ['1', '3', '4', '5']) body[id] = (await pages.get(`/runs/${id}`)).body;
});
afterAll(async () => {
    await pages?.close();
    await warehouse?.drop();
});

const body1 = () => body['1'] as string;

describe('a run that succeeded', () => {
    test('shows its nine steps in order, with their rows, and the SQL they ran', async () => {
        const steps = part(body1(), 'steps');
        const [first] = await warehouse.query<{ rows_read: string; log_id: string }>(
            'dwh',
            `select rows_read, log_id from etl_logs where run_id = 1 order by log_id limit 1`,
        );
        expect(steps.match(/<th scope="row"/g)).toHaveLength(9);
        expect(visible(steps)).toContain(`mrr sales ✓ SUCCEEDED`);
        expect(visible(steps)).toContain(` ${first?.rows_read} `);
        const step = part(body1(), `step-${first?.log_id}`);
        const statements = await warehouse.value(
            'dwh',
            'select count(*) from engine.step_statements where log_id = $1',
            [first?.log_id],
        );
        expect(visible(step)).toContain(`SQL: ${statements} statement`);
        expect(step).toContain('<pre class="sql"');
    });

    test('draws the steps over time and tells what the run said', async () => {
        expect(part(body1(), 'gantt').match(/class="bar status-succeeded"/g)).toHaveLength(9);
        expect(visible(part(body1(), 'messages'))).toContain('run 1: customers, products, sales');
    });

    test('can be run again, or one entity of it, but has nothing to go on from', () => {
        const actions = part(body1(), 'main');
        expect(visible(actions)).toContain('Run again');
        expect(body1().match(/name="entities" value="(customers|products|sales)"/g)).toHaveLength(
            3,
        );
        expect(body1()).toContain('<select id="one-entity" name="entities">');
        expect(body1()).not.toContain('resume_run_id');
        expect(body1()).not.toContain('/cancel');
    });
});

describe('a run that failed', () => {
    test('says with what, where, and what to do', () => {
        const text = visible(body['3'] as string);
        expect(text).toContain('PS011');
        expect(text).toContain(
            '42703 column "unit_price" does not exist'.replaceAll('"', '&quot;'),
        );
        expect(text).toContain('put it back or change the declaration, then migrate');
        expect(text).toContain('it needs mrr products, which did not succeed');
    });

    test('offers to go on from the failed step', () => {
        expect(body['3']).toContain('name="resume_run_id" value="3"');
    });

    test('leads to its successor, which has nothing to go on from', () => {
        expect(body['4']).not.toContain('resume_run_id');
    });
});

describe('buttons', () => {
    const lastRequest = () =>
        warehouse
            .query<{ entities: string[]; resume_run_id: string | null }>(
                'dwh',
                'select entities, resume_run_id from engine.run_requests order by request_id desc limit 1',
            )
            .then(([request]) => request);

    test('run the same entities again', async () => {
        expect((await pages.press('/runs/2', 'Run again')).status).toBe(303);
        expect(await lastRequest()).toEqual({ entities: ['customers'], resume_run_id: null });
        await pages.press('/runs/1', 'Run again');
        expect((await lastRequest())?.entities).toEqual(['customers', 'products', 'sales']);
    });

    test('go on from the failed step', async () => {
        expect((await pages.press('/runs/3', 'Go on from the failed step')).status).toBe(303);
        expect(await lastRequest()).toEqual({
            entities: ['products', 'sales'],
            resume_run_id: '3',
        });
    });

    test('pause the schedule, and let it go on', async () => {
        await pages.press('/runs/1', 'Pause the schedule');
        expect((await pages.get('/runs/1')).body).not.toContain('Pause the schedule');
        await pages.press('/runs/1', 'Resume the schedule');
        expect((await pages.get('/runs/1')).body).toContain('Pause the schedule');
    });

    test('run an entity from its page and from its failure', async () => {
        await pages.press('/tables/sales', 'Run sales');
        expect((await lastRequest())?.entities).toEqual(['sales']);
        await pages.press('/failures', 'Run it again');
        // What failed stands first, not what it blocked.
        expect((await lastRequest())?.entities).toEqual(['products']);
    });
});

test('a run that was skipped says why, as text', () => {
    const found = body['5'] as string;
    expect(found).toContain('&lt;b&gt;run 4&lt;/b&gt; was active');
    expect(found).not.toContain('<b>');
    expect(visible(found)).toContain('The run has no step.');
    expect(visible(found)).toContain('Called by schedule');
});

describe('a run under way', () => {
    test('moves, can be cancelled, and nothing else', async () => {
        const session = await warehouse.connect('dwh');
        try {
            // The session that holds the lock of the run is what makes it alive.
            await session.query(`select pg_advisory_lock(engine.lock_key('run'))`);
            const { rows } = await session.query<{ run_id: string }>(
                `insert into etl_runs (status, entities) values ('RUNNING', '{sales}') returning run_id`,
            );
            const id = rows[0]?.run_id;
            await session.query(
                `insert into etl_logs (run_id, process_name, layer, entity, table_name, status)
                 values ($1, 'extract sales', 'mrr', 'sales', 'mrr_fact_sales', 'RUNNING')`,
                [id],
            );
            const { body: found } = await pages.get(`/runs/${id}`);
            expect(found).toContain('data-moving="true"');
            expect(found).toContain(`data-refresh-run="${id}"`);
            expect(found).toContain(`action="/runs/${id}/cancel"`);
            expect(found).not.toContain('Run again');
            expect(part(found, 'gantt')).toContain('so far');
            expect(visible(part(found, 'gantt'))).toMatch(/stg sales waiting dwh sales waiting/);
            expect((await pages.get('/runs?status=RUNNING')).body).toContain(`>${id}</a>`);
            expect((await pages.press(`/runs/${id}`, 'Cancel the run')).status).toBe(303);
            const cancelling = (await pages.get(`/runs/${id}`)).body;
            expect(cancelling).toMatch(/<button[^>]* disabled>Cancelling</);
            expect(visible(cancelling)).toMatch(/Cancel asked for \S+ \S+ UTC by web page/);
            await session.end();
            const gone = (await pages.get(`/runs/${id}`)).body;
            expect(visible(gone)).toContain('! CRASHED');
            expect(gone).toContain('data-moving="false"');
            expect(part(gone, 'gantt')).not.toContain('waiting');
            expect((await pages.get('/runs?status=CRASHED')).body).toContain(`>${id}</a>`);
        } finally {
            await session.end().catch(() => {});
        }
    });
});

test.each([
    ['statements', 'engine.step_statements', 'sql'],
    ['messages', 'engine.run_messages', 'messages'],
])('%s that cannot be read cost nothing else', async (_what, table, id) => {
    await warehouse.query('dwh', `alter table ${table} rename to away`);
    try {
        const { status, body: found } = await pages.get('/runs/1');
        expect(status).toBe(200);
        expect(part(found, id)).toContain('class="error-box"');
        expect(part(found, 'steps').match(/<th scope="row"/g)).toHaveLength(9);
    } finally {
        await warehouse.query('dwh', `alter table engine.away rename to ${table.split('.')[1]}`);
    }
});

test('without the schedule a run is shown without its button', async () => {
    await warehouse.query('dwh', 'alter function engine.schedule_state() rename to away');
    try {
        const { status, body: found } = await pages.get('/runs/1');
        expect(status).toBe(200);
        expect(found).toContain('Run again');
        expect(found).not.toContain('Pause the schedule');
    } finally {
        await warehouse.query('dwh', 'alter function engine.away() rename to schedule_state');
    }
});

test('text of errors and messages is text', async () => {
    await warehouse.query(
        'dwh',
        `with r as (
            insert into etl_runs (status, entities, ended_at, error_message, error_hint)
            values ('FAILED', '{sales}', now(), $1, $1) returning run_id
        ), l as (
            insert into etl_logs (run_id, process_name, layer, entity, table_name, status, end_time,
                                  error_message, error_detail)
            select run_id, 'load sales', 'dwh', 'sales', 'dwh_fact_sales', 'FAILED', now(), $1, $1
              from r returning log_id, run_id
        ), s as (
            insert into engine.step_statements select log_id, 1, $1, $1, 1, 1 from l
        )
        insert into engine.run_messages (run_id, log_id, message)
        select run_id, log_id, $1 from l union all select run_id, null, $1 from l`,
        ['<script>alert(1)</script>'],
    );
    const id = await warehouse.value('dwh', 'select max(run_id) from etl_runs');
    for (const path of [`/runs/${id}`, '/runs', '/failures']) {
        const { status, body: found } = await pages.get(path);
        expect(status).toBe(200);
        expect(found, path).toContain('&lt;script&gt;alert(1)');
        expect(found, path).not.toContain('<script>alert');
    }
});

test('a read-only page has no button', async () => {
    const others = await openPages(warehouse, { isReadOnly: true });
    try {
        for (const path of ['/runs/3', '/failures', '/tables/customers']) {
            expect((await others.get(path)).body, path).not.toContain('method="post"');
        }
    } finally {
        await others.close();
    }
});

test.each(['/runs/999', '/runs/0', '/runs/abc', '/runs/99999999999999999999', '/runs/1%27'])(
    '%s is not found',
    async (path) => {
        expect((await pages.get(path)).status).toBe(404);
    },
);

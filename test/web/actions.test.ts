import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { openTestPage, type TestPage } from './support.ts';

let warehouse: Warehouse;
let page: TestPage;
let csrf: string;
beforeAll(async () => {
    warehouse = await createWarehouse();
    page = await openTestPage(warehouse);
    csrf = await page.csrf();
});
afterAll(async () => {
    await page?.close();
    await warehouse?.drop();
});
beforeEach(() => warehouse.query('dwh', 'delete from engine.run_requests'));

const requests = () =>
    warehouse.query(
        'dwh',
        'select entities, resume_run_id, requested_by, taken_at from engine.run_requests',
    );
const pausedBy = () =>
    warehouse.value('dwh', 'select paused_by from engine.schedule_pauses where resumed_at is null');

test('the button asks for a run of everything, and the page says so', async () => {
    const answer = await page.post('/runs', { csrf });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/?done=requested');
    expect(await requests()).toEqual([
        { entities: null, resume_run_id: null, requested_by: 'web page', taken_at: null },
    ]);
    const text = await (await page.get('/?done=requested')).text();
    expect(text).toContain('A run was asked for. It begins when a worker takes it.');
    expect(text).toContain('is refused while one is active');
    expect(text).toContain('1 waiting');
});

test('one button asks for one entity, a form for several', async () => {
    await page.post('/runs', { csrf, entities: 'sales' });
    await page.post('/runs', { csrf, entities: ['customers', 'products'] });
    const found = await requests();
    expect(found.map(({ entities }) => entities)).toEqual([['sales'], ['customers', 'products']]);
});

test('afterwards one is where one was, without what was told before', async () => {
    const referer = 'http://localhost:8080/runs?status=FAILED&done=paused';
    const answer = await page.post('/runs', { csrf }, { referer });
    expect(answer.headers.get('location')).toBe('/runs?status=FAILED&done=requested');
});

test.each([
    'http://evil.example/runs',
    'http://localhost:8080//evil.example/',
    'http://localhost:8080/\\evil.example/',
    'nonsense',
])('nobody is led to %s', async (referer) => {
    const answer = await page.post('/runs', { csrf }, { referer });
    expect(answer.headers.get('location')).toMatch(/^\/\?done=requested$/);
});

test('the text after an action comes from a list, never from the URL', async () => {
    for (const code of ['<b>pwned</b>', 'toString', '__proto__', '']) {
        const text = await (await page.get(`/?done=${encodeURIComponent(code)}`)).text();
        expect(text).not.toContain('class="flash');
        expect(text).not.toContain('pwned');
    }
});

test('the schedule is paused once and resumed once', async () => {
    const where = async (path: string) =>
        (await page.post(path, { csrf })).headers.get('location')?.replace('/?done=', '');
    expect(await where('/schedule/pause')).toBe('paused');
    expect(await pausedBy()).toBe('web page');
    expect(await (await page.get('/')).text()).toContain('Resume the schedule');
    expect(await where('/schedule/pause')).toBe('was_paused');
    expect(await where('/schedule/resume')).toBe('resumed');
    expect(await pausedBy()).toBeUndefined();
    expect(await (await page.get('/')).text()).toContain('Pause the schedule');
    expect(await where('/schedule/resume')).toBe('was_not_paused');
});

test.each(['1', '999999999999999999', '99999999999999999999999', "1'; drop table x", '-1'])(
    'run %s is not active, and that is told',
    async (id) => {
        const answer = await page.post(`/runs/${encodeURIComponent(id)}/cancel`, { csrf });
        expect(answer.headers.get('location')).toBe('/?done=not_active');
    },
);

test.each(['1', 'nonsense'])('run %s cannot be gone on from, since there is none', async (id) => {
    const answer = await page.post('/runs', { csrf, resume_run_id: id });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('there is no such run');
    expect(await requests()).toEqual([]);
});

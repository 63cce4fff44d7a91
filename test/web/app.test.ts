import { BlockList } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../src/web/access/failures.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { cookieOf, csrfOf, openTestPage, type TestPage, type TestPageOptions } from './support.ts';

const password = 'a password for the page';
const token = 'a token for programs';

let warehouse: Warehouse;
const pages: TestPage[] = [];
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(async () => {
    await Promise.all(pages.map((page) => page.close()));
    await warehouse?.drop();
});

async function open(options: TestPageOptions = {}): Promise<TestPage> {
    const page = await openTestPage(warehouse, options);
    pages.push(page);
    return page;
}

async function logIn(page: TestPage, given: string, headers: Record<string, string> = {}) {
    const csrf = await csrfOf(await page.get('/login'));
    return page.post('/login', { csrf, password: given, next: '/runs?status=FAILED' }, headers);
}

/** No log ever holds a password, right or wrong, or a cookie. */
afterAll(() => {
    const all = pages.flatMap(({ logged }) => logged).join('');
    expect(all).not.toMatch(/a password for the page|a token for programs|wrong"|pgstrata_session/);
});

const requests = () => warehouse.query('dwh', 'select * from engine.run_requests');

describe('without a password', () => {
    let page: TestPage;
    beforeAll(async () => {
        page = await open();
    });

    test('every answer forbids what a page could be tricked into', async () => {
        for (const path of ['/', '/runs', '/health', '/metrics', '/nothing', '/login']) {
            const { headers } = await page.get(path);
            const policy = headers.get('content-security-policy') ?? '';
            expect(policy).toContain("default-src 'none'");
            expect(policy).toContain("script-src 'self'");
            expect(policy).toContain("frame-ancestors 'none'");
            expect(policy).not.toContain('unsafe');
            expect(headers.get('x-content-type-options')).toBe('nosniff');
            expect(headers.get('referrer-policy')).toBe('same-origin');
            expect(headers.get('cache-control')).toBe('no-store');
        }
    });

    test('no document has a script or a style inline', async () => {
        for (const path of ['/', '/runs', '/failures', '/tables', '/nothing']) {
            const text = await (await page.get(path)).text();
            expect(text).toContain('<!doctype html>');
            expect(text).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=/i);
        }
    });

    test('style sheet and script stay in the cache, since their paths change with them', async () => {
        const text = await (await page.get('/')).text();
        const paths = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
            ([, p]) => p ?? '',
        );
        expect(paths.map((path) => path.replace(/.*\./, '')).sort()).toEqual(['css', 'js', 'svg']);
        for (const path of paths) {
            const answer = await page.get(path);
            expect(answer.status).toBe(200);
            expect(answer.headers.get('cache-control')).toContain('immutable');
        }
        expect((await page.get('/assets/0000000000000000.css')).status).toBe(404);
        expect((await page.get('/assets/..%2f..%2fpackage.json')).status).toBe(404);
    });

    test('it answers under the names of this machine alone', async () => {
        expect((await page.get('/', { host: 'evil.example:8080' })).status).toBe(403);
        expect((await page.get('/health', { host: 'evil.example' })).status).toBe(403);
        expect((await page.get('/', { host: '127.0.0.1:8080' })).status).toBe(200);
    });

    test('a POST needs our origin and the token of the page', async () => {
        const csrf = await page.csrf();
        const refused = [
            await page.post('/runs', { csrf }, { origin: 'http://evil.example' }),
            await page.post('/runs', { csrf }, { origin: 'null' }),
            await page.post('/runs', { csrf }, { 'sec-fetch-site': 'cross-site' }),
            await page.post('/runs', {}),
            await page.post('/runs', { csrf: `${csrf.slice(1)}x` }),
        ];
        expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
        expect(await requests()).toEqual([]);
    });

    test('what is not there is not found, and its name is text', async () => {
        const answer = await page.get('/<script>alert(1)</script>');
        expect(answer.status).toBe(404);
        expect(await answer.text()).not.toContain('<script>alert');
        expect((await page.get('/runs/99999')).status).toBe(404);
    });

    test('a body has its limit', async () => {
        const csrf = await page.csrf();
        const answer = await page.post('/runs', { csrf, entities: 'x'.repeat(70_000) });
        expect(answer.status).toBe(413);
        expect(await requests()).toEqual([]);
    });

    test('an error inside is logged, and the page tells its SQLSTATE alone', async () => {
        await warehouse.query('dwh', 'alter view public.vw_etl_runs rename to vw_away');
        try {
            page.db.forget();
            const answer = await page.get('/runs');
            expect(answer.status).toBe(500);
            const text = await answer.text();
            expect(text).toContain('42P01');
            expect(text).toContain('npx pgstrata migrate');
            expect(text).not.toMatch(/vw_etl_runs|select|\.ts/);
            expect(page.logged.join('')).toContain('vw_etl_runs');
        } finally {
            await warehouse.query('dwh', 'alter view public.vw_away rename to vw_etl_runs');
            page.db.forget();
        }
    });

    test.each(['/tables/%00', '/runs?before=%00', '/tables/customers?reason=%00'])(
        'what the warehouse cannot even read is a bad request: %s',
        async (path) => {
            const already = page.logged.length;
            expect([400, 404, 200]).toContain((await page.get(path)).status);
            expect(page.logged.slice(already)).toEqual([]);
        },
    );

    test('a page of somebody else may link to ours, and reads nothing of it', async () => {
        const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
        for (const path of ['/', '/events', '/metrics', '/health']) {
            expect((await page.get(path, headers)).status).toBe(403);
        }
        expect((await page.get('/', { ...headers, 'sec-fetch-mode': 'navigate' })).status).toBe(
            200,
        );
    });

    test('a refusal of the warehouse is shown with its hint', async () => {
        const csrf = await page.csrf();
        const answer = await page.post('/runs', { csrf, entities: 'nothing of the kind' });
        expect(answer.status).toBe(409);
        const text = await answer.text();
        expect(text).toContain('PS004');
        expect(text).toContain('What to do:');
    });
});

describe('with a password', () => {
    // Those that are open have a part of the connections that the role may have.
    afterEach(async () => {
        for (const page of pages) await page.close();
    });

    test('nothing is shown but the login, and a page that was asked for comes after it', async () => {
        const page = await open({ password });
        const asked = await page.get('/runs?status=FAILED');
        expect(asked.status).toBe(303);
        expect(asked.headers.get('location')).toBe('/login?next=%2Fruns%3Fstatus%3DFAILED');
        expect((await page.get('/metrics')).status).toBe(401);
        expect((await page.get('/events')).status).toBe(401);
        expect((await page.post('/runs')).status).toBe(401);
        const answer = await logIn(page, password);
        expect(answer.status).toBe(303);
        expect(answer.headers.get('location')).toBe('/runs?status=FAILED');
        const cookie = cookieOf(answer);
        expect((await page.get('/runs', { cookie })).status).toBe(200);
        expect((await page.get('/metrics', { cookie })).status).toBe(200);
    });

    test('the cookie is out of reach of scripts and other sites, and of http behind a proxy', async () => {
        const page = await open({ password });
        const plain = (await logIn(page, password)).headers.get('set-cookie');
        expect(plain).toContain('HttpOnly');
        expect(plain).toContain('SameSite=Strict');
        expect(plain).not.toContain('Secure');
        const proxied = await logIn(page, password, { 'x-forwarded-proto': 'https' });
        expect(proxied.headers.get('set-cookie')).toContain('Secure');
    });

    test('a wrong password is refused, and after some of them the right one as well', async () => {
        const page = await open({ password, address: '192.0.2.1' });
        for (let i = 0; i < limits.ofOne; i++) {
            const answer = await logIn(page, 'wrong');
            expect(answer.status).toBe(401);
            expect(answer.headers.get('set-cookie')).toBeNull();
        }
        expect(page.logged.join('')).toContain('"address":"192.0.2.1"');
        const answer = await logIn(page, password);
        expect(answer.status).toBe(429);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(30);
        expect(answer.headers.get('set-cookie')).toBeNull();
    });

    test('wrong tokens are refused after some, and lock out neither the right one nor the password', async () => {
        const page = await open({ password, token, address: '192.0.2.2' });
        const ask = async (given: string) =>
            (await page.get('/metrics', { authorization: `Bearer ${given}` })).status;
        for (let i = 0; i < limits.ofOne; i++) expect(await ask('wrong')).toBe(401);
        expect(await ask('wrong')).toBe(429);
        expect(await ask(token)).toBe(200);
        expect((await logIn(page, password)).status).toBe(303);
    });

    test('wrong passwords do not lock out the token', async () => {
        const page = await open({ password, token, address: '192.0.2.3' });
        for (let i = 0; i <= limits.ofOne; i++) await logIn(page, 'wrong');
        expect((await logIn(page, password)).status).toBe(429);
        expect((await page.get('/runs', { authorization: `Bearer ${token}` })).status).toBe(200);
    });

    test('wrong passwords from many addresses make a login slow, and it succeeds', async () => {
        const page = await open({ password });
        for (let i = 0; i < limits.ofAll; i++) {
            page.address = `192.0.2.${i}`;
            expect((await logIn(page, 'wrong')).status).toBe(401);
        }
        page.address = '198.51.100.1';
        const began = performance.now();
        expect((await logIn(page, password)).status).toBe(303);
        expect(performance.now() - began).toBeGreaterThan(limits.delay - 100);
    });

    test('logins at once have one budget', async () => {
        const page = await open({ password, address: '192.0.2.4' });
        const answers = await Promise.all(Array.from({ length: 20 }, () => logIn(page, 'wrong')));
        const refused = answers.filter(({ status }) => status === 401);
        expect(refused.length).toBe(limits.ofOne);
    });

    test('behind a trusted proxy each address has its own budget', async () => {
        const trustedProxies = new BlockList();
        trustedProxies.addAddress('127.0.0.1');
        const page = await open({ password, address: '127.0.0.1', trustedProxies });
        const from = (address: string) => ({ 'x-forwarded-for': address });
        for (let i = 0; i < limits.ofOne; i++) await logIn(page, 'wrong', from('192.0.2.5'));
        expect((await logIn(page, password, from('192.0.2.5'))).status).toBe(429);
        expect((await logIn(page, password, from('192.0.2.6'))).status).toBe(303);
        expect(page.logged.join('')).toContain('"address":"192.0.2.5"');
    });

    test('what everybody may see takes no notice of a token', async () => {
        const page = await open({ password, token, address: '192.0.2.7' });
        const script =
            /\/assets\/[^"]+\.js/.exec(await (await page.get('/login')).text())?.[0] ?? '';
        const authorization = 'Bearer wrong';
        for (let i = 0; i < limits.ofOne; i++) {
            expect((await page.get('/login', { authorization })).status).toBe(200);
            expect((await page.get(script, { authorization })).status).toBe(200);
            const health = await page.get('/health', { authorization });
            expect(Object.keys((await health.json()) as object)).toEqual(['status']);
        }
        expect((await page.get('/metrics', { authorization })).status).toBe(401);
        expect(page.logged.join('').match(/wrong password or token/g)).toHaveLength(1);
    });

    test('HEAD leads to the login as GET does', async () => {
        const page = await open({ password });
        expect((await page.head('/')).headers.get('location')).toBe('/login?next=%2F');
        expect((await page.head('/metrics')).status).toBe(401);
    });

    test('a login comes from our own form', async () => {
        const page = await open({ password });
        const csrf = await csrfOf(await page.get('/login'));
        const elsewhere = { origin: 'http://evil.example' };
        expect((await page.post('/login', { csrf, password }, elsewhere)).status).toBe(403);
        expect((await page.post('/login', { password })).status).toBe(403);
    });

    test('after it, nobody is sent to another site', async () => {
        const page = await open({ password });
        const csrf = await csrfOf(await page.get('/login?next=//evil.example'));
        const answer = await page.post('/login', { csrf, password, next: '//evil.example' });
        expect(answer.headers.get('location')).toBe('/');
    });

    test('the token of a form is that of a session', async () => {
        const page = await open({ password });
        const [one, other] = [
            cookieOf(await logIn(page, password)),
            cookieOf(await logIn(page, password)),
        ];
        const csrf = await page.csrf({ cookie: one });
        expect((await page.post('/schedule/pause', { csrf }, { cookie: other })).status).toBe(403);
        expect((await page.post('/schedule/pause', { csrf }, { cookie: one })).status).toBe(303);
        await page.post('/schedule/resume', { csrf }, { cookie: one });
    });

    test('logging out ends the cookie itself', async () => {
        const page = await open({ password });
        const cookie = cookieOf(await logIn(page, password));
        const csrf = await page.csrf({ cookie });
        expect((await page.post('/logout', { csrf }, { cookie })).status).toBe(303);
        expect((await page.get('/', { cookie })).status).toBe(303);
    });

    test('a cookie of another process is none', async () => {
        const cookie = cookieOf(await logIn(await open({ password }), password));
        expect((await (await open({ password })).get('/', { cookie })).status).toBe(303);
    });

    test('any name will do, since a login is asked for', async () => {
        const page = await open({ password });
        expect((await page.get('/login', { host: 'dwh.example' })).status).toBe(200);
    });

    test('without a password the token is one', async () => {
        const page = await open({ token });
        expect((await page.get('/')).status).toBe(303);
        expect((await logIn(page, token)).status).toBe(303);
    });
});

describe('for programs', () => {
    const authorization = `Bearer ${token}`;

    test('a token opens everything, without a form', async () => {
        const page = await open({ password, token, address: '192.0.2.9' });
        expect((await page.get('/metrics', { authorization })).status).toBe(200);
        const answer = await page.post('/runs', { entities: 'customers' }, { authorization });
        expect(answer.status).toBe(202);
        const { request_id, outcome } = (await answer.json()) as Record<string, unknown>;
        expect(outcome).toBe('requested');
        const [row] = await warehouse.query(
            'dwh',
            'select entities, requested_by from engine.run_requests where request_id = $1',
            [request_id],
        );
        expect(row).toEqual({ entities: ['customers'], requested_by: 'program from 192.0.2.9' });
    });

    test('errors are JSON with SQLSTATE and hint', async () => {
        const page = await open({ token });
        const answer = await page.post('/runs', { entities: 'none' }, { authorization });
        expect(answer.status).toBe(409);
        expect(await answer.json()).toMatchObject({ sqlstate: 'PS004', hint: expect.any(String) });
    });
});

describe('read-only', () => {
    test('there is no button, and a POST is refused', async () => {
        const csrf = await (await open()).csrf();
        const page = await open({ isReadOnly: true, token });
        const authorization = `Bearer ${token}`;
        for (const path of ['/', '/runs', '/tables']) {
            const text = await (await page.get(path, { authorization })).text();
            expect(text).not.toContain('method="post"');
        }
        const before = await requests();
        expect((await page.post('/runs', { csrf }, { authorization })).status).toBe(403);
        expect((await page.post('/schedule/pause', {}, { authorization })).status).toBe(403);
        expect(await requests()).toEqual(before);
    });
});

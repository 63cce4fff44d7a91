import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sessionLifetime } from '../../src/web/access/sessions.ts';
import type { Environment } from '../../src/web/environment.ts';
import { Broadcast, mostBrowsers, mostOfOne } from '../../src/web/events.ts';
import { startPage } from '../../src/web/server.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { silentLog } from './silent.ts';
import { cookieOf, csrfOf, openTestPage, type TestPage } from './support.ts';

let warehouse: Warehouse;
let page: TestPage;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 5, products: 5, sales: 5 });
    page = await openTestPage(warehouse);
});
afterAll(async () => {
    await page?.close();
    await warehouse?.drop();
});

/** What a browser hears, as it comes. */
class Stream {
    text = '';
    readonly ended: Promise<void>;
    readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

    constructor(response: Response) {
        if (!response.body) throw new Error('there is no stream');
        this.#reader = response.body.getReader();
        this.ended = this.#read().catch(() => {});
    }

    async #read(): Promise<void> {
        const decoder = new TextDecoder();
        for (let part = await this.#reader.read(); !part.done; part = await this.#reader.read()) {
            this.text += decoder.decode(part.value, { stream: true });
        }
    }

    get events(): Record<string, unknown>[] {
        return [...this.text.matchAll(/^event: change\ndata: (.*)$/gm)].map(([, data]) =>
            JSON.parse(data ?? ''),
        );
    }

    async hears(text: string | RegExp): Promise<void> {
        for (let i = 0; this.text.search(text) < 0; i++) {
            if (i > 400) throw new Error(`${text} did not come:\n${this.text}`);
            await sleep(25);
        }
    }

    async leave(): Promise<void> {
        await this.#reader.cancel();
        await this.ended;
    }
}

function startOverPort() {
    const { databases, config } = warehouse;
    const web = { ...config.web, port: 0, isPortExplicit: true };
    return startPage(databases, { ...config, web }, silentLog);
}

test('a browser hears of a run and its steps while it happens, over the one listener', async () => {
    const running = await startOverPort();
    const stream = new Stream(await fetch(`${running.url}/events`));
    try {
        await stream.hears('listening');
        // The listener connects while the page already answers.
        await sleep(300);
        await warehouse.run({ entities: ['customers'] });
        await stream.hears('"status": ?"SUCCEEDED"');
        const runs = stream.events.filter(({ event }) => event === 'run');
        expect(runs.at(-1)).toMatchObject({ run_id: 1, status: 'SUCCEEDED' });
        const steps = stream.events.filter(({ event }) => event === 'step');
        expect(new Set(steps.map(({ layer }) => layer))).toEqual(new Set(['mrr', 'stg', 'dwh']));
        const listening = await warehouse.value(
            'dwh',
            `select count(*) from pg_stat_activity
              where datname = current_database() and application_name = 'pgstrata serve listens'`,
        );
        expect(listening).toBe('1');
    } finally {
        await running.stop();
    }
    await stream.ended;
});

test('events that a slow browser has not read are told once each', async () => {
    const response = await page.get('/events');
    for (let i = 0; i < 50; i++) page.announce({ event: 'run', run_id: 7, status: `S${i}` });
    page.announce({ event: 'schedule' });
    const stream = new Stream(response);
    await stream.hears('schedule');
    expect(stream.events.at(-2)).toEqual({ event: 'run', run_id: 7, status: 'S49' });
    expect(stream.events.length).toBeLessThan(10);
    await stream.leave();
});

test('a browser that leaves is forgotten, and more than so many are sent away', async () => {
    const streams = [];
    for (let i = 0; i < mostBrowsers; i++) {
        page.address = `192.0.2.${i}`;
        streams.push(new Stream(await page.get('/events')));
    }
    page.address = undefined;
    expect(page.broadcast.browsers).toBe(mostBrowsers);
    const refused = await page.get('/events');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('30');
    await Promise.all(streams.map((stream) => stream.leave()));
    await expect.poll(browsers).toBe(0);
});

const browsers = () => page.broadcast.browsers;

test('one address has so many streams, and leaves the others alone', async () => {
    page.address = '192.0.2.1';
    const streams = [];
    for (let i = 0; i < mostOfOne; i++) streams.push(new Stream(await page.get('/events')));
    expect((await page.get('/events')).status).toBe(503);
    page.address = '192.0.2.2';
    streams.push(new Stream(await page.get('/events')));
    expect(browsers()).toBe(mostOfOne + 1);
    await Promise.all(streams.map((stream) => stream.leave()));
    await expect.poll(browsers).toBe(0);
});

test('HEAD begins no stream', async () => {
    for (let i = 0; i < 3; i++) expect((await page.head('/events')).status).toBe(405);
    expect(browsers()).toBe(0);
});

test('over a port as well, and whoever breaks off is forgotten', async () => {
    const running = await startOverPort();
    try {
        const answer = await fetch(`${running.url}/events`, { method: 'HEAD' });
        expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
        for (let i = 0; i < 3 * mostOfOne; i++) {
            const leaving = new AbortController();
            const { status } = await fetch(`${running.url}/events`, { signal: leaving.signal });
            expect(status).toBe(200);
            leaving.abort();
            await sleep(20);
        }
    } finally {
        await running.stop();
    }
});

test('a request that is broken off before the stream is read leaves nothing', async () => {
    const leaving = new AbortController();
    const broadcast = new Broadcast({ onEvent: () => () => {} });
    const app = new Hono<Environment>().get('/events', (c) => broadcast.answer(c));
    await app.request('/events', { signal: leaving.signal });
    expect(broadcast.browsers).toBe(1);
    leaving.abort();
    expect(broadcast.browsers).toBe(0);
});

test('a browser is told when events cannot be heard, and when they can again', async () => {
    const stream = new Stream(await page.get('/events'));
    await stream.hears('listening');
    page.announce({ event: 'lost' });
    await stream.hears('event: lost\ndata: {"event":"lost"}');
    const late = new Stream(await page.get('/events'));
    await late.hears('event: lost');
    page.announce({ event: 'reconnected' });
    for (const each of [stream, late]) {
        await each.hears('event: reconnected');
        await expect.poll(() => each.events).toEqual([{ event: 'reconnected' }]);
        await each.leave();
    }
});

test('until the listener listens, nothing can be heard', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const broadcast = new Broadcast({ onEvent: () => () => {}, ready: promise });
    const app = new Hono<Environment>().get('/events', (c) => broadcast.answer(c));
    const stream = new Stream(await app.request('/events'));
    await stream.hears('event: lost');
    resolve();
    await stream.hears('event: reconnected');
    const later = new Stream(await app.request('/events'));
    await later.hears('listening');
    expect(later.text).not.toContain('lost');
    broadcast.close();
});

describe('with a password', () => {
    const password = 'a password for the page';
    let guarded: TestPage;
    beforeAll(async () => {
        guarded = await openTestPage(warehouse, { password, heartbeat: 50 });
    });
    afterAll(() => guarded?.close());
    afterEach(() => {
        vi.useRealTimers();
    });

    async function logIn(of = guarded): Promise<string> {
        const csrf = await csrfOf(await of.get('/login'));
        return cookieOf(await of.post('/login', { csrf, password }));
    }

    test('logging out ends the streams of that session alone', async () => {
        const patient = await openTestPage(warehouse, { password });
        const [cookie, other] = [await logIn(patient), await logIn(patient)];
        const stream = new Stream(await patient.get('/events', { cookie }));
        const kept = new Stream(await patient.get('/events', { cookie: other }));
        await stream.hears('listening');
        const csrf = await csrfOf(await patient.get('/runs', { cookie }));
        const began = performance.now();
        await patient.post('/logout', { csrf }, { cookie });
        await stream.ended;
        expect(performance.now() - began).toBeLessThan(5000);
        expect(patient.broadcast.browsers).toBe(1);
        await kept.leave();
        await expect.poll(() => patient.broadcast.browsers).toBe(0);
        await patient.close();
    });

    test('a stream ends when its session does', async () => {
        const cookie = await logIn();
        const stream = new Stream(await guarded.get('/events', { cookie }));
        await stream.hears('listening');
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + sessionLifetime * 1000 });
        await stream.ended;
        expect(guarded.broadcast.browsers).toBe(0);
    });

    test('each session has its own share', async () => {
        const [cookie, other] = [await logIn(), await logIn()];
        const streams = [];
        for (let i = 0; i < mostOfOne; i++) {
            streams.push(new Stream(await guarded.get('/events', { cookie })));
        }
        expect((await guarded.get('/events', { cookie })).status).toBe(503);
        streams.push(new Stream(await guarded.get('/events', { cookie: other })));
        expect(guarded.broadcast.browsers).toBe(mostOfOne + 1);
        await Promise.all(streams.map((stream) => stream.leave()));
    });
});

test('the end of the page ends every stream', async () => {
    const other = await openTestPage(warehouse);
    const stream = new Stream(await other.get('/events'));
    await stream.hears('listening');
    await other.close();
    await stream.ended;
    expect((await other.get('/events')).status).toBe(503);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostBrowsers } from '../../src/web/events.ts';
import { startPage } from '../../src/web/server.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { silentLog } from './silent.ts';
import { openTestPage, type TestPage } from './support.ts';

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

test('a browser hears of a run and its steps while it happens, over the one listener', async () => {
    const { databases, config } = warehouse;
    const web = { ...config.web, port: 0, isPortExplicit: true };
    const running = await startPage(databases, { ...config, web }, silentLog);
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
    for (let i = 0; i < mostBrowsers; i++) streams.push(new Stream(await page.get('/events')));
    expect(page.broadcast.browsers).toBe(mostBrowsers);
    const refused = await page.get('/events');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('30');
    await Promise.all(streams.map((stream) => stream.leave()));
    await sleep(50);
    expect(page.broadcast.browsers).toBe(0);
});

test('the end of the page ends every stream', async () => {
    const other = await openTestPage(warehouse);
    const stream = new Stream(await other.get('/events'));
    await stream.hears('listening');
    await other.close();
    await stream.ended;
    expect((await other.get('/events')).status).toBe(503);
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ago } from '../../src/web/elements.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { fillShop } from '../support/shop.ts';
import { launch, openSite, openTab, type Site } from './site.ts';

/** What a page does with its connections, and what it says where it cannot be read again. */
let warehouse: Warehouse;
let site: Site;
let browser: Browser;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
    site = await openSite(warehouse, {}, false);
    browser = await launch();
});
afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await warehouse?.drop();
});

/** Lets a test hear and hide, and has every patience be short. */
const prepared = `
    window.EventSource = class extends EventSource {
        constructor(url) { super(url); window.stream = this; }
    };
    Object.defineProperty(Document.prototype, 'hidden', { get: () => window.isHidden ?? false });
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (milliseconds) => timeout(milliseconds / 20);`;

let tab: Page;
beforeEach(async () => {
    const opened = await openTab(browser);
    tab = opened.tab;
    await tab.addInitScript(prepared);
    return opened.close;
});

const badge = () => tab.locator('#live');
const says = (text: string) => badge().filter({ hasText: text }).waitFor();
/** As if the reader had come back to the tab: the page is read again at once. */
const comeBack = () => tab.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
const tell = (event: string) =>
    tab.evaluate(
        `window.stream.dispatchEvent(new MessageEvent('${event}', { data: '{"event":"${event}"}' }))`,
    );

describe('a page that cannot be read again', () => {
    test.for([
        [403, 'not allowed any more'],
        [404, 'this page is no more'],
        [429, 'too many requests'],
        [500, 'the warehouse does not answer'],
        [503, 'the warehouse does not answer'],
    ] as const)('says why: %d', async ([status, text]) => {
        await tab.goto(site.url);
        await says('live');
        await tab.route(`${site.url}/`, (route) => route.fulfill({ status, body: 'no' }));
        await comeBack();
        await says(text);
        expect(await badge().getAttribute('data-state')).toBe('lost');
        await tab.unroute(`${site.url}/`);
        await comeBack();
        await says('live');
    });

    test('gives up an answer that does not come', async () => {
        await tab.goto(site.url);
        await says('live');
        await tab.route(`${site.url}/`, () => {});
        await comeBack();
        await says('no answer');
    });

    test('shows ages that grow all the same', async () => {
        await warehouse.query('dwh', `select engine.beat(gen_random_uuid(), 'here', 1, '0.1.0')`);
        // What was read a moment ago is shown for a moment longer.
        const isAlive = async () => {
            await tab.goto(site.url);
            return await tab.getByText('1 worker alive').count();
        };
        await expect.poll(isAlive, { timeout: 10_000 }).toBe(1);
        await tab.route(`${site.url}/`, (route) => route.abort());
        const seen = tab.locator('.tile time[data-age]').first();
        const ageOf = async () =>
            Number(/^(\d+) s ago$/.exec((await seen.textContent()) ?? '')?.[1]);
        await expect.poll(ageOf, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
        const first = await ageOf();
        await expect.poll(ageOf, { timeout: 10_000 }).toBeGreaterThan(first);
    });

    test('says ages as the server does', async () => {
        await tab.goto(site.url);
        const then = Date.parse('2026-01-31T12:00:00Z');
        const ages = [
            0, 999, 1000, 59_499, 59_950, 60_000, 61_500, 3_599_999, 3_600_000, 5_429_999,
        ];
        ages.push(86_399_999, 86_400_000, 90_000_000, 400 * 86_400_000, -999, -7_300_500);
        for (const age of ages) {
            const now = new Date(then + age).toISOString();
            const said = /<time[^>]*>([^<]*)</.exec(
                String(await ago('2026-01-31 12:00:00+00', now)),
            );
            expect(await tab.evaluate(`ageText(${age})`), String(age)).toBe(said?.[1]);
        }
    });
});

test('the badge tells whether the warehouse can be heard, though the page can be read', async () => {
    await tab.goto(site.url);
    await says('live');
    await tell('lost');
    await says('the warehouse does not answer');
    const answer = tab.waitForResponse(`${site.url}/`);
    await comeBack();
    await (await answer).finished();
    await tab.waitForTimeout(200);
    expect(await badge().textContent()).toBe('the warehouse does not answer');
    await tell('reconnected');
    await says('live');
});

test('a page that nobody looks at does not listen', async () => {
    let streams = 0;
    tab.on('request', (request) => {
        if (request.url().endsWith('/events')) streams++;
    });
    await tab.addInitScript('window.isHidden = true');
    await tab.goto(site.url);
    await tab.waitForTimeout(300);
    expect(streams).toBe(0);
    await tab.evaluate('window.isHidden = false');
    await comeBack();
    await says('live');
    expect(streams).toBe(1);
});

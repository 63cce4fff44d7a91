import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../support/index.ts';
import { startRun } from '../support/runs.ts';
import { blockedHop, holdTables } from '../support/waiting.ts';
import { expectAccessible, launch, openSite, openTab, type Site } from './site.ts';

/** A warehouse in which there is something to see of everything. */
let warehouse: Warehouse;
let site: Site;
let closed: Site;
let browser: Browser;
let release = async () => {};
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.seed({ customers: 400, products: 60, sales: 4000 });
    for (let day = 0; day < 6; day++) {
        await warehouse.run();
        await warehouse.query('dwh', 'select engine.record_row_counts(true)');
        await warehouse.query('operational', 'call seed_activity()');
    }
    await warehouse.query(
        'operational',
        `update customers set city = 'Moss' where customer_id = 5`,
    );
    await warehouse.query('stg', 'alter table stg_dim_customers rename to away');
    await raisedBy(warehouse.run());
    await warehouse.query('stg', 'alter table away rename to stg_dim_customers');
    site = await openSite(warehouse);
    closed = await openSite(warehouse, { password: 'a password of the tests' }, false);
    browser = await launch();
    await warehouse.query('operational', 'call seed_activity()');
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    await warehouse.query('dwh', `select engine.skip_run(null, 'schedule', null, null)`);
    await warehouse.query(
        'dwh',
        `insert into engine.run_requests (requested_by, entities, taken_at, outcome)
         values ('web page', '{sales}', now(), 'another run is active: skipped as run 9, which names it')`,
    );
    release = async () => {
        await held.release();
        await run.ended;
    };
});
afterAll(async () => {
    await release();
    await browser?.close();
    await site?.stop();
    await closed?.stop();
    await warehouse?.drop();
});

const pages: Record<string, string> = {
    overview: '/',
    runs: '/runs',
    'runs filtered to none': '/runs?status=CRASHED',
    'run that succeeded': '/runs/2',
    'run that failed': '/runs/7',
    'run that runs': '/runs/8',
    failures: '/failures',
    tables: '/tables',
    'table of a dimension': '/tables/customers',
    'table of a fact': '/tables/sales',
    rejects: '/tables/sales?reason=quantity_not_positive',
    member: '/tables/customers/members?key=5',
    'member that is not': '/tables/customers/members?key=nobody',
    'not found': '/runs/999',
};
const looks: Record<string, BrowserContextOptions> = {
    light: { viewport: { width: 1280, height: 900 } },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
    phone: { viewport: { width: 360, height: 740 }, isMobile: true, deviceScaleFactor: 2 },
};
/** SCREENSHOTS names a folder to keep what was looked at. */
const folder = process.env.SCREENSHOTS;

describe.for(Object.entries(looks))('%s', ([look, options]) => {
    test.for(Object.entries(pages))('%s', async ([name, address]) => {
        const { tab, close } = await openTab(browser, options);
        await tab.goto(`${site.url}${address}`);
        if (folder) {
            mkdirSync(folder, { recursive: true });
            const file = `${name.replaceAll(' ', '-')}.${look}.png`;
            await tab.screenshot({ path: path.join(folder, file), fullPage: true });
        }
        await expectAccessible(tab, `${name}, ${look}`);
        // Tables scroll in boxes of their own; the page itself never does sideways.
        const excess =
            'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect(await tab.evaluate(excess)).toBe(0);
        await close();
    });

    test('login', async () => {
        const { tab, close } = await openTab(browser, options);
        await tab.goto(closed.url);
        await tab.getByLabel('Password').waitFor();
        await expectAccessible(tab, `login, ${look}`);
        await close();
    });
});

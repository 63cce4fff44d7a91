import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../support/hops.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { lastRun, startRun } from '../support/runs.ts';
import { fillShop, sell } from '../support/shop.ts';
import { blockedHop, holdTables } from '../support/waiting.ts';
import { launch, openSite, openTab, type Site } from './site.ts';

let warehouse: Warehouse;
let site: Site;
let browser: Browser;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    await warehouse.run();
    site = await openSite(warehouse);
    browser = await launch();
});
afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await warehouse?.drop();
});

test('everything works without a script: a run is started, seen, filtered and looked into', async () => {
    const { tab, close } = await openTab(browser, { javaScriptEnabled: false });
    await sell(warehouse);
    await tab.goto(site.url);
    await tab.getByRole('button', { name: 'Run now' }).click();
    await tab.getByRole('status').filter({ hasText: /run/i }).first().waitFor();
    await until('the run is done', async () => {
        const run = await lastRun(warehouse);
        return run.run_id === '2' && run.status === 'SUCCEEDED';
    });
    await tab.getByRole('link', { name: 'Runs', exact: true }).click();
    await tab.getByRole('link', { name: '2', exact: true }).first().click();
    await tab.getByRole('heading', { level: 1, name: /Run 2.*SUCCEEDED/ }).waitFor();
    await tab
        .locator('summary')
        .filter({ hasText: /statements of dwh sales/ })
        .click();
    expect(await tab.getByRole('main').textContent()).toMatch(/insert into/i);
    await tab.getByRole('link', { name: 'Tables', exact: true }).click();
    await tab.getByRole('link', { name: 'customers' }).first().click();
    await tab.getByRole('heading', { level: 1, name: 'customers' }).waitFor();
    await close();
});

test('a page on which something moves is read again by its link, and by nothing else', async () => {
    const { tab, close } = await openTab(browser, { javaScriptEnabled: false });
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    const run = await startRun(warehouse);
    await blockedHop(warehouse, 'stg');
    const { run_id } = await lastRun(warehouse);
    await tab.goto(`${site.url}/runs/${run_id}`);
    await tab.getByRole('heading', { level: 1, name: /RUNNING/ }).waitFor();
    const refresh = tab.getByRole('link', { name: 'Refresh' });
    await refresh.click();
    await tab.getByRole('heading', { level: 1, name: /RUNNING/ }).waitFor();
    await tab.getByText('waiting', { exact: true }).first().waitFor();
    await held.release();
    await run.ended;
    // What is open stays open: no page goes away by itself.
    expect(await tab.locator('meta[http-equiv="refresh"]').count()).toBe(0);
    await refresh.click();
    await tab.getByRole('heading', { level: 1, name: /SUCCEEDED/ }).waitFor();
    expect(new URL(tab.url()).pathname).toBe(`/runs/${run_id}`);
    await close();
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../support/index.ts';
import { lastRun } from '../support/runs.ts';
import { differences, fillShop, sell } from '../support/shop.ts';
import { holdTables } from '../support/waiting.ts';
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

let tab: Page;
let problems: string[];
let close: () => Promise<void>;
beforeEach(async () => {
    ({ tab, problems, close } = await openTab(browser));
});
afterEach(async () => {
    await close();
    expect(problems).toEqual([]);
});

const heading = () => tab.getByRole('heading', { level: 1 });

test('a run that is asked for by the button is seen to run, and to be done, without a reload', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'stg', 'stg_fact_sales');
    await tab.goto(site.url);
    await tab.getByRole('button', { name: 'Run now' }).click();
    // A mark that a reload would wipe out.
    await tab.evaluate('window.notReloaded = true');
    const row = tab.getByText('RUNNING').first();
    await row.waitFor();
    const { run_id } = await lastRun(warehouse);
    await held.release();
    await tab.getByText('RUNNING').first().waitFor({ state: 'detached' });
    expect(await tab.evaluate('window.notReloaded')).toBe(true);
    expect(await lastRun(warehouse)).toMatchObject({ run_id, status: 'SUCCEEDED' });

    await tab.goto(`${site.url}/runs/${run_id}`);
    expect(await heading().textContent()).toContain('SUCCEEDED');
    expect(await tab.getByText('web page').count()).toBeGreaterThan(0);
    expect(await differences(warehouse)).toEqual([]);
});

test('the page of a run moves while it runs, and its button cancels it', async () => {
    await sell(warehouse);
    const held = await holdTables(warehouse, 'dwh', 'dwh_fact_sales');
    await tab.goto(site.url);
    await tab.getByRole('button', { name: 'Run now' }).click();
    await tab.getByText('RUNNING').first().waitFor();
    const { run_id } = await lastRun(warehouse);
    await tab.goto(`${site.url}/runs/${run_id}`);
    await tab.evaluate('window.notReloaded = true');
    const steps = tab.getByRole('table', { name: /Steps in the order/ });
    await steps.getByRole('row', { name: /dwh sales.*RUNNING/ }).waitFor();
    await tab.getByRole('button', { name: 'Cancel the run' }).click();
    await tab.getByRole('heading', { level: 1, name: /CANCELLED/ }).waitFor();
    expect(await tab.getByText('was cancelled by web page').count()).toBeGreaterThan(0);
    await held.release();
    await warehouse.run();
});

test('a failed run is followed to its error, is gone on from, and leaves the list of failures', async () => {
    await warehouse.query(
        'operational',
        `update customers set city = 'Moss' where customer_id = 1`,
    );
    await warehouse.query('stg', 'alter table stg_dim_customers rename to away');
    await raisedBy(warehouse.run());
    const { run_id } = await lastRun(warehouse);

    await tab.goto(`${site.url}/failures`);
    expect(await tab.getByText('stage customers').count()).toBeGreaterThan(0);
    await tab
        .getByRole('link', { name: new RegExp(`run ${run_id}`, 'i') })
        .first()
        .click();
    await tab.getByRole('heading', { level: 1, name: `Run ${run_id}` }).waitFor();
    const main = tab.getByRole('main');
    await main.getByText('relation "public.stg_dim_customers" does not exist').first().waitFor();
    expect(await main.textContent()).toMatch(/42P01[\s\S]*PS011|PS011[\s\S]*42P01/);
    expect(await main.textContent()).toContain('mend the cause and run again');

    await warehouse.query('stg', 'alter table away rename to stg_dim_customers');
    await tab.getByRole('button', { name: 'Go on from the failed step' }).click();
    await tab.goto(`${site.url}/runs`);
    await tab
        .getByRole('link', { name: String(Number(run_id) + 1), exact: true })
        .first()
        .waitFor();
    await tab.goto(`${site.url}/runs/${Number(run_id) + 1}`);
    await tab.getByRole('heading', { level: 1, name: /SUCCEEDED/ }).waitFor();
    // Products were well, and are left alone.
    expect(await tab.getByText('customers, sales').count()).toBeGreaterThan(0);
    await tab.goto(`${site.url}/failures`);
    expect(await tab.getByText('stage customers').count()).toBe(0);
    expect(await differences(warehouse)).toEqual([]);
});

test('filters are in the URL, where they can be kept and come back', async () => {
    await tab.goto(`${site.url}/runs`);
    await tab.getByLabel('Status').selectOption('FAILED');
    await tab.getByLabel('Entity').selectOption('customers');
    await tab.getByRole('button', { name: /Filter|Show|Apply/ }).click();
    await tab.waitForURL(/status=FAILED/);
    expect(new URL(tab.url()).searchParams.get('entity')).toBe('customers');
    const list = tab.getByRole('table', { name: /runs/i }).last();
    expect(await list.getByText('FAILED').count()).toBeGreaterThan(0);
    expect(await list.getByText('SUCCEEDED').count()).toBe(0);
    await tab.reload();
    expect(await tab.getByLabel('Status').inputValue()).toBe('FAILED');
});

test('the schedule is paused and resumed by its button', async () => {
    await tab.goto(site.url);
    await tab.getByRole('button', { name: 'Pause the schedule' }).click();
    await tab.getByRole('button', { name: 'Resume the schedule' }).waitFor();
    expect(await warehouse.value('dwh', 'select paused_by from engine.schedule_state()')).toBe(
        'web page',
    );
    await tab.getByRole('button', { name: 'Resume the schedule' }).click();
    await tab.getByRole('button', { name: 'Pause the schedule' }).waitFor();
});

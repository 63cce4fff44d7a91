import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, raisedBy, type Warehouse } from '../support/index.ts';
import { fillShop } from '../support/shop.ts';
import { launch, openSite, openTab, type Site } from './site.ts';

const password = 'a password of the tests';
const attack = `<img src=x onerror="alert('xss')"><script>alert('xss')</script>"'><svg onload=alert(1)>`;

let warehouse: Warehouse;
let open: Site;
let closed: Site;
let browser: Browser;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await fillShop(warehouse);
    // A name that is good, one that is rejected, and an error message that says it.
    await warehouse.query(
        'operational',
        `update customers set first_name = $1, email = $1, city = $1 where customer_id = 1`,
        [attack],
    );
    await warehouse.query(
        'operational',
        `insert into products (product_id, product_name, product_group, unit_price) values (7, $1, $1, -1)`,
        [attack],
    );
    await warehouse.run();
    await warehouse.query('operational', `update customers set city = $1 || '.'`, [attack]);
    await warehouse.query(
        'stg',
        `create function refuse() returns trigger language plpgsql as
         $$ begin raise exception '%', tg_argv[0] using hint = tg_argv[0], detail = tg_argv[0]; end $$`,
    );
    await warehouse.query(
        'stg',
        `create trigger refuse before insert or update on stg_dim_customers
            for each row execute function refuse('${attack.replaceAll("'", "''")}')`,
    );
    await raisedBy(warehouse.run());
    open = await openSite(warehouse, {}, false);
    closed = await openSite(warehouse, { password }, false);
    browser = await launch();
});
afterAll(async () => {
    await browser?.close();
    await open?.stop();
    await closed?.stop();
    await warehouse?.drop();
});

test.for([
    '/',
    '/runs',
    '/runs/2',
    '/failures',
    '/tables',
    '/tables/customers',
    '/tables/products?reason=negative_price',
    '/tables/customers/members?key=1',
])('what the database says on %s is text, whatever it says', async (path) => {
    const { tab, problems, close } = await openTab(browser);
    await tab.goto(`${open.url}${path}`);
    expect(await tab.locator('main img, main script, main svg[onload]').count()).toBe(0);
    await tab.waitForTimeout(100);
    expect(problems).toEqual([]);
    await close();
});

test.for([
    '/runs/2',
    '/failures',
    '/tables/products?reason=negative_price',
    '/tables/customers/members?key=1',
])('and %s does show it', async (path) => {
    const { tab, close } = await openTab(browser);
    await tab.goto(`${open.url}${path}`);
    // Staging has put the name into capitals.
    expect(await tab.getByRole('main').textContent()).toMatch(/<script>alert\(/i);
    await close();
});

test('behind a password nothing is shown before the login, and afterwards the page that was asked for', async () => {
    const { tab, close } = await openTab(browser);
    await tab.goto(`${closed.url}/runs?status=FAILED`);
    await tab.getByLabel('Password').fill('not the password');
    await tab.getByRole('button', { name: 'Log in' }).click();
    await tab.getByRole('alert').waitFor();
    await tab.getByLabel('Password').fill(password);
    await tab.getByRole('button', { name: 'Log in' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    expect(new URL(tab.url()).search).toBe('?status=FAILED');
    const [cookie] = await tab.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    await tab.getByRole('button', { name: 'Log out' }).click();
    await tab.getByLabel('Password').waitFor();
    await tab.goto(`${closed.url}/runs`);
    await tab.getByLabel('Password').waitFor();
    await close();
});

test('a form of another site does nothing, nor does one without its token', async () => {
    const requests = () => warehouse.value('dwh', 'select count(*) from engine.run_requests');
    const before = await requests();
    const { tab, close } = await openTab(browser);
    // Another port is another origin, and its page tries to press our button.
    await tab.goto(`${closed.url}/login`);
    await tab.setContent(
        `<form method="post" action="${open.url}/runs"><input name="csrf" value="guessed">
         <button>Win a prize</button></form>`,
    );
    const [answer] = await Promise.all([
        tab.waitForResponse((response) => response.url().endsWith('/runs')).catch(() => undefined),
        tab
            .getByRole('button')
            .click()
            .catch(() => {}),
    ]);
    // The policy of the first page may even keep the form from being sent.
    if (answer) expect(answer.status()).toBe(403);

    for (const headers of [
        { Origin: 'http://evil.example' },
        { Origin: open.url },
        { Origin: open.url, 'Sec-Fetch-Site': 'cross-site' },
    ]) {
        const response = await fetch(`${open.url}/runs`, {
            method: 'POST',
            headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
            body: 'csrf=',
        });
        expect(response.status).toBe(403);
    }
    expect(await requests()).toBe(before);
    await close();
});

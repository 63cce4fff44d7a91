import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../../support/index.ts';
import { openPages, type Pages, part, visible } from './open.ts';
import { mendProducts, tellStory } from './story.ts';

let warehouse: Warehouse;
let pages: Pages;
beforeAll(async () => {
    warehouse = await createWarehouse();
    pages = await openPages(warehouse);
});
afterAll(async () => {
    await pages?.close();
    await warehouse?.drop();
});

test('a warehouse without failures says so', async () => {
    const text = visible((await pages.get('/failures')).body);
    expect(text).toContain('Nothing: the last step of every process succeeded.');
});

test('shows what no later success has made good, and how to run it again', async () => {
    await tellStory(warehouse);
    const { body } = await pages.get('/failures');
    const open = part(body, 'open');
    const names = [...open.matchAll(/<h3 id="failure-\d+">([^<]+)</g)].map(([, name]) => name);
    // Products failed; what needs it was blocked, and is folded away.
    expect(names[0]).toBe('mrr products');
    const [failed = '', blocked = ''] = open.split('<details id="blocked">');
    expect(failed.match(/<article/g)).toHaveLength(1);
    expect(visible(blocked)).toMatch(/3 blocked by what failed: (\w+ \w+(, )?){3} /);
    expect(blocked.match(/<article/g)).toHaveLength(3);
    expect(new Set(names)).toEqual(
        new Set(['mrr products', 'stg products', 'dwh products', 'dwh sales']),
    );
    expect(visible(open)).toContain('42703');
    expect(open).toMatch(/href="\/runs\/6#step-\d+"/);
    expect(open).toContain('name="entities" value="products"');
    expect(visible(part(body, 'incidents'))).toContain('products');
});

test('and nothing any more once it is made good', async () => {
    await mendProducts(warehouse);
    await warehouse.run();
    const { body } = await pages.get('/failures');
    expect(visible(part(body, 'open'))).toContain('Nothing:');
    expect(visible(part(body, 'incidents'))).toContain('None.');
});

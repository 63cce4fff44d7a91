import { afterAll } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { Reader } from './support/reader.ts';
import { walk } from './support/walk.ts';

// Many commands, each a process: npm run test:docs.

let warehouse: Warehouse;
walk('docs/troubleshooting.md', async () => {
    warehouse = await createWarehouse();
    await warehouse.seed();
    await warehouse.run();
    const { port } = warehouse.urls.dwh.url;
    return new Reader(warehouse.env, { 'port 5432': `port ${port}` });
});
afterAll(() => warehouse?.drop());

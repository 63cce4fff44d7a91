import { afterAll } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { Reader } from './support/reader.ts';
import { walk } from './support/walk.ts';

let warehouse: Warehouse;
walk('docs/support.md', async () => {
    warehouse = await createWarehouse();
    await warehouse.seed();
    await warehouse.run();
    return new Reader(warehouse.env);
});
afterAll(() => warehouse?.drop());

import { afterAll } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { Reader } from './support/reader.ts';
import { walk } from './support/walk.ts';

let warehouse: Warehouse;
walk('docs/modelling.md', async () => {
    warehouse = await createWarehouse();
    return new Reader(warehouse.env);
});
afterAll(() => warehouse?.drop());

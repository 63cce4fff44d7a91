import { afterAll } from 'vitest';
import { freePort } from '../../src/embedded/port.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { Reader } from './support/reader.ts';
import { walk } from './support/walk.ts';

let warehouse: Warehouse;
walk('docs/operations.md', async () => {
    warehouse = await createWarehouse();
    await warehouse.seed();
    await warehouse.run();
    const page = await freePort();
    const env = {
        ...warehouse.env,
        PGSTRATA_LISTEN: `127.0.0.1:${page}`,
        PGSTRATA_WEB_TOKEN: 'the token',
    };
    return new Reader(env, { 'http://127.0.0.1:8080': `http://127.0.0.1:${page}` });
});
afterAll(() => warehouse?.drop());

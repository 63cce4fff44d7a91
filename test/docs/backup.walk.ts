import { afterAll, test } from 'vitest';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { isInstalled, Reader } from './support/reader.ts';
import { walk } from './support/walk.ts';

// Needs pg_dump of the server's release: npm run test:docs.

let warehouse: Warehouse;
if (isInstalled('pg_dump')) {
    walk('docs/backup.md', async () => {
        warehouse = await createWarehouse();
        await warehouse.seed();
        await warehouse.run();
        return new Reader(warehouse.env);
    });
} else {
    test.skip('docs/backup.md needs pg_dump');
}
afterAll(() => warehouse?.drop());

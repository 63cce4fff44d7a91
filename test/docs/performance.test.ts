import fs from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { createWarehouse, type Warehouse } from '../support/index.ts';
import { Reader } from './support/reader.ts';
import { walk } from './support/walk.ts';

let warehouse: Warehouse;
walk('docs/performance.md', async () => {
    warehouse = await createWarehouse();
    return new Reader(warehouse.env);
});
afterAll(() => warehouse?.drop());

test('the page shows the results that are kept beside the bench', () => {
    const read = (file: string) => fs.readFileSync(path.join(projectRoot, file), 'utf8');
    expect(read('docs/performance.md')).toContain(read('bench/results/results.md').trim());
});

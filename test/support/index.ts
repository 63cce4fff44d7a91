/**
 * Real PostgreSQL for tests. One server serves a test run (see server.ts for how PGSTRATA_TEST_PG
 * chooses it); each test file has databases of its own on it:
 *
 *     let warehouse: Warehouse;
 *     beforeAll(async () => {
 *         warehouse = await createWarehouse();
 *         await warehouse.seed({ sales: 100 });
 *         await warehouse.run();
 *     });
 *     afterAll(() => warehouse?.drop());
 *
 *     test('every sale arrives in the raw layer', async () => {
 *         expect(await warehouse.value('mrr', 'select count(*) from mrr_fact_sales')).toBe('100');
 *     });
 *
 * - `createWarehouse()` clones migrated databases; `{ migrated: false }` gives four empty ones,
 *   `{ models: [folder] }` migrates empty ones with other models. `createSeparateClusters()` puts
 *   each layer on a server of its own.
 * - `query` and `value` are the superuser's. bigint, numeric, dates and times arrive as text.
 * - `connect(layer, { user: 'pgstrata_reader' })` is the session of a login with that role alone.
 * - Roles belong to the server, which two test files use at once: name others by `uniqueName()`.
 * - `raisedBy(promise)` is the error that a statement raised, with its SQLSTATE, DETAIL and HINT.
 */
export { type CliResult, pgstrata } from './cli.ts';
export { createSeparateClusters, scratchFolder, startCluster } from './clusters.ts';
export { linkPassword } from './create.ts';
export { raisedBy } from './errors.ts';
export {
    createWarehouse,
    type Layer,
    layers,
    listenToNotices,
    uniqueName,
    Warehouse,
    type WarehouseOptions,
} from './warehouse.ts';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downCommand, migrateCommand } from '../../src/commands/migrate.ts';
import { fingerprint } from '../migrate/fingerprint.ts';
import { createWarehouse, pgstrata, type Warehouse } from '../support/index.ts';
import { capture } from './capture.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
});
afterAll(() => warehouse?.drop());

interface PrintedChange {
    layer: string;
    kind: string;
    name: string;
    sql?: string;
}

const dropped = 'drop function fn_top_customers(integer)';

test('--dry-run prints what is pending on stdout, and does nothing', async () => {
    await warehouse.query('dwh', dropped);
    const before = await fingerprint(warehouse);
    const { code, stdout, stderr } = await pgstrata(
        ['migrate', '--dry-run', '--json'],
        warehouse.env,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout) as PrintedChange[]).toEqual([
        { layer: 'dwh', kind: 'file', name: 'sales/dwh/fn_top_customers.sql' },
    ]);
    expect(await fingerprint(warehouse)).toEqual(before);
});

test('what it does goes to stderr, one line each', async () => {
    const { code, stdout, stderr } = await pgstrata(['migrate'], warehouse.env);
    expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: '',
        stderr: 'dwh: file sales/dwh/fn_top_customers.sql\n',
    });
});

test('options that exclude one another are refused', async () => {
    const { code, stderr } = await pgstrata(['migrate', '--dry-run', '--force'], warehouse.env);
    expect(stderr).toMatch(
        /^error: --dry-run, --force and --print-admin-sql exclude one another$/m,
    );
    expect(code).toBe(2);
});

test('while a run is active it ends with 4', async () => {
    await warehouse.query('dwh', `call engine.set_setting('hop_lock_timeout', '100 ms')`);
    const session = await warehouse.connect('dwh');
    await session.query(`select pg_advisory_lock(engine.lock_key('run'))`);
    const { code, stderr } = await pgstrata(['migrate'], warehouse.env);
    expect(stderr).toMatch(/^error: dwh is in use: a run is active/m);
    expect(code).toBe(4);
    await session.end();
});

describe('an edit in the database', () => {
    beforeAll(() => warehouse.query('stg', 'alter function clean_phone(text) cost 7'));

    test('is shown as a difference, kept, and ends with 1', async () => {
        const { output, written } = capture(warehouse);
        await expect(
            migrateCommand({ config: warehouse.config, output }, {}),
        ).rejects.toMatchObject({
            message: 'a routine or view was edited in the database and is left as it is',
            detail: 'public.clean_phone(text) in stg',
            exitCode: 1,
        });
        expect(written.stderr).toMatch(/^--- sales\/stg\/clean_phone\.sql\n\+\+\+ the database$/m);
        expect(written.stderr).toMatch(/^\+ .*COST 7$/m);
    });

    test('is listed by --dry-run', async () => {
        const { output, written } = capture(warehouse, { json: true });
        await migrateCommand({ config: warehouse.config, output }, { dryRun: true });
        expect(JSON.parse(written.stdout)).toEqual([
            { layer: 'stg', kind: 'edit', name: 'sales/stg/clean_phone.sql' },
        ]);
    });

    test('is overwritten by --force', async () => {
        expect((await pgstrata(['migrate', '--force'], warehouse.env)).code).toBe(0);
        const cost = `select procost from pg_proc where proname = 'clean_phone'`;
        expect(await warehouse.value('stg', cost)).toBe(100);
    });
});

describe('migrate down', () => {
    /** The last migration has dropped an index. */
    const isApplied = async () =>
        (await warehouse.value('dwh', `select to_regclass('dwh_fact_sales_batch_id')`)) === null;

    test('asks, and says what is at stake', async () => {
        const { output, written } = capture(warehouse);
        let asked = '';
        await downCommand({ config: warehouse.config, output }, 'dwh', {}, async (question) => {
            asked = question;
            return false;
        });
        expect(asked).toMatch(
            /^Take back sales\/dwh\/0003_facts_without_batch in dwh, with the data/,
        );
        expect(written.stderr).toBe('dwh: nothing was taken back\n');
        expect(await isApplied()).toBe(true);
    });

    test('needs --yes where there is no terminal', async () => {
        const { code, stderr } = await pgstrata(['migrate', 'down', 'dwh'], warehouse.env);
        expect(stderr).toContain('hint: add --yes');
        expect(code).toBe(2);
        expect(await isApplied()).toBe(true);
    });

    test('takes back the last migration, which the next migrate applies again', async () => {
        const { code, stderr } = await pgstrata(['migrate', 'down', 'dwh', '--yes'], warehouse.env);
        expect(stderr).toMatch(/^dwh: took back sales\/dwh\/0003_facts_without_batch; /);
        expect(code).toBe(0);
        expect(await isApplied()).toBe(false);
        expect((await pgstrata(['migrate'], warehouse.env)).code).toBe(0);
        expect(await isApplied()).toBe(true);
        await warehouse.query('dwh', 'call sp_refresh_customer_metrics()');
    });
});

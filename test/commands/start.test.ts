import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEmbedded, stopEmbedded } from '../../src/embedded/index.ts';
import { createWarehouse, pgstrata, scratchFolder, type Warehouse } from '../support/index.ts';
import { blockedHop, holdTables } from '../support/waiting.ts';
import { Running } from './process.ts';

const sizes = ['--customers', '30', '--products', '10', '--sales', '200'];

/** What it prints, without the times. */
const sections = [
    /^\nRows by layer\nentity +operational +mrr +stg +rejects +never_good +dwh +dwh_versions$/m,
    /^sales +200 +200 +\d+/m,
    /^Dimensions\ndimension +current +versions +inferred +deleted\ncustomers +\d+ +\d+/m,
    /^Last runs\nrun_id +log_id/m,
    /^Go on with: {2}psql "\$\(npx pgstrata url dwh\)"$/m,
];

// The tests of the list follow one another, as a user's first hour does.
describe('in an empty folder', () => {
    const ready = 'PostgreSQL runs until Ctrl-C';
    let env: Record<string, string>;
    let folder: string;
    let started: Running;
    beforeAll(async () => {
        folder = scratchFolder('start');
        env = { PGSTRATA_DATA: folder };
        started = new Running(['start', ...sizes], env);
        await started.says(ready);
    });
    afterAll(async () => {
        await started?.kill();
        if (folder) await stopEmbedded(folder, { deleteData: true });
    });

    test('it fills, runs and prints what is there, on stdout', () => {
        for (const section of sections) expect(started.stdout).toMatch(section);
        expect(started.stderr).toContain(
            'filling operational: 30 customers, 10 products, 200 sales',
        );
        expect(started.stderr).toContain('mrr sales: 200 read, 200 inserted');
        expect(started.stderr).not.toContain('Rows by layer');
    });

    test('it shows no password', async () => {
        const { place } = (await findEmbedded(folder)) ?? {};
        const password = fs.readFileSync(place?.password ?? '', 'utf8').trim();
        expect(started.stdout + started.stderr).not.toContain(password);
        const { stdout } = await pgstrata(['url', 'dwh'], env);
        expect(stdout).toContain(password);
    });

    test('the page shows the run that has just ended, and its worker is alive', async () => {
        const [, url] =
            /The page is at (http:\/\/127\.0\.0\.1:\d+)\nPostgreSQL runs/.exec(started.stderr) ??
            [];
        const text = await (await fetch(`${url}/`)).text();
        expect(text).toContain('<a href="/runs/1">Run 1</a>');
        expect(text).toContain('1 worker alive');
    });

    test('a second one finds the server and the data, runs a delta and leaves it on', async () => {
        const second = new Running(['start', '--json'], env);
        await second.says('Page and worker run until Ctrl-C');
        expect(await second.interrupt()).toBe(0);
        const { stdout, stderr } = second;
        expect(stderr).toContain('PostgreSQL already runs on port');
        expect(stderr).toContain('migrate: nothing to change');
        expect(stderr).not.toContain('filling');
        expect(stderr).toMatch(/^run 2: customers, products, sales$/m);
        expect(stdout).toContain('"row_counts": [');
        expect(await findEmbedded(folder)).toBeDefined();
    });

    test('Ctrl-C stops the server that it started, and is no failure', async () => {
        expect(await started.interrupt()).toBe(0);
        expect(started.stderr).toContain('PostgreSQL stopped; npx pgstrata up starts it again');
        expect(await findEmbedded(folder)).toBeUndefined();
        expect((await pgstrata(['status'], env)).code).toBe(3);
    });

    test('the next one goes on with the data that is there', async () => {
        started = new Running(['start'], env);
        await started.says(ready);
        expect(started.stderr).toContain('migrate: nothing to change');
        expect(started.stderr).not.toContain('filling');
        expect(started.stderr).toMatch(/^run 3: /m);
        expect(started.stdout).toMatch(/^sales +200 +200 /m);
    });

    test('it ends when someone else stops the server', async () => {
        const { code, stderr } = await pgstrata(['down'], env);
        expect({ code, stderr }).toEqual({ code: 0, stderr: 'PostgreSQL stopped\n' });
        expect(await started.ended).toBe(0);
    });

    test('up leaves the server running behind it, without passwords in its table', async () => {
        const { code, stdout, stderr } = await pgstrata(['up'], env);
        expect(code).toBe(0);
        expect(stdout).toMatch(/^Databases\nlayer +url\noperational +postgresql:\/\/postgres@127/);
        expect(stderr).toContain('PostgreSQL 18 listens on 127.0.0.1:');
        expect(await findEmbedded(folder)).toBeDefined();
    });

    test('the data is deleted when that is confirmed, and not before', async () => {
        const asked = await pgstrata(['down', '--delete-data'], env);
        expect(asked.code).toBe(2);
        expect(asked.stderr).toMatch(/^error: this asks for a confirmation.*\nhint: add --yes\n$/);
        expect(await findEmbedded(folder)).toBeDefined();
        const deleted = await pgstrata(['down', '--delete-data', '--yes'], env);
        expect(deleted).toMatchObject({
            code: 0,
            stderr: 'PostgreSQL stopped\nthe data is deleted\n',
        });
        expect(fs.existsSync(folder)).toBe(false);
        expect((await pgstrata(['down'], env)).stderr).toBe('PostgreSQL was not running\n');
    });
});

describe('on named databases', () => {
    let warehouse: Warehouse;
    beforeAll(async () => {
        warehouse = await createWarehouse();
    });
    afterAll(() => warehouse?.drop());

    test('Ctrl-C during the run cancels it on the server, and ends with 130', async () => {
        const held = await holdTables(warehouse, 'mrr', 'mrr_fact_sales');
        const started = new Running(['start', ...sizes], warehouse.env);
        try {
            await blockedHop(warehouse, 'mrr');
            expect(await started.interrupt()).toBe(130);
        } finally {
            await started.kill();
            await held.release();
        }
        const runs = await warehouse.query('dwh', 'select status, error_sqlstate from etl_runs');
        expect(runs).toEqual([{ status: 'CANCELLED', error_sqlstate: '57014' }]);
    });

    test('it runs and prints, and page and worker go on until Ctrl-C', async () => {
        const started = new Running(['start'], warehouse.env);
        try {
            await started.says('Page and worker run until Ctrl-C');
            for (const section of sections) expect(started.stdout).toMatch(section);
            expect(await started.interrupt()).toBe(0);
        } finally {
            await started.kill();
        }
        expect(started.stderr).not.toContain('PostgreSQL stopped');
        expect(await warehouse.query('dwh', 'select * from engine.workers')).toEqual([]);
    });

    test('it does its work without a worker, and with a page that still waits for its warehouse', async () => {
        const unreachable = 'postgresql://nobody:nothing@127.0.0.1:1/dwh';
        const started = new Running(['start'], {
            ...warehouse.env,
            PGSTRATA_WEB_URL: unreachable,
            PGSTRATA_WORKER_URL: unreachable,
        });
        try {
            await started.says('Page and worker run until Ctrl-C');
            for (const section of sections) expect(started.stdout).toMatch(section);
            expect(started.stderr).toMatch(
                /the worker cannot be started: .*nothing accepts connections/,
            );
            expect(started.stderr).toMatch(/the warehouse does not answer yet; trying again/);
            expect(await started.interrupt()).toBe(0);
        } finally {
            await started.kill();
        }
    });

    test('there is nothing embedded to stop', async () => {
        const { code, stderr } = await pgstrata(['down'], warehouse.env);
        expect(code).toBe(2);
        expect(stderr).toMatch(/nothing embedded to stop\nhint: unset the four/);
    });
});

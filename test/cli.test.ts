import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readUri } from '../src/connection/uri.ts';
import { freePort } from '../src/embedded/port.ts';
import { createWarehouse, layers, pgstrata, type Warehouse } from './support/index.ts';
import { asOfLibpq } from './support/libpq.ts';

/** Settings of four databases at an address where nothing listens. */
async function unreachable(): Promise<Record<string, string>> {
    const port = await freePort();
    return Object.fromEntries(
        layers.map((layer) => [
            `PGSTRATA_${layer.toUpperCase()}_URL`,
            `postgresql://app:hunter2@127.0.0.1:${port}/${layer}`,
        ]),
    );
}

describe('help', () => {
    test('lists the commands, the settings and the exit codes, on stdout', async () => {
        const { code, stdout, stderr } = await pgstrata(['--help']);
        expect(code).toBe(0);
        expect(stderr).toBe('');
        for (const verb of [
            'start',
            'up',
            'down',
            'migrate',
            'seed',
            'run',
            'status',
            'logs',
            'url',
        ]) {
            expect(stdout).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
        }
        expect(stdout).toContain('PGSTRATA_OPERATIONAL_URL');
        expect(stdout).toMatch(/^ {2}4 +a run is already active$/m);
    });

    test('of a command has an example that can be typed', async () => {
        const { code, stdout } = await pgstrata(['seed', '--help']);
        expect(code).toBe(0);
        expect(stdout).toContain('$ pgstrata seed --sales 2000000');
    });

    test('the version is that of the package', async () => {
        const { code, stdout } = await pgstrata(['--version']);
        expect(code).toBe(0);
        expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    });
});

describe('wrong usage ends with 2 and a way on', () => {
    test.for([
        [['migrat'], /unknown command 'migrat'\n\(Did you mean migrate\?\)/],
        [['run', '--entitty', 'sales'], /unknown option '--entitty'\n\(Did you mean --entity\?\)/],
        [['url', 'dhw'], /Did you mean dwh\?/],
        [['url'], /missing required argument 'layer'/],
        [['seed', '--sales', 'many'], /It is not a whole number from 1 to 2000000000\./],
        [['seed', '--activity', '--sales', '5'], /--sales does not go with --activity\nhint: /],
        [['migrate', 'down', 'dwh', '--dry-run'], /--dry-run does not go with migrate down/],
        [
            ['completion', 'tcsh'],
            /'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish/,
        ],
        [['seed', '--days', '5'], /--days goes with --activity only/],
    ] as const)('%j', async ([args, says]) => {
        const { code, stdout, stderr } = await pgstrata([...args]);
        expect(stderr).toMatch(says);
        expect(stdout).toBe('');
        expect(code).toBe(2);
    });

    test('a setting that is none', async () => {
        const { code, stderr } = await pgstrata(['status'], { PGSTRATA_DHW_URL: 'x' });
        expect(stderr).toContain('did you mean PGSTRATA_DWH_URL?');
        expect(code).toBe(2);
    });

    test('settings for some of the databases', async () => {
        const { PGSTRATA_DWH_URL, ...three } = await unreachable();
        const { code, stderr } = await pgstrata(['status'], three);
        expect(stderr).toMatch(/^error: PGSTRATA_DWH_URL not set/);
        expect(stderr).toContain('\nhint: ');
        expect(code).toBe(2);
    });
});

describe('a server that does not answer', () => {
    test.for([['status'], ['run'], ['logs'], ['seed'], ['migrate'], ['up']])(
        '%s ends with 3, names the database and shows no password',
        async (args) => {
            const { code, stdout, stderr } = await pgstrata(args, await unreachable());
            expect(stderr).toMatch(
                /error: cannot connect to \w+ at 127\.0\.0\.1:\d+\/\w+: nothing accepts connections/,
            );
            expect(stderr).toContain('\nhint: check host and port');
            expect(stdout + stderr).not.toContain('hunter2');
            expect(code).toBe(3);
        },
    );

    test('that would be the embedded one is told to be started', async () => {
        const { code, stderr } = await pgstrata(['status'], { PGSTRATA_DATA: '/nowhere/pgstrata' });
        expect(stderr).toMatch(
            /^error: the embedded PostgreSQL is not running\nhint: .*pgstrata up/,
        );
        expect(code).toBe(3);
    });
});

describe('in a warehouse', () => {
    let warehouse: Warehouse;
    beforeAll(async () => {
        warehouse = await createWarehouse();
    });
    afterAll(() => warehouse?.drop());

    test('data goes to stdout and progress to stderr', async () => {
        const sizes = ['--customers', '20', '--products', '5', '--sales', '30'];
        const seeded = await pgstrata(['seed', ...sizes], warehouse.env);
        expect(seeded).toMatchObject({ code: 0, stdout: '' });
        expect(seeded.stderr).toContain('20 customers, 5 products, 30 sales');

        const ran = await pgstrata(['--json', 'run'], warehouse.env);
        expect(ran.code).toBe(0);
        expect(ran.stderr).toContain('mrr sales: 30 read');
        const steps = JSON.parse(ran.stdout) as Record<string, unknown>[];
        expect(steps).toHaveLength(9);
        expect(steps).toContainEqual(
            expect.objectContaining({
                layer: 'mrr',
                entity: 'sales',
                status: 'SUCCEEDED',
                read: 30,
            }),
        );
    });

    test('--json stands before or after the command', async () => {
        const before = await pgstrata(['--json', 'status'], warehouse.env);
        const after = await pgstrata(['status', '--json'], warehouse.env);
        for (const { code, stdout } of [before, after]) {
            expect(code).toBe(0);
            expect(Object.keys(JSON.parse(stdout))).toEqual([
                ...['freshness', 'row_counts', 'recent_runs', 'active_steps', 'schedule'],
                ...['workers', 'rejects', 'incidents'],
            ]);
        }
    });

    test('no colour is written to a pipe', async () => {
        const { stdout } = await pgstrata(['logs', '--limit', '1'], warehouse.env);
        expect(stdout).toMatch(/^Log\nlog_id /);
        expect(stdout).not.toContain('\u001b');
    });

    test('a wrong password ends with 3 and is not repeated', async () => {
        const url = new URL(warehouse.urls.dwh.url);
        url.password = 'hunter2';
        const env = { ...warehouse.env, PGSTRATA_DWH_URL: url.href };
        const { code, stdout, stderr } = await pgstrata(['status'], env);
        expect(code).toBe(3);
        expect(stderr).toContain('wrong user or password');
        expect(stdout + stderr).not.toContain('hunter2');
    });

    test('only url shows a password, since that is what it is for', async () => {
        const { password } = warehouse.urls.dwh.url;
        const shown = await pgstrata(['url', 'dwh'], warehouse.env);
        expect(shown.stdout).toBe(`${warehouse.urls.dwh.url.href}\n`);
        for (const args of [['up'], ['migrate'], ['status'], ['logs']]) {
            const { code, stdout, stderr } = await pgstrata(args, warehouse.env);
            expect(code).toBe(0);
            expect(stdout + stderr).not.toContain(password);
        }
    });

    test('what URLs leave out comes from the variables of libpq and the password file', async () => {
        const env = asOfLibpq(warehouse.urls);
        const shown = await pgstrata(['url', 'dwh'], env);
        expect(shown).toMatchObject({ code: 0, stderr: '' });
        expect(readUri(shown.stdout.trim())).toMatchObject(readUri(warehouse.urls.dwh.url.href));
        expect(await pgstrata(['logs'], env)).toMatchObject({ code: 0, stderr: '' });
    });

    test('a password file that others may read is not used, and that is said', async () => {
        const env = asOfLibpq(warehouse.urls, 0o644);
        const { code, stderr } = await pgstrata(['logs'], env);
        expect(stderr).toMatch(
            /^warning: password file .*\.pgpass is not used: others may read it/,
        );
        expect(stderr).toContain('the server asks for a password');
        expect(code).toBe(3);
    });

    test('a database that was never migrated says how to go on', async () => {
        const url = new URL(warehouse.urls.dwh.url);
        url.pathname = '/postgres';
        const env = { ...warehouse.env, PGSTRATA_DWH_URL: url.href };
        const { code, stderr } = await pgstrata(['status'], env);
        expect(code).toBe(1);
        expect(stderr).toContain('hint: bring the databases up to date with: npx pgstrata migrate');
    });
});

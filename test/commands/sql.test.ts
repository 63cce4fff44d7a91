import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { until } from '../support/hops.ts';
import { createWarehouse, pgstrata, scratchFolder, type Warehouse } from '../support/index.ts';
import { Running } from './process.ts';

let warehouse: Warehouse;
beforeAll(async () => {
    warehouse = await createWarehouse();
    await warehouse.query(
        'operational',
        'create procedure twice() language plpgsql as $$ begin commit; perform 1; commit; end $$',
    );
});
afterAll(() => warehouse?.drop());

const sql = (...args: string[]) => pgstrata(['sql', ...args], warehouse.env);

test('statements of the command line and of files run in their order, in one session', async () => {
    const file = path.join(await scratchFolder('sql'), 'more.sql');
    await fs.writeFile(
        file,
        `\uFEFFinsert into pg_temp.t select generate_series(1, 3);\n-- no more;\n`,
    );
    const { code, stdout, stderr } = await sql(
        ...['operational', '-c', 'create temp table t (a int); call twice()', '-f', file],
        ...['-c', `select a, null as n, '2025-01-31 10:00+02'::timestamptz as at from t limit 1`],
        ...['-c', `do $$ begin raise notice 'hello; there'; end $$`],
    );
    expect(stderr).toBe('NOTICE: hello; there\n');
    expect(stdout.split('\n')).toEqual([
        ...['CREATE TABLE', 'CALL', 'INSERT 0 3'],
        ...['a  n  at', '1     2025-01-31 08:00:00+00', '(1 row)', '', 'DO', ''],
    ]);
    expect(code).toBe(0);
});

test('the first error ends it with 1, and says where it is', async () => {
    const child = spawn(
        process.execPath,
        [path.join(projectRoot, 'bin/pgstrata.js'), 'sql', 'operational'],
        { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...warehouse.env } },
    );
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => (written.stdout += data));
    child.stderr.on('data', (data) => (written.stderr += data));
    child.stdin.end(`select 1 as one;\n\nselect 'é😀', cusomer_id\n  from customers;\nselect 3;\n`);
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, ...written }).toEqual({
        code: 1,
        stdout: 'one\n  1\n(1 row)\n\n',
        stderr: expect.stringContaining(
            [
                'error: column "cusomer_id" does not exist',
                `detail: line 3 of standard input: select 'é😀', cusomer_id`,
                `                                               ^`,
                'hint: ',
            ].join('\n'),
        ),
    });
});

test('an error is one of its statement alone: what was done before it stays', async () => {
    await sql(
        'operational',
        '-c',
        'create table kept (a int); select 1/0; create table lost (a int)',
    );
    const names = await warehouse.query(
        'operational',
        `select to_regclass('kept') is null as kept, to_regclass('lost') is null as lost`,
    );
    expect(names).toEqual([{ kept: false, lost: true }]);
});

test('JSON has one document a statement; COPY goes to standard output', async () => {
    const json = await sql(
        'operational',
        '--json',
        '-c',
        'create temp table x (); select 1 as one',
    );
    expect(json.stdout).toBe('{"tag":"CREATE TABLE"}\n[\n  {\n    "one": 1\n  }\n]\n');
    const copy = await sql('operational', '-c', 'copy (select 1, 2) to stdout');
    expect(copy.stdout).toBe('1\t2\nCOPY 1\n');
});

test('a file that is not there, or no layer, is wrong usage', async () => {
    expect(await sql('dwh', '-f', '/nowhere.sql')).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^error: \/nowhere.sql cannot be read/),
    });
    expect(await sql('dhw')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('Did you mean dwh?'),
    });
});

test('Ctrl-C cancels the statement on the server', async () => {
    const running = new Running(['sql', 'dwh', '-c', 'select pg_sleep(600)'], warehouse.env);
    const sleeping = () =>
        warehouse.value<string>(
            'dwh',
            `select count(*) from pg_stat_activity where query = 'select pg_sleep(600)'  and state = 'active' and datname = current_database()`,
        );
    try {
        await until('it sleeps', async () => (await sleeping()) === '1');
        expect(await running.interrupt()).toBe(1);
        expect(running.stderr).toContain('canceling statement due to user request');
        expect(await sleeping()).toBe('0');
    } finally {
        await running.kill();
    }
});

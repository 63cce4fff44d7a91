/**
 * Writes the four databases of an earlier state of this repository as plain SQL, for the test of the
 * upgrade: a little of everything that a warehouse keeps, and no secret. Take the programs of the
 * oldest supported PostgreSQL, so that every later one restores it.
 * Usage: node scripts/dump-release.ts <commit> <folder of initdb, postgres and pg_dump> <target folder>
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../src/config.ts';
import { connectTo } from '../src/connection/connect.ts';
import { startEmbedded } from '../src/embedded/index.ts';
import { type Layer, layers } from '../src/layers.ts';

const [commit = '', programs = '', target = ''] = process.argv.slice(2);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pgstrata-dump-'));
fs.chmodSync(scratch, 0o711);
const server = await startEmbedded({
    folder: path.join(scratch, 'server'),
    binaries: programs,
    defaultPort: false,
});
try {
    const tree = checkOut();
    const pgstrata = (...args: string[]) =>
        execFileSync(process.execPath, [path.join(tree, 'bin/pgstrata.js'), ...args], {
            env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings() },
            stdio: ['ignore', 'ignore', 'inherit'],
        });
    pgstrata('migrate');
    pgstrata('seed', '--customers', '30', '--products', '10', '--sales', '60');
    pgstrata('run');
    // Rejects that stay open and one that is resolved, a history, a deletion.
    await change(
        'operational',
        `insert into sales (customer_id, product_id, quantity, unit_price, transaction_date)
         values (1, 1, -1, 5, now()), (2, 2, -2, 5, now());
         update customers set city = 'Wien', updated_at = clock_timestamp() where customer_id < 4`,
    );
    pgstrata('run');
    await change(
        'operational',
        `update sales set quantity = 1, updated_at = clock_timestamp() where quantity = -1;
         update products set unit_price = 7, updated_at = clock_timestamp() where product_id < 3;
         delete from sales where sale_id = 3`,
    );
    pgstrata('run');
    // Each run keeps its SQL: one is enough.
    await change(
        'dwh',
        `delete from engine.step_statements where log_id not in
                             (select log_id from etl_logs where run_id = 2)`,
    );
    dumpAll();
} finally {
    await server.stop({ deleteData: true });
    fs.rmSync(scratch, { recursive: true, force: true });
}

/** The files of that commit, with the packages of this one. */
function checkOut(): string {
    const tree = path.join(scratch, 'tree');
    fs.mkdirSync(tree);
    const archive = path.join(scratch, 'tree.tar');
    execFileSync('git', ['archive', `--output=${archive}`, commit], { cwd: projectRoot });
    execFileSync('tar', ['-xf', archive], { cwd: tree });
    fs.symlinkSync(path.join(projectRoot, 'node_modules'), path.join(tree, 'node_modules'));
    return tree;
}

function settings(): Record<string, string> {
    const names = layers.map((layer) => `PGSTRATA_${layer.toUpperCase()}_URL`);
    return Object.fromEntries(names.map((name, i) => [name, server.url(layers[i] ?? '').href]));
}

async function change(layer: Layer, sql: string): Promise<void> {
    const client = await connectTo(server.url(layer), layer);
    await client.query(sql);
    await client.end();
}

function dumpAll(): void {
    fs.mkdirSync(target, { recursive: true });
    const roles = dump('pg_dumpall', 'postgres', '--roles-only', '--no-role-passwords');
    write('roles', roles.replaceAll(/^(create|alter) role postgres\b.*\n/gim, ''));
    for (const layer of layers) {
        write(layer, dump('pg_dump', layer, '--inserts', '--rows-per-insert=100'));
    }
}

function dump(program: string, database: string, ...options: string[]): string {
    const url = server.url(database);
    return execFileSync(path.join(programs, program), [...options, `--dbname=${url}`], {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
    });
}

/** Without what only psql understands, and without the passwords of links. */
function write(name: string, sql: string): void {
    const text = sql
        .replaceAll(/^\\.*\n/gm, '')
        .replaceAll(/^--\n-- .*\n--\n\n/gm, '')
        .replaceAll(/\bpassword '[^']*'/gi, `password 'not in the dump'`)
        .trim();
    fs.writeFileSync(path.join(target, `${name}.sql`), `${text}\n`);
}

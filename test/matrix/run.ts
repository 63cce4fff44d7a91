/**
 * Runs the tests on every supported release of PostgreSQL, one after the other.
 * Usage: npm run test:matrix -- [release …] [what vitest takes …]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../src/config.ts';
import { formatTable, type Table } from '../../src/output.ts';

/** The newest comes with the project; the others would weigh on every `npm ci` and are apart. */
const releases = ['15', '16', '17', '18'];
const newest = '18';

const given = process.argv.slice(2);
const isRelease = (word: string) => /^\d+$/.test(word);
const others = given.filter((word) => !isRelease(word));
const chosen = given.some(isRelease) ? [...new Set(given.filter(isRelease))] : releases;

const unknown = chosen.filter((release) => !releases.includes(release));
if (unknown.length > 0) {
    console.error(`${unknown.join(', ')}: not among the releases ${releases.join(', ')}`);
    process.exit(2);
}
if (chosen.some((release) => release !== newest)) install();

const outcomes: Record<string, unknown>[] = [];
for (const release of chosen) {
    console.log(`\nPostgreSQL ${release}`);
    const outcome = await testOn(release);
    outcomes.push(outcome);
    if (outcome.result !== 'passed') process.exitCode = 1;
}
const fields: Table['fields'] = [
    { name: 'release' },
    { name: 'result' },
    ...['passed', 'failed', 'seconds'].map((name) => ({ name, dataTypeID: 23 })),
];
console.log(`\n${formatTable({ fields, rows: outcomes }).join('\n')}`);

function install(): void {
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: import.meta.dirname,
        stdio: 'inherit',
    });
    if (status !== 0) process.exit(1);
}

async function testOn(release: string): Promise<Record<string, unknown>> {
    const began = Date.now();
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...others];
    // The embedded server is of one release only.
    if (release !== newest) vitest.push('--exclude', 'test/embedded/**');
    const child = spawn(process.execPath, vitest, {
        cwd: projectRoot,
        env: {
            ...process.env,
            ...(process.stdout.isTTY && !process.env.NO_COLOR && { FORCE_COLOR: '1' }),
            PGSTRATA_TEST_PG: 'embedded',
            PGSTRATA_TEST_PG_BIN: release === newest ? '' : programs(release),
        },
        stdio: ['inherit', 'pipe', 'inherit'],
    });
    let end = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
        process.stdout.write(text);
        end = (end + text).slice(-1000);
    });
    const [code] = await once(child, 'close');
    // The line of test/support/reporter.ts.
    const [, passed, failed] = /\n(\d+) passed, (\d+) failed/.exec(end) ?? [];
    return {
        release,
        result: code === 0 ? 'passed' : 'FAILED',
        passed,
        failed,
        seconds: Math.round((Date.now() - began) / 1000),
    };
}

function programs(release: string): string {
    const name = `postgresql-${release}-${process.platform}-${process.arch}`;
    return path.join(import.meta.dirname, 'node_modules', name, 'native/bin');
}

import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError } from '../errors.ts';
import { type Account, as } from './account.ts';
import type { Binaries } from './binaries.ts';
import { type Place, settingsInclude } from './place.ts';
import { findPostmaster, type Postmaster, stopPostmaster } from './postmaster.ts';

export type Settings = Record<string, string>;

/** For a warehouse on a small machine that it shares; durable, since it may hold real data. */
const defaultSettings: Settings = {
    shared_buffers: '256MB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    effective_cache_size: '1GB',
    max_connections: '200',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    // Compiling costs more than it gains on the many short statements of a run.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] %d %a ',
};

/** Makes the data folder unless it is there; refuses one that this server cannot use. */
export function initialise(place: Place, binaries: Binaries, account: Account): boolean {
    const versionFile = path.join(place.data, 'PG_VERSION');
    if (fs.existsSync(versionFile)) {
        const major = fs.readFileSync(versionFile, 'utf8').trim();
        if (major === String(binaries.major)) return false;
        throw new ConnectionError(
            `the data folder ${place.data} is of PostgreSQL ${major}; the embedded server is PostgreSQL ${binaries.major}`,
            {
                hint: 'name another folder in PGSTRATA_DATA, or remove the old data with: npx pgstrata down --delete-data',
            },
        );
    }
    if (fs.existsSync(place.data) && fs.readdirSync(place.data).length > 0) {
        throw new ConnectionError(`${place.data} is not empty and is no PostgreSQL data folder`, {
            hint: 'move it away, or name another folder in PGSTRATA_DATA',
        });
    }
    // Renamed when complete, so that an interrupted initdb leaves nothing that looks like data.
    const draft = path.join(place.root, 'data.new');
    fs.rmSync(draft, { recursive: true, force: true });
    fs.mkdirSync(draft, { mode: 0o700 });
    fs.chownSync(draft, account.uid, account.gid);
    const locale =
        binaries.major >= 17
            ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
            : ['--locale=C.UTF-8'];
    const { status, stderr, error } = spawnSync(
        path.join(binaries.folder, 'initdb'),
        [
            ...['--pgdata', draft, '--username', 'postgres', '--pwfile', place.password],
            ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', ...locale],
            ...['--data-checksums', '--no-sync', '--no-instructions'],
        ],
        { ...as(account), encoding: 'utf8', env: environment() },
    );
    if (status !== 0) {
        throw new ConnectionError('the embedded PostgreSQL cannot make its data folder', {
            detail: error?.message ?? stderr.trim(),
            hint: `check ${place.root} and the space on its disk`,
        });
    }
    fs.appendFileSync(path.join(draft, 'postgresql.conf'), `\n${settingsInclude}\n`);
    fs.rmSync(place.data, { recursive: true, force: true });
    fs.renameSync(draft, place.data);
    return true;
}

/** What a server that was killed leaves for a moment: itself, or sessions that have not noticed yet. */
const remains = /lock file "postmaster\.pid" already exists|pre-existing shared memory block/;

/** Starts the server, detached from this process, and waits until it accepts connections. */
export async function launch(
    place: Place,
    binaries: Binaries,
    account: Account,
    options: { port: number; settings?: Settings; timeoutMs: number },
): Promise<Postmaster> {
    writeSettings(place, { ...defaultSettings, ...options.settings });
    const until = Date.now() + options.timeoutMs;
    for (;;) {
        const { running, failure, said } = await attempt(place, binaries, account, {
            port: options.port,
            until,
        });
        if (running) return running;
        if (failure !== undefined && remains.test(said) && Date.now() < until) {
            await sleep(100);
            continue;
        }
        throw new ConnectionError(
            failure === undefined
                ? `the embedded PostgreSQL was not ready after ${options.timeoutMs / 1000} seconds`
                : `the embedded PostgreSQL did not start: ${failure}`,
            { detail: said, hint: `the whole log is ${place.log}` },
        );
    }
}

interface Attempt {
    running?: Postmaster;
    /** Undefined: it was not ready in time, and is stopped. */
    failure?: string;
    /** The end of what it logged. */
    said: string;
}

async function attempt(
    place: Place,
    binaries: Binaries,
    account: Account,
    { port, until }: { port: number; until: number },
): Promise<Attempt> {
    const log = openLog(place, account);
    const logStart = fs.fstatSync(log).size;
    const server = spawn(
        path.join(binaries.folder, 'postgres'),
        [
            ...['-D', place.data, '-p', `${port}`],
            ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
        ],
        { ...as(account), detached: true, stdio: ['ignore', log, log], env: environment() },
    );
    fs.closeSync(log);
    let failure: string | undefined;
    server.once('error', (error) => (failure = error.message));
    server.once('exit', (code, signal) => (failure ??= `it ended with ${signal ?? code}`));
    server.unref();
    while (failure === undefined && Date.now() < until) {
        const running = findPostmaster(place.data);
        if (running?.ready && running.pid === server.pid) return { running, said: '' };
        await sleep(20);
    }
    if (failure === undefined) await stopPostmaster(place.data, 5_000);
    return { ...(failure === undefined ? {} : { failure }), said: logTail(place, logStart) };
}

function writeSettings(place: Place, settings: Settings): void {
    const lines = Object.entries(settings).map(
        ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
    );
    const file = path.join(place.data, 'pgstrata.conf');
    const text = `# Written at every start; ALTER SYSTEM overrides it.\n${lines.join('\n')}\n`;
    fs.writeFileSync(file, text, { mode: 0o644 });
}

function openLog(place: Place, account: Account): number {
    if ((fs.statSync(place.log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) {
        fs.renameSync(place.log, `${place.log}.1`);
    }
    const log = fs.openSync(place.log, 'a', 0o600);
    fs.fchownSync(log, account.uid, account.gid);
    return log;
}

function logTail(place: Place, from: number): string {
    return fs
        .readFileSync(place.log)
        .subarray(from)
        .toString()
        .trim()
        .split('\n')
        .slice(-12)
        .join('\n');
}

/** Neither PGPORT, PGDATA and the like nor a locale or time zone of the shell reach the server. */
function environment(): NodeJS.ProcessEnv {
    return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

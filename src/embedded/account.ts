import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { ConnectionError } from '../errors.ts';

/** The operating system's user that the server runs as. */
export interface Account {
    name: string;
    uid: number;
    gid: number;
    /** True when it is another one than this process runs as. */
    switched: boolean;
}

const systemUser = 'pgstrata';
const shared = '/var/lib/pgstrata';

/**
 * PostgreSQL refuses to run as root, and initdb asks for an entry in the user database: root
 * gets a system user, everyone else runs the server as oneself.
 */
export function serverAccount(data: string): Account {
    const uid = process.getuid?.() ?? -1;
    if (uid !== 0) return { name: '', uid, gid: process.getgid?.() ?? -1, switched: false };
    // Data that an ordinary user made stays that user's.
    const owner = fs.statSync(data, { throwIfNoEntry: false });
    const found = owner && owner.uid !== 0 ? owner : (lookUp(systemUser) ?? createSystemUser());
    const account = { name: systemUser, uid: found.uid, gid: found.gid, switched: true };
    const { status, error } = spawnSync('/bin/sh', ['-c', ':'], as(account));
    if (status !== 0) throw noSystemUser(error?.message ?? 'it cannot start a process');
    return account;
}

/** Options with which child_process starts a program as that user. */
export function as(account: Account): { cwd: string; uid?: number; gid?: number } {
    // initdb and postgres fail in a working directory that their user cannot enter.
    return account.switched ? { cwd: '/', uid: account.uid, gid: account.gid } : { cwd: '/' };
}

/** True when that user has the access by this path; `x` on a folder is to enter it. */
export function canReach(account: Account, file: string, access: 'x' | 'r' = 'x'): boolean {
    const { status } = spawnSync('/bin/sh', ['-c', `test -${access} "$0"`, file], {
        ...as(account),
        stdio: 'ignore',
    });
    return status === 0;
}

/** A folder that the system user can reach wherever the clone is. */
export function sharedFolder(): string {
    try {
        fs.mkdirSync(shared, { recursive: true, mode: 0o755 });
        fs.chmodSync(shared, 0o755);
    } catch (error) {
        throw new ConnectionError(`${shared} cannot be made`, {
            detail: (error as Error).message,
            hint: `make it, or put the clone where the user ${systemUser} can reach it, or do not run as root`,
        });
    }
    return shared;
}

function createSystemUser(): { uid: number; gid: number } {
    // The second is BusyBox's.
    const attempts: [string, string[]][] = [
        ['useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', shared]],
        ['adduser', ['-S', '-D', '-H', '-h', shared]],
    ];
    let detail = '';
    for (const [program, options] of attempts) {
        const shell = ['-s', '/usr/sbin/nologin'];
        const { stderr, error } = spawnSync(program, [...options, ...shell, systemUser], {
            encoding: 'utf8',
        });
        const found = lookUp(systemUser);
        if (found) return found;
        detail ||= error?.message ?? stderr.trim();
    }
    throw noSystemUser(detail);
}

function lookUp(name: string): { uid: number; gid: number } | undefined {
    const number = (option: string) => {
        const { status, stdout } = spawnSync('id', [option, name], { encoding: 'utf8' });
        return status === 0 ? Number(stdout) : undefined;
    };
    const uid = number('-u');
    const gid = number('-g');
    return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function noSystemUser(detail: string): ConnectionError {
    return new ConnectionError(
        `PostgreSQL does not run as root, and the system user ${systemUser} cannot be used`,
        {
            detail,
            hint: `run as an ordinary user, or make the user with: useradd --system ${systemUser}, or name four servers in PGSTRATA_*_URL`,
        },
    );
}

import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ConnectionError } from '../errors.ts';
import { type Account, canReach, sharedFolder } from './account.ts';

/**
 * Where a cluster lives: `folder` is what the user knows, `root` holds the files. They differ
 * only for root, when the server's user cannot enter `folder`; the file `location` in it then
 * says where.
 */
export interface Place {
    folder: string;
    root: string;
    data: string;
    log: string;
    password: string;
    port: string;
}

/** The place that was prepared before, if there is one. */
export function findPlace(folder: string): Place {
    const real = fs.existsSync(folder) ? fs.realpathSync(folder) : path.resolve(folder);
    const location = path.join(real, 'location');
    const root = fs.existsSync(location) ? fs.readFileSync(location, 'utf8').trim() : real;
    return {
        folder: real,
        root,
        data: path.join(root, 'data'),
        log: path.join(root, 'postgres.log'),
        password: path.join(root, 'password'),
        port: path.join(root, 'port'),
    };
}

/** Makes the folders, where the server's user can reach them, and the superuser's password. */
export function preparePlace(folder: string, account: Account): Place {
    try {
        const mode = account.switched ? 0o711 : 0o700;
        fs.mkdirSync(folder, { recursive: true });
        fs.chmodSync(folder, mode);
        if (account.switched && !canReach(account, fs.realpathSync(folder))) {
            const root = elsewhere(fs.realpathSync(folder));
            fs.mkdirSync(root, { recursive: true, mode });
            fs.writeFileSync(path.join(folder, 'location'), `${root}\n`);
        }
        const place = findPlace(folder);
        if (!fs.existsSync(place.password)) {
            if (isOurs(place.data)) throw passwordMissing(place);
            refuseForeignData(place.data);
            const password = randomBytes(24).toString('base64url');
            fs.writeFileSync(place.password, `${password}\n`, { mode: 0o600 });
            fs.chownSync(place.password, account.uid, account.gid);
        }
        return place;
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (!code || !['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) throw error;
        throw new ConnectionError(
            `the folder ${folder} for the embedded PostgreSQL is not usable`,
            {
                detail: message,
                hint: 'run as the user it belongs to, or name another one in PGSTRATA_DATA',
            },
        );
    }
}

export function readPassword(place: Place): string {
    try {
        return fs.readFileSync(place.password, 'utf8').trim();
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw passwordMissing(place);
        throw new ConnectionError(`the password file ${place.password} cannot be read`, {
            detail: (error as Error).message,
            hint: 'run as the user who started the embedded PostgreSQL',
        });
    }
}

/** Removes what this program made, and nothing else. */
export function removePlace(place: Place): void {
    for (const root of new Set([place.root, place.folder])) {
        if (!fs.existsSync(root)) continue;
        for (const name of fs.readdirSync(root)) {
            if (!/^(data|data\.new|postgres\.log(\.1)?|password|port|location)$/.test(name))
                continue;
            if (name === 'data' && !isOurs(path.join(root, name))) continue;
            fs.rmSync(path.join(root, name), { recursive: true, force: true });
        }
        if (fs.readdirSync(root).length === 0) fs.rmdirSync(root);
    }
}

/** The line that initialise() adds to the settings of a cluster. */
export const settingsInclude = "include_if_exists 'pgstrata.conf'";

function isOurs(data: string): boolean {
    const settings = path.join(data, 'postgresql.conf');
    return fs.existsSync(settings) && fs.readFileSync(settings, 'utf8').includes(settingsInclude);
}

function refuseForeignData(data: string): void {
    if (!fs.existsSync(data) || fs.readdirSync(data).length === 0) return;
    throw new ConnectionError(`${data} is not empty, and pgstrata did not make it`, {
        hint: 'move it away, or name another folder in PGSTRATA_DATA',
    });
}

function elsewhere(folder: string): string {
    const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
    const clone = path.basename(path.dirname(folder)).replace(/[^\w.-]/g, '_');
    return path.join(sharedFolder(), `${clone}-${hash}`);
}

function passwordMissing(place: Place): ConnectionError {
    return new ConnectionError(`the password file ${place.password} is missing`, {
        hint: 'put it back, or remove the data with: npx pgstrata down --delete-data',
    });
}

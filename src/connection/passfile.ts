import { readFileSync, statSync } from 'node:fs';
import { isSocket } from './uri.ts';

export interface Login {
    host: string;
    port: string;
    dbname: string;
    user: string;
}

/** The password that a password file has for a login; `warn` hears why a file is not used. */
export function passwordFromFile(
    file: string,
    login: Login,
    warn: (text: string) => void,
): string | undefined {
    const status = statSync(file, { throwIfNoEntry: false });
    if (!status) return undefined;
    if (!status.isFile()) {
        warn(`password file ${file} is not used: it is not a plain file`);
        return undefined;
    }
    if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
        warn(`password file ${file} is not used: others may read it; chmod 600 ${file}`);
        return undefined;
    }
    try {
        return findPassword(readFileSync(file, 'utf8'), login);
    } catch (error) {
        warn(`password file ${file} is not used: ${(error as Error).message}`);
        return undefined;
    }
}

/** The password of the first line that fits, of those of the form host:port:database:user:password. */
export function findPassword(
    text: string,
    { host, port, dbname, user }: Login,
): string | undefined {
    // Over a socket in the usual place the server is called localhost.
    const isUsual = isSocket(host) && socketFolders.includes(host);
    const wanted = [isUsual ? 'localhost' : host, port, dbname, user];
    for (const line of text.split(/\r?\n/)) {
        if (line === '' || line.startsWith('#')) continue;
        const fields = fieldsOf(line);
        const password = fields[4];
        const fits = wanted.every(
            (value, i) => fields[i] === '*' || unescaped(fields[i]) === value,
        );
        if (fits && password !== undefined) return unescaped(password);
    }
    return undefined;
}

/** Where servers put their sockets: Debian and its like, and PostgreSQL by itself. */
export const socketFolders = ['/var/run/postgresql', '/tmp'];

/** Split at colons; the password is the last field and goes up to the next colon, if any. */
const fieldsOf = (line: string) => line.match(/(?:^|(?<=:))(?:\\.|[^:\\]|\\$)*/g) ?? [];

const unescaped = (field: string | undefined) => field?.replace(/\\(.)/g, '$1');

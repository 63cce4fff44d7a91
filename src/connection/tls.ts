import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type ConnectionOptions, getCACertificates, type SecureVersion } from 'node:tls';
import { ConnectionError } from '../errors.ts';
import { sslModes } from './keywords.ts';
import { hostOf, isSocket } from './uri.ts';

export type Tls = ConnectionOptions | false;

/**
 * What to try in order for the sslmode of a URL, with the meaning that libpq gives it:
 * node-postgres itself takes `require` for `verify-full` and knows no `prefer`.
 */
export function tlsAttempts(url: URL, name: string, home = homedir()): Tls[] {
    const parameters = url.searchParams;
    const root = parameters.get('sslrootcert');
    const mode = parameters.get('sslmode') ?? (root === 'system' ? 'verify-full' : 'prefer');
    if (!sslModes.includes(mode)) {
        throw new ConnectionError(`${name}: sslmode '${mode}' is not known`, {
            hint: `use ${sslModes.slice(0, -1).join(', ')} or ${sslModes.at(-1)}`,
        });
    }
    // Like libpq: nobody listens in between on a socket.
    if (mode === 'disable' || isSocket(hostOf(url))) return [false];
    const files = readFiles(parameters, name, home);
    refuseMissingRoot(files.ca, { root, mode, name, home });
    const unchecked: Tls = { ...files, rejectUnauthorized: false };
    const chainChecked: Tls = { ...files, checkServerIdentity: () => undefined };
    switch (mode) {
        case 'allow':
            return [false, unchecked];
        case 'prefer':
            return [unchecked, false];
        case 'require':
            return [files.ca ? chainChecked : unchecked];
        case 'verify-ca':
            return [chainChecked];
        default:
            return [files];
    }
}

type Files = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'crl' | 'minVersion' | 'maxVersion'>;

function readFiles(parameters: URLSearchParams, name: string, home: string): Files {
    const read = (parameter: string, byDefault?: string) => {
        const usual = byDefault && path.join(home, '.postgresql', byDefault);
        const file = parameters.get(parameter) ?? (usual && existsSync(usual) ? usual : undefined);
        if (!file) return undefined;
        try {
            if (parameter === 'sslkey') refuseOpenKey(file, name);
            return readFileSync(file, 'utf8');
        } catch (error) {
            if (error instanceof ConnectionError) throw error;
            throw new ConnectionError(`${name}: ${parameter} ${file} cannot be read`, {
                detail: (error as Error).message,
                hint: 'give the absolute path of a readable PEM file',
            });
        }
    };
    const isSystem = parameters.get('sslrootcert') === 'system';
    const version = (parameter: string) =>
        (parameters.get(`ssl_${parameter}_protocol_version`) ?? undefined) as
            | SecureVersion
            | undefined;
    return {
        ca: isSystem ? getCACertificates('system') : read('sslrootcert', 'root.crt'),
        cert: read('sslcert', 'postgresql.crt'),
        key: read('sslkey', 'postgresql.key'),
        crl: read('sslcrl', 'root.crl'),
        minVersion: version('min'),
        maxVersion: version('max'),
    };
}

/** A key of root's may be read by its group, as keys of a system are; any other by its owner alone. */
function refuseOpenKey(file: string, name: string): void {
    const { mode, uid } = statSync(file);
    if (process.platform === 'win32' || (mode & (uid === 0 ? 0o037 : 0o077)) === 0) return;
    throw new ConnectionError(`${name}: sslkey ${file} may be read by others`, {
        hint: `chmod 600 ${file}`,
    });
}

interface Root {
    root: string | null;
    mode: string;
    name: string;
    home: string;
}

/** Without root certificates of one's own, Node would trust those that browsers trust. */
function refuseMissingRoot(ca: Files['ca'], { root, mode, name, home }: Root): void {
    if (root === 'system' && mode !== 'verify-full') {
        throw new ConnectionError(`${name}: sslmode '${mode}' is too weak for sslrootcert=system`, {
            hint: 'use sslmode=verify-full: anybody can have a certificate of a public authority',
        });
    }
    if (ca !== undefined || !mode.startsWith('verify')) return;
    throw new ConnectionError(`${name}: sslmode ${mode} needs root certificates to check with`, {
        detail: `sslrootcert is not set, and ${path.join(home, '.postgresql/root.crt')} is not there`,
        hint: 'name a file in sslrootcert, or set sslrootcert=system to trust what the system trusts',
    });
}

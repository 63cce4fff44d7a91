import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { ConnectionError } from '../errors.ts';

export type Tls = ConnectionOptions | false;

/**
 * What to try in order for the sslmode of a URL, with the meaning that libpq gives it:
 * node-postgres itself takes `require` for `verify-full` and knows no `prefer`.
 */
export function tlsAttempts(url: URL, name: string): Tls[] {
    const parameters = url.searchParams;
    const mode = parameters.get('sslmode') ?? 'prefer';
    const read = (parameter: string) => {
        const file = parameters.get(parameter);
        if (!file || (parameter === 'sslrootcert' && file === 'system')) return undefined;
        try {
            return readFileSync(file, 'utf8');
        } catch (error) {
            throw new ConnectionError(`${name}: ${parameter} ${file} cannot be read`, {
                detail: (error as Error).message,
                hint: 'give the absolute path of a readable PEM file',
            });
        }
    };
    const files = { ca: read('sslrootcert'), cert: read('sslcert'), key: read('sslkey') };
    const unchecked: Tls = { ...files, rejectUnauthorized: false };
    const chainChecked: Tls = { ...files, checkServerIdentity: () => undefined };
    switch (mode) {
        case 'disable':
            return [false];
        case 'allow':
        case 'prefer':
            return [unchecked, false];
        case 'require':
            return [files.ca ? chainChecked : unchecked];
        case 'verify-ca':
            return [chainChecked];
        case 'verify-full':
            return [files];
        default:
            throw new ConnectionError(`${name}: sslmode '${mode}' is not known`, {
                hint: 'use disable, allow, prefer, require, verify-ca or verify-full',
            });
    }
}

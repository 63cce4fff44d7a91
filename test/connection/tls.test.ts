import fs, { readFileSync } from 'node:fs';
import path from 'node:path';
import { getCACertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { tlsAttempts } from '../../src/connection/tls.ts';
import { raisedBy, scratchFolder } from '../support/index.ts';

const pem = path.join(import.meta.dirname, 'certificates/server.pem');

/** In a home without certificates, unless one is given. */
function attempts(parameters: string, home = '/nowhere') {
    return tlsAttempts(new URL(`postgresql://db1/shop?${parameters}`), 'mrr', home);
}

describe('sslmode', () => {
    test('unset and prefer try TLS without a check, then go without', () => {
        for (const parameters of ['', 'sslmode=prefer']) {
            expect(attempts(parameters)).toMatchObject([{ rejectUnauthorized: false }, false]);
        }
    });

    test('allow goes without TLS where the server lets it', () => {
        expect(attempts('sslmode=allow')).toMatchObject([false, { rejectUnauthorized: false }]);
    });

    test('has no meaning on a socket', () => {
        const socket = new URL('postgresql://%2Fvar%2Frun/shop?sslmode=require');
        expect(tlsAttempts(socket, 'mrr', '/nowhere')).toEqual([false]);
    });

    test('disable never tries TLS', () => {
        expect(attempts('sslmode=disable')).toEqual([false]);
    });

    test('require encrypts, and checks the chain only where a root certificate is given', () => {
        expect(attempts('sslmode=require')).toMatchObject([{ rejectUnauthorized: false }]);
        const [checked] = attempts(`sslmode=require&sslrootcert=${pem}`);
        expect(checked).toMatchObject({ ca: readFileSync(pem, 'utf8') });
        expect(checked).not.toHaveProperty('rejectUnauthorized');
    });

    test('verify-ca checks the chain and not the name, verify-full both', () => {
        const [chain] = attempts(`sslmode=verify-ca&sslrootcert=${pem}`);
        expect(chain).toHaveProperty('checkServerIdentity');
        const [full] = attempts(`sslmode=verify-full&sslrootcert=${pem}`);
        expect(full).not.toHaveProperty('checkServerIdentity');
        expect(full).not.toHaveProperty('rejectUnauthorized');
    });

    test('the root certificates of the system are checked in full, or not used', async () => {
        const trusted = [{ ca: getCACertificates('system') }];
        expect(attempts('sslmode=verify-full&sslrootcert=system')).toMatchObject(trusted);
        const [full] = attempts('sslrootcert=system');
        expect(full).toMatchObject(trusted[0] ?? {});
        expect(full).not.toHaveProperty('checkServerIdentity');
        const { message } = await raisedBy(() => attempts('sslmode=require&sslrootcert=system'));
        expect(message).toBe("mrr: sslmode 'require' is too weak for sslrootcert=system");
    });

    test('verify-ca and verify-full need root certificates', async () => {
        for (const mode of ['verify-ca', 'verify-full']) {
            const { message, hint } = await raisedBy(() => attempts(`sslmode=${mode}`));
            expect(message).toBe(`mrr: sslmode ${mode} needs root certificates to check with`);
            expect(hint).toContain('sslrootcert=system');
        }
    });

    test('the files of the home folder are used where none are named', () => {
        const home = scratchFolder('home');
        fs.mkdirSync(path.join(home, '.postgresql'));
        fs.copyFileSync(pem, path.join(home, '.postgresql/root.crt'));
        fs.copyFileSync(pem, path.join(home, '.postgresql/postgresql.crt'));
        const text = readFileSync(pem, 'utf8');
        const [checked] = attempts('sslmode=require', home);
        expect(checked).toMatchObject({ ca: text, cert: text, key: undefined });
        expect(checked).not.toHaveProperty('rejectUnauthorized');
    });

    test('that is not known is refused with those that are', async () => {
        const { message, hint } = await raisedBy(() => attempts('sslmode=verify_full'));
        expect(message).toBe("mrr: sslmode 'verify_full' is not known");
        expect(hint).toContain('verify-full');
    });
});

test('a key that others may read is refused', async () => {
    const key = path.join(scratchFolder('keys'), 'client.key');
    fs.writeFileSync(key, 'a key', { mode: 0o644 });
    const look = () => attempts(`sslmode=require&sslkey=${key}`);
    const { message, hint } = await raisedBy(look);
    expect(message).toBe(`mrr: sslkey ${key} may be read by others`);
    expect(hint).toBe(`chmod 600 ${key}`);
    fs.chmodSync(key, 0o600);
    expect(look()).toMatchObject([{ key: 'a key' }]);
});

test('a certificate that cannot be read is named', async () => {
    const { message, hint } = await raisedBy(() =>
        attempts('sslmode=require&sslcert=/nowhere/client.pem'),
    );
    expect(message).toBe('mrr: sslcert /nowhere/client.pem cannot be read');
    expect(hint).toContain('PEM');
});

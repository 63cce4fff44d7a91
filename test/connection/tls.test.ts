import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tlsAttempts } from '../../src/connection/tls.ts';
import { raisedBy } from '../support/index.ts';

const pem = path.join(import.meta.dirname, 'certificates/server.pem');

function attempts(parameters: string) {
    return tlsAttempts(new URL(`postgresql://db1/shop?${parameters}`), 'mrr');
}

describe('sslmode', () => {
    test('unset and prefer try TLS without a check, then go without', () => {
        for (const parameters of ['', 'sslmode=prefer', 'sslmode=allow']) {
            expect(attempts(parameters)).toMatchObject([{ rejectUnauthorized: false }, false]);
        }
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

    test('the root certificates of the system are those that TLS takes without a file', () => {
        expect(attempts('sslmode=verify-full&sslrootcert=system')).toMatchObject([
            { ca: undefined },
        ]);
    });

    test('that is not known is refused with those that are', async () => {
        const { message, hint } = await raisedBy(() => attempts('sslmode=verify_full'));
        expect(message).toBe("mrr: sslmode 'verify_full' is not known");
        expect(hint).toContain('verify-full');
    });
});

test('a certificate that cannot be read is named', async () => {
    const { message, hint } = await raisedBy(() =>
        attempts('sslmode=require&sslcert=/nowhere/client.pem'),
    );
    expect(message).toBe('mrr: sslcert /nowhere/client.pem cannot be read');
    expect(hint).toContain('PEM');
});

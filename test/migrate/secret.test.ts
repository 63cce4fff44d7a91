import fs from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectTo } from '../../src/connection/connect.ts';
import { executeWithSecret, generatePassword, scramVerifier } from '../../src/migrate/secret.ts';
import { createWarehouse, raisedBy, uniqueName, type Warehouse } from '../support/index.ts';

let warehouse: Warehouse;
const role = uniqueName();

beforeAll(async () => {
    warehouse = await createWarehouse({ migrated: false });
    await warehouse.query('dwh', `create role ${role} login`);
});
afterAll(async () => {
    await warehouse?.query('dwh', `drop role if exists ${role}`);
    await warehouse?.drop();
});

async function logIn(password: string): Promise<unknown> {
    const url = new URL(warehouse.urls.dwh.url);
    url.username = role;
    url.password = encodeURIComponent(password);
    const client = await connectTo(url, 'dwh');
    const { rows } = await client.query('select session_user as login');
    await client.end();
    return rows[0]?.login;
}

describe('a SCRAM verifier', () => {
    test.for([
        'simple',
        generatePassword(),
        'it\'s 100% \\ "quoted"',
        'Grüße aus Wien',
        'non\u00a0breaking space',
        '\ufb01n and \u2168',
    ])('of %o lets the server admit the password', async (password) => {
        await warehouse.query('dwh', `alter role ${role} password '${scramVerifier(password)}'`);
        expect(await logIn(password)).toBe(role);
        expect((await raisedBy(logIn(`${password}x`))).message).toMatch(/wrong user or password$/);
    });

    test('is stored by the server as it is, which is the form of its own', async () => {
        const verifier = scramVerifier('simple');
        await warehouse.query('dwh', `alter role ${role} password '${verifier}'`);
        const stored = await warehouse.value<string>(
            'dwh',
            'select rolpassword from pg_authid where rolname = $1',
            [role],
        );
        expect(stored).toBe(verifier);
    });

    test('has another salt each time, and is the same for the same salt', () => {
        const salt = Buffer.from('0123456789abcdef');
        expect(scramVerifier('simple')).not.toBe(scramVerifier('simple'));
        expect(scramVerifier('simple', salt)).toBe(scramVerifier('simple', salt));
    });
});

test('a generated password needs no escape in a URL', () => {
    const password = generatePassword();
    expect(encodeURIComponent(password)).toBe(password);
    expect(password).toHaveLength(43);
    expect(generatePassword()).not.toBe(password);
});

describe('DDL that carries a secret', () => {
    const secret = 'S3cret\'s \\ and "more" $$';
    const template = 'comment on database %I is %L';
    const database = () => warehouse.urls.dwh.url.pathname.slice(1);
    const execute = (sql: string, values: string[]) =>
        executeWithSecret(warehouse.urls.dwh.url, 'dwh', 'postgres', secret, sql, values);

    afterEach(() => warehouse.query('dwh', `alter database ${database()} reset all`));

    test('puts the secret in as a literal, whatever is in it', async () => {
        await execute(template, [database()]);
        const comment = await warehouse.value(
            'dwh',
            `select shobj_description(oid, 'pg_database') from pg_database where datname = $1`,
            [database()],
        );
        expect(comment).toBe(secret);
    });

    test('raises an error that holds the SQLSTATE and not the secret', async () => {
        const error = await executeError(() => execute('comment on no such %I is %L', ['thing']));
        expect(error.message).toBe('dwh: a password could not be stored');
        expect(error.detail).toContain('SQLSTATE');
        expect(error.cause).toMatchObject({ code: '42601' });
        expect([error.message, error.detail, error.stack].join()).not.toContain('S3cret');
    });

    test('leaves the secret out of a log of all statements', async () => {
        const { log } = inject('server');
        await warehouse.query(
            'dwh',
            `alter database ${database()} set log_min_duration_statement = 0`,
        );
        await warehouse.query('dwh', `alter database ${database()} set log_statement = 'all'`);
        const start = log ? fs.statSync(log).size : 0;
        await execute(template, [database()]);
        await executeError(() => execute('comment on no such %I is %L', ['thing']));
        // The log of a server elsewhere cannot be read from here.
        if (!log) return;
        const written = fs.readFileSync(log).subarray(start).toString();
        expect(written).toContain('comment on database');
        expect(written).not.toContain('S3cret');
    });
});

async function executeError(work: () => Promise<void>) {
    const error = await work().then(
        () => undefined,
        (reason: unknown) => reason,
    );
    return error as Error & { detail?: string };
}
